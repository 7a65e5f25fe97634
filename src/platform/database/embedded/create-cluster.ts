import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { StartRefused } from '../start-refused.js';
import { type Account, giveTo, isIdentityRefused, mayNotBecome, runAs } from './account.js';
import { type Binaries, cannotRun, program } from './binaries.js';
import { type ClusterPlace } from './cluster-place.js';

/** Owner of everything in the embedded cluster, and the name of its database. */
export const OWNER = 'standaardenregister';

const PASSWORD = 'service.password';
const HALF_MADE = 'new-';
const OR_ELSE = 'Put that right, or give the service a PostgreSQL 18 server with DATABASE_URL.';

/** What PostgreSQL's programs see of the environment: settings of other servers (PGPORT, PGOPTIONS …) must not leak in. */
export const bareEnvironment = (): NodeJS.ProcessEnv | undefined =>
  process.platform === 'win32' ? undefined : { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** @throws StartRefused when the password cannot be read, as when another user made the cluster. */
export const readPassword = ({ cluster }: ClusterPlace): string => readOwn(join(cluster, PASSWORD));

/**
 * Makes the cluster when there is none, in a folder beside it that gets its name only when it is complete: an interrupted
 * first start leaves nothing that looks like a cluster.
 * @throws StartRefused when the cluster that is there belongs to another major version.
 */
export async function ensureCluster(
  place: ClusterPlace,
  binaries: Binaries,
  account: Account | undefined,
  isDurable: boolean,
): Promise<void> {
  if (existsSync(place.cluster)) {
    checkVersion(place, binaries);
    return;
  }
  for (const entry of readdirSync(place.home)) {
    if (entry.startsWith(HALF_MADE)) rmSync(join(place.home, entry), { recursive: true, force: true });
  }
  const folder = mkdtempSync(join(place.home, HALF_MADE));
  const cluster = join(folder, 'cluster');
  const password = join(folder, PASSWORD);
  mkdirSync(cluster, { mode: 0o700 });
  writeFileSync(password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  giveTo(account, folder, cluster, password);
  await initdb(binaries, account, cluster, password, isDurable);
  writeFileSync(join(cluster, 'pg_hba.conf'), 'host all all 127.0.0.1/32 scram-sha-256\n');
  renameSync(password, join(cluster, PASSWORD));
  renameSync(cluster, place.cluster);
  rmSync(folder, { recursive: true });
}

function checkVersion({ cluster, home }: ClusterPlace, { version }: Binaries): void {
  const found = readOwn(join(cluster, 'PG_VERSION'));
  const [wanted] = version.split('.');
  if (found === wanted) return;
  throw new StartRefused(
    `The data folder ${home} holds a cluster of PostgreSQL ${found}, and the embedded server is PostgreSQL ${wanted}. ` +
      'Move its data with a dump of the old version, or set DATA_DIR to another folder.',
  );
}

function readOwn(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new StartRefused(
      `What lies in the data folder cannot be used: ${(error as Error).message}. ` +
        'Start the service as the user that made this data folder, or set DATA_DIR to another one.',
    );
  }
}

function initdb(
  binaries: Binaries,
  account: Account | undefined,
  cluster: string,
  password: string,
  isDurable: boolean,
): Promise<void> {
  const file = program(binaries, 'initdb');
  const parameters = [
    ...['-D', cluster, '-U', OWNER, `--pwfile=${password}`, '--auth=scram-sha-256', '--no-instructions'],
    // Built in rather than from the system: text then sorts and folds the same everywhere, and no upgrade of libraries breaks an index.
    ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...(isDurable ? [] : ['--no-sync']),
  ];
  return new Promise((done, failed) => {
    execFile(file, parameters, { ...runAs(account), cwd: '/', env: bareEnvironment() }, (error, stdout, stderr) => {
      if (!error) done();
      else if (error.code === undefined || typeof error.code === 'string') failed(cannotSpawn(error, file, account));
      else failed(new StartRefused(`The embedded PostgreSQL could not be set up:\n${stderr || stdout}${OR_ELSE}`));
    });
  });
}

/** Explains why a program of PostgreSQL could not even be started. */
export function cannotSpawn(error: Error, file: string, account: Account | undefined): Error {
  if (account && isIdentityRefused(error)) return mayNotBecome(account);
  return cannotRun(error, file);
}
