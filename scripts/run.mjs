// One door for every command: installs what is missing, builds what is stale, runs what was asked.
// Plain JavaScript on Node.js alone, because it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Where the caller stands: files that he names are his. npm goes to the folder of the project first, and says where it was called. */
const whereCalled = join(process.cwd(), '.') === join(root, '.') ? (process.env.INIT_CWD ?? root) : process.cwd();
process.chdir(root);
const [command = 'start', ...args] = process.argv.slice(2);
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19))
  fail(`Node.js 20.19 or newer is needed; this is ${process.versions.node}.`);

function fail(message) {
  console.error(message);
  process.exit(1);
}

function run(file, parameters, options = {}) {
  const shell = process.platform === 'win32' && file === 'npm';
  const { status, error } = spawnSync(file, parameters, { stdio: 'inherit', shell, ...options });
  if (error) fail(`${file} could not be started: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

/** Standard output belongs to the command that was asked for. */
const aside = { stdio: ['inherit', 2, 'inherit'] };

/** npm writes no checksum of what it installed; ours lies beside the packages, and goes when they go. */
function install() {
  const wanted = createHash('sha256').update(readFileSync('package-lock.json')).update(process.version).digest('hex');
  const stamp = join('node_modules', '.installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('Installing packages …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], aside);
  writeFileSync(stamp, wanted);
}

function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** Stale when any source is newer, gone or new since the last build. */
function build() {
  const sources = ['src', 'migrations', 'test', 'bench']
    .filter((f) => existsSync(f))
    .flatMap(files)
    .sort();
  const state = createHash('sha256');
  for (const file of [...sources, 'tsconfig.json', 'package-lock.json']) {
    const { mtimeMs, size } = statSync(file);
    state.update(`${file}\n${mtimeMs}\n${size}\n`);
  }
  const wanted = state.digest('hex');
  const stamp = join('dist', '.built');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('Building …');
  // Built beside what is there and then put in its place: another command that runs meanwhile sees the one or the other whole.
  const fresh = `dist.new-${process.pid}`;
  const old = `dist.old-${process.pid}`;
  process.on('exit', () => [fresh, old].forEach((folder) => rmSync(folder, { recursive: true, force: true })));
  run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json', '--outDir', fresh], aside);
  writeFileSync(join(fresh, '.built'), wanted);
  if (existsSync('dist')) renameSync('dist', old);
  renameSync(fresh, 'dist');
  rmSync(old, { recursive: true, force: true });
}

/** From Node.js 22 on, modules compiled once are not compiled again. */
const cache = join(root, 'node_modules', '.compiled');

/** Runs a program in the foreground and hands signals on, so that a stop is a clean stop. */
function become(parameters, cwd = root) {
  const child = spawn(process.execPath, parameters, {
    stdio: 'inherit',
    cwd,
    env: { NODE_COMPILE_CACHE: cache, ...process.env },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // npm does not hand a signal on to what its shell runs; that the shell is gone can be seen, though.
  const { ppid } = process;
  setInterval(() => process.ppid === ppid || child.kill('SIGTERM'), 1000).unref();
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

/** A command of the register itself, for whoever called. */
const register = (...parameters) =>
  become(['--enable-source-maps', join(root, 'dist/src/channels/cli/main.js'), ...parameters], whereCalled);

const tool = (name, ...parameters) => run(process.execPath, [join('node_modules', ...name.split('/')), ...parameters]);

const commands = {
  start: () => become(['--enable-source-maps', 'dist/src/main.js', ...args]),
  test: () =>
    become([
      '--experimental-vm-modules',
      '--no-warnings',
      'node_modules/jest/bin/jest.js',
      ...args.map((a) => a.replace(/\.ts$/, '.js')),
    ]),
  bench: () => become(['--enable-source-maps', 'dist/bench/main.js', ...args]),
  cli: () => register(...args),
  token: () => register('token', ...args),
  'demo-data': () => register('demo-data', ...args),
  schema: () => register('schema', ...args),
  build: () => undefined,
  check: () => {
    tool('eslint/bin/eslint.js', '.');
    tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.');
    tool('dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', 'src');
    tool('knip/bin/knip.js');
    run(process.execPath, ['dist/src/channels/cli/main.js', 'schema', '--check']);
  },
};
if (!commands[command]) fail(`Unknown command ${command}; known are: ${Object.keys(commands).join(', ')}.`);
install();
build();
commands[command]();
