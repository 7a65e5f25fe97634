/** Rows of a table in a file, whatever its format. */

/** A cell that is worked out when it is looked at, with what it showed last. */
export class Formula {
  constructor(readonly shown: string) {}
}
/** An empty cell is the empty text; a day of a workbook is the number of days since its epoch. */
export type Cell = string | number | boolean | Formula;

export interface Row {
  /** As a spreadsheet shows it: the first row is 1. */
  readonly number: number;
  readonly cells: readonly Cell[];
}
/** A file that was opened; its rows can be read more than once, as a stream each time. */
export interface Sheet {
  readonly format: 'csv' | 'xlsx';
  /** Between the cells of a CSV file. */
  readonly delimiter: string;
  /** Whether its days are counted from 1904, as old Macintosh programs did. */
  readonly isFrom1904: boolean;
  /** @throws WorkbookRefused when the rest of the file cannot be read */
  rows(): AsyncIterable<Row>;
  close(): void;
}

/** A file that is no table the register can read, in words for whoever sent it, in English and in Dutch. */
export class WorkbookRefused extends Error {
  override readonly name = 'WorkbookRefused';

  constructor(
    readonly en: string,
    readonly nl: string,
  ) {
    super(`${en} / ${nl}`);
  }
}

/** The most characters of a cell, which is what spreadsheet programs hold. */
export const MOST_OF_A_CELL = 32_767;
/** The most columns that are looked at. */
export const MOST_COLUMNS = 200;

/** What a person sees in a cell, as text. */
export const shownIn = (cell: Cell): string => {
  if (cell instanceof Formula) return cell.shown;
  return typeof cell === 'string' ? cell : String(cell);
};

export const cellTooLong = (row: number): WorkbookRefused =>
  new WorkbookRefused(
    `A cell at or after row ${row} is longer than ${MOST_OF_A_CELL} characters.`,
    `Een cel op of na rij ${row} is langer dan ${MOST_OF_A_CELL} tekens.`,
  );
