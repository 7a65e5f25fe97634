import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Register, startingRegister } from '../support/register.js';

const CONTRIBUTION = `year inhabitants populationYear isEstimated verified amount { cents includesVat }
  withVat: amountOn(basis: WITH_VAT) { cents includesVat } withoutVat: amountOn(basis: WITHOUT_VAT) { cents includesVat }`;

/** Worked out by hand from 124,090 of 17,512,280 inhabitants: 370,591.7790 and 306,464.5209 euros before rounding. */
const LEIDEN_2020 = 37_059_178;
const LEIDEN_2020_WITHOUT_VAT = 30_646_452;

describe('The fund of joint execution', () => {
  let on: Register;
  beforeAll(async () => void (on = await startingRegister()));

  const data = async (document: string, variables?: Record<string, unknown>) => {
    const { body } = await on.graphql(document, variables);
    expect(body.errors).toBeUndefined();
    return body.data;
  };
  /** Every contribution of a year, over as many pages as there are. */
  const contributions = async (year: number): Promise<any[]> => {
    const found: any[] = [];
    for (let after: string | null = null; ;) {
      const { fundYear } = await data(
        `query ($year: Int!, $after: String) { fundYear(year: $year) { contributions(first: 100, after: $after) {
          totalCount pageInfo { hasNextPage endCursor } nodes { ${CONTRIBUTION} municipality { code name } } } } }`,
        { year, after },
      );
      const { nodes, pageInfo, totalCount } = fundYear.contributions;
      found.push(...nodes);
      if (!pageInfo.hasNextPage) {
        expect(found).toHaveLength(totalCount);
        return found;
      }
      after = pageInfo.endCursor;
    }
  };

  test('can be followed for Leiden in 2020 from the total and the inhabitants to the cent', async () => {
    const { fundYear, municipality } = await data(
      `{ fundYear(year: 2020) { year referenceDate verified inhabitants total { cents includesVat }
           without: total(basis: WITHOUT_VAT) { cents includesVat } perInhabitant printedPerInhabitant
           decision { title body } planned { cents includesVat } otherFunding { cents includesVat } allocations { id } }
         municipality(by: { code: "GM0546" }) { name population(year: 2021) contributions(years: [2020]) { ${CONTRIBUTION} } } }`,
    );
    expect(fundYear).toEqual({
      ...{ year: 2020, referenceDate: '2020-01-01', verified: true },
      inhabitants: fundYear.inhabitants,
      total: { cents: 5_230_000_000, includesVat: true },
      without: { cents: 4_325_000_000, includesVat: false },
      perInhabitant: Math.round((52_300_000 / fundYear.inhabitants) * 10_000) / 10_000,
      printedPerInhabitant: 3,
      decision: { title: expect.stringContaining('Meerjarenprogramma'), body: 'ALV' },
      planned: { cents: 5_500_000_000, includesVat: false },
      otherFunding: { cents: 1_175_000_000, includesVat: false },
      allocations: [],
    });
    expect(municipality.name).toBe('Leiden');
    const [leiden, ...others] = municipality.contributions;
    expect(others).toEqual([]);
    // The register has the inhabitants of 2021 and not those of 2020: it takes these, and says so.
    expect(leiden).toMatchObject({ year: 2020, inhabitants: municipality.population, populationYear: 2021 });
    expect(leiden).toMatchObject({ isEstimated: true, verified: false });
    const fair = (5_230_000_000 * leiden.inhabitants) / fundYear.inhabitants;
    expect(Math.abs(leiden.amount.cents - fair)).toBeLessThan(1);
    expect(leiden.amount).toEqual(leiden.withVat);
    expect(leiden.amount).toEqual({ cents: LEIDEN_2020, includesVat: true });
    expect(leiden.withoutVat).toEqual({ cents: LEIDEN_2020_WITHOUT_VAT, includesVat: false });
  });

  test.each([2019, 2020])('adds up to the cent over all municipalities of %i, with VAT and without', async (year) => {
    const all = await contributions(year);
    const sum = (get: (each: any) => number): number => all.reduce((total, each) => total + get(each), 0);
    expect(sum(({ withVat }) => withVat.cents)).toBe(5_230_000_000);
    expect(sum(({ withoutVat }) => withoutVat.cents)).toBe(4_325_000_000);
    const { fundYear } = await data('query ($year: Int!) { fundYear(year: $year) { inhabitants isDivided } }', {
      year,
    });
    expect(fundYear).toEqual({ isDivided: true, inhabitants: sum(({ inhabitants }) => inhabitants) });
    const names = all.map(({ municipality }) => municipality.name.toLowerCase());
    expect(new Set(all.map(({ municipality }) => municipality.code)).size).toBe(355);
    expect([...names].sort()).toEqual([...names]);
  });

  test('gives each within a cent of its share, and the cents that are left to whom most was cut off', async () => {
    const all = await contributions(2020);
    const inhabitants = all.reduce((sum, each) => sum + BigInt(each.inhabitants), 0n);
    const total = 5_230_000_000n;
    const gotMore = { most: [] as bigint[], least: [] as bigint[] };
    for (const each of all) {
      const product = total * BigInt(each.inhabitants);
      const more = BigInt(each.withVat.cents) - product / inhabitants;
      expect([0n, 1n]).toContain(more);
      (more === 1n ? gotMore.most : gotMore.least).push(product % inhabitants);
    }
    const [least, most] = [gotMore.most, gotMore.least].map((cuts) =>
      cuts.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
    );
    expect(least!.length).toBeGreaterThan(0);
    expect(least![0]! >= most!.at(-1)!).toBe(true);
  });

  test('is paid by those who existed on the reference date: who followed them pays nothing for that year', async () => {
    const codes = (await contributions(2020)).map(({ municipality }) => municipality.code);
    // Appingedam, Delfzijl and Loppersum became Eemsdelta on 1 January 2021; Haaren was divided on that day.
    expect(codes).toEqual(expect.arrayContaining(['GM0003', 'GM0010', 'GM0024', 'GM0788']));
    expect(codes).not.toContain('GM1979');
    const { old, successor } = await data(
      `{ old: municipality(by: { code: "GM0003" }) { contributions { ${CONTRIBUTION} } }
         successor: municipality(by: { code: "GM1979" }) { contributions { year } } }`,
    );
    expect(successor.contributions).toEqual([]);
    expect(old.contributions.map(({ year }: any) => year)).toEqual([2019, 2020]);
    // Of these the register does have the inhabitants of the day.
    const [before, onTheDay] = old.contributions;
    expect(before).toMatchObject({ populationYear: 2020, isEstimated: true, verified: false });
    expect(onTheDay).toMatchObject({ populationYear: 2020, isEstimated: false, verified: true });
  });

  test.each([2021, 2022, 2023, 2024, 2025, 2026])(
    'of %i is not known, which is something else than nothing',
    async (year) => {
      const { fundYear } = await data(
        `query ($year: Int!) { fundYear(year: $year) { total { cents } with: total(basis: WITH_VAT) { cents } inhabitants
         perInhabitant printedPerInhabitant planned { cents } otherFunding { cents } isDivided provenance
         contributions { totalCount nodes { id } } } }`,
        { year },
      );
      expect(fundYear).toEqual({
        ...{ total: null, with: null, inhabitants: null, perInhabitant: null, printedPerInhabitant: null },
        ...{ planned: null, otherFunding: null, isDivided: false },
        provenance: expect.stringContaining('geen bron gevonden voor het bedrag'),
        contributions: { totalCount: 0, nodes: [] },
      });
    },
  );

  test.each([2017, 2018])(
    'of %i has a total that is not divided, for who there were then is not known',
    async (year) => {
      const { fundYear } = await data(
        `query ($year: Int!) { fundYear(year: $year) { total { cents includesVat } isDivided inhabitants perInhabitant contributions { totalCount } } }`,
        { year },
      );
      expect(fundYear).toEqual({
        total: { cents: 5_230_000_000, includesVat: true },
        ...{ isDivided: false, inhabitants: null, perInhabitant: null, contributions: { totalCount: 0 } },
      });
    },
  );

  test('of 2017 is known with VAT alone', async () => {
    const { fundYear } = await data('{ fundYear(year: 2017) { total(basis: WITHOUT_VAT) { cents } } }');
    expect(fundYear.total).toBeNull();
  });

  test.each([2016, 1999, -1, 2147483647])('of %i is nothing the register knows of', async (year) => {
    const { fundYear } = await data('query ($year: Int!) { fundYear(year: $year) { id } }', { year });
    expect(fundYear).toBeNull();
  });

  test('lists its years, the newest first, and each is found again by its id', async () => {
    const { fundYears } = await data('{ fundYears { id year } }');
    const years = fundYears.map(({ year }: any) => year).filter((year: number) => year <= 2026);
    expect(years).toEqual([2026, 2025, 2024, 2023, 2022, 2021, 2020, 2019, 2018, 2017]);
    const last = fundYears.at(-1);
    const { node } = await data('query ($id: ID!) { node(id: $id) { id ... on FundYear { year } } }', { id: last.id });
    expect(node).toEqual(last);
  });

  test('tells of a contribution by its id what it is a part of', async () => {
    const { municipality } = await data(
      '{ municipality(by: { code: "GM0546" }) { contributions(years: [2019, 2020, 2021]) { id year } } }',
    );
    expect(municipality.contributions.map(({ year }: any) => year)).toEqual([2019, 2020]);
    const { node } = await data(
      'query ($id: ID!) { node(id: $id) { ... on FundContribution { year fundYear { year } municipality { code } } } }',
      { id: municipality.contributions[1].id },
    );
    expect(node).toEqual({ year: 2020, fundYear: { year: 2020 }, municipality: { code: 'GM0546' } });
  });

  test('was not there before the register knew of it', async () => {
    const { fundYear, fundYears } = await data(
      `{ fundYear(year: 2020, knownAt: "2020-01-01T00:00:00Z") { id } fundYears(knownAt: "2020-01-01T00:00:00Z") { id } }`,
    );
    expect([fundYear, fundYears]).toEqual([null, []]);
  });
});
