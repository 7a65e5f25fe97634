import { type Head } from '../../platform/audit/heads.js';
import { newestHead } from '../../platform/audit/kept-heads.js';
import { type Query } from '../../platform/audit/log-tree.js';
import { withConnection } from '../../platform/database/connection.js';
import { exportLog, unsealed } from '../exports/audit/export-log.js';
import { CommandRefused } from './explained.js';
import { onAnyServer } from './on-any-server.js';

const NO_SUCH_TABLE = '42P01';

function explain(error: unknown): never {
  if ((error as { code?: unknown }).code !== NO_SUCH_TABLE) throw error;
  throw new CommandRefused('This database has no audit log yet. / Deze database heeft nog geen logboek.');
}

/** The log in the register's database. */
export interface Log {
  head(): Promise<Head | undefined>;
  lines(upTo: Head | undefined, progress: (records: number) => void): AsyncIterable<string>;
  unsealed(): Promise<number>;
}

/** Looks at the log of the register, whether its service runs or not, and changes nothing. @throws StartRefused */
export async function withLog(work: (log: Log) => Promise<void>): Promise<void> {
  await onAnyServer((url) =>
    withConnection(url, async (client) => {
      await client.query('set default_transaction_read_only = on');
      const query: Query = async <R extends object>(text: string, values: unknown[]) =>
        (await client.query<R>(text, values).catch(explain)).rows;
      await work({
        head: () => newestHead(query),
        lines: (upTo, progress) => exportLog(query, upTo, progress),
        unsealed: () => unsealed(query),
      });
    }),
  );
}
