import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type FreshDatabase, freshDatabase } from '../support/register.js';
import { Files, importPubliccode, kindsOf } from './publiccode.js';

const good = (name: string) =>
  `publiccodeYmlVersion: '0.5'\nname: ${name}\nurl: https://github.com/voorbeeld/${name}\nlegal: { license: MIT }\n` +
  `description: { nl: { shortDescription: Proef. } }\nnl: { commonground: { layerType: data } }\n`;
const laughs = () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 12; i++)
    lines.push(
      `a${i}: &a${i} [${Array(9)
        .fill(`*a${i - 1}`)
        .join(', ')}]`,
    );
  return `${lines.join('\n')}\nname: *a11\n`;
};

describe('A folder of files that were not all written in good faith', () => {
  let database: FreshDatabase;
  let files: Files;
  beforeAll(async () => {
    database = await freshDatabase('starter');
    files = new Files();
  });
  afterEach(() => files.clear());
  afterAll(async () => {
    files.throwAway();
    await database?.drop();
  });
  const imported = (...parameters: string[]) => importPubliccode(database.url, files.folder, ...parameters);

  test('goes past those that cannot be read, says of each why, and takes the others', async () => {
    const bad: Record<string, [kind: string, content: string | Buffer]> = {
      'refers to itself until it is endless': ['TOO_COMPLEX', laughs()],
      'is brackets in brackets': ['TOO_COMPLEX', `name: ${'['.repeat(200_000)}`],
      'is brackets over many lines': ['NOT_YAML', `name: ${'[\n'.repeat(60_000)}`],
      'is lists in lists': ['TOO_COMPLEX', `name:\n  ${'- '.repeat(100_000)}x`],
      'is larger than any that was ever written': ['TOO_LARGE', 'x'.repeat(300_000)],
      'is no text': ['NOT_TEXT', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])],
      'is empty': ['NOT_A_RECORD', ''],
      'is a list': ['NOT_A_RECORD', '- a\n- b\n'],
      'breaks off': ['NOT_YAML', 'name: "Half\nurl: ['],
      'is indented by tabs': ['NOT_YAML', 'legal:\n\tlicense: MIT\n'],
    };
    files.write('goed/publiccode.yml', good('goed'));
    files.write('holds itself/publiccode.yml', 'name: &a [*a]\nurl: *a\n');
    for (const [name, [, content]] of Object.entries(bad)) files.write(`${name}/publiccode.yml`, content);
    const begun = performance.now();
    const { code, report, summary } = await imported();
    expect(performance.now() - begun).toBeLessThan(20_000);
    for (const [name, [kind]] of Object.entries(bad)) {
      expect([name, kindsOf(report, `${name}/publiccode.yml`)]).toEqual([name, expect.arrayContaining([kind])]);
    }
    expect(kindsOf(report, 'holds itself/publiccode.yml')).toContain('NO_ADDRESS');
    expect(code).toBe(1);
    expect(summary).toMatch(/12 files: 1 registered, 1 kept, not registered, 10 not read/);
    expect(await database.sql(`select from component where slug = 'goed'`)).toHaveLength(1);
  });

  test('takes no time for thousands of keys, or of entries in a list', async () => {
    files.write('a/publiccode.yml', Array.from({ length: 20_000 }, (_, i) => `k${i}: x`).join('\n'));
    files.write(
      'b/publiccode.yml',
      `${good('lang')}usedBy:\n${Array.from({ length: 20_000 }, (_, i) => `- ${i}\n`).join('')}`,
    );
    const begun = performance.now();
    const { report } = await imported();
    expect(performance.now() - begun).toBeLessThan(15_000);
    expect(kindsOf(report, 'b/publiccode.yml')).toEqual([...Array(20).fill('USER_NOT_KNOWN'), 'MORE']);
    expect(report).toMatch(/MORE.+: NOT_UNDERSTOOD \+ 19980/);
  });

  test('takes no time for keys that are records of records', async () => {
    const nested = (depth: number): string => (depth === 0 ? 'x' : `{ ${nested(depth - 1)} : y }`);
    for (let i = 0; i < 5; i++) files.write(`${i}/publiccode.yml`, `? ${nested(60)}\n: z\n${good(`sleutel-${i}`)}`);
    files.write('5/publiccode.yml', Array.from({ length: 600 }, (_, i) => `${' '.repeat(i)}?`).join('\n'));
    const begun = performance.now();
    const { code } = await imported();
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(code).toBe(0);
    expect(await database.sql(`select from component where slug like 'sleutel-_'`)).toHaveLength(5);
  });

  test('finds nothing in words that every object of the language knows', async () => {
    files.write(
      'publiccode.yml',
      `${good('ingebouwd').replace('layerType: data', 'layerType: [constructor, data]').replace('MIT', 'constructor')}
__proto__: { name: x }
developmentStatus: constructor
softwareType: constructor
supports: { constructor: 1, __proto__: 2 }
dependsOn: { constructor: [{ name: x }], open: [{ name: constructor, optional: constructor }] }
`,
    );
    const { code, report } = await imported();
    expect(code).toBe(0);
    expect(report).toMatch(/LAYER_NOT_KNOWN nl\/commonground\/layerType .+: constructor/);
    expect(report).toMatch(/NOT_UNDERSTOOD dependsOn\/constructor /);
    expect(await database.sql(`select layer, licence, maturity from component where slug = 'ingebouwd'`)).toEqual([
      { layer: 'DATA', licence: 'NOASSERTION', maturity: null },
    ]);
  });

  test('reads other encodings, and says which', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(good('wijd'), 'utf16le')]);
    files.write('a/publiccode.yml', utf16);
    files.write('b/publiccode.yml', Buffer.from(good('smal').replace('Proef.', 'Één café.'), 'latin1'));
    files.write('c/publiccode.yml', `\ufeff${good('merk')}`);
    files.write('d/PUBLICCODE.YML', good('regels').replaceAll('\n', '\r\n'));
    const { code, report } = await imported();
    expect(code).toBe(0);
    expect(report).toMatch(/UTF-8; gelezen als: utf-16le/);
    expect(report).toMatch(/UTF-8; gelezen als: windows-1252/);
    expect(kindsOf(report, 'c/publiccode.yml')).toEqual([]);
    const rows = await database.sql(
      `select slug, summary_nl from component where slug in ('wijd', 'smal', 'merk', 'regels') order by slug`,
    );
    expect(rows.map((row) => row['summary_nl'])).toEqual(['Proef.', 'Proef.', 'Één café.', 'Proef.']);
  });

  test('puts nothing in the report that would move the cursor of who reads it, and nothing in the register that is no text', async () => {
    files.write('publiccode.yml', good('scherm').replace('Proef.', '"\\e[2J\\0 weg"').replace('MIT', '"\\e]0;boe\\a"'));
    const { report } = await imported();

    expect(report).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    expect(await database.sql(`select summary_nl, licence from component where slug = 'scherm'`)).toEqual([
      { summary_nl: '', licence: 'NOASSERTION' },
    ]);
  });

  test('follows no links in it, and waits for no pipe', async () => {
    files.write('echt/publiccode.yml', good('echt'));
    symlinkSync(files.folder, join(files.folder, 'rond'));
    symlinkSync('/etc/passwd', join(files.folder, 'publiccode.yaml'));
    mkdirSync(join(files.folder, 'pijp'));
    execFileSync('mkfifo', [join(files.folder, 'pijp', 'publiccode.yml')]);
    const { code, summary } = await imported();
    expect(code).toBe(0);
    expect(summary).toMatch(/^1 files/m);
  });

  test('takes one of two files of the same repository, the newest release, and names the other', async () => {
    files.write('a/publiccode.yml', `${good('tweeling')}softwareVersion: 1.0\nreleaseDate: '2025-01-01'\n`);
    files.write('b/publiccode.yml', `${good('tweeling')}softwareVersion: 2.0\nreleaseDate: '2026-01-01'\n`);
    const { report } = await imported();
    expect(kindsOf(report, 'a/publiccode.yml')).toEqual(['DUPLICATE_ADDRESS']);
    expect(report).toMatch(/DUPLICATE_ADDRESS.+: b\/publiccode\.yml/);
    expect(await database.sql(`select latest_version from component where slug = 'tweeling'`)).toEqual([
      { latest_version: '2.0' },
    ]);
  });

  test('gives two of one name each their own address', async () => {
    files.write('a/publiccode.yml', good('naam').replace('voorbeeld/naam', 'een/naam'));
    files.write('b/publiccode.yml', good('naam').replace('voorbeeld/naam', 'twee/naam'));
    files.write(
      'c/publiccode.yml',
      good('naam').replace('voorbeeld/naam', 'twee/naam-ook').replace('name: naam', 'name: "Náám!"'),
    );
    await imported();
    const rows = await database.sql(`select slug from component where slug like '%naam%' order by slug`);
    expect(rows.map(({ slug }) => slug)).toEqual(['naam', 'naam-2', 'twee-naam']);
  });

  test('of thousands is one transaction, soon done, and done again in less', async () => {
    const many = 3000;
    for (let i = 0; i < many; i++) {
      const more = `supports: [zaken-api, documenten-api 1.4.2, besluiten-api]\nusedBy: [Utrecht, Tilburg]\ndependsOn: { open: [{ name: Redis }, { name: deel-${(i + 1) % many} }] }\n`;
      files.write(`github.com/voorbeeld/deel-${i}/publiccode.yml`, good(`deel-${i}`) + more);
    }
    const begun = performance.now();
    const { code, summary } = await imported();
    const first = performance.now() - begun;
    expect({ code, summary }).toEqual({
      code: 0,
      summary: expect.stringContaining(`${many} files: ${many} registered; 0 odd.`),
    });
    expect(first).toBeLessThan(60_000);
    const [facts] = await database.sql<{ n: number }>(
      'select count(*)::int as n from component_dependency where on_component_id is not null',
    );
    expect(facts!.n).toBeGreaterThanOrEqual(many);
    const again = performance.now();
    expect((await imported()).summary).toMatch(/3000 nothing new/);
    expect(performance.now() - again).toBeLessThan(first);
  }, 120_000);
});
