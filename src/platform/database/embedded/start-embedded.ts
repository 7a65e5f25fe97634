import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { StartRefused } from '../start-refused.js';
import { type Account, giveTo, unprivilegedAccount } from './account.js';
import { type Binaries, bundled, removeOtherCopies, usable } from './binaries.js';
import { type ClusterPlace, placeFor } from './cluster-place.js';
import { ensureCluster, OWNER, readPassword } from './create-cluster.js';
import { type EmbeddedServer, watchOver } from './embedded-server.js';
import { findRunning, type Running, urlOf } from './find-running.js';
import { lockFolder } from './folder-lock.js';
import { becomesReady, disownPidFile, launch, readPidFile, stopPostmaster } from './postmaster.js';
import { sizeOf, turnLog, writtenSince } from './server-log.js';
import { choosePort } from './server-port.js';
import { configuration, type ServerSettings, serverSettings } from './server-settings.js';

export interface EmbeddedOptions {
  /** Absolute; made when it is not there. */
  readonly dataDir: string;
  /** Absent: the port of the last start when it is free, else any free one. */
  readonly port?: number;
  /** Settings of PostgreSQL beside the service's own, as in postgresql.conf. */
  readonly settings?: ServerSettings;
  readonly log?: (line: string) => void;
}

/** One start: which cluster, by which programs, as which user, with which settings. */
interface Setup {
  readonly place: ClusterPlace;
  readonly binaries: Binaries;
  readonly account: Account | undefined;
  readonly settings: ServerSettings & { readonly cluster_name: string };
  readonly port: number | undefined;
}

const PATIENCE_MS = 15_000;
const POLL_MS = 50;

/**
 * Starts the embedded PostgreSQL on a data folder, made at the first start, or takes over the server that a service which
 * was killed left behind on it.
 * @throws StartRefused with a message for the operator: another service uses the folder, the system has no such server …
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const log = options.log ?? (() => undefined);
  const account = unprivilegedAccount();
  const package_ = bundled();
  const place = await placeFor(options.dataDir, account, log);
  const lock = await lockFolder(place.home);
  try {
    const binaries = await usable(package_, account, place.home);
    const settings = serverSettings(options.settings ?? {}, binaries.version);
    await ensureCluster(place, binaries, account, settings['fsync'] !== 'off');
    const setup: Setup = { place, binaries, account, settings, port: options.port };
    const password = readPassword(place);
    const running = (await adopt(setup, password, log)) ?? (await start(setup));
    try {
      await ensureDatabase(running.port, password);
    } catch (error) {
      await stopPostmaster(running.pid, place.cluster, binaries);
      throw error;
    }
    removeOtherCopies(place.home, binaries);
    return watchOver(running, {
      url: urlOf(running.port, password, OWNER),
      cluster: place.cluster,
      startAgain: () => start({ ...setup, port: running.port }),
      stop: (pid) => stopPostmaster(pid, place.cluster, binaries),
      release: () => lock.release(),
      log,
    });
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** An orphan with the settings of today goes on; any other is stopped, and the caller starts a new one. */
async function adopt(setup: Setup, password: string, log: (line: string) => void): Promise<Running | undefined> {
  const orphan = await findRunning(setup.place, password);
  if (!orphan) return undefined;
  const fits = orphan.name === setup.settings.cluster_name && (setup.port ?? orphan.port) === orphan.port;
  log(
    `Found the PostgreSQL (process ${orphan.pid}) of a service that was killed; ${fits ? 'it goes on' : 'it is started anew'}.`,
  );
  if (fits) return orphan;
  await stopPostmaster(orphan.pid, setup.place.cluster, setup.binaries);
  return undefined;
}

/**
 * Starts a server where none works on the cluster. Tries again while what keeps the server from starting passes by itself: a port that was just taken, or processes of a
 * server that was killed and that still have its memory.
 */
async function start({ place, binaries, account, settings, port }: Setup): Promise<Running> {
  const deadline = Date.now() + PATIENCE_MS;
  turnLog(place.log);
  disownPidFile(place.cluster);
  for (;;) {
    const chosen = await choosePort(place.cluster, port);
    writeConfiguration(place, account, { ...settings, port: chosen });
    const before = sizeOf(place.log);
    const begun = await launch(place, binaries, account);
    if (await becomesReady(begun, place.cluster)) {
      return { pid: readPidFile(place.cluster)?.pid ?? 0, port: chosen, name: settings.cluster_name };
    }
    const told = writtenSince(place.log, before);
    const passes = /could not bind|is still in use|lock file .* already exists/.test(told);
    if (!passes || Date.now() > deadline) {
      throw new StartRefused(`The embedded PostgreSQL did not start; its log ${place.log} ends with:\n${told}`);
    }
    await pause(POLL_MS);
  }
}

function writeConfiguration({ cluster }: ClusterPlace, account: Account | undefined, settings: ServerSettings): void {
  const path = join(cluster, 'postgresql.conf');
  writeFileSync(path, configuration(settings), { mode: 0o600 });
  giveTo(account, path);
}

async function ensureDatabase(port: number, password: string): Promise<void> {
  const connect = async (database: string): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: urlOf(port, password, database), options: '-c jit=off' });
    await client.connect();
    return client;
  };
  try {
    await (await connect(OWNER)).end();
  } catch (error) {
    if ((error as { code?: string }).code !== '3D000') throw error;
    const client = await connect('postgres');
    await client.query(`create database ${OWNER}`);
    await client.end();
  }
}
