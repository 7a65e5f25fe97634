/** The small parts of a workbook that say where the rest is. */
import { posix } from 'node:path';
import { type Readable } from 'node:stream';
import { WorkbookRefused } from './sheet.js';
import { damaged, unescaped, xmlEvents, type XmlListener } from './xml-events.js';

export const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';
export const SHARED_STRINGS = 'xl/sharedStrings.xml';
/** What the texts that a workbook keeps apart may come to; they are held in memory while its rows are read. */
const MOST_OF_STRINGS = 24_000_000;

const silent: XmlListener = { open: () => undefined, text: () => undefined, close: () => undefined };

async function read(stream: Readable, listener: XmlListener): Promise<void> {
  for await (const turn of xmlEvents(stream, listener)) void turn;
}

/** Where the first sheet is, and from when days are counted. */
export async function readWorkbook(
  open: (name: string) => Promise<Readable>,
): Promise<{ sheetPath: string; isFrom1904: boolean }> {
  let relation: string | undefined;
  let isFrom1904 = false;
  await read(await open(WORKBOOK), {
    ...silent,
    open(name, attributes) {
      if (name === 'sheet') relation ??= attributes['r:id'] ?? attributes['id'];
      if (name === 'workbookPr') isFrom1904 = /^(1|true)$/.test(attributes['date1904'] ?? '');
    },
  });
  let target: string | undefined;
  await read(await open(RELATIONS), {
    ...silent,
    open(name, { Id: id, Target: path }) {
      if (name === 'Relationship' && id === relation) target = path;
    },
  });
  if (relation === undefined || target === undefined) throw damaged('no sheet in it');
  const sheetPath = target.startsWith('/') ? target.slice(1) : posix.normalize(`xl/${target}`);
  return { sheetPath, isFrom1904 };
}

/** The texts that cells refer to by their number. */
export async function readSharedStrings(stream: Readable): Promise<string[]> {
  const strings: string[] = [];
  let [text, isText, isReading, total] = ['', false, false, 0];
  await read(stream, {
    open(name) {
      if (name === 'si') text = '';
      // Pronunciation of Asian scripts is no part of the text.
      if (name === 'rPh') isReading = true;
      isText = name === 't' && !isReading;
    },
    text(more) {
      if (isText) text += more;
    },
    close(name) {
      if (name === 'rPh') isReading = false;
      isText = false;
      if (name !== 'si') return;
      total += text.length + 16;
      if (total > MOST_OF_STRINGS) {
        throw new WorkbookRefused(
          'The workbook holds more text than is read from one. Give it as CSV, which may have any size.',
          'De werkmap bevat meer tekst dan uit een werkmap wordt gelezen. Lever het aan als CSV; dat mag elke omvang hebben.',
        );
      }
      strings.push(unescaped(text));
    },
  });
  return strings;
}
