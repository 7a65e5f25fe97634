import { type Cell } from '../../../platform/workbooks/sheet.js';

const DAY_MS = 86_400_000;
/** Spreadsheets count from here; that they take 1900 for a leap year matters only for its first two months. */
const EPOCH = { from1900: Date.UTC(1899, 11, 30), from1904: Date.UTC(1904, 0, 1) } as const;
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:T00:00:00(?:\.0+)?Z?)?$/;
const DUTCH = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})$/;

/** The day that a cell names, YYYY-MM-DD; undefined when it names none. */
export function dayIn(cell: Cell, isFrom1904: boolean): string | undefined {
  if (typeof cell === 'number') {
    if (!Number.isInteger(cell) || cell < 1 || cell > 2_958_465) return undefined;
    return asText(new Date((isFrom1904 ? EPOCH.from1904 : EPOCH.from1900) + cell * DAY_MS));
  }
  if (typeof cell !== 'string') return undefined;
  const text = cell.trim();
  const [, year, month, day] = ISO.exec(text) ?? reversed(DUTCH.exec(text)) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day) ? asText(date) : undefined;
}

const reversed = (match: RegExpExecArray | null): (string | undefined)[] | undefined =>
  match ? [match[0], match[3], match[2], match[1]] : undefined;

const asText = (date: Date): string => date.toISOString().slice(0, 10);
