import { execFile, execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { runAs } from '../../src/platform/database/embedded/account.js';
import {
  bundled,
  cannotRun,
  program,
  removeOtherCopies,
  usable,
} from '../../src/platform/database/embedded/binaries.js';
import { cleanUp, dataFolder, isRoot, NOBODY } from '../support/embedded.js';

afterEach(cleanUp);

const asRoot = isRoot ? test : test.skip;

/** As npm leaves the package with --ignore-scripts: without the links between its libraries. */
function withoutLinks(): { folder: string; version: string } {
  const { folder: original, version } = bundled();
  const folder = join(dataFolder(), 'native');
  cpSync(original, folder, { recursive: true, verbatimSymlinks: true });
  for (const name of readdirSync(join(folder, 'lib'))) {
    const path = join(folder, 'lib', name);
    if (lstatSync(path).isSymbolicLink()) rmSync(path);
  }
  return { folder, version };
}

const version = (file: string, identity = {}): string =>
  execFileSync(file, ['--version'], { ...identity, cwd: '/', encoding: 'utf8' });

describe('the programs of the embedded PostgreSQL', () => {
  test('get the links between their libraries when the install script did not run', async () => {
    const from = withoutLinks();
    expect(() => execFileSync(program(from, 'initdb'), ['--version'], { stdio: 'pipe' })).toThrow(/shared librar/);
    const found = await usable(from, undefined, dataFolder());
    expect(found.folder).toBe(from.folder);
    expect(version(program(found, 'initdb'))).toContain('18.');
  });

  asRoot('are copied beside the data when their folder cannot be entered by the user they run as', async () => {
    const from = withoutLinks();
    const home = dataFolder();
    chmodSync(from.folder, 0o700);
    const found = await usable(from, NOBODY, home);
    expect(found.folder).toBe(join(home, `binaries-${from.version}`));
    expect(version(program(found, 'initdb'), runAs(NOBODY))).toContain('18.');
    const made = lstatSync(found.folder).ino;
    expect(lstatSync((await usable(from, NOBODY, home)).folder).ino).toBe(made);
  });

  test('leave no copy of an earlier version behind', () => {
    const home = dataFolder();
    for (const name of ['binaries-17.1.0', 'binaries-18.4.0', 'cluster']) mkdirSync(join(home, name));
    removeOtherCopies(home, { folder: join(home, 'binaries-18.4.0'), version: '18.4.0' });
    expect(readdirSync(home).sort()).toEqual(['binaries-18.4.0', 'cluster']);
  });
});

describe('a system that the embedded PostgreSQL was not made for', () => {
  test.each([
    ['linux', 'riscv64'],
    ['freebsd', 'x64'],
    ['win32', 'arm64'],
  ])('%s on %s is told to give a server with DATABASE_URL', (platform, arch) => {
    expect(() => bundled(platform, arch)).toThrow(/DATABASE_URL/);
  });

  test('such as Alpine, whose loader is another, is told the same', async () => {
    const file = join(dataFolder(), 'initdb');
    writeFileSync(file, '#!/no/such/loader\n', { mode: 0o755 });
    const error = await new Promise<NodeJS.ErrnoException>((failed) => {
      execFile(file, (reason) => failed(reason as NodeJS.ErrnoException));
    });
    expect(cannotRun(error, file).message).toMatch(/musl.*DATABASE_URL/s);
  });

  test('while a program that is not there is no matter of the system', () => {
    const error: NodeJS.ErrnoException = Object.assign(new Error('spawn'), { code: 'ENOENT' });
    expect(cannotRun(error, join(dataFolder(), 'initdb'))).toBe(error);
  });
});

describe('a data folder of another PostgreSQL', () => {
  test('is refused with both versions, and nothing in it is touched', async () => {
    const { startEmbedded } = await import('../../src/platform/database/embedded/start-embedded.js');
    const home = dataFolder();
    mkdirSync(join(home, 'cluster'));
    writeFileSync(join(home, 'cluster/PG_VERSION'), '17\n');
    await expect(startEmbedded({ dataDir: home })).rejects.toThrow(/PostgreSQL 17.*PostgreSQL 18.*DATA_DIR/s);
    expect(readFileSync(join(home, 'cluster/PG_VERSION'), 'utf8')).toBe('17\n');
    expect(existsSync(join(home, 'cluster/postgresql.conf'))).toBe(false);
  });
});
