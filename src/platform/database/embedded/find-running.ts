import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { StartRefused } from '../start-refused.js';
import { OWNER } from './create-cluster.js';
import { type ClusterPlace } from './cluster-place.js';
import { isAlive, isPostmasterOf, readPidFile } from './postmaster.js';

/** A server at work on the cluster; its name tells with which settings it was started. */
export interface Running {
  readonly pid: number;
  readonly port: number;
  readonly name: string;
}

const POLL_MS = 20;
const PATIENCE_MS = 60_000;

export const urlOf = (port: number, password: string, database: string): string =>
  // Without TLS whatever the environment says: it never leaves this machine.
  `postgresql://${OWNER}:${password}@127.0.0.1:${port}/${database}?sslmode=disable`;

/**
 * Looks for a server that still works on the cluster. A process number in a file proves nothing, as the number may long
 * belong to something else: the process must be PostgreSQL started on this cluster, answer to our password (with scram a
 * proof that it knows the password too) and say that it works on this very folder.
 * @throws StartRefused when a server works on the folder and neither answers nor ends.
 */
export async function findRunning({ cluster, home }: ClusterPlace, password: string): Promise<Running | undefined> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const file = readPidFile(cluster);
    if (!file) return undefined;
    const { pid, port } = file;
    if (!isAlive(pid) || isPostmasterOf(pid, cluster) === false) return undefined;
    const name = port === undefined ? undefined : await nameAt(port, cluster, password);
    if (port !== undefined && name !== undefined) return { pid, port, name };
    if (Date.now() > deadline) {
      throw new StartRefused(
        `A PostgreSQL server (process ${pid}) works on the data folder ${home} and does not answer. Stop it first.`,
      );
    }
    await pause(POLL_MS); // it is starting, recovering or stopping
  }
}

async function nameAt(port: number, cluster: string, password: string): Promise<string | undefined> {
  const client = new pg.Client({
    connectionString: urlOf(port, password, 'postgres'),
    connectionTimeoutMillis: 2000,
    options: '',
  });
  client.on('error', () => undefined); // it may be stopping; the query below then fails as well
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string; name: string }>(
      `select current_setting('data_directory') as folder, current_setting('cluster_name') as name`,
    );
    const [row] = rows;
    return row && resolve(row.folder) === cluster ? row.name : undefined;
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}
