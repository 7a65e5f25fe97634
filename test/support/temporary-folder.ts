import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockFolder } from '../../src/platform/database/embedded/folder-lock.js';
import { isAlive, isPostmasterOf, readPidFile, signal } from '../../src/platform/database/embedded/postmaster.js';

const PREFIX = 'standaardenregister-test-';
const YOUNG_MS = 60_000;

/** A new folder that the user PostgreSQL runs as can enter, also when the tests run as root. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  chmodSync(folder, 0o755);
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

/** Ends the servers and removes the folders of test runs that were killed before they could do so. */
export async function sweep(): Promise<void> {
  const folders = readdirSync(tmpdir())
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => join(tmpdir(), name));
  for (const folder of folders) await sweepFolder(folder).catch(() => undefined); // of another user, or in use
}

async function sweepFolder(folder: string): Promise<void> {
  // A run that is only just starting has not yet locked its folder.
  if (Date.now() - statSync(folder).ctimeMs < YOUNG_MS) return;
  const lock = await lockFolder(folder);
  const cluster = join(folder, 'cluster');
  const pid = readPidFile(cluster)?.pid;
  if (pid !== undefined && isAlive(pid) && isPostmasterOf(pid, cluster) === true) signal(pid, 'SIGQUIT');
  removeFolder(folder);
  await lock.release();
}
