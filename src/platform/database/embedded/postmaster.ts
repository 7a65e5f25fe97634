import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Account, giveTo, runAs } from './account.js';
import { type Binaries, program } from './binaries.js';
import { type ClusterPlace } from './cluster-place.js';
import { bareEnvironment, cannotSpawn } from './create-cluster.js';

/** What PostgreSQL writes about itself in its data directory while it runs. */
export interface PidFile {
  readonly pid: number;
  readonly port: number | undefined;
  readonly isReady: boolean;
}

/** The line of the file, counted from 0, that tells whether the server takes connections. */
const STATUS = 7;
const POLL_MS = 5;
const FAST_STOP_MS = 60_000;

const pidFile = (cluster: string): string => join(cluster, 'postmaster.pid');

export function readPidFile(cluster: string): PidFile | undefined {
  try {
    const lines = readFileSync(pidFile(cluster), 'utf8').split('\n');
    const pid = Number(lines[0]);
    if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
    return { pid, port: Number(lines[3]) || undefined, isReady: lines[STATUS]?.trim() === 'ready' };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * To be called when no server works on the cluster: puts the service's own process where a dead or foreign one is named, and takes away that it was ready: a
 * new server may well get the number of the old one. PostgreSQL knows its parent is not another server, so it starts, and
 * still finds in the rest of the file whether processes of a server that died use its memory.
 */
export function disownPidFile(cluster: string): void {
  if (!existsSync(pidFile(cluster))) return;
  const [, ...rest] = readFileSync(pidFile(cluster), 'utf8').split('\n');
  writeFileSync(pidFile(cluster), [process.pid, ...rest.slice(0, STATUS - 1), ''].join('\n'));
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isDefunct(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** An orphan that ended stays listed until its new parent looks, and the first process of a container often never does. */
function isDefunct(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return / [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/, ''));
  } catch {
    return true;
  }
}

/** Whether a process is PostgreSQL at work on this very cluster; undefined where the system does not tell. */
export function isPostmasterOf(pid: number, cluster: string): boolean | undefined {
  if (process.platform === 'win32') return undefined;
  const command = commandOf(pid);
  return basename(command[0] ?? '') === 'postgres' && command.includes(cluster);
}

function commandOf(pid: number): string[] {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    const line = execFileSync('/bin/ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    const at = line.indexOf(' -D ');
    return at < 0 ? [line] : [line.slice(0, at), '-D', line.slice(at + 4)];
  } catch {
    return []; // gone meanwhile
  }
}

/** A server that is starting; `ended` tells why it stopped when it did. */
export interface Launch {
  readonly pid: () => number | undefined;
  readonly ended: () => boolean;
}

/**
 * Starts the server in a session of its own, so that Ctrl-C in the terminal reaches the service and not, behind its back,
 * the database. Its output goes to a file, because a pipe would break when the service dies.
 */
export async function launch(place: ClusterPlace, binaries: Binaries, account: Account | undefined): Promise<Launch> {
  if (process.platform === 'win32') return launchOnWindows(place, binaries);
  const file = program(binaries, 'postgres');
  const log = openSync(place.log, 'a', 0o600);
  giveTo(account, place.log);
  const child: ChildProcess = spawn(file, ['-D', place.cluster], {
    ...runAs(account),
    cwd: '/',
    env: bareEnvironment(),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  await new Promise<void>((done, failed) => {
    child.once('spawn', done).once('error', (error) => failed(cannotSpawn(error, file, account)));
  });
  child.unref();
  return { pid: () => child.pid, ended: () => child.exitCode !== null || child.signalCode !== null };
}

/** pg_ctl gives up an administrator's rights before it starts the server, which Node.js cannot. */
function launchOnWindows(place: ClusterPlace, binaries: Binaries): Promise<Launch> {
  const file = program(binaries, 'pg_ctl');
  const parameters = ['start', '-w', '-s', '-D', place.cluster, '-l', place.log];
  return new Promise((done, failed) => {
    const child = spawn(file, parameters, { stdio: 'ignore', windowsHide: true });
    child.once('error', (error) => failed(cannotSpawn(error, file, undefined)));
    child.once('exit', (code) => done({ pid: () => readPidFile(place.cluster)?.pid, ended: () => code !== 0 }));
  });
}

/** @returns false when the server ended instead. */
export async function becomesReady(start: Launch, cluster: string): Promise<boolean> {
  for (;;) {
    const file = readPidFile(cluster);
    if (file?.isReady && file.pid === start.pid()) return true;
    if (start.ended()) return false;
    await pause(POLL_MS);
  }
}

/** Disconnects everyone, writes everything down and ends; a server that takes too long is stopped so that it recovers at its next start. */
export async function stopPostmaster(pid: number, cluster: string, binaries: Binaries): Promise<void> {
  if (process.platform === 'win32') return stopOnWindows(cluster, binaries);
  signal(pid, 'SIGINT');
  if (await gone(pid, FAST_STOP_MS)) return;
  signal(pid, 'SIGQUIT');
  await gone(pid, FAST_STOP_MS);
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function gone(pid: number, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await pause(POLL_MS);
  }
  return true;
}

function stopOnWindows(cluster: string, binaries: Binaries): Promise<void> {
  return new Promise((done, failed) => {
    execFile(program(binaries, 'pg_ctl'), ['stop', '-w', '-m', 'fast', '-D', cluster], (error) => {
      if (error && readPidFile(cluster)) failed(new Error('PostgreSQL could not be stopped', { cause: error }));
      else done();
    });
  });
}
