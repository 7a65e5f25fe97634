import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type SignedIn, signIn } from '../support/actors.js';
import { register, type Register } from '../support/register.js';
import { removeFolder, temporaryFolder } from '../support/temporary-folder.js';
import { upload, workbook, zipped } from './files.js';

const MB = 1024 * 1024;
let on: Register;
let reporter: SignedIn;
let folder: string;
beforeAll(async () => {
  on = await register();
  reporter = await signIn('reporter-gm0363');
  folder = temporaryFolder();
});
afterAll(() => removeFolder(folder));

const sheet = (cells: string): string => `<worksheet><sheetData><row r="1">${cells}</row></sheetData></worksheet>`;
const zip = async (parts: Readonly<Record<string, string | Buffer>>): Promise<Buffer> =>
  readFileSync(await zipped(join(folder, `${Math.random()}.xlsx`), parts));
const refused = async (body: string | Buffer): Promise<[number, string]> => {
  const begun = performance.now();
  const response = await upload(on, body, reporter);
  expect(performance.now() - begun).toBeLessThan(5000);
  return [response.status, ((await response.json()) as { detail: string }).detail];
};

describe('A file that was made to do harm is refused early, with a reason', () => {
  test('a workbook that unpacks into far more than it is', async () => {
    const body = await zip(workbook(Buffer.alloc(64 * MB, 32)));
    expect(body.length).toBeLessThan(MB);
    expect(await refused(body)).toEqual([422, expect.stringContaining('would unpack into more than can be meant')]);
  });

  test('a workbook with a cell of a hundred megabytes that does not pack well', async () => {
    // As much as may be sent; each piece differs, so it is no bomb by its size.
    const noise = Array.from({ length: 200_000 }, (_, at) => Math.sin(at).toString(36).slice(2)).join('');
    const cell = `<c t="inlineStr"><is><t>${noise}</t></is></c>`;
    expect(await refused(await zip(workbook(sheet(cell))))).toEqual([
      422,
      expect.stringMatching(/longer than 32767|does not end/),
    ]);
  });

  test('a CSV file that is one cell', async () => {
    expect(await refused(`gemeente;standaard;status\n"${'x'.repeat(8 * MB)}"`)).toEqual([
      422,
      expect.stringContaining('longer than 32767'),
    ]);
  });

  test('a file larger than may be sent, before it is read', async () => {
    const response = await upload(on, Buffer.alloc(26 * MB, 97), reporter).catch(() => undefined);
    // Who does not listen for an answer while sending sees the connection close.
    if (response) expect(response.status).toBe(413);
    expect((await on.graphql('{ viewer { name } }', {}, reporter)).status).toBe(200);
  });

  test.each([
    [
      'entities that name one another',
      '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>',
      /document type/,
    ],
    ['an entity nobody declared', sheet('<c t="str"><v>&b;</v></c>'), /damaged/],
    [
      'rows out of order',
      '<worksheet><sheetData><row r="2"/><row r="1"/></sheetData></worksheet>',
      /rows out of order/,
    ],
    [
      'a row beyond all rows',
      '<worksheet><sheetData><row r="9007199254740991"/></sheetData></worksheet>',
      /rows out of order/,
    ],
    ['a text that is not there', sheet('<c t="s"><v>7</v></c>'), /no text 7/],
    ['XML that stops', '<worksheet><sheetData>', /damaged/],
    ['a column far to the right', sheet('<c r="ZZZ1"><v>1</v></c>'), /more than 200 columns/],
  ])('a workbook with %s', async (_, xml, told) => {
    expect(await refused(await zip(workbook(xml)))).toEqual([422, expect.stringMatching(told)]);
  });

  test.each([
    ['nothing', '', /empty/],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /neither CSV/],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae100000000', 'hex'), /\.xls/],
    [
      'a CSV file that is not UTF-8',
      Buffer.from('gemeente;standaard;status;reden\nGM0363;x;toegepast;caf\xe9\n', 'latin1'),
      /not UTF-8/,
    ],
    ['half a zip file', Buffer.from('504b030414000000', 'hex'), /damaged/],
    [
      'columns that nobody knows',
      'gemeente;standaart;status;vanaf wanneer\n',
      /misses standaard and has "standaart", "vanaf wanneer"/,
    ],
    ['a quotation mark that is never closed', 'gemeente;standaard;status\n"GM0363;x;toegepast\n', /no CSV/],
  ])('%s', async (_, body, told) => {
    expect(await refused(body)).toEqual([422, expect.stringMatching(told)]);
  });

  test('a zip file that is no workbook', async () => {
    expect(await refused(await zip({ 'a.txt': 'a' }))).toEqual([422, expect.stringContaining('no xl/workbook.xml')]);
  });
});

test('characters that no text may hold are a fault of their row, or of the file', async () => {
  const cells = (values: readonly string[]): string =>
    `<row>${values.map((value) => `<c t="inlineStr"><is><t>${value}</t></is></c>`).join('')}</row>`;
  const rows = [
    ['gemeente', 'standaard', 'status', 'vanaf', 'reden'],
    ['GM0363', 'x_x0000_', 'toe_x0001_gepast', '2026_x0000_', 'half _xD800_ a pair'],
  ];
  const body = await zip(workbook(`<worksheet><sheetData>${rows.map(cells).join('')}</sheetData></worksheet>`));
  const response = await upload(on, body, reporter);
  const { faults } = (await response.json()) as any;
  expect(response.status).toBe(422);
  expect(faults[0].faults.map(({ field }: any) => field)).toEqual(['standard', 'status', 'validFrom', 'reason']);
  const asFile = await upload(on, body, { headers: { ...reporter.headers, accept: '*/*' } });
  expect([asFile.status, (await asFile.arrayBuffer()).byteLength > 500]).toEqual([422, true]);
});

describe('A cell that would be worked out', () => {
  const head = ['gemeente', 'standaard', 'status', 'reden'];
  const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
  const rows = (second: string): string =>
    `<worksheet><sheetData><row>${head.map(text).join('')}</row><row>${second}</row></sheetData></worksheet>`;

  test.each([
    ['a formula', '<c t="str"><f>1+1</f><v>2</v></c>'],
    ['an error', '<c t="e"><v>#REF!</v></c>'],
  ])('such as %s is a fault of its row', async (_, cell) => {
    const response = await upload(
      on,
      await zip(workbook(rows(`${text('GM0363')}${text('x')}${text('toegepast')}${cell}`))),
      reporter,
    );
    const { faults } = (await response.json()) as any;
    expect(faults[0].faults).toContainEqual(
      expect.objectContaining({ field: 'reason', nl: expect.stringContaining('formule') }),
    );
  });
});
