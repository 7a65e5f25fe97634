import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { doing, placesOf } from '../support/persona.js';
import { aProductVersion, aRelease } from '../suppliers/market.js';
import { ABOUT, GOOD, Handing } from './evidence.js';

const JUNIT = `<testsuite timestamp="2026-03-04T05:06:07"><testcase/><testcase><failure/></testcase><testcase><skipped/></testcase></testsuite>`;

let by: Handing;
beforeAll(async () => {
  by = await Handing.begin();
});

describe('The report of a machine is sent as a file', () => {
  test('and kept as its totals and its hash', async () => {
    const id = await by.declared();
    const about = `${ABOUT}&issuedBy=Bouwstraat&rulesetVersion=2.1&validUntil=2099-01-01`;
    const sent = await by.send(id, JUNIT, { about });
    const sha256 = createHash('sha256').update(JUNIT).digest('hex');
    const report = { format: 'JUNIT', total: 3, passed: 1, failed: 1, warned: 0, skipped: 1, bytes: JUNIT.length };
    const kept = {
      ...{ kind: 'TEST_REPORT', title: 'Testrapport', url: 'https://example.nl/build/12', issuedBy: 'Bouwstraat' },
      ...{ issuedOn: '2026-03-04', rulesetVersion: '2.1', sha256, validUntil: '2099-01-01', report },
    };
    expect(sent).toEqual({ status: 201, body: { declaration: id, isNew: true, ...kept } });
    expect(await by.evidenceOf(id)).toEqual([kept]);
    const [event] = await by.on.sql<{ body: string }>('select body from audit_event where subject_id = $1', [id]);
    expect(event!.body).toContain(sha256);
  });

  test('and when it is sent again, nothing more is written', async () => {
    const id = await by.declared();
    const sent = await Promise.all([by.send(id, GOOD), by.send(id, GOOD), by.send(id, GOOD, { type: 'text/xml' })]);
    expect(sent.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(await by.evidenceOf(id)).toHaveLength(1);
    expect(await by.on.sql('select from audit_event where subject_id = $1', [id])).toHaveLength(1);
  });

  test('in the JSON of Spectral too', async () => {
    const id = await by.declared();
    const findings = [0, 1].map((severity) => ({ code: 'nlgov:x', message: 'Fout.', severity, path: [] }));
    const sent = await by.send(id, JSON.stringify(findings), { type: 'application/json' });
    expect(sent).toMatchObject({ status: 201, body: { kind: 'LINT_REPORT', issuedOn: null } });
    expect((await by.evidenceOf(id))[0].report).toMatchObject({
      ...{ format: 'SPECTRAL', total: 2, passed: null, failed: 1, warned: 1 },
    });
    const wrong = await by.send(id, '[]', { type: 'application/octet-stream', about: `${ABOUT}&kind=TEST_REPORT` });
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
    const id = await by.declared();
    const sent = await by.send(id, report, { type: 'application/octet-stream' }).catch(() => undefined);
    // Who does not listen for an answer while sending sees the connection close.
    if (sent) {
      expect(sent.status).toBe(status);
      expect(sent.body.detail).toMatch(rule);
    }
    expect(await by.evidenceOf(id)).toEqual([]);
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
    const sent = await by.send(await by.declared(), GOOD, { about });
    expect(sent).toMatchObject({ status: 400, body: { detail: expect.stringMatching(rule) } });
  });

  test('and every rule of evidence holds for it, each named by its parameter', async () => {
    const about = 'title=%20&url=https://example.nl&issuedOn=2099-01-01';
    const sent = await by.send(await by.declared(), GOOD, { about });
    expect(sent.status).toBe(422);
    expect(sent.body.errors.map(({ parameter }: { parameter: string }) => parameter).sort()).toEqual([
      'issuedOn',
      'title',
    ]);
    const gone = await by.send('dcl_%00x', GOOD);
    expect(gone.status).toBe(404);
    expect(gone.body.errors).toMatchObject([{ parameter: 'id' }]);
  });

  test('by those who may attach evidence, in a form that is known', async () => {
    const id = await by.declared();
    expect((await by.send(id, GOOD, { as: 'nobody' })).status).toBe(401);
    expect((await by.send(id, GOOD, { as: 'municipality' })).status).toBe(403);
    expect((await by.send(id, GOOD, { as: 'other' })).status).toBe(422);
    expect((await by.send(id, GOOD, { as: 'lab' })).status).toBe(422);
    expect((await by.send(id, GOOD, { type: 'text/html' })).status).toBe(415);
    const elsewhere = await fetch(`${by.on.url}/adoptions/import`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...by.tokens['own']!.headers },
      body: '[]',
    });
    expect(elsewhere.status).toBe(415);
    expect(await by.evidenceOf(id)).toEqual([]);
  });

  test('and carries an assessment when nothing in it failed, and it says who issued it and when', async () => {
    const declare = doing('declareConformance', 'DeclareConformanceInput', 'declaration { id }');
    const move = doing('transitionDeclaration', 'TransitionDeclarationInput', 'declaration { state }');
    const about = {
      productVersionId: await aProductVersion(by.on.sql, { supplierId: by.supplierId }),
      standardVersionId: (await aRelease(by.on.sql)).versionId,
      interfaceRole: 'PROVIDER',
    };
    const { id: declarationId } = (await declare(by.as.own, about)).declaration;
    await move(by.as.lab, { declarationId, to: 'IN_ASSESSMENT' });
    const issued = `${ABOUT}&issuedBy=Bouwstraat&issuedOn=2026-03-04`;
    const demonstrated = async (): Promise<string[]> =>
      placesOf((await move(by.as.lab, { declarationId, to: 'DEMONSTRATED' })).errors);
    expect((await by.send(declarationId, JUNIT, { about: issued })).status).toBe(201);
    expect(await demonstrated()).toEqual(['IllegalTransitionError input.to']);
    expect((await by.send(declarationId, GOOD)).status).toBe(201);
    expect(await demonstrated()).toEqual(['IllegalTransitionError input.to']);
    const better = await by.send(declarationId, `${GOOD} `, { as: 'lab', about: issued });
    expect(better.status).toBe(201);
    expect(await demonstrated()).toEqual([]);
  });

  test('until there are a hundred pieces', async () => {
    const id = await by.declared();
    await by.on.sql(
      `insert into evidence (declaration_id, position, kind, title, url) select $1, n, 'AUDIT', 'A', 'https://example.nl' from generate_series(1, 100) n`,
      [id],
    );
    expect(await by.send(id, GOOD)).toMatchObject({
      ...{ status: 409, body: { detail: expect.stringContaining('at most 100') } },
    });
  });
});
