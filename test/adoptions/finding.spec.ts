import { beforeAll, describe, expect, test } from '@jest/globals';
import { aStandard, anAdoption, aVersion, phase } from '../support/builders.js';
import { type Asking, asking } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { day, municipalityId, Reporter } from './reporting.js';

let on: Register;
let ask: Asking;
let ids: Record<string, string>;
/** A standard of which six municipalities say something, and one that ended. */
let standardId: string;

const SAID: Record<string, Record<string, unknown>> = {
  GM0363: { status: 'APPLIED', confirm_by: '2026-03-01' }, // Amsterdam, Noord-Holland
  GM0344: { status: 'PLANNED', planned_for: '2027-01-01' }, // Utrecht
  GM0392: { status: 'APPLIED', confirm_by: '2030-01-01' }, // Haarlem, Noord-Holland
  GM0518: { status: 'PHASED_OUT' }, // 's-Gravenhage, Zuid-Holland
  GM0599: { status: 'APPLIED', valid_from: '2026-06-01' }, // Rotterdam, Zuid-Holland
  GM0014: { status: 'UNKNOWN' }, // Groningen
  GM0457: { status: 'APPLIED', valid_from: '2020-01-01' }, // Weesp, until 2022-03-24
};

beforeAll(async () => {
  on = await register();
  ask = asking(on);
  ids = {};
  standardId = (await aStandard(on.sql)).id;
  for (const [code, said] of Object.entries(SAID)) {
    ids[code] = await municipalityId(on.sql, code);
    await anAdoption(on.sql, { municipalityId: ids[code], standardId, ...said });
  }
});

const codesOf = ({ nodes, totalCount }: any): string[] => {
  expect(totalCount).toBe(nodes.length);
  return nodes.map(({ municipality }: any) => municipality.code);
};
const ofStandard = async (filter = '', moments = ''): Promise<string[]> =>
  codesOf(
    (
      await ask(
        `{ standard(by: { id: "${standardId}" } ${moments}) { adoptions ${filter && `(filter: { ${filter} })`} {
          totalCount nodes { municipality { code } } } } }`,
      )
    ).standard.adoptions,
  );

describe('The adoptions of a standard', () => {
  test('are those of the municipalities that exist on the date asked, by name', async () => {
    expect(await ofStandard()).toEqual(['GM0518', 'GM0363', 'GM0014', 'GM0392', 'GM0599', 'GM0344']);
    expect(await ofStandard('', 'asOf: "2026-05-31"')).not.toContain('GM0599');
    expect(await ofStandard('', 'asOf: "2022-03-23"')).toEqual(['GM0457']);
    expect(await ofStandard('', 'asOf: "2022-03-24"')).toEqual([]);
  });

  test('are found by status', async () => {
    expect(await ofStandard('statuses: [APPLIED]')).toEqual(['GM0363', 'GM0392', 'GM0599']);
    expect(await ofStandard('statuses: [PLANNED, PHASED_OUT]')).toEqual(['GM0518', 'GM0344']);
    expect(await ofStandard('statuses: []')).toEqual([]);
  });

  test('are found by the province on the date asked', async () => {
    expect(await ofStandard('provinces: [NOORD_HOLLAND]')).toEqual(['GM0363', 'GM0392']);
    expect(await ofStandard('provinces: [NOORD_HOLLAND, GRONINGEN], statuses: [UNKNOWN]')).toEqual(['GM0014']);
  });

  test('are found by municipality, and by standard', async () => {
    expect(await ofStandard(`municipalityId: "${ids['GM0344']}"`)).toEqual(['GM0344']);
    expect(await ofStandard(`standardId: "${standardId}", municipalityId: "${ids['GM0014']}"`)).toEqual(['GM0014']);
    expect(await ofStandard(`standardId: "${(await aStandard(on.sql)).id}"`)).toEqual([]);
    expect(await ofStandard('municipalityId: "x"')).toEqual([]);
  });

  test('are found by whether they were confirmed in time, on the date asked', async () => {
    expect(await ofStandard('stale: true')).toEqual(['GM0363']);
    expect(await ofStandard('stale: false, statuses: [APPLIED]')).toEqual(['GM0392', 'GM0599']);
    expect(await ofStandard('stale: true', 'asOf: "2026-03-01"')).toEqual([]);
    expect(await ofStandard('stale: true', 'asOf: "2030-01-02"')).toEqual(['GM0363', 'GM0392']);
  });

  test('come page by page, and every page goes on where the one before ended', async () => {
    const all = await ofStandard();
    const found: string[] = [];
    let after: string | null = null;
    do {
      const { adoptions }: any = (
        await ask(
          `query ($after: String) { standard(by: { id: "${standardId}" }) { adoptions(first: 2, after: $after) {
            totalCount edges { cursor node { municipality { code } } } pageInfo { hasNextPage hasPreviousPage endCursor } } } }`,
          { after },
        )
      ).standard;
      expect(adoptions.totalCount).toBe(all.length);
      expect(adoptions.pageInfo.hasPreviousPage).toBe(after !== null);
      found.push(...adoptions.edges.map(({ node }: any) => node.municipality.code));
      after = adoptions.pageInfo.hasNextPage ? adoptions.pageInfo.endCursor : null;
    } while (after !== null);
    expect(found).toEqual(all);
  });
});

test('What changed since a moment is found whatever date the change is for', async () => {
  const amsterdam = await Reporter.of(on, 'reporter-gm0363');
  const { id } = await aStandard(on.sql);
  await amsterdam.reports({ standardId: id, status: 'APPLIED', validFrom: '2025-01-01' });
  const first = (await amsterdam.record(id, 'history { nodes { recordedAt } }')).history.nodes[0].recordedAt;
  await amsterdam.reports({ standardId: id, status: 'PHASED_OUT', validFrom: day(60) });
  const [second] = (await amsterdam.record(id, 'history { nodes { recordedAt } }')).history.nodes;
  const since = async (moment: string, moments = '') => {
    const { standard } = await ask(
      `{ standard(by: { id: "${id}" } ${moments}) { adoptions(filter: { changedSince: "${moment}" }) { totalCount nodes { status } } } }`,
    );
    return standard.adoptions;
  };
  const late = new Date(Date.parse(first) + 1).toISOString();
  expect(await since(first)).toEqual({ totalCount: 1, nodes: [{ status: 'APPLIED' }] });
  expect(await since(late)).toEqual({ totalCount: 1, nodes: [{ status: 'APPLIED' }] });
  expect((await since(late, `knownAt: "${first}"`)).totalCount).toBe(0);
  expect((await since(new Date(Date.parse(second.recordedAt) + 1).toISOString())).totalCount).toBe(0);
});

test('The adoptions of a municipality are listed by the name of the standard, also after it ended', async () => {
  const own: string[] = [];
  for (const name of ['Zeta', 'alfa', 'Beta']) {
    const { id } = await aStandard(on.sql, { name: `${name} ${Math.random()}` });
    await anAdoption(on.sql, { municipalityId: ids['GM0457']!, standardId: id, valid_from: '2020-01-01' });
    own.push(name);
  }
  const { adoptions } = (
    await ask('{ municipality(by: { code: "GM0457" }) { adoptions { totalCount nodes { standard { name } } } } }')
  ).municipality;
  const names = adoptions.nodes.map(({ standard }: any) => standard.name.split(' ')[0]);
  expect(names.filter((name: string) => own.includes(name))).toEqual(['alfa', 'Beta', 'Zeta']);
  expect(adoptions.totalCount).toBe(names.length);
});

test('The adoptions of a version are those that name it; of a line, those that name a release of it too', async () => {
  const { id } = await aStandard(on.sql);
  const line = await aVersion(on.sql, id, '1.x', 1, 'LINE');
  const [old, recent, other] = [
    await aVersion(on.sql, id, '1.1', 2),
    await aVersion(on.sql, id, '1.2', 3),
    await aVersion(on.sql, id, '2.0', 4),
  ];
  await on.sql('update standard_version set line_id = $2 where id = any($1)', [[old, recent], line]);
  for (const version of [line, old, recent, other]) await phase(on.sql, version, 'IN_USE', '2020-01-01');
  const named = { GM0363: line, GM0344: old, GM0392: recent, GM0518: other, GM0599: null };
  for (const [code, versionId] of Object.entries(named)) {
    await anAdoption(on.sql, { municipalityId: ids[code]!, standardId: id, version_id: versionId });
  }
  const { versions } = (
    await ask(
      `{ standard(by: { id: "${id}" }) { versions { nodes { label adoptions { totalCount nodes { municipality { code } version { label } } } } } } }`,
    )
  ).standard;
  const found = Object.fromEntries(
    versions.nodes.map(({ label, adoptions }: any) => [label, codesOf(adoptions).sort()]),
  );
  expect(found).toEqual({
    '1.x': ['GM0344', 'GM0363', 'GM0392'],
    '1.1': ['GM0344'],
    '1.2': ['GM0392'],
    '2.0': ['GM0518'],
  });
});
