import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from } from 'pg-copy-streams';
import { type Transaction } from './database.js';

type Value = string | number | boolean | null;

const CHUNK = 65_536;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/**
 * Writes rows to a table as they come, however many they are.
 * @param target the table with its columns, such as `staged (line, said)`
 * @returns how many rows it were
 */
export async function copyIn(
  tx: Transaction,
  target: string,
  rows: AsyncIterable<readonly Value[]> | Iterable<readonly Value[]>,
): Promise<number> {
  let count = 0;
  const lines = async function* (): AsyncGenerator<string> {
    let text = '';
    for await (const row of rows) {
      count++;
      text += `${row.map(escaped).join('\t')}\n`;
      if (text.length < CHUNK) continue;
      yield text;
      text = '';
    }
    yield text;
  };
  await pipeline(Readable.from(lines(), { objectMode: false }), tx.client.query(from(`copy ${target} from stdin`)));
  return count;
}

const escaped = (value: Value): string => {
  if (value === null) return '\\N';
  return typeof value === 'string' ? value.replace(/[\\\t\n\r]/g, (sign) => ESCAPES[sign] ?? sign) : String(value);
};
