import { type Readable } from 'node:stream';
import { tooManyColumns } from './read-csv.js';
import { type Cell, cellTooLong, Formula, MOST_COLUMNS, MOST_OF_A_CELL, type Row } from './sheet.js';
import { damaged, unescaped, xmlEvents, type XmlListener } from './xml-events.js';

/** What is numbered higher is no row of any program. */
const MOST_ROWS = 100_000_000;

/** Rows of a sheet, as they come in. */
export async function* parseSheet(stream: Readable, strings: readonly string[]): AsyncGenerator<Row> {
  const reading = new SheetReading(strings);
  for await (const turn of xmlEvents(stream, reading)) {
    void turn;
    yield* reading.take();
  }
}

/** Gathers rows from the elements `row`, `c`, `f`, `v` and `is` of a sheet. */
class SheetReading implements XmlListener {
  private rows: Row[] = [];
  private row: Cell[] = [];
  private number = 0;
  private column = 0;
  private type = '';
  private value = '';
  private hasFormula = false;
  private isValue = false;

  constructor(private readonly strings: readonly string[]) {}

  take(): Row[] {
    const taken = this.rows;
    this.rows = [];
    return taken;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'row':
        this.number = rowNumber(attributes['r'], this.number);
        this.row = [];
        this.column = 0;
        break;
      case 'c':
        this.column = columnOf(attributes['r'], this.column);
        if (this.column > MOST_COLUMNS) throw tooManyColumns(this.number);
        this.type = attributes['t'] ?? 'n';
        this.value = '';
        this.hasFormula = false;
        break;
      case 'f':
        this.hasFormula = true;
        break;
      case 'v':
      case 't':
        this.isValue = true;
        break;
    }
  }

  text(text: string): void {
    if (!this.isValue) return;
    this.value += text;
    if (this.value.length > MOST_OF_A_CELL * 2) throw cellTooLong(this.number);
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.isValue = false;
    else if (name === 'c') {
      while (this.row.length < this.column - 1) this.row.push('');
      this.row[this.column - 1] = this.cell();
    } else if (name === 'row') this.rows.push({ number: this.number, cells: this.row });
  }

  private cell(): Cell {
    const { type, value } = this;
    const text = type === 's' ? this.sharedString(value) : unescaped(value);
    if (text.length > MOST_OF_A_CELL) throw cellTooLong(this.number);
    if (this.hasFormula || type === 'e') return new Formula(text);
    if (type === 'b') return text === '1';
    return type === 'n' && text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
  }

  private sharedString(value: string): string {
    const text = this.strings[Number(value)];
    if (text === undefined) throw damaged(`no text ${value.slice(0, 20)}`);
    return text;
  }
}

/** A row without a number follows the one before. */
function rowNumber(given: string | undefined, before: number): number {
  const number = given === undefined ? before + 1 : Number(given);
  if (!Number.isSafeInteger(number) || number <= before || number > MOST_ROWS) throw damaged('rows out of order');
  return number;
}

/** The column of a reference such as `AB12`, counted from 1. */
function columnOf(reference: string | undefined, before: number): number {
  const letters = reference?.match(/^[A-Z]{1,3}/)?.[0];
  if (letters === undefined) return before + 1;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
