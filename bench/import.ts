/** A file of reports by the register, beside the same rows by COPY and one merge: same tables, same server, in turns. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbedded } from '../src/platform/database/embedded/start-embedded.js';
import { median, tableOf } from './figures.js';
import { mostRows, pairsIn, writeReports } from './import-files.js';
import { type Measured, type Order, type Way, WAYS } from './import-plan.js';

export interface ImportBench {
  readonly rows: number;
  readonly rounds: number;
}
type Results = Record<Way, Measured[]>;

const program = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const say = (line: string) => console.error(line);
const FILLED = 'bench_filled';

export async function benchImport(bench: ImportBench): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'standaardenregister-bench-'));
  chmodSync(folder, 0o755);
  say('Starting PostgreSQL, and loading the starter catalogue …');
  const server = await startEmbedded({
    dataDir: join(folder, 'postgres'),
    settings: { shared_buffers: '512MB', max_wal_size: '4GB' },
  });
  const client = new pg.Client({ connectionString: server.url });
  try {
    const env = { ...process.env, DATABASE_URL: server.url, LOG_LEVEL: 'error' };
    await once(
      spawn(process.execPath, [program('../src/channels/cli/main.js'), 'load'], { env, stdio: 'ignore' }),
      'close',
    );
    await client.connect();
    console.log(table(bench, await measureAll(bench, server.url, client, folder)));
  } finally {
    await client.end().catch(() => undefined);
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every measurement has a copy of one database in which each pair was reported on once. */
async function measureAll({ rows, rounds }: ImportBench, url: string, client: pg.Client, folder: string) {
  const pairs = await pairsIn(client);
  if (rows > mostRows(pairs)) throw new RangeError(`At most ${mostRows(pairs)} rows.`);
  const [first, second, spoiled] = ['first.csv', 'second.csv', 'spoiled.csv'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await writeReports(first, pairs, { rows: Math.min(rows, pairs.length), faulty: 0, isFirst: true });
  await writeReports(second, pairs, { rows, faulty: 0, isFirst: false });
  await writeReports(spoiled, pairs, { rows, faulty: 100, isFirst: false });
  say(`Reporting once on ${Math.min(rows, pairs.length)} pairs …`);
  const filled = await runOn({ way: 'register', url, file: first });
  if (filled.faulty > 0) throw new Error(`${filled.faulty} rows were refused.`);
  const source = new URL(url).pathname.slice(1);
  await client.end();
  const results: Results = { bare: [], register: [] };
  const refused: Measured[] = [];
  const copy = new URL(url);
  copy.pathname = `/${FILLED}`;
  for (let round = 0; round < rounds; round++) {
    for (const way of round % 2 === 0 ? WAYS : [...WAYS].reverse()) {
      await copyDatabase(url, source);
      results[way].push(await runOn({ way, url: copy.href, file: second }));
    }
    await copyDatabase(url, source);
    refused.push(await runOn({ way: 'register', url: copy.href, file: spoiled }));
    say(`round ${round + 1} of ${rounds}`);
  }
  return { results, refused };
}

/** From another database than the one that is copied. */
async function copyDatabase(url: string, source: string): Promise<void> {
  const elsewhere = new URL(url);
  elsewhere.pathname = '/postgres';
  const client = new pg.Client({ connectionString: elsewhere.href });
  await client.connect();
  try {
    await client.query(`drop database if exists ${FILLED} with (force)`);
    await client.query(`create database ${FILLED} template ${pg.escapeIdentifier(source)}`);
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
}

async function runOn(order: Order): Promise<Measured> {
  const child: ChildProcess = fork(program('./import-load.js'), {
    env: { ...process.env, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const answer = Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error(`The ${order.way} import ended without an answer.`))),
  ]);
  child.send(order);
  const [measured] = (await answer) as [Measured];
  return measured;
}

function table(
  { rows }: ImportBench,
  { results, refused }: { results: Results; refused: readonly Measured[] },
): string {
  const line = (name: string, runs: readonly Measured[]): string[] => [
    name,
    median(runs.map(({ seconds }) => rows / seconds)).toFixed(0),
    median(runs.map(({ seconds }) => seconds)).toFixed(1),
    median(runs.map(({ seconds }, i) => (results.bare[i]?.seconds ?? Number.NaN) / seconds)).toFixed(2),
    Math.max(...runs.map(({ peakMb }) => peakMb)).toFixed(0),
    String(runs[0]?.changed ?? 0),
    String(runs[0]?.faulty ?? 0),
  ];
  return tableOf([
    [`${rows} rows`, 'rows/s', 'seconds', 'of bare', 'peak MB', 'changed', 'faulty'],
    line('COPY and one merge', results.bare),
    line('the register: judged, counted, with events', results.register),
    line('the register: one row in a hundred faulty', refused),
  ]);
}
