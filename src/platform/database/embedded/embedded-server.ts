import { type Running } from './find-running.js';
import { isAlive, isPostmasterOf, signal } from './postmaster.js';

/** A PostgreSQL that belongs to this process until it is stopped. */
export interface EmbeddedServer {
  /** Address of the register's database, as its owner. Holds the password. */
  readonly url: string;
  readonly port: number;
  /** Of the postmaster; another one when the server had to be started again. */
  readonly pid: number;
  /** Stops the server, waits until it has ended and lets the data folder go. */
  stop(): Promise<void>;
}

interface Charge {
  readonly url: string;
  readonly cluster: string;
  readonly startAgain: () => Promise<Running>;
  readonly stop: (pid: number) => Promise<void>;
  readonly release: () => Promise<void>;
  readonly log: (line: string) => void;
}

const LOOK_EVERY_MS = 1000;
const SHORTEST_LIFE_MS = 30_000;

/**
 * Keeps the server up while the service lives: one that ended by itself (out of memory, a stray kill) is started again on
 * the same port, unless that was only just done. Should the service end without stopping it, the server is told to stop.
 */
export function watchOver(first: Running, charge: Charge): EmbeddedServer {
  let { pid } = first;
  let revivedAt = 0;
  let revival = Promise.resolve();
  const isOurs = () => isAlive(pid) && isPostmasterOf(pid, charge.cluster) !== false;

  const revive = async (): Promise<void> => {
    const isHopeless = Date.now() - revivedAt < SHORTEST_LIFE_MS;
    charge.log(`The embedded PostgreSQL ended by itself; it is ${isHopeless ? 'not ' : ''}started again.`);
    if (isHopeless) {
      clearInterval(watch);
      return;
    }
    revivedAt = Date.now();
    ({ pid } = await charge.startAgain());
  };
  let isReviving = false;
  const watch = setInterval(() => {
    if (isReviving || isAlive(pid)) return;
    isReviving = true;
    revival = revive()
      .catch((error: unknown) => charge.log(`The embedded PostgreSQL could not be started again: ${String(error)}`))
      .finally(() => (isReviving = false));
  }, LOOK_EVERY_MS);
  watch.unref();

  const atExit = () => {
    if (process.platform !== 'win32' && isOurs()) signal(pid, 'SIGINT');
  };
  process.once('exit', atExit);

  return {
    url: charge.url,
    port: first.port,
    get pid() {
      return pid;
    },
    async stop() {
      clearInterval(watch);
      await revival;
      if (isOurs()) await charge.stop(pid);
      process.removeListener('exit', atExit);
      await charge.release();
    },
  };
}
