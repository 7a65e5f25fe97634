import { Readable } from 'node:stream';
import { guarded } from './formulas.js';
import { type Cell, shownIn } from './sheet.js';

const LINES = 200;

/** A CSV file in UTF-8 as spreadsheet programs open it, with every text that they would work out guarded. */
export const csvStream = (rows: AsyncIterable<readonly Cell[]>, delimiter: string): Readable =>
  Readable.from(linesOf(rows, delimiter), { objectMode: false });

async function* linesOf(rows: AsyncIterable<readonly Cell[]>, delimiter: string): AsyncGenerator<string> {
  let lines = '\uFEFF';
  let count = 0;
  for await (const cells of rows) {
    lines += `${cells.map((cell) => quoted(cell, delimiter)).join(delimiter)}\r\n`;
    if (++count % LINES > 0) continue;
    yield lines;
    lines = '';
  }
  yield lines;
}

function quoted(cell: Cell, delimiter: string): string {
  const text = typeof cell === 'number' ? String(cell) : guarded(shownIn(cell));
  return /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
}
