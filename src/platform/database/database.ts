import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import pg from 'pg';
import { connectionTo, withConnection } from './connection.js';

/** One transaction that writes. Ends when the function it was handed to ends; may not be used after that. */
export interface Transaction {
  /**
   * @param values bound as parameters; a day is text in both directions, a moment is a Date
   * @returns the rows of the statement
   */
  query<R extends object>(text: string, values?: unknown[]): Promise<R[]>;
  /** For the read engine, which prepares its statements itself. */
  readonly client: pg.ClientBase;
  /** What is recorded of it, as JSON: it is written with the commit. */
  events?: string;
  /** Nothing of it is worth keeping: it ends without a commit. */
  isUnchanged?: boolean;
}

/** What of the settings the database listens to. */
export interface DatabaseSettings {
  readonly statementTimeoutMs: number;
  readonly poolSize: number;
}

const SERVICE_ROLE = 'standaardenregister_service';
const WRITERS = 4;
const LONGEST_WRITE_MS = 60_000;
/** Writers take turns, and one may wait for others that are at work; whoever finds no server at all hears so at once. */
const LONGEST_TURN_MS = 20_000;
const TRIES = 5;
const FIRST_PAUSE_MS = 10;
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
/**
 * Writes the events and moves the revision, unless nothing was written, so that answers that are kept stay good; refuses a
 * change without an event. In one message with the commit.
 */
const finish = ({ events = '[]', isUnchanged }: Transaction): string =>
  isUnchanged ? 'rollback' : `select finish_write(${pg.escapeLiteral(events)}); commit`;
const commit = (): string => 'commit';
type Ending = typeof finish;

/** The register's database as the service sees it: reads anywhere, writes in transactions only. */
@Injectable()
export class Database {
  private constructor(
    /** Every connection reads only, in UTC, and stops a statement that takes too long. */
    readonly reads: pg.Pool,
    private readonly writes: pg.Pool,
    private readonly writing: pg.PoolConfig,
  ) {}

  /**
   * Opens the pools. Connections act as the role of the service when migrations could make it and this login may take it.
   * @throws StartRefused when the server cannot be reached or is too old.
   */
  static async open(url: string, { statementTimeoutMs, poolSize }: DatabaseSettings): Promise<Database> {
    const role = await withConnection(url, serviceRole);
    const every = {
      jit: 'off',
      max_parallel_workers_per_gather: 0,
      // The catalogue fits in memory: fetching a row by an index costs no more than reading on.
      random_page_cost: 1.1,
      idle_in_transaction_session_timeout: LONGEST_WRITE_MS,
      ...(role ? { role } : {}),
    };
    const reads = {
      ...every,
      statement_timeout: statementTimeoutMs,
      plan_cache_mode: 'force_generic_plan',
      default_transaction_read_only: 'on',
    };
    const writes = { ...every, statement_timeout: LONGEST_WRITE_MS, lock_timeout: LONGEST_WRITE_MS / 4 };
    const writing = connectionTo(url, writes);
    // Prepared statements live as long as their connection, so connections are kept.
    return new Database(
      pool({ ...connectionTo(url, reads), max: poolSize, idleTimeoutMillis: 0 }),
      pool({ ...writing, max: WRITERS, connectionTimeoutMillis: LONGEST_TURN_MS }),
      writing,
    );
  }

  /** Connections of its own for who keeps some, with the rights of the service; whoever opens them ends them. */
  openPool(max: number): pg.Pool {
    return pool({ ...this.writing, max });
  }

  /**
   * Runs work in one READ COMMITTED transaction and commits it, with the revision of the catalogue as its last change.
   * Runs it again, a few times, when it got in the way of another (SQLSTATE 40001, 40P01): work must have no effect
   * outside the transaction. Data is changed through `Audit.transaction`, which says who did it.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.retried(work, finish);
  }

  /** As `transaction`, for what is no change of the register's data: sealing the log, counting what callers spent. */
  housekeeping<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.retried(work, commit);
  }

  private async retried<T>(work: (tx: Transaction) => Promise<T>, ending: Ending): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(work, ending);
      } catch (error) {
        const { code } = error as { code?: unknown };
        if ((code !== SERIALIZATION_FAILURE && code !== DEADLOCK) || attempt === TRIES) throw error;
        // At random, or two that collided would collide again.
        await pause(Math.random() * FIRST_PAUSE_MS * 2 ** attempt);
      }
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.reads.end(), this.writes.end()]);
  }

  private async attempt<T>(work: (tx: Transaction) => Promise<T>, ending: Ending): Promise<T> {
    const client = await this.writes.connect();
    const tx = new OpenTransaction(client);
    let isUsable = true;
    // A connection that breaks between two statements tells nobody but its listeners; without one the process would end.
    const lost = () => (isUsable = false);
    client.on('error', lost);
    try {
      await client.query('begin isolation level read committed');
      const result = await work(tx);
      await client.query(ending(tx));
      return result;
    } catch (error) {
      await client.query('rollback').catch(() => (isUsable = false));
      throw error;
    } finally {
      tx.isOver = true;
      client.off('error', lost);
      client.release(!isUsable);
    }
  }
}

class OpenTransaction implements Transaction {
  isOver = false;

  constructor(private readonly connection: pg.PoolClient) {}

  get client(): pg.ClientBase {
    if (this.isOver) throw new Error('This transaction is over.');
    return this.connection;
  }

  async query<R extends object>(text: string, values?: unknown[]): Promise<R[]> {
    return (await this.client.query<R>(text, values)).rows;
  }
}

function pool(config: pg.PoolConfig): pg.Pool {
  const opened = new pg.Pool(config);
  const logger = new Logger('Database');
  // Of connections that nobody uses; a query that fails reports it itself.
  opened.on('error', (error) => logger.warn(`A connection to the database was lost: ${error.message}`));
  return opened;
}

async function serviceRole(client: pg.Client): Promise<string | undefined> {
  const { rows } = await client.query<{ rolname: string }>(
    `select rolname from pg_roles where rolname = $1 and pg_has_role(current_user, oid, 'SET')`,
    [SERVICE_ROLE],
  );
  return rows[0]?.rolname;
}
