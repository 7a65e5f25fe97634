import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Entry, fromBufferPromise } from 'yauzl';
import { reportXlsx } from '../../src/channels/exports/reports/report-xlsx.js';
import { contentHash } from '../../src/channels/exports/reports/signed-report.js';
import { openSheet } from '../../src/platform/workbooks/open-sheet.js';
import { content } from './a-report.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'report-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The XML of each sheet. */
async function sheetsOf(bytes: Buffer): Promise<string[]> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true });
  const sheets: string[] = [];
  for await (const entry of zip.eachEntry() as AsyncIterable<Entry>) {
    if (/worksheets\/sheet\d\.xml$/.test(entry.fileName))
      sheets.push(await text(await zip.openReadStreamPromise(entry)));
  }
  return sheets;
}

test('the first sheet says what came of the check, of what, and as of when', async () => {
  const path = join(folder, 'report.xlsx');
  await writeFile(path, await reportXlsx(content, contentHash(content)));
  const sheet = await openSheet(path);
  const facts = new Map<unknown, unknown>();
  for await (const { cells } of sheet.rows()) facts.set(cells[0], cells[1]);
  sheet.close();
  expect(facts.get('Uitkomst')).toBe('Voldoet niet aan alles');
  expect(facts.get('Pakket')).toBe('Zaken "Ø" 😀');
  expect(facts.get('Uitgebracht op')).toBe('niet bekend');
  expect(facts.get('Contractdatum')).toBe('2026-11-01');
  expect(facts.get('Volgens het register op')).toBe('2026-11-22T05:59:59.100Z');
  expect(facts.get('SHA-256 van de inhoud')).toBe(contentHash(content));
  expect(facts.has('!')).toBe(false);
});

test('norms and declarations have a sheet each, in the language of the report', async () => {
  const [, norms, declarations] = await sheetsOf(
    await reportXlsx({ ...content, language: 'en' }, contentHash(content)),
  );
  for (const said of ['INT-04', 'Interoperability', 'Cases', 'Supported according to its supplier', 'Because.']) {
    expect(norms).toContain(`>${said}<`);
  }
  for (const said of ['1.5', 'Provider', 'Published', '2026-01-01', 'dcl_1'])
    expect(declarations).toContain(`>${said}<`);
});

test('what looks like a formula stays text', async () => {
  const [, norms = ''] = await sheetsOf(await reportXlsx(content, contentHash(content)));
  expect(norms).toContain('>=1+1<');
  expect(norms).not.toMatch(/<f[ >]/);
});

test('made-up data is told on the first sheet', async () => {
  const [summary] = await sheetsOf(await reportXlsx({ ...content, demoData: true }, contentHash(content)));
  expect(summary).toContain('Demonstratiegegevens');
});
