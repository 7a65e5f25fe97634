/** Runs statements. A text that comes back gets a name, and the server keeps its plan: a bounded number on each connection. */
import { hash } from 'node:crypto';
import { type ClientBase, type Pool, type QueryArrayConfig } from 'pg';

/** What of the driver keeps count of what is prepared; the driver itself never forgets a name. */
interface Prepared {
  readonly connection?: { readonly parsedStatements?: Record<string, string> };
}

export interface Statement {
  readonly text: string;
  readonly values: unknown[];
  /** For a text that comes back. */
  readonly name?: string | undefined;
}
/** The columns of the one row, as text. */
export type Columns = readonly (string | null)[];

/** The same text has the same name on every connection and in every process. */
export const statementName = (text: string): string => `read_${hash('sha1', text)}`;

export class Statements {
  private readonly prepared = new WeakMap<ClientBase, Set<string>>();

  constructor(
    private readonly pool: Pool,
    private readonly mostOnConnection = 100,
  ) {}

  async run(statement: Statement): Promise<Columns> {
    const client = await this.pool.connect();
    let isBroken = false;
    try {
      if (statement.name !== undefined) this.makeRoom(client, statement.name);
      return await send(client, statement);
    } catch (error) {
      // With an SQLSTATE the server has spoken, so the connection stands.
      isBroken = !(error instanceof Error && 'code' in error && /^[0-9A-Z]{5}$/.test(String(error.code)));
      throw error;
    } finally {
      client.release(isBroken);
    }
  }

  private makeRoom(client: ClientBase, name: string): void {
    const names = this.prepared.get(client) ?? new Set();
    this.prepared.set(client, names);
    names.delete(name);
    names.add(name);
    const [oldest] = names;
    if (names.size <= this.mostOnConnection || oldest === undefined) return;
    names.delete(oldest);
    const parsed = (client as Prepared).connection?.parsedStatements;
    if (parsed) delete parsed[oldest];
    // Queued before the statement that needs the room; when the connection fails, that statement tells.
    client.query(`deallocate ${oldest}`).catch(() => undefined);
  }
}

/** On any connection, such as that of a transaction. */
export async function send(client: ClientBase, { text, values, name }: Statement): Promise<Columns> {
  const query: QueryArrayConfig = { text, values, rowMode: 'array', ...(name !== undefined && { name }) };
  const { rows } = await client.query<(string | null)[]>(query);
  return rows[0] ?? [];
}
