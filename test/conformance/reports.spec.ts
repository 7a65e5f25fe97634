import { beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/database/id.js';
import { connection, until } from '../audit/events.js';
import { signIn } from '../support/actors.js';
import { asking, type Asking, doing, placesOf } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { aProductVersion, aSupplier, organisationOf } from '../suppliers/market.js';
import { fetched, issue, sha256 } from './reports.js';

const declare = doing('declareConformance', 'DeclareConformanceInput', 'declaration { id }');
const attach = doing('attachEvidence', 'AttachEvidenceInput', 'declaration { id }');
const step = doing('transitionDeclaration', 'TransitionDeclarationInput', 'declaration { id state }');

let on: Register;
let [supplier, anyone, reporter]: Asking[] = [];
let supplierId: string;
let standardVersionId: string;
/** One for every test that only looks at it. */
let issued: any;
beforeAll(async () => {
  on = await register();
  await signIn('registrar');
  [supplier, anyone, reporter] = [asking(on, 'supplier-a'), asking(on), asking(on, 'reporter-gm0363')];
  supplierId = await aSupplier(on.sql, await organisationOf(on.sql, 'proef-leverancier-a'));
  standardVersionId = (await anyone('{ standard(by: { slug: "zaken-api" }) { currentVersion { id } } }')).standard
    .currentVersion.id;
  issued = await aReport(await aVersion());
});

const aVersion = () => aProductVersion(on.sql, { supplierId });
const aDeclaration = async (productVersionId: string, more: object = {}): Promise<string> => {
  const { declaration, errors } = await declare(supplier!, {
    ...{ productVersionId, standardVersionId, interfaceRole: 'PROVIDER' },
    ...more,
  });
  expect(errors).toEqual([]);
  return declaration.id;
};
const aReport = async (productVersionId: string, more: object = {}) => {
  const { report, errors } = await issue(reporter!, { productVersionId, ...more });
  expect(errors).toEqual([]);
  return report;
};
/** What a report says, by its signed file. */
const said = async ({ url }: { url: string }) =>
  JSON.parse((await fetched(`${url}.json`)).bytes.toString()) as { report: any; files: any };
const declarationsIn = (report: any): any[] => report.results.flatMap(({ declarations }: any) => declarations);

describe('A report', () => {
  test('says what the check answers, at a moment, in both languages', async () => {
    const productVersionId = await aVersion();
    const id = await aDeclaration(productVersionId, {
      evidence: [{ kind: 'TEST_REPORT', title: 'Testrapport', url: 'https://example.nl/t', issuedBy: 'Lab' }],
    });
    const report = await aReport(productVersionId);
    const { gibitCheck: check } = await anyone!(
      `query ($id: ID!, $k: DateTime) { gibitCheck(productVersionId: $id, knownAt: $k) {
         contractDate asOf outcome because en: because(language: EN) terms { edition } normSet { edition }
         results { outcome because en: because(language: EN) norm { code verified } missing { slug } declarations { id } } } }`,
      { id: productVersionId, k: report.knownAt },
    );
    const { contractDate, asOf, outcome, terms, normSet } = check;
    expect(report).toMatchObject({ contractDate, asOf, outcome, terms, normSet, language: 'NL' });
    const { report: content } = await said(report);
    expect(content).toMatchObject({
      ...{ id: report.id, address: report.url, knownAt: report.knownAt, contractDate, asOf, outcome },
      ...{ demoData: false, language: 'nl', terms, normSet, because: { nl: check.because, en: check.en } },
    });
    const short = ({ outcome: of, because, en, norm, missing, declarations }: any) => ({
      ...{ outcome: of, because: { nl: because, en }, code: norm.code, verified: norm.verified, missing },
      declarations: declarations.map((each: any) => each.id),
    });
    expect(
      content.results.map(({ outcome: of, because, code, verified, missing, declarations }: any) => ({
        ...{ outcome: of, because, code, verified, missing: missing.map(({ slug }: any) => ({ slug })) },
        declarations: declarations.map((each: any) => each.id),
      })),
    ).toEqual(check.results.map(short));
    expect(declarationsIn(content)).toContainEqual(
      expect.objectContaining({
        ...{ id, state: 'PUBLISHED', level: 'SUPPORTED', interfaceRole: 'PROVIDER', dueBecause: [], assessedBy: null },
        evidence: [expect.objectContaining({ kind: 'TEST_REPORT', issuedBy: 'Lab', report: null })],
      }),
    );
  });

  test('can be had as JSON, PDF and XLSX, each with its checksum, and the JSON vouches for the others', async () => {
    const report = issued;
    expect(report.files.map(({ format, url }: any) => [format, url])).toEqual(
      ['JSON', 'PDF', 'XLSX'].map((format) => [format, `${report.url}.${format.toLowerCase()}`]),
    );
    const begins = { JSON: '{', PDF: '%PDF-', XLSX: 'PK' } as Record<string, string>;
    for (const file of report.files) {
      const { status, headers, bytes } = await fetched(file.url);
      expect([status, bytes.length, sha256(bytes)]).toEqual([200, file.size, file.sha256]);
      expect(bytes.toString('latin1').startsWith(begins[file.format]!)).toBe(true);
      expect(headers.get('content-disposition')).toMatch(
        /^inline; filename="conformiteitsrapport-[\w.-]+\.(json|pdf|xlsx)"$/,
      );
      expect(headers.get('repr-digest')).toBe(`sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`);
    }
    const [, pdf, xlsx] = report.files;
    expect((await said(report)).files).toEqual({
      pdf: { sha256: pdf.sha256, bytes: pdf.size },
      xlsx: { sha256: xlsx.sha256, bytes: xlsx.size },
    });
  });

  test('is in the language that was asked for', async () => {
    const report = await aReport(await aVersion(), { language: 'EN' });
    expect(report.language).toBe('EN');
    expect((await said(report)).report.language).toBe('en');
    expect((await fetched(`${report.url}.pdf`)).headers.get('content-disposition')).toContain('conformance-report-');
  });

  test('is about the contract that was asked about: other terms, another set, another outcome', async () => {
    const productVersionId = await aVersion();
    const { procurementTerms } = await anyone!('{ procurementTerms { id edition } }');
    const terms = procurementTerms.find(({ edition }: any) => edition === '2016');
    const old = await aReport(productVersionId, { termsId: terms.id, contractDate: '2021-06-01', asOf: '2021-07-01' });
    expect(old).toMatchObject({ terms: { edition: '2016' }, contractDate: '2021-06-01', asOf: '2021-07-01' });
    const now = await aReport(productVersionId);
    expect(now.terms.edition).toBe('2023');
    expect(now.normSet).not.toEqual(old.normSet);
  });

  test('holds what was written right before it was asked for', async () => {
    for (let each = 0; each < 3; each++) {
      const productVersionId = await aVersion();
      const id = await aDeclaration(productVersionId);
      const { report } = await said(await aReport(productVersionId));
      expect(declarationsIn(report).map((declaration) => declaration.id)).toEqual([id]);
    }
  });

  test('tells no more to a supplier of his own drafts than to anyone', async () => {
    const productVersionId = await aVersion();
    await aDeclaration(productVersionId, { draft: true });
    const { report } = await issue(supplier!, { productVersionId });
    expect(declarationsIn((await said(report)).report)).toEqual([]);
  });
});

describe('What was issued', () => {
  test('gives the same bytes for good, whatever comes after, and a new report says what came', async () => {
    const productVersionId = await aVersion();
    const declarationId = await aDeclaration(productVersionId);
    const first = await aReport(productVersionId);
    const before = await Promise.all(first.files.map(({ url }: any) => fetched(url)));
    const { declaration, errors } = await step(supplier!, { declarationId, to: 'WITHDRAWN', reason: 'Toch niet.' });
    expect([errors, declaration?.state]).toEqual([[], 'WITHDRAWN']);
    const after = await Promise.all(first.files.map(({ url }: any) => fetched(url)));
    expect(after.map(({ bytes }) => sha256(bytes))).toEqual(before.map(({ bytes }) => sha256(bytes)));
    expect(declarationsIn((await said(first)).report)).toHaveLength(1);
    expect(declarationsIn((await said(await aReport(productVersionId))).report)).toEqual([]);
  });

  test('goes on to show what was demonstrated then, by whom, after it was revoked', async () => {
    const productVersionId = await aVersion();
    const declarationId = await aDeclaration(productVersionId);
    const assessor = asking(on, 'assessor');
    const evidence = [
      { kind: 'TEST_REPORT', title: 'Toets', url: 'https://example.nl/t', issuedBy: 'Lab', issuedOn: '2026-01-01' },
    ];
    const steps = [{ to: 'IN_ASSESSMENT' }, { to: 'DEMONSTRATED', evidence }];
    for (const each of steps) expect((await step(assessor, { declarationId, ...each })).errors).toEqual([]);
    const boast = { kind: 'CERTIFICATE', title: 'Achteraf', url: 'https://example.nl/c' };
    expect((await attach(supplier!, { declarationId, evidence: [boast] })).errors).toEqual([]);
    const report = await aReport(productVersionId);
    expect((await step(assessor, { declarationId, to: 'REVOKED', reason: 'Vervalst.' })).errors).toEqual([]);
    const { report: content } = await said(report);
    expect(declarationsIn(content)).toMatchObject([
      {
        ...{ id: declarationId, state: 'DEMONSTRATED', level: 'DEMONSTRATED', assessedBy: expect.any(String) },
        // What its supplier says of it afterwards is told apart.
        evidence: [
          { ...evidence[0], assessed: true },
          { ...boast, assessed: false },
        ],
      },
    ]);
    const later = (await said(await aReport(productVersionId))).report;
    expect(declarationsIn(later)).toEqual([]);
    const outcome = (of: any) =>
      of.results.find(({ standards }: any) => standards.some(({ slug }: any) => slug === 'zaken-api')).outcome;
    expect([outcome(content), outcome(later)]).toEqual(['PARTIAL', 'MISSING']);
  });

  test('cannot be changed or removed in the database either', async () => {
    const { id } = issued;
    const attempts = [
      `update conformance_report set outcome = 'MEETS' where id = $1`,
      'delete from conformance_report where id = $1',
      `update conformance_report_file set bytes = 'x' where report_id = $1`,
      'delete from conformance_report_file where report_id = $1',
    ];
    for (const attempt of attempts) await expect(on.sql(attempt, [id])).rejects.toThrow('append-only');
  });

  test('speaks of what was fixed when someone is still writing, and is right for good', async () => {
    const productVersionId = await aVersion();
    const writer = await connection(on.databaseUrl);
    await writer.query('begin');
    const [{ at }] = (await writer.query('select pg_current_xact_id(), clock_timestamp() as at')).rows as [
      { at: Date },
    ];
    const report = await aReport(productVersionId);
    await writer.query('rollback');
    await writer.end();
    expect(new Date(report.knownAt).getTime()).toBeLessThanOrEqual(at.getTime());
    expect(new Date(report.issuedAt).getTime()).toBeGreaterThan(at.getTime());
  });

  test('stands in the log with its checksums, for the organisation that had it issued', async () => {
    const report = issued;
    const events = await until(
      async () =>
        (
          await reporter!('{ auditEvents(first: 20) { nodes { action subjectId changes { field after } } } }')
        ).auditEvents.nodes.filter(({ subjectId }: any) => subjectId === report.id),
      (found) => found.length > 0,
    );
    expect(events).toHaveLength(1);
    expect(events[0].action).toBe('issueConformanceReport');
    const after = new Map(events[0].changes.map((change: any) => [change.field, change.after]));
    expect(after.get('sha256')).toBe(report.sha256);
    expect(after.get('files')).toEqual(
      Object.fromEntries(report.files.map(({ format, sha256: hash }: any) => [format.toLowerCase(), hash])),
    );
  });

  test('is issued once for one idempotency key', async () => {
    const input = { productVersionId: await aVersion(), idempotencyKey: newId('key') };
    const [first, second] = [await issue(reporter!, input), await issue(reporter!, input)];
    expect(second).toEqual(first);
    const [{ n }] = (await on.sql('select count(*)::int as n from conformance_report where product_version_id = $1', [
      input.productVersionId,
    ])) as [{ n: number }];
    expect(n).toBe(1);
  });
});

describe('The address of a report', () => {
  test('leads people to the PDF and programs to the signed JSON', async () => {
    const { url, id } = issued;
    const leads = async (accept: string) => {
      const { status, headers } = await fetched(url, { accept });
      return `${status} ${headers.get('location')}`;
    };
    expect(await leads('text/html,application/xhtml+xml;q=0.9,*/*;q=0.8')).toBe(`303 /reports/${id}.pdf`);
    expect(await leads('*/*')).toBe(`303 /reports/${id}.json`);
    expect(await leads('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')).toBe(
      `303 /reports/${id}.xlsx`,
    );
    expect((await fetched(url, { accept: 'image/png' })).status).toBe(406);
  });

  test('may be kept for a year, and says when nothing changed', async () => {
    const { files } = issued;
    const { headers } = await fetched(files[1].url);
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const etag = headers.get('etag')!;
    expect(etag).toBe(`"${files[1].sha256}"`);
    expect((await fetched(files[1].url, { 'if-none-match': etag })).status).toBe(304);
    const head = await fetched(files[1].url, {}, 'HEAD');
    expect([head.status, head.headers.get('content-length'), head.bytes.length]).toEqual([
      200,
      String(files[1].size),
      0,
    ]);
  });

  test('is refused as not found when there is no such report', async () => {
    for (const name of [
      `${newId('cfr')}`,
      `${newId('cfr')}.pdf`,
      'cfr_1.pdf',
      '%00',
      '..%2f..%2fetc%2fpasswd',
      'x.json',
    ]) {
      const { status, headers } = await fetched(`${on.url}/reports/${name}`);
      expect([name, status, headers.get('content-type')]).toEqual([
        name,
        404,
        'application/problem+json; charset=utf-8',
      ]);
    }
  });

  test('opens the report for whoever has it by its id too, and for nobody who has not', async () => {
    const { id, sha256: hash } = issued;
    const { node } = await anyone!('query ($id: ID!) { node(id: $id) { ... on ConformanceReport { id sha256 } } }', {
      id,
    });
    expect(node).toEqual({ id, sha256: hash });
    const gone = await anyone!('query ($id: ID!) { node(id: $id, knownAt: "2026-01-01T00:00:00Z") { id } }', { id });
    expect(gone.node).toBeNull();
  });
});

describe('Issuing is refused', () => {
  test.each([
    ['a version that is not there', { productVersionId: newId('pvn') }],
    ['an id with a character that cannot be kept', { productVersionId: 'pvn_\0' }],
    ['terms that are not there', { termsId: newId('pct') }],
    ['a day before there were any terms', { contractDate: '1999-01-01' }],
  ])('for %s, with a sentence of the check', async (_, wrong) => {
    const { report, errors } = await issue(reporter!, { productVersionId: await aVersion(), ...wrong });
    expect(report).toBeNull();
    expect(placesOf(errors)[0]).toMatch(/^InvalidInputError input/);
    expect(errors[0].message.length).toBeGreaterThan(20);
  });

  test('to who has not signed in', async () => {
    const document = `mutation ($i: IssueConformanceReportInput!) { issueConformanceReport(input: $i) { report { id } } }`;
    const { body } = await on.graphql(document, { i: { productVersionId: await aVersion() } });
    expect(body.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  test('for a second one in the same request, and for a third at the same time', async () => {
    const one = `issueConformanceReport(input: { productVersionId: "${await aVersion()}" }) { report { id } }`;
    const signed = await signIn('reporter-gm0344');
    const both = await on.graphql(`mutation { a: ${one} b: ${one} }`, {}, signed);
    expect(both.body.errors?.[0]?.extensions.code).toBe('QUERY_TOO_COMPLEX');
    const answers = await Promise.all(Array.from({ length: 5 }, () => on.graphql(`mutation { ${one} }`, {}, signed)));
    const codes = answers.map(({ body }) => body.errors?.[0]?.extensions.code ?? 'done').sort();
    expect(codes).toEqual(['RATE_LIMITED', 'RATE_LIMITED', 'RATE_LIMITED', 'done', 'done']);
    expect((await on.graphql(`mutation { ${one} }`, {}, signed)).body.errors).toBeUndefined();
  });
});
