import { inflateSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { layOut } from '../../src/channels/exports/reports/report-pdf.js';
import { content } from './a-report.js';

const SHA = 'ab'.repeat(32);

/** The dictionaries of a document as text; what they hold compressed is left out. */
const wordsOf = (bytes: Buffer): string => bytes.toString('latin1').replace(/stream\r?\n[\s\S]*?endstream/g, 'stream');
/** What is compressed in it, as text; letters and pictures give noise. */
function* streamsOf(bytes: Buffer): Generator<string> {
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at)) {
    const end = bytes.indexOf('endstream', at);
    const body = bytes.subarray(at + 'stream\n'.length, end);
    try {
      yield inflateSync(body).toString('latin1');
    } catch {
      yield body.toString('latin1'); // kept as it is, such as the metadata
    }
    at = end + 'endstream'.length;
  }
}
/** The orders that draw pages. */
const pagesOf = (bytes: Buffer): string[] => [...streamsOf(bytes)].filter((text) => /\bBT\b[\s\S]*\bET\b/.test(text));

const hexOf = (character: string): string => (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0');

describe('The document of a report', () => {
  let bytes: Buffer;
  let words: string;
  beforeAll(async () => {
    bytes = await layOut(content, SHA);
    words = wordsOf(bytes);
  });

  test('says that it is made for everyone: PDF/UA-1, marked, with its language and its title', () => {
    expect([...streamsOf(bytes)].some((text) => /<pdfuaid:part>1<\/pdfuaid:part>/.test(text))).toBe(true);
    expect(words).toMatch(/\/MarkInfo \d+ 0 R/);
    expect(words).toMatch(/\/Marked true/);
    expect(words).toMatch(/\/Lang \(nl-NL\)/);
    expect(words).toMatch(/\/DisplayDocTitle true/);
    expect(words).toMatch(/\/StructTreeRoot \d+ 0 R/);
  });

  test('has headings, tables with heads for rows and columns, and links that are reached through the structure', () => {
    for (const type of ['H1', 'H2', 'H3', 'P', 'Table', 'TR', 'TH', 'TD', 'Link', 'Sect']) {
      expect(words).toMatch(new RegExp(`/S /${type}\\b`));
    }
    expect(words).toMatch(/\/Scope \/Row/);
    expect(words).toMatch(/\/Scope \/Column/);
    const links = words.match(/\/Subtype \/Link/g)?.length ?? 0;
    expect(links).toBeGreaterThan(0);
    expect(words.match(/\/Type \/OBJR/g)?.length).toBe(links);
  });

  test('embeds its letters', () => {
    const descriptors = words.match(/\/Type \/FontDescriptor/g)?.length ?? 0;
    expect(descriptors).toBeGreaterThan(0);
    expect(words.match(/\/FontFile2? \d+ 0 R/g)?.length).toBe(descriptors);
    expect(words).not.toMatch(/\/BaseFont \/Helvetica/);
  });

  test('shows nothing that does not stand in its structure, or beside it as an artifact', () => {
    const pages = pagesOf(bytes);
    expect(pages.length).toBeGreaterThan(0);
    for (const page of pages) {
      let depth = 0;
      for (const [, order = ''] of page.matchAll(/(?:^|\s)(BDC|BMC|EMC|Tj|TJ|S|f)(?=\s|$)/g)) {
        if (order === 'EMC') depth -= 1;
        else if (order.endsWith('C')) depth += 1;
        else expect(depth).toBeGreaterThan(0);
      }
      expect(depth).toBe(0);
    }
  });

  test('is the same to the byte when it is made again', async () => {
    expect((await layOut(content, SHA)).equals(bytes)).toBe(true);
  });

  test('shows names of all Europe, and a question mark for what its letters do not have', async () => {
    const named = { ...content, supplier: { ...content.supplier, name: 'Łódź Ελλάς Київ 日本' } };
    // Which character each sign stands for: what programs read aloud, search and copy by.
    const characters = [...streamsOf(await layOut(named, SHA))].filter((text) => text.includes('begincmap')).join();
    for (const character of 'ŁźλїК') expect(characters).toContain(hexOf(character));
    for (const character of '日本') expect(characters).not.toContain(hexOf(character));
  });
});
