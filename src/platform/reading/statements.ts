/** Runs statements. A text that comes back gets a name, and the server keeps its plan: a bounded number on each connection. */
import { hash } from 'node:crypto';
import pg, { type ClientBase, type Connection, type Pool, type PoolClient, type Submittable } from 'pg';
import { wireText, type WireValue } from './wire.js';

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** For a text that comes back. */
  readonly name?: string | undefined;
}
/** The columns of the one row, as text. */
export type Columns = readonly (string | null)[];

/** The same text has the same name on every connection and in every process. */
export const statementName = (text: string): string => `read_${hash('sha1', text)}`;

type Done = (error: Error | undefined, columns: Columns) => void;
/** What the driver keeps of the statements it prepared; it never forgets a name itself. */
interface Prepared {
  readonly parsedStatements: Record<string, string>;
}

/**
 * A query of pg, for a statement that answers one row of text: it asks for no description of the columns, and tells that it
 * is done in the very turn in which the server does, so that the connection need not wait for anyone's promise.
 */
class OneRow implements Submittable {
  readonly text: string;
  readonly name: string | undefined;
  private readonly values: WireValue[];
  private columns: Columns = [];

  constructor(
    { text, name, values }: Statement,
    private readonly done: Done,
  ) {
    this.text = text;
    this.name = name;
    this.values = values.map(wireText);
  }

  submit(connection: Connection & Partial<Prepared>): void {
    const { text, name, values } = this;
    const isParsed = name !== undefined && connection.parsedStatements?.[name] === text;
    connection.stream.cork();
    if (!isParsed) connection.parse({ text, name: name ?? '', types: [] }, true);
    connection.bind({ statement: name ?? '', values }, true);
    connection.execute(null, true);
    connection.sync();
    connection.stream.uncork();
  }
  handleDataRow({ fields }: { readonly fields: Columns }): void {
    this.columns = fields;
  }
  handleCommandComplete(): void {
    // The one row was all.
  }
  handleReadyForQuery(): void {
    this.done(undefined, this.columns);
  }
  handleError(error: Error): void {
    this.done(error, []);
  }
}

export class Statements {
  private readonly prepared = new WeakMap<ClientBase, Set<string>>();

  constructor(
    private readonly pool: Pool,
    private readonly mostOnConnection = 100,
  ) {
    // The statement that was under way tells of a lost connection; without a listener the process would end as well.
    pool.on('connect', (client) => client.on('error', () => undefined));
  }

  run(statement: Statement): Promise<Columns> {
    return new Promise((resolve, reject) => {
      this.pool.connect((lost, client, release) => {
        if (lost || !client) return reject(lost ?? new Error('The pool gave no connection.'));
        if (statement.name !== undefined) this.makeRoom(client, statement.name);
        const answered: Done = (error, columns) => {
          // First of all: the next statement is on its way to the server while this answer is made.
          release(error && isLost(error));
          if (error) reject(error);
          else resolve(columns);
        };
        return client.query(new OneRow(statement, answered));
      });
    });
  }

  private makeRoom(client: PoolClient, name: string): void {
    const names = this.prepared.get(client) ?? new Set();
    this.prepared.set(client, names);
    names.delete(name);
    names.add(name);
    const [oldest] = names;
    if (names.size <= this.mostOnConnection || oldest === undefined) return;
    names.delete(oldest);
    delete (client.connection as Connection & Partial<Prepared>).parsedStatements?.[oldest];
    // Queued before the statement that needs the room; when the connection fails, that statement tells.
    client.query(`deallocate ${oldest}`).catch(() => undefined);
  }
}

/** On a connection that someone else keeps, such as that of a transaction. */
export const send = (client: ClientBase, statement: Statement): Promise<Columns> =>
  new Promise((resolve, reject) => {
    client.query(new OneRow(statement, (error, columns) => (error ? reject(error) : resolve(columns))));
  });

/** Only an error of the server that is not its last word leaves the connection fit for another statement. */
const isLost = (error: Error): boolean => !(error instanceof pg.DatabaseError && error.severity === 'ERROR');
