import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { type Register, register } from '../support/register.js';
import { removeFolder, temporaryFolder } from '../support/temporary-folder.js';
import { aDeclaration, aProduct, aProductVersion } from '../suppliers/market.js';
import { check, type Checked } from './check.js';

let on: Register;
let product: string;
let productVersionId: string;
beforeAll(async () => {
  on = await register();
  const { id, slug } = await aProduct(on.sql);
  product = slug;
  productVersionId = await aProductVersion(on.sql, { productId: id, label: '4.2 LTS' });
  // Of which it is known that it is nothing special: few norms apply.
  await on.sql(`update product set characteristics = '{}' where id = $1`, [id]);
});

const asked = (...more: string[]): Promise<Checked> =>
  check(['--product', product, '--version', '4.2 LTS', '--register', on.url, ...more]);
interface Told {
  outcome: string;
  terms: { edition: string };
  normSet: { edition: string };
  results: { outcome: string; missing: { slug: string }[] }[];
}
const json = async (...more: string[]): Promise<Told> =>
  JSON.parse((await asked('--format', 'json', ...more)).output) as Told;

describe('A pipeline asks whether a version of a product meets GIBIT', () => {
  test('by the edition and the day of its contract: other terms have other norms', async () => {
    const [old, now] = [
      await json('--terms', '2016', '--date', '2021-06-01'),
      await json('--terms', '2023', '--date', '2026-11-01'),
    ];
    expect([old.terms.edition, old.normSet.edition]).toEqual(['2016', '2021-1']);
    expect([now.terms.edition, now.normSet.edition]).toEqual(['2023', '2024-1']);
    expect(now.results.length).not.toBe(old.results.length);
  });

  test('and goes on only when it does: what is missing fails it, and then what rests on own word, as strict as it likes', async () => {
    const before = await asked();
    expect([before.code, before.errors]).toEqual([1, '']);
    expect(before.output).toContain('Ontbreekt');
    const { outcome, results } = await json();
    expect(outcome).toBe('GAPS');
    for (const slug of new Set(results.flatMap(({ missing }) => missing.map((each) => each.slug)))) {
      const [version] = await on.sql<{ id: string }>(
        `select v.id from standard_version v join standard s on s.id = v.standard_id
         join version_phase p on p.version_id = v.id and p.known_to = 'infinity' and p.valid_from <= now() and p.valid_to > now()
         where s.slug = $1 and p.lifecycle = 'IN_USE' and v.announced_at is not null order by v.position desc limit 1`,
        [slug],
      );
      await aDeclaration(on.sql, { productVersionId, standardVersionId: version!.id });
    }
    expect((await json()).outcome).toBe('MEETS_ON_OWN_WORD');
    const codes = await Promise.all(
      ['gaps', 'unknown', 'own-word'].map(async (what) => (await asked('--fail-on', what)).code),
    );
    expect(codes).toEqual([0, 0, 1]);
  });

  test('in its own database with the same answer as over HTTP', async () => {
    const settings = { DATABASE_URL: on.databaseUrl, PUBLIC_URL: on.url };
    const order = ['--product', product, '--version', '4.2 LTS', '--format', 'json'];
    const own = await check(order, settings);
    const over = await asked('--format', 'json');
    expect(own.output).toBe(over.output);
    expect(own.code).toBe(over.code);
    const unknown = await check(['--product', 'bestaat-niet', '--version', '1'], settings);
    expect([unknown.code, unknown.output]).toEqual([2, '']);
    expect(unknown.errors).toContain('kent geen pakket "bestaat-niet"');
  });

  test('in Dutch or English', async () => {
    expect((await asked()).output).toContain('verklaringen op');
    expect((await asked('--language', 'en')).output).toContain('declarations as of');
  });
});

/** What SARIF 2.1.0 allows of the members that are used here; any other member fails. */
const text = z.strictObject({ text: z.string().min(1) });
const location = z.strictObject({
  physicalLocation: z
    .strictObject({
      artifactLocation: z.strictObject({ uri: z.string().regex(/^[^\s\\]+$/) }),
      region: z.strictObject({ startLine: z.int().min(1) }),
    })
    .optional(),
  logicalLocations: z.array(
    z.strictObject({ name: z.string(), fullyQualifiedName: z.string(), kind: z.literal('module') }),
  ),
});
const SARIF = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.array(
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          name: z.string().min(1),
          informationUri: z.url().optional(),
          rules: z.array(
            z.strictObject({
              id: z.string().min(1),
              shortDescription: text,
              properties: z.record(z.string(), z.unknown()).optional(),
            }),
          ),
        }),
      }),
      automationDetails: z.strictObject({ id: z.string() }),
      language: z.string().regex(/^[a-zA-Z]{2}(-[a-zA-Z]{2})?$/),
      columnKind: z.enum(['utf16CodeUnits', 'unicodeCodePoints']),
      results: z.array(
        z.strictObject({
          ruleId: z.string(),
          ruleIndex: z.int().min(0),
          level: z.enum(['none', 'note', 'warning', 'error']),
          message: text,
          locations: z.array(location),
          partialFingerprints: z.record(z.string(), z.string()),
        }),
      ),
      properties: z.record(z.string(), z.unknown()),
    }),
  ),
});

describe('What came of it is read by other tools', () => {
  test('as SARIF', async () => {
    const { code, output } = await asked('--format', 'sarif', '--fail-on', 'own-word', '--file', 'publiccode.yml');
    const { runs } = SARIF.parse(JSON.parse(output));
    expect(code).toBe(1);
    expect(runs[0]!.results.length).toBeGreaterThan(0);
    expect(runs[0]!.results.every(({ ruleIndex }) => ruleIndex < runs[0]!.tool.driver.rules.length)).toBe(true);
  });

  test('as JUnit in a file, which the register itself can count', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'gibit.xml');
    const { code, output: nothing } = await asked('--format', 'junit', '--fail-on', 'own-word', '--to', path);
    expect([code, nothing]).toEqual([1, '']);
    const output = readFileSync(path, 'utf8');
    removeFolder(folder);
    const [, tests, failures, skipped] = /tests="(\d+)" failures="(\d+)" errors="0" skipped="(\d+)"/.exec(output)!;
    const { readReport } = await import('../../src/channels/imports/evidence/read-report.js');
    const { Readable } = await import('node:stream');
    const { totals } = await readReport(Readable.from([Buffer.from(output)]));
    expect(totals).toMatchObject({ total: Number(tests), failed: Number(failures), skipped: Number(skipped) });
  });
});

describe('A register that cannot be asked is told from a product that fails', () => {
  let server: Server;
  let elsewhere: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/redirect/graphql') response.writeHead(302, { location: `${on.url}/graphql` }).end();
      else if (request.url === '/other/graphql') response.end('{"data":{"product":{}}}');
      else response.end('<html>');
    }).listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server?.close());

  const order = (register: string, ...more: string[]): Promise<Checked> =>
    check(['--product', product, '--version', '4.2 LTS', '--register', register, ...more]);

  test.each<[string, () => Promise<Checked>, RegExp]>([
    ['an unknown product', () => check(['--product', 'x', '--version', '1', '--register', on.url]), /no product "x"/],
    ['an unknown version', () => asked('--version', '9'), /has no version "9".*it has "4.2 LTS"/],
    ['unknown terms', () => asked('--terms', '1999'), /no terms of the edition "1999"; it has 2023, 2020, 2016/],
    ['a day that is none', () => asked('--date', '2026-02-30'), /--date is an existing day/],
    ['a contract before all terms', () => asked('--date', '1999-01-01'), /register answers/],
    ['a file that cannot be written', () => asked('--to', '/'), /EISDIR|EACCES|EPERM/],
    ['an order that is not understood', () => asked('--fail-on', 'everything'), /Allowed choices are/],
    ['an order that is not complete', () => check(['--product', 'x']), /--version/],
    ['nothing that listens', () => order('http://127.0.0.1:59999'), /No register answers/],
    ['something that is no register', () => order(elsewhere), /No register answers/],
    ['something that answers otherwise', () => order(`${elsewhere}/other`), /no check that this version understands/],
    ['an address that leads elsewhere', () => order(`${elsewhere}/redirect`), /No register answers/],
    ['an address that is not safe', () => order('http://example.nl'), /--register takes an https address/],
  ])('%s', async (_, run, rule) => {
    const { code, output, errors } = await run();
    expect([code, output]).toEqual([2, '']);
    expect(errors).toMatch(rule);
  });
});
