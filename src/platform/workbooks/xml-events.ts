import { type Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import { WorkbookRefused } from './sheet.js';

/** What is told of an XML document, in its order; names come without their prefix. */
export interface XmlListener {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(name: string): void;
}

/** So many characters without an element beginning or ending are no cell, whatever they are. */
const LONGEST_SILENCE = 300_000;
const SLICE = 65_536;

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Reads XML as it comes in; after each piece the caller gets a turn to take what was found.
 * @throws WorkbookRefused for what is no XML, for a document type, and for what a workbook never holds
 */
export async function* xmlEvents(stream: Readable, listener: XmlListener): AsyncGenerator<void> {
  let silence = 0;
  const parser = new SaxesParser({ xmlns: false });
  parser.on('opentag', ({ name, attributes }) => {
    silence = 0;
    listener.open(local(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    silence = 0;
    listener.close(local(name));
  });
  parser.on('text', (text) => listener.text(text));
  parser.on('cdata', (text) => listener.text(text));
  parser.on('doctype', () => {
    throw damaged('a document type');
  });
  parser.on('error', (error) => {
    throw damaged(error.message);
  });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const text = decoder.decode(chunk, { stream: true });
      for (let at = 0; at < text.length; at += SLICE) {
        const slice = text.slice(at, at + SLICE);
        silence += slice.length;
        parser.write(slice);
        if (silence > LONGEST_SILENCE) throw damaged('a cell that does not end');
        yield;
      }
    }
    parser.close();
    yield;
  } catch (error) {
    throw error instanceof WorkbookRefused ? error : damaged((error as Error).message);
  } finally {
    stream.destroy();
  }
}

/** Text in a workbook may hold characters by their number, as `_x000D_`. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    : text;

export const damaged = (what: string): WorkbookRefused =>
  new WorkbookRefused(
    `The workbook is damaged or is none (${what.slice(0, 200)}).`,
    `De werkmap is beschadigd of is er geen (${what.slice(0, 200)}).`,
  );
