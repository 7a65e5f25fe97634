import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { type Readable } from 'node:stream';
import { parseSheet } from './parse-sheet.js';
import { type Row, type Sheet, WorkbookRefused } from './sheet.js';
import { readSharedStrings, readWorkbook, SHARED_STRINGS, WORKBOOK } from './workbook-parts.js';
import { damaged } from './xml-events.js';

const MB = 1024 * 1024;
/** What the parts of a workbook may grow into; the sheet is read as a stream, all else is kept in memory. */
const MOST = { entries: 5_000, sheet: 2048 * MB, other: 64 * MB } as const;
/** Sheets of workbooks are about ten times as large unpacked; what is more than this was made to be a bomb. */
const MOST_TIMES = 200;
const SMALL = MB;

/**
 * The first sheet of a workbook (Office Open XML).
 * @throws WorkbookRefused for what is no workbook, is encrypted, or would unpack into more than can be meant
 */
export async function openXlsx(path: string): Promise<Sheet> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }).catch(refuse);
  try {
    const entries = await entriesOf(zip);
    const { sheetPath, isFrom1904 } = await readWorkbook((name) => part(zip, entries, name, MOST.other));
    const strings = entries.has(SHARED_STRINGS)
      ? await readSharedStrings(await part(zip, entries, SHARED_STRINGS, MOST.other))
      : [];
    check(entries, sheetPath, MOST.sheet);
    const rows = async function* (): AsyncGenerator<Row> {
      yield* parseSheet(await part(zip, entries, sheetPath, MOST.sheet), strings);
    };
    return { format: 'xlsx', delimiter: ';', isFrom1904, rows, close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > MOST.entries) throw damaged(`${zip.entryCount} files in it`);
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName.replace(/^\//, ''), entry);
  } catch (error) {
    refuse(error);
  }
  if (!entries.has(WORKBOOK)) throw damaged(`no ${WORKBOOK} in it`);
  return entries;
}

function check(entries: ReadonlyMap<string, Entry>, name: string, most: number): Entry {
  const entry = entries.get(name);
  if (!entry) throw damaged(`no ${name} in it`);
  const { uncompressedSize: size, compressedSize } = entry;
  if (entry.isEncrypted() || !entry.canDecodeFileData()) throw damaged(`${name} is encrypted`);
  if (size > most || (size > SMALL && size > compressedSize * MOST_TIMES)) {
    throw new WorkbookRefused(
      `The workbook would unpack into more than can be meant: ${name} is ${Math.round(size / MB)} MB. A larger file can be given as CSV.`,
      `De werkmap pakt uit tot meer dan de bedoeling kan zijn: ${name} is ${Math.round(size / MB)} MB. Een groter bestand kan als CSV.`,
    );
  }
  return entry;
}

/** While it is read, a part that is larger than it said is refused too. */
async function part(zip: ZipFile, entries: ReadonlyMap<string, Entry>, name: string, most: number): Promise<Readable> {
  return zip.openReadStreamPromise(check(entries, name, most)).catch(refuse);
}

function refuse(error: unknown): never {
  if (error instanceof WorkbookRefused) throw error;
  if (error instanceof Error && 'syscall' in error) throw error; // of the file itself
  throw damaged((error as Error).message);
}
