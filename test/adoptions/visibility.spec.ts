import { beforeAll, describe, expect, test } from '@jest/globals';
import { aStandard, anAdoption } from '../support/builders.js';
import { type Asking, asking } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { anExplanation, binds, day, municipalityId, recordOf, Reporter } from './reporting.js';

let on: Register;
let amsterdam: Reporter;
beforeAll(async () => {
  on = await register();
  amsterdam = await Reporter.of(on, 'reporter-gm0363');
});

const OUTSIDERS = [undefined, 'reporter-gm0344', 'supplier-a', 'partnership', 'assessor', 'secretary'] as const;
const INSIDERS = ['reporter-gm0363', 'approver-gm0363', 'registrar', 'auditor'] as const;
const as = (persona: string | undefined): Asking => asking(on, persona);
const seen = (persona: string | undefined, standardId: string, selection: string, moments = '') =>
  recordOf(as(persona), { standardId, municipalityId: amsterdam.municipalityId }, selection, moments);

/** Everything by which somebody might learn of a record. */
const traces = (persona: string | undefined, standardId: string, ids: readonly string[]) =>
  as(persona)(
    `query ($ids: [ID!]!) {
      standard(by: { id: "${standardId}" }) {
        adoptions { totalCount nodes { id } edges { cursor } pageInfo { startCursor hasNextPage } }
        filtered: adoptions(filter: { statuses: [APPLIED], provinces: [NOORD_HOLLAND], changedSince: "2020-01-01T00:00:00Z" }) { totalCount }
      }
      municipality(by: { id: "${amsterdam.municipalityId}" }) {
        adoptions(filter: { standardId: "${standardId}", stale: false }) { totalCount nodes { id } }
        obligations { state adoption { id } obligation { standard { id } } }
      }
      nodes(ids: $ids) { id }
    }`,
    { ids },
  );

describe.each(OUTSIDERS)('To %s', (persona) => {
  test('a security norm shows nobody that applies it, and what binds is left out', async () => {
    const { id: standardId } = await aStandard(on.sql, { kind: 'SECURITY_NORM' });
    await binds(on.sql, standardId, 'MANDATORY');
    const { id, changeId } = await anAdoption(on.sql, { municipalityId: amsterdam.municipalityId, standardId });
    const found = await traces(persona, standardId, [id, changeId]);
    const { id: untouched } = await aStandard(on.sql, { kind: 'SECURITY_NORM' });
    expect(found.standard).toEqual((await traces(persona, untouched, [])).standard);
    expect(found.municipality.adoptions).toEqual({ totalCount: 0, nodes: [] });
    expect(found.nodes).toEqual([null, null]);
    expect(JSON.stringify(found.municipality.obligations)).not.toContain(standardId);
  });

  test('what follows from software in use is not there', async () => {
    const { id: standardId } = await aStandard(on.sql);
    await binds(on.sql, standardId, 'MANDATORY');
    const derived = { municipalityId: amsterdam.municipalityId, standardId, origin: 'DERIVED' };
    const { id, changeId } = await anAdoption(on.sql, derived);
    const found = await traces(persona, standardId, [id, changeId]);
    const { id: untouched } = await aStandard(on.sql);
    expect(found.standard).toEqual((await traces(persona, untouched, [])).standard);
    expect(found.municipality.adoptions).toEqual({ totalCount: 0, nodes: [] });
    expect(found.nodes).toEqual([null, null]);
    const own = found.municipality.obligations.find(({ obligation }: any) => obligation.standard.id === standardId);
    expect(own).toEqual({ state: 'OPEN', adoption: null, obligation: { standard: { id: standardId } } });
  });

  test('what was derived before it was reported leaves no trace either', async () => {
    const [{ id: derivedFirst }, { id: reportedOnly }] = [await aStandard(on.sql), await aStandard(on.sql)];
    const of = (standardId: string) => ({ municipalityId: amsterdam.municipalityId, standardId });
    await anAdoption(on.sql, { ...of(derivedFirst), origin: 'DERIVED', valid_from: '2025-01-01' });
    for (const standardId of [derivedFirst, reportedOnly]) {
      await anAdoption(on.sql, { ...of(standardId), valid_from: '2025-06-01' });
      await anAdoption(on.sql, { ...of(standardId), status: 'PHASED_OUT', valid_from: '2026-01-01' });
    }
    const story =
      'status since revision history { totalCount nodes { revision from to validFrom correction corrects { to } } }';
    for (const moments of ['', 'asOf: "2025-07-01"', 'asOf: "2025-03-01"']) {
      expect(await seen(persona, derivedFirst, story, moments)).toEqual(
        await seen(persona, reportedOnly, story, moments),
      );
    }
    const changed = `filter: { municipalityId: "${amsterdam.municipalityId}", changedSince: "2020-01-01T00:00:00Z" }`;
    const count = `{ standard(by: { id: "${derivedFirst}" }) { adoptions(${changed}) { totalCount } } }`;
    expect((await as(persona)(count)).standard.adoptions.totalCount).toBe(1);
  });

  test('a confidential explanation shows that there is one, and no more', async () => {
    const { id: standardId } = await aStandard(on.sql);
    await binds(on.sql, standardId, 'COMPLY_OR_EXPLAIN');
    const explanation = anExplanation({ confidential: true });
    await amsterdam.reports({ standardId, status: 'EXPLAINED', explanation, reason: 'Loopt een conflict.' });
    const words = 'status reason explanation { motivation } history { nodes { to reason explanation { motivation } } }';
    expect(await seen(persona, standardId, words)).toEqual({
      ...{ status: 'EXPLAINED', reason: null, explanation: null },
      history: { nodes: [{ to: 'EXPLAINED', reason: null, explanation: null }] },
    });
  });
});

describe.each(INSIDERS)('To %s', (persona) => {
  test('a security norm, what follows from software, and what is confidential are all there', async () => {
    const [{ id: norm }, { id: software }] = [
      await aStandard(on.sql, { kind: 'SECURITY_NORM' }),
      await aStandard(on.sql),
    ];
    const { municipalityId: own } = amsterdam;
    await binds(on.sql, norm, 'MANDATORY');
    await binds(on.sql, software, 'COMPLY_OR_EXPLAIN');
    await anAdoption(on.sql, { municipalityId: own, standardId: norm });
    const { id, changeId } = await anAdoption(on.sql, { municipalityId: own, standardId: software, origin: 'DERIVED' });
    const found = await traces(persona, software, [id, changeId]);
    expect(found.standard).toMatchObject({ adoptions: { totalCount: 1 }, filtered: { totalCount: 1 } });
    expect(found.nodes).toEqual([{ id }, { id: changeId }]);
    const states = (standardId: string) =>
      found.municipality.obligations.filter(({ obligation }: any) => obligation.standard.id === standardId);
    expect(states(norm)).toMatchObject([{ state: 'APPLIED' }]);
    // What nobody has said does not count, but here it can be seen and confirmed.
    expect(states(software)).toMatchObject([{ state: 'OPEN', adoption: { id } }]);

    const explanation = anExplanation({ confidential: true });
    await amsterdam.reports({ standardId: software, status: 'EXPLAINED', explanation });
    expect(await seen(persona, software, 'revision explanation { motivation } history { nodes { from to } }')).toEqual({
      ...{ revision: 2, explanation: { motivation: explanation['motivation'] } },
      history: {
        nodes: [
          { from: 'APPLIED', to: 'EXPLAINED' },
          { from: null, to: 'APPLIED' },
        ],
      },
    });
  });
});

test('A municipality sees of a security norm its own record, and of another none', async () => {
  const { id: standardId } = await aStandard(on.sql, { kind: 'SECURITY_NORM' });
  const utrecht = await municipalityId(on.sql, 'GM0344');
  await anAdoption(on.sql, { municipalityId: amsterdam.municipalityId, standardId });
  await anAdoption(on.sql, { municipalityId: utrecht, standardId });
  const list = `{ standard(by: { id: "${standardId}" }) { adoptions { totalCount nodes { municipality { code } } } } }`;
  const codes = async (persona: string) => {
    const { adoptions } = (await as(persona)(list)).standard;
    expect(adoptions.totalCount).toBe(adoptions.nodes.length);
    return adoptions.nodes.map(({ municipality }: any) => municipality.code);
  };
  expect(await codes('reporter-gm0363')).toEqual(['GM0363']);
  expect(await codes('reporter-gm0344')).toEqual(['GM0344']);
  expect(await codes('registrar')).toEqual(['GM0363', 'GM0344']);
});

test('What is open is the same for everyone, as far as anyone may see it', async () => {
  const { id: standardId } = await aStandard(on.sql);
  await binds(on.sql, standardId, 'COMPLY_OR_EXPLAIN');
  const explanation = anExplanation({ confidential: true, reviewOn: '2026-02-01' });
  await amsterdam.reports({ standardId, status: 'EXPLAINED', validFrom: '2025-06-01', explanation });
  for (const persona of [...OUTSIDERS, ...INSIDERS]) {
    const state = async (asOf: string) => {
      const { municipality } = await as(persona)(
        `{ municipality(by: { code: "GM0363" }, asOf: "${asOf}") { obligations { state obligation { standard { id } } } } }`,
      );
      return municipality.obligations.find(({ obligation }: any) => obligation.standard.id === standardId).state;
    };
    expect([persona, await state('2026-02-01'), await state(day())]).toEqual([persona, 'EXPLAINED', 'OPEN']);
  }
});
