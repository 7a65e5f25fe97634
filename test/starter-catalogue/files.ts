import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../src/platform/config/project-root.js';

/** A copy of the files that come with the register, to change and load; throw it away in the end. */
export class CatalogueCopy {
  readonly folder = mkdtempSync(join(tmpdir(), 'catalogue-'));

  constructor() {
    cpSync(join(projectRoot, 'data'), this.folder, { recursive: true });
  }

  /** Replaces the first place where a text stands, after another text where one is given. */
  replace(file: string, find: string, replacement: string, after = ''): void {
    const path = join(this.folder, file);
    const text = readFileSync(path, 'utf8');
    const at = text.indexOf(find, Math.max(0, text.indexOf(after)));
    if (at < 0 || !text.includes(after)) throw new Error(`${file} does not hold ${find} after ${after}`);
    writeFileSync(path, text.slice(0, at) + replacement + text.slice(at + find.length));
  }

  remove(file: string): void {
    rmSync(join(this.folder, file));
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  throwAway(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
