/** The register beside a bare statement: one database, one run, in turns. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { fileURLToPath } from 'node:url';
import { startEmbedded } from '../src/platform/database/embedded/start-embedded.js';
import { median, tableOf } from './figures.js';
import { type Load, type Measured } from './read-load.js';
import { seedProduct } from './read-check.js';
import { READ_QUERIES, type ReadQuery } from './read-queries.js';

export interface ReadBench {
  readonly seconds: number;
  readonly rounds: number;
  readonly connections: number;
}

const POOL_SIZE = 10;
const program = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const say = (line: string) => console.error(line);

export async function benchRead(bench: ReadBench): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'standaardenregister-bench-'));
  chmodSync(folder, 0o755);
  const children: ChildProcess[] = [];
  say('Starting PostgreSQL and the register, and loading the starter catalogue …');
  const database = await startEmbedded({ dataDir: folder });
  try {
    const register = await startRegister(database.url, children);
    await seedProduct(database.url);
    const bare = await startBare(database.url, register, children);
    const load = fork(program('./read-load.js'));
    children.push(load);
    console.log(table(await measureAll({ bench, register, bare, load })));
  } finally {
    await Promise.all(children.map(end));
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The service on a database, with its address once it listens; loads the starter catalogue where there is none. */
export async function startRegister(databaseUrl: string, children: ChildProcess[]): Promise<string> {
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    PORT: '0',
    HOST: '127.0.0.1',
    POOL_SIZE: String(POOL_SIZE),
    LOG_LEVEL: 'error',
    COST_PER_MINUTE: '0',
    PUBLIC_URL: '',
    STARTER_CATALOGUE: 'auto',
  };
  const child = fork(program('../src/main.js'), { env, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  children.push(child);
  let written = '';
  for await (const text of child.stdout ?? []) {
    written += String(text);
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(written)?.[0];
    if (url !== undefined) {
      child.stdout?.resume();
      return url;
    }
  }
  throw new Error(`The register did not start:\n${written}`);
}

export async function startBare(databaseUrl: string, register: string, children: ChildProcess[]): Promise<string> {
  const child = fork(program('./read-bare.js'), [databaseUrl, register, String(POOL_SIZE)]);
  children.push(child);
  const [url] = (await once(child, 'message')) as [string];
  return url;
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

interface Stage {
  readonly bench: ReadBench;
  readonly register: string;
  readonly bare: string;
  readonly load: ChildProcess;
}
interface Row {
  readonly name: string;
  readonly bytes: number;
  readonly bare: readonly Measured[];
  readonly register: readonly Measured[];
}

async function post(url: string, body: string): Promise<{ data?: unknown; errors?: unknown }> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return (await response.json()) as { data?: unknown; errors?: unknown };
}

async function measureAll(stage: Stage): Promise<Row[]> {
  const rows: Row[] = [];
  for (const query of READ_QUERIES) rows.push(await measure(stage, query));
  return rows;
}

export async function measure({ bench, register, bare, load }: Stage, query: ReadQuery): Promise<Row> {
  const [ours, theirs] = await bodies(register, query);
  const urls = { register: `${register}/graphql`, bare: `${bare}/${encodeURIComponent(query.name)}` };
  // Twice, so that it is the fast lane whose answer is compared.
  await post(urls.register, ours);
  const [answer, wanted] = [await post(urls.register, ours), await post(urls.bare, theirs)];
  if (answer.errors !== undefined || !isDeepStrictEqual(sorted(answer.data), sorted(wanted.data))) {
    throw new Error(`${query.name}: the answers differ.\n${JSON.stringify(answer)}\n${JSON.stringify(wanted)}`);
  }
  const run = async (url: string, body: string, seconds: number): Promise<Measured> => {
    const measured = once(load, 'message');
    load.send({ url, body, seconds, connections: bench.connections } satisfies Load);
    const [result] = (await measured) as [Measured];
    if (result.failures > 0) throw new Error(`${query.name}: ${result.failures} answers of ${url} failed.`);
    return result;
  };
  await run(urls.bare, theirs, 1);
  await run(urls.register, ours, 1);
  const row = {
    name: query.name,
    bytes: JSON.stringify(answer.data).length,
    bare: [] as Measured[],
    register: [] as Measured[],
  };
  for (let round = 0; round < bench.rounds; round++) {
    const turns = [
      async () => row.bare.push(await run(urls.bare, theirs, bench.seconds)),
      async () => row.register.push(await run(urls.register, ours, bench.seconds)),
    ];
    for (const turn of round % 2 === 0 ? turns : turns.reverse()) await turn();
    say(`${query.name}, round ${round + 1} of ${bench.rounds}`);
  }
  return row;
}

/** What is sent to the register and to the bare server. */
async function bodies(register: string, { name, document, variables }: ReadQuery): Promise<[string, string]> {
  if (name !== 'page') return [JSON.stringify({ query: document, variables }), JSON.stringify({ variables })];
  const first = await post(
    `${register}/graphql`,
    JSON.stringify({ query: '{ standards(first: 40) { pageInfo { endCursor } } }' }),
  );
  const { standards } = first.data as { standards: { pageInfo: { endCursor: string } } };
  const after = standards.pageInfo.endCursor;
  const [, ...keys] = JSON.parse(Buffer.from(after, 'base64url').toString()) as string[];
  return [
    JSON.stringify({ query: document, variables: { after } }),
    JSON.stringify({ variables: { keys: JSON.stringify(keys) } }),
  ];
}

/** Facet values that are found equally often may come in another order; everything else has one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(sorted);
    const isBuckets = items.every((item) => typeof item === 'object' && item !== null && 'count' in item);
    return isBuckets ? items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, sorted(inner)]));
}

export function table(rows: readonly Row[]): string {
  const cells = [['', 'bytes', 'bare req/s', 'p50 ms', 'p99 ms', 'register req/s', 'p50 ms', 'p99 ms', 'ratio']];
  for (const { name, bytes, bare, register } of rows) {
    const told = (list: readonly Measured[]) => [
      median(list.map(({ perSecond }) => perSecond)).toFixed(0),
      median(list.map(({ p50 }) => p50)).toFixed(2),
      median(list.map(({ p99 }) => p99)).toFixed(2),
    ];
    const ratio = median(register.map(({ perSecond }, i) => perSecond / (bare[i]?.perSecond ?? Number.NaN)));
    cells.push([name, String(bytes), ...told(bare), ...told(register), ratio.toFixed(2)]);
  }
  return tableOf(cells);
}
