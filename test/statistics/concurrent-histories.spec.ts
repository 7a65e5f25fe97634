import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { begins, goes, merge } from '../organisations/mergers.js';
import { aStandard, aVersion, phase, put } from '../support/builders.js';
import { type Asking, asking, doing } from '../support/persona.js';
import { type OwnRegister, startService } from '../support/register.js';
import { type Chance, chanceFrom } from '../reading/fixture/random.js';
import { comparable, countedByHand, differences, record, statistics } from './counting.js';

const report = doing('reportAdoptions', 'ReportAdoptionsInput', 'adoptions { id }');
const confirm = doing('confirmAdoptions', 'ConfirmAdoptionsInput', 'adoptions { id }');
const STATUSES = ['UNKNOWN', 'PLANNED', 'IMPLEMENTING', 'APPLIED', 'PHASED_OUT', 'NOT_APPLICABLE'] as const;
const ORIGINS = ['REPORTED', 'APPROVED', 'INHERITED', 'DERIVED', 'PROPOSED'] as const;
const CODES = ['GM0363', 'GM0344', 'GM0518', 'GM0599', 'GM0310', 'GM0736', 'GM0307', 'GM0312', 'GM0014', 'GM0106'];
const SEED = Number(process.env['SEED'] ?? 20261122);
const WRITERS = 6;
const STEPS = 30;

let on: OwnRegister;
let registrar: Asking;
beforeAll(async () => {
  on = await startService({ env: { COST_PER_MINUTE: '0' } });
  registrar = asking(on, 'registrar');
});
afterAll(() => on?.stop());

interface Things {
  readonly municipalityIds: string[];
  readonly organisationIds: string[];
  readonly standards: { id: string; versionIds: string[] }[];
}

async function things(): Promise<Things> {
  const rows = await on.sql<{ id: string; organisationId: string }>(
    'select id, organisation_id as "organisationId" from municipality where code = any($1)',
    [CODES],
  );
  const standards = [];
  for (let i = 0; i < 4; i++) {
    const { id } = await aStandard(on.sql, { kind: i === 0 ? 'SECURITY_NORM' : 'INTERFACE' });
    const versionIds = [await aVersion(on.sql, id, '1', 1), await aVersion(on.sql, id, '2', 2)];
    for (const versionId of versionIds) await phase(on.sql, versionId, 'IN_USE', '2020-01-01');
    standards.push({ id, versionIds });
  }
  return {
    municipalityIds: rows.map(({ id }) => id),
    organisationIds: rows.map(({ organisationId }) => organisationId),
    standards,
  };
}

/** A day within some three years around the trial, often the first or last of a month: that is where counting goes wrong. */
function someDay(chance: Chance): string {
  const day = new Date(Date.UTC(2024, chance.below(42), chance.pick([1, 1, 0, 2, 15, 28])));
  return day.toISOString().slice(0, 10);
}

const STEPS_OF: Record<string, (chance: Chance, on_: Things) => Promise<unknown>> = {
  async report(chance, { municipalityIds, standards }) {
    const reports = Array.from({ length: 1 + chance.below(4) }, () => {
      const { id, versionIds } = chance.pick(standards);
      const status = chance.pick(STATUSES);
      return {
        ...{ standardId: id, status, validFrom: someDay(chance), correction: true, reason: 'Willekeurig.' },
        ...(chance.happens(0.6) && !['UNKNOWN', 'NOT_APPLICABLE'].includes(status)
          ? { versionId: chance.pick(versionIds) }
          : {}),
        ...(status === 'PLANNED' ? { plannedFor: '2029-01-01' } : {}),
      };
    });
    return report(registrar, { municipalityId: chance.pick(municipalityIds), reports });
  },
  async confirm(chance, { municipalityIds }) {
    const municipalityId = chance.pick(municipalityIds);
    const held = await on.sql<{ id: string }>(
      `select id from adoption where municipality_id = $1 and known_to = 'infinity' and valid_from <= now() and valid_to > now() and status <> 'EXPLAINED'`,
      [municipalityId],
    );
    if (held.length === 0) return undefined;
    return confirm(registrar, { municipalityId, adoptionIds: [chance.pick(held).id] });
  },
  async import(chance, { municipalityIds, standards }) {
    const rows = new Map<string, Record<string, unknown>>();
    for (let i = 0; i < 12; i++) {
      const { id, versionIds } = chance.pick(standards);
      const row = {
        ...{ municipality_id: chance.pick(municipalityIds), standard_id: id, valid_from: someDay(chance) },
        ...{
          status: chance.pick(STATUSES),
          origin: chance.pick(ORIGINS),
          version_id: chance.pick([null, ...versionIds]),
        },
        ...{ confirm_by: chance.pick([null, someDay(chance)]), is_correction: chance.happens(0.3) },
      };
      rows.set(`${row.municipality_id} ${row.standard_id} ${row.valid_from}`, row);
    }
    // Two writers may both begin the record of a pair: the second is refused, as the one key of both says.
    await record(on.sql, [...rows.values()], chance.happens(0.3)).catch((error: { code?: string }) => {
      if (error.code !== '23505' && error.code !== '23503' && error.code !== '40P01') throw error;
    });
  },
  grow: (chance, { municipalityIds }) =>
    put(on.sql, 'municipality_population', {
      municipality_id: chance.pick(municipalityIds),
      inhabitants: chance.pick([9_000, 19_999, 20_000, 49_999, 70_000, 120_000, 400_000]),
      ...((year) => ({ valid_from: `${year}-01-01`, valid_to: `${year + 1}-01-01` }))(2023 + chance.below(5)),
    }),
  async move(chance, { organisationIds }) {
    const [profile] = await on.sql<Record<string, unknown>>(
      `select name, valid_from, valid_to from organisation_profile where organisation_id = $1 and known_to = 'infinity' order by valid_from limit 1`,
      [chance.pick(organisationIds)],
    );
    if (!profile) return;
    await put(on.sql, 'organisation_profile', {
      ...{
        organisation_id: chance.pick(organisationIds),
        name: 'Verschoven',
        province: chance.pick(['UTRECHT', 'DRENTHE', 'ZEELAND']),
      },
      ...{ valid_from: someDay(chance), valid_to: '2027-11-01' },
    }).catch((error: { code?: string }) => {
      if (error.code !== '23514') throw error; // a day after the last
    });
  },
  end: (chance, { organisationIds }) =>
    put(
      on.sql,
      'organisation_profile',
      { organisation_id: chance.pick(organisationIds), valid_from: someDay(chance), valid_to: '2027-12-01' },
      true,
    ),
  gather: () => on.sql('select fold_adoption_deltas(1)'),
};
/** How often each is done: mostly reports. */
const WEIGHTS = [
  'report',
  'report',
  'report',
  'report',
  'confirm',
  'import',
  'import',
  'grow',
  'move',
  'end',
  'gather',
];

describe('Whatever is written, by however many at once', () => {
  let held: Things;
  let between = '';

  beforeAll(async () => {
    held = await things();
    const outcomes: any[] = [];
    const writer = async (n: number) => {
      const chance = chanceFrom(SEED + n);
      for (let step = 0; step < STEPS; step++) outcomes.push(await STEPS_OF[chance.pick(WEIGHTS)]!(chance, held));
    };
    const half = Array.from({ length: WRITERS }, (_, n) => writer(n));
    await Promise.all(half);
    between = (await on.sql<{ at: Date }>('select clock_timestamp() as at'))[0]!.at.toISOString();
    await Promise.all(Array.from({ length: WRITERS }, (_, n) => writer(n + 100)));
    const reported = outcomes.filter((outcome) => outcome?.adoptions?.length > 0);
    expect(reported.length).toBeGreaterThan(30);
  }, 180_000);

  test('the counts are those of the history', async () => {
    expect(await differences(on.sql)).toEqual([]);
    const [rows] = await on.sql<{ n: number; kept: number }>(
      'select (select count(*)::int from adoption) as n, (select count(*)::int from adoption_count) as kept',
    );
    expect(rows!.n).toBeGreaterThan(300);
    expect(rows!.kept).toBeGreaterThan(100);
  });

  test('every month is told as it would be counted by hand, taken apart in every way', async () => {
    for (const groupBy of ['NONE', 'PROVINCE', 'POPULATION_CLASS', 'VERSION', 'STANDARD'])
      for (const { id: standardId } of held.standards) {
        const told = await statistics(registrar, { standardId, from: '2024-11', to: '2027-06', groupBy });
        for (const month of ['2024-11', '2025-12', '2026-11', '2027-01', '2027-06']) {
          const byHand = await countedByHand(on.sql, { month, standardId, groupBy });
          expect(comparable(told.filter((point) => point['month'] === month))).toEqual(comparable(byHand));
        }
      }
  }, 120_000);

  test('all standards together are told as they would be counted by hand', async () => {
    for (const groupBy of ['NONE', 'PROVINCE', 'POPULATION_CLASS', 'STANDARD'])
      for (const month of ['2025-01', '2027-02']) {
        const office = await statistics(registrar, { from: month, to: month, groupBy });
        expect(comparable(office)).toEqual(
          comparable(await countedByHand(on.sql, { month, groupBy, withNorms: true })),
        );
        const anyone = await statistics(asking(on), { from: month, to: month, groupBy });
        expect(comparable(anyone)).toEqual(comparable(await countedByHand(on.sql, { month, groupBy })));
      }
  }, 120_000);

  test('what the register held before is told as it was', async () => {
    for (const groupBy of ['NONE', 'PROVINCE', 'POPULATION_CLASS', 'VERSION', 'STANDARD'])
      for (const { id: standardId } of held.standards.slice(0, 2)) {
        const month = '2026-10';
        const told = await statistics(registrar, { standardId, from: month, to: month, groupBy, knownAt: between });
        const byHand = await countedByHand(on.sql, { month, standardId, groupBy, knownAt: between });
        expect(comparable(told)).toEqual(comparable(byHand));
        const now = await statistics(registrar, { standardId, from: month, to: month, groupBy });
        if (groupBy === 'NONE') expect(told).not.toEqual(now);
      }
  });

  test('gathering the counts changes none of them', async () => {
    const question = { standardId: held.standards[1]!.id, from: '2025-01', to: '2026-12', groupBy: 'PROVINCE' };
    // Whatever chance wrote of it before, one of the two is a change.
    for (const status of ['PLANNED', 'APPLIED']) {
      const of = { municipality_id: held.municipalityIds[0], standard_id: held.standards[1]!.id };
      await record(on.sql, [{ ...of, status, valid_from: '2025-06-01' }]);
    }
    const before = await statistics(registrar, question);
    const [folded] = await on.sql<{ n: string }>('select fold_adoption_deltas(1) as n');
    expect(Number(folded!.n)).toBeGreaterThan(0);
    expect(await statistics(registrar, question)).toEqual(before);
    expect(await on.sql('select * from adoption_delta')).toEqual([]);
    expect(await differences(on.sql)).toEqual([]);
  });

  test('a merger moves no count to where it does not belong', async () => {
    const ask = asking(on);
    const question = { standardId: held.standards[1]!.id, from: '2027-12', to: '2028-01' };
    const before = await statistics(ask, question);
    const known = (await on.sql<{ at: Date }>('select clock_timestamp() as at'))[0]!.at.toISOString();
    const { errors } = await merge(registrar, {
      on: '2028-01-01',
      predecessors: [goes('GM0402', 'GM2001'), goes('GM0406', 'GM2001'), goes('GM0417', 'GM2001')],
      newMunicipalities: [begins('GM2001', 'Gooi', 'NOORD_HOLLAND')],
      reason: 'Herindeling',
    });
    expect(errors).toEqual([]);
    const after = await statistics(ask, question);
    const many = ([december, january]: readonly any[]) => january.municipalities - december.municipalities;
    expect(many(before)).toBe(0);
    expect(many(after)).toBe(-2);
    expect(await statistics(ask, { ...question, knownAt: known })).toEqual(before);
    expect(await differences(on.sql)).toEqual([]);
  });
});
