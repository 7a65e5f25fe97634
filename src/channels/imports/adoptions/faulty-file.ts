import { type Readable } from 'node:stream';
import { type Cell, type Row, type Sheet, shownIn } from '../../../platform/workbooks/sheet.js';
import { csvStream } from '../../../platform/workbooks/write-csv.js';
import { xlsxStream } from '../../../platform/workbooks/write-xlsx.js';
import { COLUMNS, FAULTS, type Field, type Places } from './columns.js';
import { dayIn } from './days.js';
import { type FaultyRow, type RowFault } from './report-row.js';

const WIDTH = 18;
const WIDTH_OF_FAULTS = 80;
const DAYS: readonly Field[] = ['validFrom', 'plannedFor', 'reviewOn'];

/**
 * The file as it was given, with a column that tells what is wrong with each row.
 * @param faulty in the order of the file
 */
export function faultyFile(
  sheet: Sheet,
  { head, places }: { readonly head: readonly string[]; readonly places: Places },
  faulty: AsyncIterable<FaultyRow>,
): Readable {
  const was = head.findIndex((name) => name.trim().toLowerCase() === FAULTS.toLowerCase());
  const width = Math.max(head.length, 1);
  const days = new Set(DAYS.flatMap((field) => places.get(field) ?? []));
  const shown = ({ cells }: Row, told: string): Cell[] => {
    const kept = Array.from({ length: Math.max(width, cells.length) }, (_, at): Cell => {
      const cell = cells[at] ?? '';
      return days.has(at) && typeof cell === 'number' ? (dayIn(cell, sheet.isFrom1904) ?? cell) : shownIn(cell);
    });
    if (was >= 0) kept[was] = told;
    else kept.splice(width, 0, told);
    return kept;
  };
  const rows = async function* (): AsyncGenerator<Cell[]> {
    const faults = faulty[Symbol.asyncIterator]();
    let next = await faults.next();
    let isHead = true;
    for await (const row of sheet.rows()) {
      let told: RowFault[] = [];
      while (next.done !== true && next.value.line <= row.number) {
        if (next.value.line === row.number) told = [...told, ...next.value.faults];
        next = await faults.next();
      }
      yield shown(row, isHead ? FAULTS : sentences(row.number, told));
      isHead = false;
    }
  };
  if (sheet.format === 'csv') return csvStream(rows(), sheet.delimiter);
  const widths = Array.from({ length: width + 1 }, (_, at) =>
    at === (was < 0 ? width : was) ? WIDTH_OF_FAULTS : WIDTH,
  );
  return xlsxStream([{ name: 'Adopties', widths, rows: rows() }]);
}

const sentences = (line: number, faults: readonly RowFault[]): string =>
  faults.map(({ field, nl }) => `Rij ${line}, ${COLUMNS[field][0]}: ${nl}`).join(' ');
