import pg from 'pg';
import { StartRefused } from './start-refused.js';

/** Settings that a connection asks for when it is opened. */
export type SessionSettings = Readonly<Record<string, string | number>>;

const OLDEST = 18;
/** PostgreSQL's class 08, its shutdown codes, "too many connections", and what the network says. */
const LOST =
  /^(08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/;
/** What the driver says without a code. */
const LOST_MESSAGE =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;
const DATE = 1082;

/** A day is text everywhere: a Date of JavaScript would make it a moment in some time zone. */
export const dayAsText = {
  getTypeParser: (oid: number, format?: 'text' | 'binary'): unknown =>
    oid === DATE ? (day: string) => day : pg.types.getTypeParser(oid, format),
};

/** @returns the options with which a client or a pool opens connections to an address with these settings. */
export function connectionTo(url: string, settings: SessionSettings): pg.PoolConfig {
  const ours = Object.entries({ timezone: 'UTC', datestyle: 'ISO', ...settings }).map(
    ([name, value]) => `-c ${name}=${value}`,
  );
  const address = new URL(url);
  const given = address.searchParams.get('options');
  // The driver lets options in the address replace ours instead of adding to them.
  address.searchParams.delete('options');
  return {
    connectionString: address.toString(),
    options: [given, ...ours].filter(Boolean).join(' '),
    application_name: 'standaardenregister',
    types: dayAsText,
    keepAlive: true,
    connectionTimeoutMillis: 5000,
  };
}

/** Whether an error says that the database could not be reached or went away, which is nothing a caller did. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && LOST.test(code)) return true;
  if (error instanceof AggregateError) return error.errors.some(isConnectionLost);
  return LOST_MESSAGE.test(error.message);
}

/**
 * Runs work on a connection of its own.
 * @throws StartRefused when the server cannot be reached or is older than the register needs.
 */
export async function withConnection<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connectionTo(url, {}));
  client.on('error', () => undefined); // the query that runs fails with the same error
  try {
    await client.connect();
  } catch (error) {
    throw new StartRefused(`The database at ${withoutPassword(url)} cannot be used: ${reason(error)}.`);
  }
  try {
    await checkVersion(client, url);
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function checkVersion(client: pg.Client, url: string): Promise<void> {
  const { rows } = await client.query<{ number: number; name: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as name`,
  );
  const [server] = rows;
  if (server) refuseOlder(server, `The database at ${withoutPassword(url)}`);
}

/** @throws StartRefused when a server, named by `what` in the message, is older than the register needs. */
export function refuseOlder(server: { number: number; name: string }, what: string): void {
  if (server.number >= OLDEST * 10_000) return;
  throw new StartRefused(`${what} is PostgreSQL ${server.name}; the register needs PostgreSQL ${OLDEST} or newer.`);
}

function reason(error: unknown): string {
  const first = error instanceof AggregateError ? (error.errors[0] as unknown) : error;
  return first instanceof Error ? first.message : String(first);
}

function withoutPassword(url: string): string {
  const { hostname, port, pathname, username } = new URL(url);
  return `${username && `${username}@`}${hostname}${port && `:${port}`}${pathname}`;
}
