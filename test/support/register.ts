import pg from 'pg';
import { dayAsText } from '../../src/platform/database/connection.js';
import { type Ending } from './service-process.js';
import { type Actions } from './stage-server.js';
import { type Template } from './stage.js';

export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly requestId?: string } & Record<string, unknown>;
}

/** The body of an answer, as far as every answer has it. */
export interface Body {
  /** Untyped: its shape is what the test asked for. */
  readonly data?: any;
  readonly errors?: readonly GraphqlError[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** What came back on one request: parsed, and to the byte. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Empty when the answer is not JSON. */
  readonly body: Body;
  readonly text: string;
}

export interface AskOptions {
  readonly headers?: Record<string, string>;
  readonly operationName?: string;
}

export type Graphql = (document: string, variables?: Record<string, unknown>, options?: AskOptions) => Promise<Answer>;
export type Sql = <R extends object = Record<string, unknown>>(text: string, values?: unknown[]) => Promise<R[]>;

/** A running service and the database under it. */
export interface Register {
  readonly url: string;
  readonly databaseUrl: string;
  readonly pid: number;
  readonly graphql: Graphql;
  /** As the owner of the database, past everything that the service guards. */
  readonly sql: Sql;
  /** Everything the service wrote so far; of the service of a worker that is also what earlier test files made it write. */
  output(): Promise<string>;
}

export interface OwnRegister extends Register {
  /** Asks it to end, and waits until it has. */
  stop(signal?: NodeJS.Signals): Promise<Ending>;
}

export interface FreshDatabase {
  readonly url: string;
  readonly sql: Sql;
  drop(): Promise<void>;
}

type Tail<F> = F extends (stage: never, ...given: infer G) => unknown ? G : never;
type Result<F> = F extends (...given: never[]) => Promise<infer R> ? R : never;

async function ask<A extends keyof Actions>(action: A, ...given: Tail<Actions[A]>): Promise<Result<Actions[A]>> {
  const url = process.env['TEST_STAGE'];
  if (url === undefined) throw new Error('Run the tests with npm test: its global setup has not run.');
  const response = await fetch(url, { method: 'POST', body: JSON.stringify({ action, given }) });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return JSON.parse(text) as Result<Actions[A]>;
}

const graphqlAt =
  (url: string): Graphql =>
  async (query, variables, { headers, operationName } = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables, operationName }),
    });
    const text = await response.text();
    const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '');
    const body = isJson ? (JSON.parse(text) as Body) : {};
    return { status: response.status, headers: response.headers, body, text };
  };

function sqlAt(url: string, more: pg.PoolConfig = {}): Sql {
  const pool = new pg.Pool({ connectionString: url, max: 4, allowExitOnIdle: true, types: dayAsText, ...more });
  pool.on('error', () => undefined); // its database was dropped
  return async <R extends object>(text: string, values?: unknown[]) => (await pool.query<R>(text, values)).rows;
}

const registerOf = ({ id, url, databaseUrl, pid }: Result<Actions['worker']>, config?: pg.PoolConfig): Register => ({
  ...{ url, databaseUrl, pid },
  graphql: graphqlAt(url),
  sql: sqlAt(databaseUrl, config),
  output: () => ask('output', id),
});

let own: Promise<Register> | undefined;

/** The service of this worker, on a database with the starter catalogue; one for all its test files, started by the first. */
export function register(): Promise<Register> {
  own ??= ask('worker', process.env['JEST_WORKER_ID'] ?? '1').then((running) => registerOf(running));
  return own;
}

let untouched: Promise<Register> | undefined;

/** The register as it starts, for tests of what is in it: the same for all workers, so nobody writes in it. */
export function startingRegister(): Promise<Register> {
  const config = { options: '-c default_transaction_read_only=on' };
  untouched ??= ask('untouched').then((running) => registerOf(running, config));
  return untouched;
}

/** A database that nobody else uses. */
export async function freshDatabase(template: Template): Promise<FreshDatabase> {
  const { name, url } = await ask('clone', template);
  return { url, sql: sqlAt(url), drop: async () => void (await ask('drop', name)) };
}

/** A service of one's own, on a fresh database unless told which; stop it in the end. */
export async function startService({
  env = {},
  template = 'starter',
  databaseUrl,
}: { env?: Record<string, string>; template?: Template; databaseUrl?: string } = {}): Promise<OwnRegister> {
  const database = databaseUrl ?? (await ask('clone', template)).url;
  const { id, pid, url } = await ask('startService', database, env);
  return {
    ...{ url, pid, databaseUrl: database },
    graphql: graphqlAt(url),
    sql: sqlAt(database),
    output: () => ask('output', id),
    stop: (signal = 'SIGTERM') => ask('stopService', id, signal),
  };
}
