import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import {
  type Cell,
  cellTooLong,
  Formula,
  MOST_COLUMNS,
  MOST_OF_A_CELL,
  type Row,
  type Sheet,
  WorkbookRefused,
} from './sheet.js';
import { isFormula, unguarded } from './formulas.js';

const DELIMITERS = [';', ',', '\t'] as const;
/** The most characters of a row; what is longer is no row, whatever follows. */
const MOST_OF_A_ROW = 400_000;

/** A CSV file in UTF-8 (RFC 4180), with the delimiter that its first line has most of. */
export function openCsv(path: string, head: Buffer): Sheet {
  const delimiter = delimiterIn(head);
  return {
    format: 'csv',
    delimiter,
    isFrom1904: false,
    rows: () => rowsOf(path, delimiter),
    close: () => undefined,
  };
}

function delimiterIn(head: Buffer): string {
  const [line = ''] = head.toString('utf8').split(/\r?\n|\r/, 1);
  const outside = line.replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((each) => outside.split(each).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ';';
}

async function* rowsOf(path: string, delimiter: string): AsyncGenerator<Row> {
  const parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    max_record_size: MOST_OF_A_ROW,
    record_delimiter: ['\r\n', '\n', '\r'],
  });
  const source = Readable.from(checked(path), { objectMode: false });
  source.on('error', (error) => parser.destroy(error));
  let number = 0;
  try {
    for await (const record of source.pipe(parser) as AsyncIterable<string[]>) {
      number++;
      if (record.length > MOST_COLUMNS) throw tooManyColumns(number);
      if (record.some(({ length }) => length > MOST_OF_A_CELL)) throw cellTooLong(number);
      yield { number, cells: record.map(cellOf) };
    }
  } catch (error) {
    throw error instanceof CsvError ? explained(error, number + 1) : error;
  } finally {
    source.destroy();
    parser.destroy();
  }
}

/** A text that would be worked out is a formula, unless it was guarded. */
const cellOf = (text: string): Cell => (isFormula(text.trimStart()) ? new Formula(text) : unguarded(text));

/** The bytes as they are, once it is known that they are UTF-8. */
async function* checked(path: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      decoder.decode(chunk, { stream: true });
      yield chunk;
    }
    decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new WorkbookRefused(
      'The file is not UTF-8. In a spreadsheet program, save it as "CSV UTF-8".',
      'Het bestand is geen UTF-8. Sla het in uw rekenprogramma op als "CSV UTF-8".',
    );
  }
}

export const tooManyColumns = (row: number): WorkbookRefused =>
  new WorkbookRefused(
    `Row ${row} has more than ${MOST_COLUMNS} columns.`,
    `Rij ${row} heeft meer dan ${MOST_COLUMNS} kolommen.`,
  );

function explained({ code }: CsvError, row: number): WorkbookRefused {
  if (code === 'CSV_MAX_RECORD_SIZE') return cellTooLong(row);
  return new WorkbookRefused(
    `Row ${row} is no CSV: a quotation mark stands in a cell without quotation marks around it, or is never closed.`,
    `Rij ${row} is geen CSV: er staat een aanhalingsteken in een cel zonder aanhalingstekens eromheen, of het wordt nergens gesloten.`,
  );
}
