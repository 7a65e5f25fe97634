import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { StartRefused } from '../start-refused.js';
import { type Account, reaches } from './account.js';

/** Where one embedded cluster and what belongs to it lies. All paths are absolute and free of symbolic links. */
export interface ClusterPlace {
  readonly home: string;
  /** PostgreSQL's own data directory. */
  readonly cluster: string;
  readonly log: string;
}

/**
 * The data folder itself, or, when the service is root and the user PostgreSQL runs as cannot enter that folder, a place
 * under `otherwise` that belongs to this data folder alone. A note in the data folder says where, and goes when it goes:
 * a new folder under the same name starts with nothing.
 * @throws StartRefused naming DATA_DIR when neither can be used.
 */
export async function placeFor(
  dataDir: string,
  account: Account | undefined,
  log: (line: string) => void,
  otherwise = '/var/lib/standaardenregister',
): Promise<ClusterPlace> {
  const home = create(dataDir);
  if (await reaches(account, home)) return placeAt(home);
  const elsewhere = create(notedPlace(home, create(otherwise)));
  if (!(await reaches(account, elsewhere))) {
    throw new StartRefused(
      `PostgreSQL cannot run as root and runs as ${account?.name}, who can enter neither the data folder ${home} nor ${elsewhere}. ` +
        'Set DATA_DIR to a folder that this user can enter, or run the service as an ordinary user.',
    );
  }
  log(
    `The data folder ${home} cannot be entered by ${account?.name}, the user PostgreSQL runs as; the data is in ${elsewhere}.`,
  );
  return placeAt(elsewhere);
}

function notedPlace(home: string, otherwise: string): string {
  const note = join(home, 'postgres-is-elsewhere.txt');
  if (!existsSync(note)) writeFileSync(note, `${join(otherwise, randomBytes(8).toString('hex'))}\n`, { flag: 'wx' });
  const noted = readFileSync(note, 'utf8').trim();
  if (dirname(noted) === otherwise) return noted;
  throw new StartRefused(
    `${note} must name a folder in ${otherwise}. Put it right, or set DATA_DIR to another folder.`,
  );
}

const placeAt = (home: string): ClusterPlace => ({
  home,
  cluster: join(home, 'cluster'),
  log: join(home, 'postgres.log'),
});

function create(folder: string): string {
  try {
    make(resolve(folder));
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return realpathSync(folder);
  } catch (error) {
    throw new StartRefused(
      `The data folder ${folder} cannot be used: ${(error as Error).message}. Set DATA_DIR to a folder that can be written.`,
    );
  }
}

/** Makes a folder and those above it that are missing; what it makes can be entered, however strict the umask. */
function make(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(folder) !== folder) make(dirname(folder));
  mkdirSync(folder);
  // The user that PostgreSQL runs as must get in; the cluster inside is closed to all others anyway.
  chmodSync(folder, 0o755);
}
