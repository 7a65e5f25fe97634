import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const { resolve } = createRequire(import.meta.url);
const compress = promisify(gzip);

/** A file of an installed package, as a browser asks for it. */
export class Asset {
  private readonly path: string;
  private readonly tag: string;
  private compressed: Promise<Buffer> | undefined;

  constructor(
    packageName: string,
    file: string,
    readonly mediaType: string,
  ) {
    const folder = dirname(resolve(`${packageName}/package.json`));
    this.path = join(folder, file);
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    this.tag = `${packageName}-${version}-${statSync(this.path).size}`;
  }

  /** Of the bytes as they are sent, so another one for each encoding. */
  tagFor(isCompressed: boolean): string {
    return `"${this.tag}${isCompressed ? '-gzip' : ''}"`;
  }

  /** Compressed once, for most of what is sent here is large and never changes. */
  gzipped(): Promise<Buffer> {
    return (this.compressed ??= compress(readFileSync(this.path)));
  }

  plain(): Readable {
    return createReadStream(this.path);
  }
}
