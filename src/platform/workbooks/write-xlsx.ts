import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { type Cell, shownIn } from './sheet.js';
import { CONTENT, MAIN, rootRelations, styles, workbook, workbookRelations } from './xlsx-frame.js';

/** A list of values to choose from in a column. */
export interface Choice {
  /** Counted from 0. */
  readonly column: number;
  readonly values: readonly string[];
}
/** A sheet that is written row by row. */
export interface SheetPlan {
  readonly name: string;
  /** In characters. */
  readonly widths: readonly number[];
  readonly choices?: readonly Choice[];
  /** The first is the head. */
  readonly rows: AsyncIterable<readonly Cell[]>;
}

/** Everything that stands in a cell as text, also when it looks like a formula, a number or a date. */
const TEXT_STYLE = 1;
const HEAD_STYLE = 2;
const ROWS = 100;

/** A workbook (Office Open XML), made while it is read. */
export function xlsxStream(sheets: readonly SheetPlan[]): Readable {
  const zip = new ZipFile();
  const add = (name: string, text: string): void => zip.addBuffer(Buffer.from(text), name);
  add('[Content_Types].xml', CONTENT(sheets.length));
  add('_rels/.rels', rootRelations);
  add('xl/workbook.xml', workbook(sheets.map(({ name }) => escaped(name))));
  add('xl/_rels/workbook.xml.rels', workbookRelations(sheets.length));
  add('xl/styles.xml', styles);
  const output = zip.outputStream as Readable;
  sheets.forEach((sheet, at) => {
    zip.addReadStreamLazy(`xl/worksheets/sheet${at + 1}.xml`, (take) => {
      const stream = Readable.from(sheetXml(sheet), { objectMode: false });
      stream.on('error', (error) => output.destroy(error));
      take(null, stream);
    });
  });
  zip.on('error', (error: Error) => output.destroy(error));
  zip.end();
  return output;
}

async function* sheetXml({ widths, choices = [], rows }: SheetPlan): AsyncGenerator<string> {
  const columns = widths.map(
    (width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" style="${TEXT_STYLE}" customWidth="1"/>`,
  );
  let xml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`;
  xml += `${columns.length > 0 ? `<cols>${columns.join('')}</cols>` : ''}<sheetData>`;
  let number = 0;
  for await (const cells of rows) {
    number++;
    const style = number === 1 ? HEAD_STYLE : TEXT_STYLE;
    xml += `<row r="${number}">${cells.map((cell, i) => cellXml(cell, `${columnName(i)}${number}`, style)).join('')}</row>`;
    if (number % ROWS > 0) continue;
    yield xml;
    xml = '';
  }
  yield `${xml}</sheetData>${choicesXml(choices)}</worksheet>`;
}

function cellXml(cell: Cell, reference: string, style: number): string {
  const text = shownIn(cell);
  return text === ''
    ? ''
    : `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

function choicesXml(choices: readonly Choice[]): string {
  if (choices.length === 0) return '';
  const each = choices.map(({ column, values }) => {
    const name = columnName(column);
    return `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${name}2:${name}1048576"><formula1>"${escaped(values.join(','))}"</formula1></dataValidation>`;
  });
  return `<dataValidations count="${each.length}">${each.join('')}</dataValidations>`;
}

/** `A` for 0, `AA` for 26. */
function columnName(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26));
  return at < 26 ? letter : `${columnName(Math.floor(at / 26) - 1)}${letter}`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** Characters that XML cannot hold are left out; a text that looks like a character by its number stays that text. */
const escaped = (text: string): string =>
  text
    .replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x')
    .replace(/(?![\t\n\r])\p{Cc}|\p{Surrogate}|[\uFFFE\uFFFF]/gu, '')
    .replace(/[&<>"\r]/g, (character) => ENTITIES[character] ?? '');
