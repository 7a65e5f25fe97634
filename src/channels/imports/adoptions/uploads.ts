import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { HttpException, Injectable } from '@nestjs/common';
import { type Actor } from '../../../platform/auth/actor.js';
import { Memberships } from '../../../platform/auth/memberships.js';
import { openSheet } from '../../../platform/workbooks/open-sheet.js';
import { type Sheet } from '../../../platform/workbooks/sheet.js';
import { AdoptionImport, type ImportResult } from './adoption-import.js';
import { SignedInSpeaker } from './speaker.js';

/** The most bytes of a file that is sent; what is larger goes by the command line. */
export const MOST_BYTES = 25 * 1024 * 1024;
const RETRY_SECONDS = 10;

/** A file that was sent, and what came of it; `done` takes away what was kept of it on disk. */
export interface Upload {
  readonly result: ImportResult;
  readonly format: Sheet['format'];
  /** Where the file stands with its faults told; it is there only when there are any. */
  readonly faultsPath: string;
  done(): Promise<void>;
}

/** Takes files in over HTTP, one at a time: each holds a connection that writes for as long as it takes. */
@Injectable()
export class Uploads {
  private isTaken = false;

  constructor(
    private readonly imports: AdoptionImport,
    private readonly memberships: Memberships,
  ) {}

  /**
   * Reads the body of a request as a file of reports by an actor.
   * @throws HttpException 413 when it is too large, 429 while another file is read; WorkbookRefused
   */
  async take(
    request: IncomingMessage,
    { actor, requestId, isTrial }: { readonly actor: Actor; readonly requestId: string; readonly isTrial: boolean },
  ): Promise<Upload> {
    if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) throw tooLarge();
    const folder = await mkdtemp(join(tmpdir(), 'standaardenregister-'));
    const done = (): Promise<void> => rm(folder, { recursive: true, force: true });
    const path = join(folder, 'file');
    const faultsPath = join(folder, 'faults');
    let sheet: Sheet | undefined;
    try {
      await pipeline(request, measured(), createWriteStream(path, { mode: 0o600 }));
      if (this.isTaken) throw busy();
      this.isTaken = true;
      try {
        sheet = await openSheet(path);
        const speaker = new SignedInSpeaker(actor, this.memberships);
        const result = await this.imports.run({ sheet, speaker, requestId, isTrial, faultsPath });
        return { result, format: sheet.format, faultsPath, done };
      } finally {
        this.isTaken = false;
      }
    } catch (error) {
      await done();
      throw error;
    } finally {
      sheet?.close();
    }
  }
}

/** Lets bytes through until they are too many. */
function measured(): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, next) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) next(tooLarge());
      else next(null, chunk);
    },
  });
}

const tooLarge = (): HttpException =>
  new HttpException(
    `A file that is sent is at most ${MOST_BYTES / 1024 / 1024} MB. The command line takes any size.`,
    413,
  );

const busy = (): HttpException =>
  new HttpException(`Another file is being read. Try again in ${RETRY_SECONDS} seconds.`, 429);
