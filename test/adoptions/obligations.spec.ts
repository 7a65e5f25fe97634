import { beforeAll, describe, expect, test } from '@jest/globals';
import { aStandard, anAdoption, aVersion } from '../support/builders.js';
import { type Asking, asking } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { anExplanation, binds, day, municipalityId, Reporter } from './reporting.js';

let on: Register;
let ask: Asking;
let amsterdam: Reporter;
beforeAll(async () => {
  on = await register();
  ask = asking(on);
  amsterdam = await Reporter.of(on, 'reporter-gm0363');
});

interface Bound {
  readonly state: string;
  readonly adoption: { readonly status: string } | null;
  readonly obligation: { readonly level: string; readonly standard: { readonly id: string; readonly name: string } };
}
const list = async (args = '', moments = '', code = 'GM0363'): Promise<Bound[]> =>
  (
    await ask(
      `{ municipality(by: { code: "${code}" } ${moments}) { obligations ${args} {
        state adoption { status } obligation { level standard { id name } } } } }`,
    )
  ).municipality.obligations;
/** Where it stands with each obligation for one standard, the most binding first. */
const states = async (standardId: string, moments = '', code = 'GM0363') =>
  (await list('', moments, code))
    .filter(({ obligation }) => obligation.standard.id === standardId)
    .map(({ state }) => state);

const bound = async (level: string, more: Parameters<typeof binds>[3] = {}): Promise<string> => {
  const { id } = await aStandard(on.sql);
  await binds(on.sql, id, level, more);
  return id;
};
const holds = (standardId: string, more: Record<string, unknown>) =>
  anAdoption(on.sql, { municipalityId: amsterdam.municipalityId, standardId, ...more });
const explained = (reviewOn: string) => ({
  ...{ status: 'EXPLAINED', explain_reason: 'COSTS', motivation: 'Te duur.', review_on: reviewOn },
});

describe('Where a municipality stands with what binds it', () => {
  const statuses: [string, Record<string, unknown> | undefined, string[]][] = [
    // what it says, then what that makes of MANDATORY, COMPLY_OR_EXPLAIN and RECOMMENDED
    ['nothing', undefined, ['OPEN', 'OPEN', 'OPEN']],
    ['UNKNOWN', { status: 'UNKNOWN' }, ['OPEN', 'OPEN', 'OPEN']],
    ['PLANNED', { status: 'PLANNED', planned_for: '2027-01-01' }, ['IN_PROGRESS', 'IN_PROGRESS', 'IN_PROGRESS']],
    ['IMPLEMENTING', { status: 'IMPLEMENTING' }, ['IN_PROGRESS', 'IN_PROGRESS', 'IN_PROGRESS']],
    ['APPLIED', { status: 'APPLIED' }, ['APPLIED', 'APPLIED', 'APPLIED']],
    ['PHASED_OUT', { status: 'PHASED_OUT' }, ['DEVIATING', 'OPEN', 'OPEN']],
    ['NOT_APPLICABLE', { status: 'NOT_APPLICABLE' }, ['NOT_APPLICABLE', 'NOT_APPLICABLE', 'NOT_APPLICABLE']],
    ['EXPLAINED', explained(day(90)), ['DEVIATING', 'EXPLAINED', 'EXPLAINED']],
    ['EXPLAINED, its review date passed', explained('2026-02-01'), ['DEVIATING', 'OPEN', 'OPEN']],
    ['DERIVED from software', { origin: 'DERIVED' }, ['OPEN', 'OPEN', 'OPEN']],
    ['INHERITED', { origin: 'INHERITED' }, ['APPLIED', 'APPLIED', 'APPLIED']],
    ['stale', { confirm_by: '2026-02-01' }, ['APPLIED', 'APPLIED', 'APPLIED']],
  ];

  test.each(statuses)('when it says %s', async (_, said, expected) => {
    const standardId = await bound('MANDATORY', { source: 'LAW' });
    await binds(on.sql, standardId, 'COMPLY_OR_EXPLAIN', { source: 'FORUM' });
    await binds(on.sql, standardId, 'RECOMMENDED', { source: 'VNG' });
    if (said) await holds(standardId, said);
    expect(await states(standardId)).toEqual(expected);
  });

  test('is told for any date: of what binds then, and of what it said for then', async () => {
    const standardId = await bound('COMPLY_OR_EXPLAIN', { from: '2024-01-01', to: '2026-01-01' });
    await binds(on.sql, standardId, 'MANDATORY', { from: '2026-01-01' });
    await holds(standardId, { ...explained('2025-12-01'), valid_from: '2025-01-01' });
    await holds(standardId, { status: 'APPLIED', valid_from: day(50) });
    const on_ = (asOf: string) => states(standardId, `asOf: "${asOf}"`);
    expect(await on_('2023-12-31')).toEqual([]);
    expect(await on_('2024-01-01')).toEqual(['OPEN']);
    expect(await on_('2025-12-01')).toEqual(['EXPLAINED']);
    expect(await on_('2025-12-02')).toEqual(['OPEN']);
    expect(await on_('2026-01-01')).toEqual(['DEVIATING']);
    expect(await on_(day(50))).toEqual(['APPLIED']);
  });

  test('is told as the register knew it at a moment', async () => {
    const standardId = await bound('MANDATORY');
    await amsterdam.reports({ standardId, status: 'IMPLEMENTING', validFrom: '2025-01-01' });
    await amsterdam.reports({ standardId, status: 'APPLIED', validFrom: '2025-01-01' });
    const { history } = await amsterdam.record(standardId, 'history { nodes { recordedAt } }');
    const [second, first] = history.nodes.map(({ recordedAt }: { recordedAt: string }) => recordedAt);
    expect(await states(standardId, `knownAt: "${first}"`)).toEqual(['IN_PROGRESS']);
    expect(await states(standardId, `knownAt: "${second}"`)).toEqual(['APPLIED']);
  });

  test('moves when it reports', async () => {
    const standardId = await bound('COMPLY_OR_EXPLAIN');
    expect(await states(standardId)).toEqual(['OPEN']);
    await amsterdam.reports({ standardId, status: 'EXPLAINED', explanation: anExplanation() });
    expect(await states(standardId)).toEqual(['EXPLAINED']);
    await amsterdam.reports({ standardId, status: 'APPLIED' });
    expect(await states(standardId)).toEqual(['APPLIED']);
  });
});

describe('An obligation for some versions', () => {
  const versions = async () => {
    const { id: standardId } = await aStandard(on.sql);
    const line = await aVersion(on.sql, standardId, '1.x', 1, 'LINE');
    const release = await aVersion(on.sql, standardId, '1.2', 2);
    const other = await aVersion(on.sql, standardId, '2.0', 3);
    await on.sql('update standard_version set line_id = $2 where id = $1', [release, line]);
    return { standardId, line, release, other };
  };

  test('is met by that version, by its line, and when no version is named; not by another', async () => {
    for (const named of ['release', 'line', 'other', undefined] as const) {
      const { standardId, ...ids } = await versions();
      await binds(on.sql, standardId, 'MANDATORY', { versionIds: [ids.release] });
      await holds(standardId, { version_id: named && ids[named] });
      expect([named, await states(standardId)]).toEqual([named, [named === 'other' ? 'OPEN' : 'APPLIED']]);
    }
  });

  test('that are a line is met by a release of it', async () => {
    const { standardId, line, release } = await versions();
    await binds(on.sql, standardId, 'MANDATORY', { versionIds: [line] });
    await holds(standardId, { version_id: release });
    expect(await states(standardId)).toEqual(['APPLIED']);
  });

  test('shows what is said of another version beside it', async () => {
    const { standardId, other, release } = await versions();
    await binds(on.sql, standardId, 'MANDATORY', { versionIds: [release] });
    await holds(standardId, { version_id: other });
    const [own] = (await list()).filter(({ obligation }) => obligation.standard.id === standardId);
    expect(own).toMatchObject({ state: 'OPEN', adoption: { status: 'APPLIED' } });
  });
});

describe('The list', () => {
  test('holds what is for municipalities, or for everyone', async () => {
    const { id: standardId } = await aStandard(on.sql);
    await binds(on.sql, standardId, 'MANDATORY', { audience: 'Waterschappen', source: 'LAW' });
    expect(await states(standardId)).toEqual([]);
    await binds(on.sql, standardId, 'COMPLY_OR_EXPLAIN', { audience: 'Gemeenten', source: 'FORUM' });
    expect(await states(standardId)).toEqual(['OPEN']);
  });

  test('goes from what binds most to what binds least, and then by the name of the standard', async () => {
    await bound('RECOMMENDED');
    const levels = ['MANDATORY', 'COMPLY_OR_EXPLAIN', 'RECOMMENDED'];
    const keys = (await list()).map(({ obligation: { level, standard } }) => [
      levels.indexOf(level),
      standard.name.toLowerCase(),
    ]);
    expect(keys.length).toBeGreaterThan(50);
    const sorted = [...keys].sort(([a, x], [b, y]) => Number(a) - Number(b) || (x! < y! ? -1 : x! > y! ? 1 : 0));
    expect(keys).toEqual(sorted);
  });

  test('is divided into what still asks for something and what does not', async () => {
    const [applied, waived] = [await bound('MANDATORY'), await bound('MANDATORY')];
    await holds(applied, { status: 'APPLIED' });
    await holds(waived, { status: 'PHASED_OUT' });
    const [all, open, closed] = [await list(), await list('(open: true)'), await list('(open: false)')];
    expect(open.length + closed.length).toBe(all.length);
    expect(new Set(open.map(({ state }) => state))).toEqual(new Set(['OPEN', 'IN_PROGRESS', 'DEVIATING']));
    for (const { state } of closed) expect(['APPLIED', 'EXPLAINED', 'NOT_APPLICABLE']).toContain(state);
    const ids = (rows: Bound[]) => rows.map(({ obligation }) => obligation.standard.id);
    expect([ids(open).includes(waived), ids(closed).includes(applied)]).toEqual([true, true]);
  });

  test('is cut to how binding it is', async () => {
    const { length } = (await list()).filter(({ obligation }) => obligation.level !== 'RECOMMENDED');
    const strict = await list('(levels: [MANDATORY, COMPLY_OR_EXPLAIN])');
    expect(strict).toHaveLength(length);
    expect(new Set(strict.map(({ obligation }) => obligation.level)).size).toBe(2);
  });

  test('is empty while the municipality does not exist', async () => {
    const weesp = await municipalityId(on.sql, 'GM0457'); // until 2022-03-24
    const standardId = await bound('MANDATORY');
    await anAdoption(on.sql, { municipalityId: weesp, standardId, valid_from: '2021-01-01' });
    expect(await states(standardId, 'asOf: "2022-03-23"', 'GM0457')).toEqual(['APPLIED']);
    expect(await list('', 'asOf: "2022-03-24"', 'GM0457')).toEqual([]);
  });
});
