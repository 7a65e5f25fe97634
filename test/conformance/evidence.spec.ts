import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/database/id.js';
import { type SignedIn, signIn } from '../support/actors.js';
import { asking, type Asking, doing, placesOf } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { aDeclaration, aProductVersion, aRelease, aSupplier, organisationOf } from '../suppliers/market.js';

const REPORT = 'report { format total passed failed warned skipped bytes }';
const attach = doing(
  'attachEvidence',
  'AttachEvidenceInput',
  `declaration { id state evidence { kind title url issuedBy issuedOn rulesetVersion sha256 validUntil ${REPORT} } }`,
);
const AUDIT = { kind: 'AUDIT', title: 'Audit', url: 'https://example.nl/audit' };
const JUNIT = `<testsuite timestamp="2026-03-04T05:06:07"><testcase/><testcase><failure/></testcase><testcase><skipped/></testcase></testsuite>`;
const GOOD = '<testsuite><testcase name="a"/></testsuite>';
const ABOUT = 'title=Testrapport&url=https%3A%2F%2Fexample.nl%2Fbuild%2F12';

let on: Register;
let [own, other, lab, registrar]: Asking[] = [];
let tokens: Record<string, SignedIn>;
let supplierId: string;
let labId: string;
beforeAll(async () => {
  on = await register();
  tokens = {
    own: await signIn('supplier-a'),
    other: await signIn('supplier-b'),
    lab: await signIn('assessor'),
    municipality: await signIn('reporter-gm0363'),
    nobody: { headers: {} } as unknown as SignedIn,
  };
  [own, other, lab, registrar] = ['supplier-a', 'supplier-b', 'assessor', 'registrar'].map((who) => asking(on, who));
  supplierId = await aSupplier(on.sql, await organisationOf(on.sql, 'proef-leverancier-a'));
  const [held] = await on.sql<{ id: string }>(
    `select organisation_id as id from membership where subject = 'assessor' and role = 'ASSESSOR' and known_to = 'infinity'`,
  );
  labId = held!.id;
});

const declared = async (more: { state?: string; level?: string; assessedBy?: string } = {}): Promise<string> =>
  aDeclaration(on.sql, { productVersionId: await aProductVersion(on.sql, { supplierId }), ...more });

interface Sent {
  status: number;
  body: any;
}
async function send(
  id: string,
  report: string | Buffer,
  { as = 'own', type = 'application/xml', about = ABOUT }: { as?: string; type?: string; about?: string } = {},
): Promise<Sent> {
  const response = await fetch(`${on.url}/declarations/${id}/evidence?${about}`, {
    method: 'POST',
    headers: { 'content-type': type, ...tokens[as]!.headers },
    body: report,
  });
  return { status: response.status, body: await response.json() };
}
const evidenceOf = async (id: string, moment = ''): Promise<any[]> =>
  (
    await asking(on)(
      `query ($id: ID!) { node(id: $id${moment}) { ... on ConformanceDeclaration { evidence { kind title url issuedBy issuedOn rulesetVersion sha256 validUntil ${REPORT} } } } }`,
      { id },
    )
  ).node.evidence;

describe('Evidence is attached to a declaration that is there', () => {
  test('by its supplier, beside what it has, for everyone to read and in the log', async () => {
    const id = await declared();
    const first = await attach(own!, { declarationId: id, evidence: [AUDIT], reason: 'Gevraagd.' });
    expect(first.errors).toEqual([]);
    const second = { ...AUDIT, kind: 'CERTIFICATE', issuedBy: 'Lab', issuedOn: '2026-01-02', validUntil: '2099-01-01' };
    const { declaration } = await attach(own!, { declarationId: id, evidence: [second] });
    expect(declaration.evidence).toMatchObject([{ ...AUDIT, report: null }, second]);
    expect(await evidenceOf(id)).toEqual(declaration.evidence);
    const events = await on.sql<{ body: string }>(
      `select body from audit_event where subject_id = $1 and action = 'attachEvidence'`,
      [id],
    );
    expect(events).toHaveLength(2);
    expect(JSON.parse(events[0]!.body)).toMatchObject({ reason: 'Gevraagd.', changes: [{ field: 'evidence' }] });
  });

  test('is not there at a moment before it was', async () => {
    const id = await declared();
    const [{ now }] = (await on.sql('select clock_timestamp() as now from pg_sleep(0.05)')) as [{ now: Date }];
    await attach(own!, { declarationId: id, evidence: [AUDIT] });
    expect(await evidenceOf(id, `, knownAt: "${now.toISOString()}"`)).toEqual([]);
  });

  test('once for an idempotency key', async () => {
    const input = { declarationId: await declared(), evidence: [AUDIT], idempotencyKey: newId('key') };
    await attach(own!, input);
    expect((await attach(own!, input)).declaration.evidence).toHaveLength(1);
  });

  test('with every fault told at its place', async () => {
    const evidence = [
      { ...AUDIT, title: ' ' },
      { ...AUDIT, issuedOn: '2099-01-01', sha256: 'x' },
    ];
    expect(placesOf((await attach(own!, { declarationId: await declared(), evidence })).errors)).toEqual([
      'InvalidInputError input.evidence.0.title',
      'InvalidInputError input.evidence.1.issuedOn',
      'InvalidInputError input.evidence.1.sha256',
    ]);
    expect(placesOf((await attach(own!, { declarationId: await declared(), evidence: [] })).errors)).toEqual([
      'InvalidInputError input.evidence',
    ]);
  });

  test('by who assesses it, from the day on which it was taken in; by no other', async () => {
    const evidence = [AUDIT];
    const may = async (ask: Asking, state: string, assessedBy?: string): Promise<string[]> => {
      const level = state === 'DEMONSTRATED' ? 'DEMONSTRATED' : 'SUPPORTED';
      const declarationId = await declared({ state, level, ...(assessedBy !== undefined && { assessedBy }) });
      return placesOf((await attach(ask, { declarationId, evidence })).errors);
    };
    const refused = ['InvalidInputError input.declarationId'];
    const supplierB = await organisationOf(on.sql, 'proef-leverancier-b');
    for (const state of ['IN_ASSESSMENT', 'DEMONSTRATED', 'REASSESSMENT_DUE']) {
      expect([state, await may(lab!, state, labId)]).toEqual([state, []]);
      expect([state, await may(own!, state, labId)]).toEqual([state, []]);
      expect([state, await may(lab!, state, supplierB)]).toEqual([state, refused]);
    }
    expect(await may(lab!, 'PUBLISHED')).toEqual(refused);
    expect(await may(other!, 'PUBLISHED')).toEqual(refused);
    expect(await may(registrar!, 'PUBLISHED')).toEqual([]);
    for (const state of ['REFUSED', 'EXPIRED', 'WITHDRAWN', 'REVOKED']) {
      expect([state, await may(own!, state, labId)]).toEqual([state, refused]);
    }
  });

  test('a draft is there for nobody but its supplier and the registrar', async () => {
    const declarationId = await declared({ state: 'DRAFT' });
    const gone = await attach(own!, { declarationId: newId('dcl'), evidence: [AUDIT] });
    for (const who of [other!, lab!]) {
      expect((await attach(who, { declarationId, evidence: [AUDIT] })).errors).toEqual(gone.errors);
    }
    expect((await attach(own!, { declarationId, evidence: [AUDIT] })).errors).toEqual([]);
    expect((await send(declarationId, GOOD, { as: 'other' })).status).toBe(404);
  });
});

describe('The report of a machine is sent as a file', () => {
  test('and kept as its totals and its hash', async () => {
    const id = await declared();
    const about = `${ABOUT}&issuedBy=Bouwstraat&rulesetVersion=2.1&validUntil=2099-01-01`;
    const sent = await send(id, JUNIT, { about });
    const sha256 = createHash('sha256').update(JUNIT).digest('hex');
    const report = { format: 'JUNIT', total: 3, passed: 1, failed: 1, warned: 0, skipped: 1, bytes: JUNIT.length };
    const kept = {
      ...{ kind: 'TEST_REPORT', title: 'Testrapport', url: 'https://example.nl/build/12', issuedBy: 'Bouwstraat' },
      ...{ issuedOn: '2026-03-04', rulesetVersion: '2.1', sha256, validUntil: '2099-01-01', report },
    };
    expect(sent).toEqual({ status: 201, body: { declaration: id, isNew: true, ...kept } });
    expect(await evidenceOf(id)).toEqual([kept]);
    const [event] = await on.sql<{ body: string }>('select body from audit_event where subject_id = $1', [id]);
    expect(event!.body).toContain(sha256);
  });

  test('and when it is sent again, nothing more is written', async () => {
    const id = await declared();
    const sent = await Promise.all([send(id, GOOD), send(id, GOOD), send(id, GOOD, { type: 'text/xml' })]);
    expect(sent.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(await evidenceOf(id)).toHaveLength(1);
    expect(await on.sql('select from audit_event where subject_id = $1', [id])).toHaveLength(1);
  });

  test('in the JSON of Spectral too', async () => {
    const id = await declared();
    const findings = [0, 1].map((severity) => ({ code: 'nlgov:x', message: 'Fout.', severity, path: [] }));
    const sent = await send(id, JSON.stringify(findings), { type: 'application/json' });
    expect(sent).toMatchObject({ status: 201, body: { kind: 'LINT_REPORT', issuedOn: null } });
    expect((await evidenceOf(id))[0].report).toMatchObject({
      ...{ format: 'SPECTRAL', total: 2, passed: null, failed: 1, warned: 1 },
    });
    const wrong = await send(id, '[]', { type: 'application/octet-stream', about: `${ABOUT}&kind=TEST_REPORT` });
    expect(wrong).toMatchObject({ status: 400, body: { detail: expect.stringContaining('"kind" is LINT_REPORT') } });
  });

  test.each([
    ['has a document type', '<!DOCTYPE a><testsuite/>', 422, /DOCTYPE/],
    ['would unfold', '<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]><testsuite>&d;</testsuite>', 422, /DOCTYPE/],
    ['goes too deep', `${'<testsuite>'.repeat(100_000)}`, 422, /elements deep/],
    ['is no report', '{"a":1}', 422, /list of findings/],
    ['ran no test', '<testsuites/>', 422, /evidence of nothing/],
    ['is too large', Buffer.alloc(11 * 1024 * 1024, 32), 413, /at most 10 MB/],
  ])('and refused with the rule when it %s', async (_, report, status, rule) => {
    const id = await declared();
    const sent = await send(id, report, { type: 'application/octet-stream' }).catch(() => undefined);
    // Who does not listen for an answer while sending sees the connection close.
    if (sent) {
      expect(sent.status).toBe(status);
      expect(sent.body.detail).toMatch(rule);
    }
    expect(await evidenceOf(id)).toEqual([]);
  });

  test.each([
    ['no title', 'url=https://example.nl', /"title" must be given/],
    ['no address', 'title=T', /"url" must be given/],
    ['an address that is none', 'title=T&url=javascript:alert(1)', /"url": URL expects/],
    ['a day that is none', `${ABOUT}&issuedOn=2026-02-30`, /"issuedOn": Date expects/],
    ['a kind that no machine makes', `${ABOUT}&kind=AUDIT`, /"kind" is TEST_REPORT or LINT_REPORT/],
    ['a parameter twice', `${ABOUT}&title=T`, /"title" may be given once/],
    ['another parameter', `${ABOUT}&sha256=ab`, /"sha256" is no parameter here/],
  ])('and needs a good address: %s', async (_, about, rule) => {
    const sent = await send(await declared(), GOOD, { about });
    expect(sent).toMatchObject({ status: 400, body: { detail: expect.stringMatching(rule) } });
  });

  test('and every rule of evidence holds for it, each named by its parameter', async () => {
    const about = 'title=%20&url=https://example.nl&issuedOn=2099-01-01';
    const sent = await send(await declared(), GOOD, { about });
    expect(sent.status).toBe(422);
    expect(sent.body.errors.map(({ parameter }: { parameter: string }) => parameter).sort()).toEqual([
      'issuedOn',
      'title',
    ]);
    const gone = await send('dcl_%00x', GOOD);
    expect(gone.status).toBe(404);
    expect(gone.body.errors).toMatchObject([{ parameter: 'id' }]);
  });

  test('by those who may attach evidence, in a form that is known', async () => {
    const id = await declared();
    expect((await send(id, GOOD, { as: 'nobody' })).status).toBe(401);
    expect((await send(id, GOOD, { as: 'municipality' })).status).toBe(403);
    expect((await send(id, GOOD, { as: 'other' })).status).toBe(422);
    expect((await send(id, GOOD, { as: 'lab' })).status).toBe(422);
    expect((await send(id, GOOD, { type: 'text/html' })).status).toBe(415);
    const elsewhere = await fetch(`${on.url}/adoptions/import`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...tokens['own']!.headers },
      body: '[]',
    });
    expect(elsewhere.status).toBe(415);
    expect(await evidenceOf(id)).toEqual([]);
  });

  test('and carries an assessment when nothing in it failed, and it says who issued it and when', async () => {
    const declare = doing('declareConformance', 'DeclareConformanceInput', 'declaration { id }');
    const move = doing('transitionDeclaration', 'TransitionDeclarationInput', 'declaration { state }');
    const about = {
      productVersionId: await aProductVersion(on.sql, { supplierId }),
      standardVersionId: (await aRelease(on.sql)).versionId,
      interfaceRole: 'PROVIDER',
    };
    const { id: declarationId } = (await declare(own!, about)).declaration;
    await move(lab!, { declarationId, to: 'IN_ASSESSMENT' });
    const issued = `${ABOUT}&issuedBy=Bouwstraat&issuedOn=2026-03-04`;
    const demonstrated = async (): Promise<string[]> =>
      placesOf((await move(lab!, { declarationId, to: 'DEMONSTRATED' })).errors);
    expect((await send(declarationId, JUNIT, { about: issued })).status).toBe(201);
    expect(await demonstrated()).toEqual(['IllegalTransitionError input.to']);
    expect((await send(declarationId, GOOD)).status).toBe(201);
    expect(await demonstrated()).toEqual(['IllegalTransitionError input.to']);
    const better = await send(declarationId, `${GOOD} `, { as: 'lab', about: issued });
    expect(better.status).toBe(201);
    expect(await demonstrated()).toEqual([]);
  });

  test('until there are a hundred pieces', async () => {
    const id = await declared();
    await on.sql(
      `insert into evidence (declaration_id, position, kind, title, url) select $1, n, 'AUDIT', 'A', 'https://example.nl' from generate_series(1, 100) n`,
      [id],
    );
    expect(await send(id, GOOD)).toMatchObject({
      ...{ status: 409, body: { detail: expect.stringContaining('at most 100') } },
    });
  });
});
