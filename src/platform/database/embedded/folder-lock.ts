import { createHash } from 'node:crypto';
import { closeSync, constants, openSync, readFileSync, realpathSync, statSync, writeSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { StartRefused } from '../start-refused.js';

/** Held by one service for each data folder; the system lets it go when the process ends, however it ends. */
export interface FolderLock {
  release(): Promise<void>;
}

/** Opens a file only when no other process has it open this way; of macOS, unknown to Node.js by name. */
const EXCLUSIVE_LOCK = 0x20;

/**
 * Takes the lock of a data folder. A lock file that names a process would outlive a kill -9; what is used instead is an
 * address that only one process can listen on (Linux: abstract, Windows: a pipe) or a locked open file (macOS).
 * @throws StartRefused naming the process that already holds it.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  if (process.platform === 'darwin') return lockByFile(folder);
  const { dev, ino } = statSync(folder, { bigint: true });
  const identity = process.platform === 'win32' ? realpathSync(folder).toLowerCase() : `${dev}:${ino}`;
  const hash = createHash('sha256').update(identity).digest('hex').slice(0, 32);
  return lockByAddress(
    folder,
    process.platform === 'win32' ? `\\\\.\\pipe\\standaardenregister-${hash}` : `\0standaardenregister-${hash}`,
  );
}

function lockByAddress(folder: string, address: string): Promise<FolderLock> {
  return new Promise((taken, refused) => {
    const server = createServer((visitor) => {
      visitor.on('error', () => visitor.destroy());
      visitor.end(String(process.pid));
    });
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') refused(error);
      else void holderAt(address).then((pid) => refused(inUse(folder, pid)));
    });
    server.listen(address, () => {
      server.unref();
      taken({ release: () => new Promise((done) => server.close(() => done())) });
    });
  });
}

function holderAt(address: string): Promise<string | undefined> {
  return new Promise((done) => {
    let pid = '';
    const visitor = connect(address);
    const end = () => {
      visitor.destroy();
      done(/^\d+$/.test(pid) ? pid : undefined);
    };
    visitor.setTimeout(1000, end);
    visitor
      .on('data', (part) => (pid += part.toString()))
      .on('error', end)
      .on('end', end);
  });
}

function lockByFile(folder: string): FolderLock {
  const path = join(folder, 'service.lock');
  try {
    const file = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_NONBLOCK | EXCLUSIVE_LOCK, 0o600);
    writeSync(file, `${process.pid}\n`, 0);
    return {
      release: () => {
        closeSync(file);
        return Promise.resolve();
      },
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    throw inUse(folder, readFileSync(path, 'utf8').split('\n')[0]);
  }
}

const inUse = (folder: string, pid: string | undefined): StartRefused =>
  new StartRefused(
    `The data folder ${folder} is in use by another service${pid ? ` (process ${pid})` : ''}. ` +
      'Stop that one first, or give this one a folder of its own with DATA_DIR.',
  );
