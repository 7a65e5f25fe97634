/** Statistics of the register beside the live aggregate over the adoptions themselves: one database, one run, in turns. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import pg from 'pg';
import { startEmbedded } from '../src/platform/database/embedded/start-embedded.js';
import { median, tableOf } from './figures.js';
import { type Load, type Measured } from './read-load.js';
import { end, startRegister } from './read.js';
import { seedAdoptions } from './statistics-seed.js';
import { STATISTICS_QUERIES, type StatisticsQuery } from './statistics-queries.js';

export interface StatisticsBench {
  readonly seconds: number;
  readonly rounds: number;
  readonly connections: number;
  readonly changes: number;
}
interface Stage {
  readonly bench: StatisticsBench;
  readonly register: string;
  readonly live: string;
  readonly load: ChildProcess;
  readonly standardId: string;
}
interface Row {
  readonly name: string;
  readonly register: readonly Measured[];
  readonly live: readonly Measured[];
}

const POOL_SIZE = 10;
const LAST_MONTH = { year: 2026, month: 12 };
const program = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const say = (line: string) => console.error(line);

export async function benchStatistics(bench: StatisticsBench): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'standaardenregister-bench-'));
  chmodSync(folder, 0o755);
  const children: ChildProcess[] = [];
  say('Starting PostgreSQL and the register, and loading the starter catalogue …');
  const database = await startEmbedded({ dataDir: folder });
  const client = new pg.Client({ connectionString: database.url });
  try {
    const register = await startRegister(database.url, children);
    await client.connect();
    await seed(client, bench.changes);
    const live = await startLive(database.url, children);
    const load = fork(program('./read-load.js'));
    children.push(load);
    const { rows } = await client.query<{ id: string }>(
      `select id from standard where kind <> 'SECURITY_NORM' order by slug limit 1`,
    );
    const stage = { bench, register, live, load, standardId: rows[0]?.id ?? '' };
    const measured: Row[] = [];
    for (const [i, query] of STATISTICS_QUERIES.entries()) measured.push(await measure(stage, query, i));
    console.log(table(measured));
    await recount(client);
  } finally {
    await client.end().catch(() => undefined);
    await Promise.all(children.map(end));
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function seed(client: pg.Client, changes: number): Promise<void> {
  const started = performance.now();
  let told = 0;
  const written = await seedAdoptions(client, changes, (so_far) => {
    if (so_far - told < changes / 10) return;
    told = so_far;
    say(`${so_far} of ${changes} changes`);
  });
  const { rows } = await client.query<{ rows: string; counts: string }>(
    'select (select count(*) from adoption) as rows, (select count(*) from adoption_count) as counts',
  );
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  say(`${written} changes in ${seconds} s: ${rows[0]?.rows} rows of history, ${rows[0]?.counts} of counts`);
}

async function recount(client: pg.Client): Promise<void> {
  const started = performance.now();
  const { rows } = await client.query<{ n: string }>('select count(*) as n from adoption_recount_diff');
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (rows[0]?.n !== '0') throw new Error(`The counts differ from a recount in ${rows[0]?.n} places.`);
  say(`A recount of the whole history in ${seconds} s: no difference.`);
}

async function startLive(databaseUrl: string, children: ChildProcess[]): Promise<string> {
  const child = fork(program('./statistics-live.js'), [databaseUrl, String(POOL_SIZE)]);
  children.push(child);
  const [url] = (await once(child, 'message')) as [string];
  return url;
}

const nameOf = (months: number) => `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;

async function post(url: string, body: string): Promise<unknown> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

async function measure(
  { bench, register, live, load, standardId }: Stage,
  query: StatisticsQuery,
  i: number,
): Promise<Row> {
  const last = LAST_MONTH.year * 12 + LAST_MONTH.month - 1;
  const variables = {
    ...(query.isOfOneStandard ? { standardId } : {}),
    ...{ from: nameOf(last - query.months + 1), to: nameOf(last) },
  };
  const asked = {
    register: { url: `${register}/graphql`, body: JSON.stringify({ query: query.document, variables }) },
    live: { url: `${live}/${i}`, body: JSON.stringify(variables) },
  };
  await compare(query, asked);
  const run = async (who: keyof typeof asked, seconds: number): Promise<Measured> => {
    const measured = once(load, 'message');
    load.send({ ...asked[who], seconds, connections: Math.min(bench.connections, query.connections) } satisfies Load);
    const [result] = (await measured) as [Measured];
    if (result.failures > 0) throw new Error(`${query.name}: ${result.failures} answers of ${who} failed.`);
    return result;
  };
  for (const who of ['live', 'register'] as const) await run(who, 1);
  const row = { name: query.name, register: [] as Measured[], live: [] as Measured[] };
  for (let round = 0; round < bench.rounds; round++) {
    for (const who of round % 2 === 0 ? (['live', 'register'] as const) : (['register', 'live'] as const))
      row[who].push(await run(who, bench.seconds));
    const [live, ours] = [row.live.at(-1)?.perSecond ?? 0, row.register.at(-1)?.perSecond ?? 0];
    const told = `${live.toFixed(1)} live, ${ours.toFixed(1)} of the register`;
    say(`${query.name}, round ${round + 1} of ${bench.rounds}: ${told} a second`);
  }
  return row;
}

/** Nothing is measured of answers that differ. Twice, so that it is the fast lane whose answer is compared. */
async function compare(
  { name }: StatisticsQuery,
  { register, live }: Record<'register' | 'live', { url: string; body: string }>,
): Promise<void> {
  await post(register.url, register.body);
  const answer = (await post(register.url, register.body)) as {
    data?: { adoptionStatistics: { points: { group: string | null }[] } };
  };
  const wanted = (await post(live.url, live.body)) as { group: string }[];
  const found = answer.data?.adoptionStatistics.points.map((point) => ({ ...point, group: point.group ?? '' }));
  if (wanted.length === 0 || !isDeepStrictEqual(found, wanted))
    throw new Error(`${name}: the answers differ.\n${JSON.stringify(answer)}\n${JSON.stringify(wanted)}`);
}

function table(rows: readonly Row[]): string {
  const cells = [['', 'live req/s', 'p50 ms', 'p99 ms', 'register req/s', 'p50 ms', 'p99 ms', 'ratio']];
  for (const { name, register, live } of rows) {
    const told = (list: readonly Measured[]) => [
      median(list.map(({ perSecond }) => perSecond)).toFixed(1),
      median(list.map(({ p50 }) => p50)).toFixed(1),
      median(list.map(({ p99 }) => p99)).toFixed(1),
    ];
    const ratio = median(register.map(({ perSecond }, i) => perSecond / (live[i]?.perSecond ?? Number.NaN)));
    cells.push([name, ...told(live), ...told(register), ratio.toFixed(0)]);
  }
  return tableOf(cells);
}
