import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { signIn, type SignedIn } from '../support/actors.js';
import { type OwnRegister, startService } from '../support/register.js';

const RECORD = `mutation ($input: RecordFundYearInput!) { recordFundYear(input: $input) {
  fundYear { id year revision verified provenance referenceDate total { cents includesVat } isDivided inhabitants }
  errors { __typename message path } } }`;
const ALLOCATE = `mutation ($input: RecordFundAllocationInput!) { recordFundAllocation(input: $input) {
  fundAllocation { id year revision programme { slug } project { slug } planned { cents includesVat } realised { cents includesVat } account verified }
  errors { __typename message path } } }`;

describe('What a registrar enters of the fund', () => {
  let on: OwnRegister;
  let registrar: SignedIn;
  let programmeId: string;
  let projectId: string;

  beforeAll(async () => {
    on = await startService();
    registrar = await signIn('registrar', on);
    const [found] = await on.sql<{ programmeId: string; projectId: string }>(
      `select (select min(id) from programme) as "programmeId", (select min(id) from project) as "projectId"`,
    );
    ({ programmeId, projectId } = found!);
  });
  afterAll(() => on?.stop());

  const record = async (input: Record<string, unknown>) => {
    const { body } = await on.graphql(RECORD, { input: { provenance: 'vng.nl', ...input } }, registrar);
    expect(body.errors).toBeUndefined();
    return body.data.recordFundYear;
  };
  const allocate = async (input: Record<string, unknown>) => {
    const given = { year: 2020, plannedCents: 100, includesVat: false, provenance: 'vng.nl', ...input };
    const { body } = await on.graphql(ALLOCATE, { input: given }, registrar);
    expect(body.errors).toBeUndefined();
    return body.data.recordFundAllocation;
  };
  const eventsOf = (id: string) =>
    on.sql<{ action: string; body: string }>(
      'select action, body from audit_event where subject_id = $1 order by occurred_at, id',
      [id],
    );
  const paid = async (year: number) =>
    (
      await on.sql<{ n: number; cents: string | null; code: string[] }>(
        `select count(*)::int as n, sum(c.cents_with_vat)::text as cents, array_agg(m.code) as code
         from fund_contribution c join fund_year y on y.id = c.fund_year_id join municipality m on m.id = c.municipality_id where y.year = $1`,
        [year],
      )
    )[0]!;

  test('fills in a year that was not known, and divides it over the municipalities of that year', async () => {
    const { fundYear, errors } = await record({ year: 2021, centsWithVat: 5_400_000_001 });
    expect(errors).toEqual([]);
    expect(fundYear).toMatchObject({ year: 2021, verified: true, revision: 2, isDivided: true });
    expect(fundYear.total).toEqual({ cents: 5_400_000_001, includesVat: true });
    const { n, cents, code } = await paid(2021);
    expect([n, cents]).toEqual([352, '5400000001']);
    expect(code).toContain('GM1979');
    expect(code).not.toContain('GM0003');
    expect(await eventsOf(fundYear.id)).toEqual([
      { action: 'recordFundYear', body: expect.stringContaining('"before":null,"after":"5400000001"') },
    ]);
  });

  test('knows a year without VAT alone, and says so with every amount', async () => {
    const { fundYear } = await record({ year: 2022, centsWithoutVat: 4_400_000_000 });
    expect(fundYear.total).toEqual({ cents: 4_400_000_000, includesVat: false });
    const { body } = await on.graphql(
      `{ municipality(by: { code: "GM0546" }) { contributions(years: [2022]) { amount { cents includesVat } amountOn(basis: WITH_VAT) { cents } } } }`,
    );
    expect(body.data.municipality.contributions).toEqual([
      { amount: { cents: expect.any(Number), includesVat: false }, amountOn: null },
    ]);
  });

  test('writes nothing when it says what is held already', async () => {
    const { fundYear } = await record({ year: 2023, centsWithVat: 5_500_000_000 });
    const again = await record({ year: 2023, centsWithVat: 5_500_000_000 });
    expect(again).toEqual({ fundYear, errors: [] });
    expect(await eventsOf(fundYear.id)).toHaveLength(1);
  });

  test('corrects an amount that was known with a reason alone, and then for everybody', async () => {
    const refused = await record({ year: 2019, centsWithVat: 1, centsWithoutVat: 1 });
    expect(refused.fundYear).toBeNull();
    expect(refused.errors).toEqual([
      { __typename: 'InvalidInputError', message: expect.stringContaining('with a reason'), path: ['input', 'reason'] },
    ]);
    expect((await paid(2019)).cents).toBe('5230000000');
    const { fundYear } = await record({
      year: 2019,
      centsWithVat: 354,
      reason: 'De jaarrekening geeft een ander bedrag.',
    });
    expect(fundYear.total).toEqual({ cents: 354, includesVat: true });
    expect(await paid(2019)).toMatchObject({ n: 355, cents: '354' });
  });

  test('takes the contributions back when the total turns out not to be known', async () => {
    await record({ year: 2024, centsWithVat: 100 });
    const { fundYear } = await record({ year: 2024, reason: 'Dat was de begroting van een ander fonds.' });
    expect(fundYear).toMatchObject({ total: null, isDivided: false, inhabitants: null });
    expect((await paid(2024)).n).toBe(0);
  });

  test('does not divide a year of which it does not know who there were', async () => {
    const { fundYear } = await record({ year: 2016, centsWithVat: 5_000_000_000 });
    expect(fundYear).toMatchObject({ total: { cents: 5_000_000_000 }, isDivided: false, revision: 1 });
  });

  test.each([
    [{ year: 1999 }, 'year'],
    [{ year: 2200 }, 'year'],
    [{ year: 2025, centsWithVat: -1 }, 'centsWithVat'],
    [{ year: 2025, centsWithVat: 1, centsWithoutVat: 2 }, 'centsWithVat'],
    [{ year: 2025, decisionId: 'dec_00000000000000000000000000' }, 'decisionId'],
    [{ year: 2025, provenance: ' ' }, 'provenance'],
    [{ year: 2025, expectedRevision: 7 }, 'expectedRevision'],
    [{ year: 2098, expectedRevision: 1 }, 'expectedRevision'],
    [{ year: 2025, referenceDate: '1899-12-31' }, 'referenceDate'],
  ])('is refused for %j', async (input, field) => {
    const { fundYear, errors } = await record(input);
    expect(fundYear).toBeNull();
    expect(errors.map(({ path }: any) => path)).toEqual([['input', field]]);
  });

  test.each([[0.5], [9007199254740992], ['100']])('does not take %j for cents', async (centsWithVat) => {
    const input = { year: 2025, provenance: 'vng.nl', centsWithVat };
    const { status, body } = await on.graphql(RECORD, { input }, registrar);
    expect(status).toBe(200);
    expect(body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('allocates to a programme what was planned, and later what was spent and what came of it', async () => {
    const { fundAllocation, errors } = await allocate({ programmeId, plannedCents: 5_500_000_000 });
    expect(errors).toEqual([]);
    expect(fundAllocation).toMatchObject({
      ...{ year: 2020, revision: 1, project: null, realised: null, account: null, verified: true },
      planned: { cents: 5_500_000_000, includesVat: false },
    });
    const spent = await allocate({
      ...{ programmeId, plannedCents: 5_500_000_000, realisedCents: 5_412_345_678 },
      ...{ account: 'Alle projecten liepen.', expectedRevision: 1 },
    });
    expect(spent.fundAllocation).toMatchObject({
      ...{ id: fundAllocation.id, revision: 2, account: 'Alle projecten liepen.' },
      realised: { cents: 5_412_345_678, includesVat: false },
    });
    expect(await eventsOf(fundAllocation.id)).toHaveLength(2);
    const { body } = await on.graphql(
      `query ($id: ID!) { fundYear(year: 2020) { allocations { id } }
         node(id: $id) { ... on Programme { allocations { year realised { cents } } } } }`,
      { id: programmeId },
    );
    expect(body.data).toEqual({
      fundYear: { allocations: [{ id: fundAllocation.id }] },
      node: { allocations: [{ year: 2020, realised: { cents: 5_412_345_678 } }] },
    });
  });

  test('allocates to a project, for each year by itself', async () => {
    await allocate({ projectId, plannedCents: 2, year: 2019 });
    await allocate({ projectId, plannedCents: 1, year: 2018 });
    const { body } = await on.graphql(
      'query ($id: ID!) { node(id: $id) { ... on Project { allocations { year planned { cents } } } } }',
      { id: projectId },
    );
    expect(body.data.node.allocations).toEqual([
      { year: 2018, planned: { cents: 1 } },
      { year: 2019, planned: { cents: 2 } },
    ]);
  });

  test.each([
    [{}, []],
    [{ year: 2099, projectId: 'this' }, ['year']],
    [{ projectId: 'prj_00000000000000000000000000' }, ['projectId']],
    [{ programmeId: 'pgm_00000000000000000000000000' }, ['programmeId']],
    [{ projectId: 'this', plannedCents: -1 }, ['plannedCents']],
    [{ projectId: 'this', account: 'Er is niets besteed.' }, ['account']],
  ])('is refused as an allocation for %j', async (input: Record<string, unknown>, place) => {
    const { fundAllocation, errors } = await allocate(input['projectId'] === 'this' ? { ...input, projectId } : input);
    expect(fundAllocation).toBeNull();
    expect(errors.map(({ path }: any) => path)).toEqual([['input', ...place]]);
  });
});
