/** Sixteen writers with the audit log and without it: one database, one run, in turns. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbedded } from '../src/platform/database/embedded/start-embedded.js';
import { median, tableOf } from './figures.js';
import { type Load, type Measured, type Way, WAYS, WRITERS_OF_A_PROCESS } from './write-plan.js';

export interface WriteBench {
  readonly seconds: number;
  readonly rounds: number;
}
interface Result {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Until the last event had its place in the log, from the end of the writing on; milliseconds. */
  readonly sealedAfter: number;
}

const PROCESSES = 4;
const program = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const say = (line: string) => console.error(line);

export async function benchWrite(bench: WriteBench): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'standaardenregister-bench-'));
  chmodSync(folder, 0o755);
  const children: ChildProcess[] = [];
  say('Starting PostgreSQL, and loading the starter catalogue …');
  const server = await startEmbedded({ dataDir: join(folder, 'postgres') });
  const env = { ...process.env, DATABASE_URL: server.url, SECRETS_DIR: join(folder, 'secrets'), LOG_LEVEL: 'error' };
  const client = new pg.Client({ connectionString: server.url });
  try {
    await once(
      spawn(process.execPath, [program('../src/channels/cli/main.js'), 'load'], { env, stdio: 'ignore' }),
      'close',
    );
    for (let each = 0; each < PROCESSES; each++) children.push(fork(program('./write-load.js'), { env }));
    await Promise.all(children.map((child) => once(child, 'message')));
    await client.connect();
    console.log(table(await measureAll(bench, children, client)));
  } finally {
    await client.end().catch(() => undefined);
    await Promise.all(children.map(end));
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

type Results = Record<Way, Result[]>;

async function measureAll(bench: WriteBench, children: readonly ChildProcess[], client: pg.Client): Promise<Results> {
  const results: Results = { bare: [], revision: [], audit: [] };
  for (const way of WAYS) await run({ way, seconds: 1 }, children, client);
  // After a checkpoint each page is written to the log in full once, by whoever comes first.
  await client.query('checkpoint');
  for (const way of WAYS) await run({ way, seconds: 1 }, children, client);
  for (let round = 0; round < bench.rounds; round++) {
    // Each goes first, in the middle and last as often.
    for (const way of [...WAYS.slice(round % WAYS.length), ...WAYS.slice(0, round % WAYS.length)]) {
      results[way].push(await run({ way, seconds: bench.seconds }, children, client));
    }
    say(`round ${round + 1} of ${bench.rounds}`);
  }
  return results;
}

async function run(load: Load, children: readonly ChildProcess[], client: pg.Client): Promise<Result> {
  const measured = await Promise.all(
    children.map(async (child) => {
      const answer = once(child, 'message');
      child.send(load);
      return ((await answer) as [Measured])[0];
    }),
  );
  const times = measured.flatMap(({ times }) => times).sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
  return {
    perSecond: times.length / load.seconds,
    p50: at(0.5),
    p99: at(0.99),
    sealedAfter: await untilSealed(client),
  };
}

async function untilSealed(client: pg.Client): Promise<number> {
  const begun = performance.now();
  for (;;) {
    const { rows } = await client.query<{ left: boolean }>(
      `select exists (select from audit_event where (epoch, xid, event_id) >
         (select epoch, xid, event_id from audit_leaf order by leaf_index desc limit 1)) as left`,
    );
    if (rows[0]?.left !== true) return performance.now() - begun;
    await pause(10);
  }
}

const NAMES: Record<Way, string> = {
  bare: 'the change alone',
  revision: 'and the revision',
  audit: 'and its event, sealed meanwhile',
};

function table(results: Results): string {
  const lines = WAYS.map((way) => {
    const of = (pick: (result: Result) => number, digits: number) => median(results[way].map(pick)).toFixed(digits);
    const against = (other: Way) =>
      median(results[way].map(({ perSecond }, i) => perSecond / (results[other][i]?.perSecond ?? Number.NaN))).toFixed(
        2,
      );
    return [
      NAMES[way],
      ...[of(({ perSecond }) => perSecond, 0), of(({ p50 }) => p50, 2), of(({ p99 }) => p99, 2)],
      ...[against('bare'), against('revision'), of(({ sealedAfter }) => sealedAfter, 0)],
    ];
  });
  const head = [
    `${PROCESSES * WRITERS_OF_A_PROCESS} writers`,
    'commits/s',
    'p50 ms',
    'p99 ms',
    'of bare',
    'of revision',
    'sealed after ms',
  ];
  return tableOf([head, ...lines]);
}
