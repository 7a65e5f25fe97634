import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aStandard, aVersion, phase } from '../support/builders.js';
import { type Asking, asking, doing } from '../support/persona.js';
import { type OwnRegister, startService } from '../support/register.js';
import { municipalities, record, statistics } from './counting.js';

const report = doing('reportAdoptions', 'ReportAdoptionsInput', 'adoptions { id }');
const confirm = doing('confirmAdoptions', 'ConfirmAdoptionsInput', 'adoptions { id }');

let on: OwnRegister;
let anyone: Asking;
let amsterdam: string;
beforeAll(async () => {
  on = await startService({ env: { COST_PER_MINUTE: '0' } });
  anyone = asking(on);
  [amsterdam] = (await municipalities(on.sql, 'GM0363')) as [string];
});
afterAll(() => on?.stop());

const monthOf = (date: Date) => date.toISOString().slice(0, 7);
const thisMonth = monthOf(new Date());

describe('A municipality that reports', () => {
  test('sees the counts of that month move at once', async () => {
    const reporter = asking(on, 'reporter-gm0363');
    const { id: standardId } = await aStandard(on.sql);
    const question = { standardId, from: '2026-01', to: '2026-03' };
    const applied = async () => (await statistics(anyone, question)).map((point) => point['applied']);
    expect(await applied()).toEqual([0, 0, 0]);
    const said = { standardId, status: 'APPLIED', validFrom: '2026-02-28' };
    await report(reporter, { municipalityId: amsterdam, reports: [said] });
    expect(await applied()).toEqual([0, 1, 1]);
    const corrected = { ...said, status: 'PLANNED', plannedFor: '2027-01-01', correction: true, reason: 'Te vroeg.' };
    await report(reporter, { municipalityId: amsterdam, reports: [corrected] });
    expect(await applied()).toEqual([0, 0, 0]);
    expect((await statistics(anyone, question)).map((point) => point['planned'])).toEqual([0, 1, 1]);
  });

  test('counts on the last day of a month, however often it changed its mind within it', async () => {
    const { id: standardId } = await aStandard(on.sql);
    const said = (status: string, valid_from: string) => ({
      municipality_id: amsterdam,
      standard_id: standardId,
      status,
      valid_from,
    });
    await record(on.sql, [
      said('PLANNED', '2026-02-01'),
      said('IMPLEMENTING', '2026-02-14'),
      said('APPLIED', '2026-02-28'),
      said('PHASED_OUT', '2026-03-31'),
    ]);
    const [february, march] = await statistics(anyone, { standardId, from: '2026-02', to: '2026-03' });
    expect(february).toMatchObject({ applied: 1, planned: 0, implementing: 0, phasedOut: 0 });
    expect(march).toMatchObject({ applied: 0, phasedOut: 1 });
  });

  test('becomes stale when it does not confirm in time, and current when it does', async () => {
    const { id: standardId } = await aStandard(on.sql);
    await record(on.sql, [
      {
        municipality_id: amsterdam,
        standard_id: standardId,
        status: 'APPLIED',
        valid_from: '2025-01-01',
        confirm_by: '2026-01-30',
      },
    ]);
    const stale = async () =>
      (await statistics(anyone, { standardId, from: '2025-12', to: '2026-02' })).map((point) => point['stale']);
    // On 31 January the day by which it had to be confirmed has passed.
    expect(await stale()).toEqual([0, 1, 1]);
    const [held] = await on.sql<{ id: string }>('select id from adoption_key where standard_id = $1', [standardId]);
    const { errors } = await confirm(asking(on, 'approver-gm0363'), {
      municipalityId: amsterdam,
      adoptionIds: [held!.id],
    });
    expect(errors).toEqual([]);
    expect(await stale()).toEqual([0, 0, 0]);
  });

  test('does not count for what follows from its software or what others propose', async () => {
    const { id: standardId } = await aStandard(on.sql);
    const said = { municipality_id: amsterdam, standard_id: standardId, status: 'APPLIED', valid_from: '2026-01-01' };
    const applied = async () =>
      (await statistics(asking(on, 'registrar'), { standardId, from: thisMonth, to: thisMonth }))[0]!['applied'];
    await record(on.sql, [{ ...said, origin: 'DERIVED' }]);
    expect(await applied()).toBe(0);
    await record(on.sql, [{ ...said, origin: 'PROPOSED' }]);
    expect(await applied()).toBe(0);
    await record(on.sql, [{ ...said, origin: 'REPORTED' }]);
    expect(await applied()).toBe(1);
  });
});

describe('The share', () => {
  test('is of all municipalities, and of those of which something is known', async () => {
    const { id: standardId } = await aStandard(on.sql);
    const ids = await municipalities(on.sql, 'GM0363', 'GM0344', 'GM0599', 'GM0518');
    const statuses = ['APPLIED', 'APPLIED', 'PLANNED', 'UNKNOWN'];
    await record(
      on.sql,
      ids.map((municipality_id, i) => ({
        municipality_id,
        standard_id: standardId,
        status: statuses[i],
        valid_from: '2026-01-01',
      })),
    );
    const [point] = await statistics(
      anyone,
      { standardId, from: '2026-03', to: '2026-03' },
      'municipalities unknown share shareOfKnown',
    );
    const { municipalities: all } = point as Record<string, number>;
    expect(point!['unknown']).toBe(all! - 3);
    expect(point!['share']).toBeCloseTo(2 / all!, 4);
    expect(point!['shareOfKnown']).toBeCloseTo(2 / 3, 4);
    const [before] = await statistics(anyone, { standardId, from: '2025-03', to: '2025-03' }, 'share shareOfKnown');
    expect(before).toEqual({ share: 0, shareOfKnown: null });
  });

  test('of a version sets those who name it against all municipalities', async () => {
    const { id: standardId } = await aStandard(on.sql);
    const versionIds = [await aVersion(on.sql, standardId, '1', 1), await aVersion(on.sql, standardId, '2', 2)];
    for (const versionId of versionIds) await phase(on.sql, versionId, 'IN_USE', '2020-01-01');
    const ids = await municipalities(on.sql, 'GM0363', 'GM0344', 'GM0599');
    const versions = [versionIds[0], versionIds[1], null];
    await record(
      on.sql,
      ids.map((municipality_id, i) => ({
        municipality_id,
        standard_id: standardId,
        status: 'APPLIED',
        version_id: versions[i],
        valid_from: '2026-01-01',
      })),
    );
    const points = await statistics(
      anyone,
      { standardId, from: '2026-03', to: '2026-03', groupBy: 'VERSION' },
      'group version { label } municipalities applied unknown',
    );
    expect(points.map(({ group, applied }) => [group, applied])).toEqual([
      ...versionIds.map((id) => [id, 1]),
      [null, 1],
    ]);
    expect(points.map(({ version }: any) => version?.label ?? null)).toEqual(['1', '2', null]);
    for (const { municipalities: all, unknown } of points) expect(unknown).toBe(Number(all) - 3);
  });
});

describe('A question that cannot be answered', () => {
  const refused = async (question: string) => {
    const { body, status } = await on.graphql(`{ adoptionStatistics(${question}) { points { month } } }`);
    return [status, body.errors?.[0]?.extensions.code, body.errors?.[0]?.message];
  };
  test.each([
    ['from: "2026-03", to: "2026-02"', '"from" must not lie after "to".'],
    ['from: "2016-01", to: "2026-01"', 'At most 120 months are counted at a time, not 121.'],
    [
      'from: "2026-01", to: "2026-01", groupBy: VERSION',
      'Versions are counted of one standard at a time: "standardId" is missing.',
    ],
    [
      'from: "2025-01", to: "2026-01", groupBy: STANDARD',
      'All standards apart are counted over at most 12 months at a time, not 13.',
    ],
  ])('is refused by its rule: %s', async (question, message) => {
    expect(await refused(question)).toEqual([200, 'BAD_USER_INPUT', message]);
  });

  test('of a standard that is not there has no points, nor has one of which nothing was known then', async () => {
    expect(await statistics(anyone, { standardId: 'std_0', from: '2026-01', to: '2026-02' })).toEqual([]);
    const { id: standardId } = await aStandard(on.sql);
    expect(
      await statistics(anyone, { standardId, from: '2026-01', to: '2026-02', knownAt: '2020-01-01T00:00:00Z' }),
    ).toEqual([]);
  });

  test('of months in which there is nothing has points of nothing', async () => {
    const { id: standardId } = await aStandard(on.sql);
    const [long] = await statistics(anyone, { standardId, from: '0001-01', to: '0001-01' });
    expect(long).toMatchObject({ month: '0001-01', municipalities: 0, applied: 0, unknown: 0, population: null });
    const [far] = await statistics(anyone, { standardId, from: '9999-12', to: '9999-12' });
    expect(far).toMatchObject({ month: '9999-12', applied: 0 });
    expect(await statistics(anyone, { standardId, from: '0001-01', to: '0001-01', groupBy: 'PROVINCE' })).toEqual([]);
  });
});
