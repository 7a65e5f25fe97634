import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chanceFrom } from '../reading/fixture/random.js';
import { aStandard } from '../support/builders.js';
import { type Asking, asking } from '../support/persona.js';
import { type OwnRegister, startService } from '../support/register.js';
import { comparable, countedByHand, type Point, record, statistics } from './counting.js';

const COUNTS = ['applied', 'implementing', 'planned', 'explained', 'notApplicable', 'phasedOut', 'unknown', 'stale'];
const STATUSES = ['UNKNOWN', 'PLANNED', 'IMPLEMENTING', 'APPLIED', 'APPLIED', 'PHASED_OUT', 'NOT_APPLICABLE'];
const MONTH = '2026-06';
const month = { from: MONTH, to: MONTH };

let on: OwnRegister;
let anyone: Asking;
let office: Asking;
let norm: string;
let plain: string;
beforeAll(async () => {
  on = await startService({ env: { COST_PER_MINUTE: '0' } });
  anyone = asking(on);
  office = asking(on, 'registrar');
  norm = (await aStandard(on.sql, { kind: 'SECURITY_NORM' })).id;
  plain = (await aStandard(on.sql)).id;
  const chance = chanceFrom(7);
  const all = await on.sql<{ id: string }>('select id from municipality order by code');
  await record(
    on.sql,
    all.flatMap(({ id }) => {
      const status = chance.pick(STATUSES);
      const said = {
        municipality_id: id,
        status,
        valid_from: '2026-01-15',
        confirm_by: chance.pick([null, '2026-03-01']),
      };
      return [norm, plain].map((standard_id) => ({ ...said, standard_id }));
    }),
  );
});
afterAll(() => on?.stop());

const ofNorm = (ask: Asking, groupBy: string) => statistics(ask, { ...month, standardId: norm, groupBy });
const inGroup = (points: readonly Point[], group: unknown) => points.find((point) => point['group'] === group)!;
const figures = (points: readonly Point[]) =>
  points.flatMap((point) => [...COUNTS, 'municipalities', 'population'].map((name) => Number(point[name])));

describe('What anyone may know of a security norm', () => {
  test.each(['NONE', 'PROVINCE', 'POPULATION_CLASS'])(
    'is rounded to five, each figure from its true value: %s',
    async (groupBy) => {
      const told = await ofNorm(anyone, groupBy);
      const truth = await countedByHand(on.sql, { month: MONTH, standardId: norm, groupBy });
      expect(told.length).toBe(truth.length);
      for (const point of told)
        for (const name of [...COUNTS, 'municipalities', 'population'])
          expect([name, point[name]]).toEqual([name, Math.round(Number(inGroup(truth, point['group'])[name]) / 5) * 5]);
      expect(figures(truth).some((figure) => figure % 5 !== 0)).toBe(true);
    },
  );

  test('is never taken apart by version or standard, nor part of what all standards add up to', async () => {
    for (const groupBy of ['VERSION', 'STANDARD']) expect(await ofNorm(anyone, groupBy)).toEqual([]);
    const apart = await statistics(anyone, { ...month, groupBy: 'STANDARD' });
    expect(apart.map(({ group }) => group)).toContain(plain);
    expect(apart.map(({ group }) => group)).not.toContain(norm);
    const [together] = await statistics(anyone, month);
    for (const name of COUNTS) expect(apart.reduce((sum, point) => sum + Number(point[name]), 0)).toBe(together![name]);
  });

  test('has shares that are made of the rounded figures', async () => {
    const told = await statistics(
      anyone,
      { ...month, standardId: norm, groupBy: 'PROVINCE' },
      'municipalities applied unknown share shareOfKnown',
    );
    for (const { municipalities, applied, unknown, share, shareOfKnown } of told as Record<string, number>[]) {
      expect(share).toBeCloseTo(municipalities ? applied! / municipalities : 0, 4);
      if (shareOfKnown !== null)
        expect(shareOfKnown).toBeCloseTo(applied! / Math.max(municipalities! - unknown!, applied!), 4);
    }
  });

  test('says so, and is told to the office as it is', async () => {
    const document = `query ($id: ID) { adoptionStatistics(standardId: $id, from: "${MONTH}", to: "${MONTH}") { isRounded } }`;
    const isRounded = async (ask: Asking, id: string) => (await ask(document, { id })).adoptionStatistics.isRounded;
    expect(await isRounded(anyone, norm)).toBe(true);
    expect(await isRounded(asking(on, 'reporter-gm0363'), norm)).toBe(true);
    expect(await isRounded(office, norm)).toBe(false);
    expect(await isRounded(anyone, plain)).toBe(false);
    for (const groupBy of ['NONE', 'PROVINCE', 'POPULATION_CLASS', 'VERSION', 'STANDARD']) {
      const truth = await countedByHand(on.sql, { month: MONTH, standardId: norm, groupBy });
      expect(comparable(await ofNorm(office, groupBy))).toEqual(comparable(truth));
      expect(comparable(await ofNorm(asking(on, 'auditor'), groupBy))).toEqual(comparable(truth));
    }
  });
});

/** Small counts that are found by taking all other groups off the total. */
function recovered(table: readonly Point[], total: Point, truth: readonly Point[]): string[] {
  return COUNTS.flatMap((name) =>
    table.flatMap(({ group }) => {
      const others = table.filter((point) => point['group'] !== group);
      if (others.some((point) => point[name] === null)) return [];
      const rest = Number(total[name]) - others.reduce((sum, point) => sum + Number(point[name]), 0);
      const is = Number(inGroup(truth, group)[name]);
      return is > 0 && is < 5 && rest === is ? [`${String(group)} ${name}`] : [];
    }),
  );
}

describe('Someone who takes what is published off its total', () => {
  test.each(['PROVINCE', 'POPULATION_CLASS'])('learns no small count of a security norm: %s', async (groupBy) => {
    const truth = await countedByHand(on.sql, { month: MONTH, standardId: norm, groupBy });
    const [total] = await ofNorm(anyone, 'NONE');
    const table = await ofNorm(anyone, groupBy);
    expect(recovered(table, total!, truth)).toEqual([]);
    // The attack itself works: it undoes hiding the small counts, where one is hidden in a row.
    const hidden = truth.map((point) => ({
      ...point,
      ...Object.fromEntries(
        COUNTS.flatMap((name) => (Number(point[name]) > 0 && Number(point[name]) < 5 ? [[name, null]] : [])),
      ),
    }));
    const [exact] = await countedByHand(on.sql, { month: MONTH, standardId: norm });
    expect(recovered(hidden, exact!, truth).length + recovered(truth, exact!, truth).length).toBeGreaterThan(0);
  });

  test('learns nothing from all standards either: with or without the norm they are the same to the byte', async () => {
    const seen = async () => {
      const told: unknown[] = [];
      for (const groupBy of ['NONE', 'PROVINCE', 'POPULATION_CLASS', 'STANDARD'])
        told.push(await statistics(anyone, { ...month, groupBy }));
      return JSON.stringify(told);
    };
    const before = await seen();
    const other = await aStandard(on.sql, { kind: 'SECURITY_NORM' });
    const [some] = await on.sql<{ id: string }>(`select id from municipality where code = 'GM0363'`);
    await record(on.sql, [
      { municipality_id: some!.id, standard_id: other.id, status: 'APPLIED', valid_from: '2026-01-01' },
    ]);
    expect(await seen()).toBe(before);
  });

  test('cannot tell that one municipality changed, where no rounded figure changes', async () => {
    const { id: standardId } = await aStandard(on.sql, { kind: 'SECURITY_NORM' });
    // The second is of groups in which one fewer that is unknown rounds to the same.
    const codes = await on.sql<{ id: string; code: string }>(
      `with lived as (
         select m.id, m.code, p.province, p.population_class as class, count(*) over (partition by p.province) as in_province,
           count(*) over (partition by p.population_class) as in_class
         from adoption_profile p join municipality m on m.id = p.municipality_id where p.valid_from <= '2026-06-30' and p.valid_to > '2026-06-30'
       ), first as (
         select * from lived where code = 'GM0363'
       )
       (select id, code from first) union all
       (select l.id, l.code from lived l, first f where l.province <> f.province and l.class <> f.class
         and l.in_province % 5 <> 3 and l.in_class % 5 <> 3 order by l.code limit 1)`,
    );
    const said = (n: number, status: string) => ({
      municipality_id: codes[n]!.id,
      standard_id: standardId,
      status,
      valid_from: '2026-01-01',
    });
    const seen = async () => {
      const told: unknown[] = [];
      for (const groupBy of ['NONE', 'PROVINCE', 'POPULATION_CLASS', 'VERSION', 'STANDARD'])
        told.push(await statistics(anyone, { ...month, standardId, groupBy }));
      for (const peers of ['PROVINCE', 'POPULATION_CLASS'])
        told.push(
          await anyone(
            `{ municipality(by: { code: "${codes[0]!.code}" }) { comparison(standardId: "${standardId}", peers: ${peers}) { municipalities ${COUNTS.join(' ')} share shareOfKnown own { id } } } }`,
          ),
        );
      return JSON.stringify(told);
    };
    await record(on.sql, [said(0, 'APPLIED')]);
    const before = await seen();
    expect(before).not.toContain('"own":{');
    // From one to two that apply it: both are rounded to none.
    await record(on.sql, [said(1, 'APPLIED')]);
    expect((await countedByHand(on.sql, { month: MONTH, standardId }))[0]!['applied']).toBe(2);
    expect(await seen()).toBe(before);
  });

  test('learns nothing from the moment at which a municipality reported on it together with another', async () => {
    const ids = [(await aStandard(on.sql, { kind: 'SECURITY_NORM' })).id, (await aStandard(on.sql)).id];
    const some = await on.sql<{ id: string; code: string }>(
      `select m.id, m.code from municipality m join adoption_profile p on p.municipality_id = m.id
       where p.valid_from <= '2026-06-30' and p.valid_to > now() order by m.code limit 3`,
    );
    const report = ({ id: municipality_id }: { id: string }) =>
      record(
        on.sql,
        ids.map((standard_id) => ({ municipality_id, standard_id, status: 'APPLIED', valid_from: '2026-01-01' })),
      );
    // The third of them takes the figure from none to five.
    for (const each of some) await report(each);
    const { municipality } = await anyone(
      `{ municipality(by: { code: "${some[2]!.code}" }) { adoptions(filter: { standardId: "${ids[1]}" }) { nodes { history { nodes { recordedAt } } } } } }`,
    );
    const at: string = municipality.adoptions.nodes[0].history.nodes[0].recordedAt;
    const before = new Date(Date.parse(at) - 1).toISOString();
    const seen = async (ask: Asking, knownAt: string) => [
      (await statistics(ask, { ...month, standardId: ids[0], knownAt })).map(({ applied }) => applied),
      (
        await ask(
          `{ municipality(by: { code: "${some[2]!.code}" }, asOf: "2026-06-30", knownAt: "${knownAt}") { comparison(standardId: "${ids[0]}") { unknown } } }`,
        )
      ).municipality.comparison.length,
    ];
    expect([await seen(anyone, before), await seen(anyone, at)]).toEqual([
      [[], 0],
      [[], 0],
    ]);
    expect([await seen(office, before), await seen(office, at)]).toEqual([
      [[2], 1],
      [[3], 1],
    ]);
    expect((await statistics(anyone, { ...month, standardId: ids[0] })).map(({ applied }) => applied)).toEqual([5]);
  });
});
