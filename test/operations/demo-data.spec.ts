import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { signIn } from '../support/actors.js';
import { until } from '../support/jobs.js';
import { type FreshDatabase, freshDatabase, type OwnRegister, startService } from '../support/register.js';
import { runCommand } from '../support/service-process.js';

const FEW = ['--only', 'GM0363,GM0344,GM0599'];
const NAMES = '{ standards(first: 2) { totalCount nodes { name } } }';
const fill = (databaseUrl: string, ...more: string[]) => runCommand(databaseUrl, 'demo-data', ...FEW, ...more);

const countOf = async ({ sql }: Pick<FreshDatabase, 'sql'>, what: string): Promise<number> =>
  (await sql<{ n: number }>(`select count(*)::int as n from ${what}`))[0]?.n ?? 0;
const history = ({ sql }: Pick<FreshDatabase, 'sql'>) =>
  sql(`select m.code, s.slug, a.status, a.valid_from, a.valid_to, a.planned_for, a.review_on, a.confirm_by, a.reason
       from adoption a join municipality m on m.id = a.municipality_id join standard s on s.id = a.standard_id
       where a.provenance like 'Demonstratiegegevens%' and a.known_to = 'infinity' order by 1, 2, 4`);

describe('A register that is filled with demonstration data', () => {
  let on: OwnRegister;
  beforeAll(async () => {
    on = await startService();
  });
  afterAll(() => on?.stop().then(() => undefined));

  const headers = { accept: 'application/json' };
  const places = ['/', '/health/ready', '/health/live', '/id/standards/zaken-api', '/schema.graphql', '/nowhere'];

  test('says nothing of it before, and on every answer after, also when it was running', async () => {
    expect((await on.graphql(NAMES)).body.extensions).not.toHaveProperty('demoData');
    for (const place of places) expect((await fetch(on.url + place)).headers.get('x-demo-data')).toBeNull();
    await fill(on.databaseUrl);
    await until('it says so', async () => (await on.graphql(NAMES)).headers.get('x-demo-data') === 'true');
    for (const document of [NAMES, `${NAMES} `, `${NAMES} `, '{ __typename }']) {
      const { body, headers: sent } = await on.graphql(document);
      expect(body.errors).toBeUndefined();
      expect(sent.get('x-demo-data')).toBe('true');
      if (document !== '{ __typename }') expect(body.extensions).toHaveProperty('demoData', true);
    }
    expect((await on.graphql('{ nothing }')).headers.get('x-demo-data')).toBe('true');
    for (const place of places) expect((await fetch(on.url + place)).headers.get('x-demo-data')).toBe('true');
    expect(await (await fetch(`${on.url}/health/ready`)).json()).toHaveProperty('demoData', true);
    expect(await (await fetch(on.url, { headers })).json()).toHaveProperty('demoData.en');
    expect(await (await fetch(on.url, { headers: { accept: 'text/html' } })).text()).toContain('is verzonnen');
  });

  test('was told so before the first record was made up', async () => {
    const [order] = await on.sql<{ isFirst: boolean }>(
      `select (select begun_at from demo_data) + interval '2 seconds' < min(known_from) as "isFirst" from adoption where provenance like 'Demo%'`,
    );
    expect(order?.isFirst).toBe(true);
  });

  test('holds an event for each change, with counts that a recount bears out, and names its source', async () => {
    const made = await countOf(on, `adoption where provenance like 'Demonstratiegegevens%' and not is_remainder`);
    expect(made).toBeGreaterThan(300);
    expect(await countOf(on, `audit_event where action = 'fillWithDemoData'`)).toBe(made + 1);
    expect(await countOf(on, 'adoption_recount_diff')).toBe(0);
    expect(await countOf(on, `adoption where provenance is null`)).toBe(0);
  });

  test('is not filled again with the same, and another is filled alike', async () => {
    const held = await history(on);
    const rows = await countOf(on, 'adoption');
    await fill(on.databaseUrl);
    expect(await countOf(on, 'adoption')).toBe(rows);
    const other = await freshDatabase('starter');
    await fill(other.url);
    expect(await history(other)).toEqual(held);
    await other.drop();
  });

  test('says so from its start when it is started again', async () => {
    const again = await startService({ databaseUrl: on.databaseUrl });
    expect((await again.graphql(NAMES)).body.extensions).toHaveProperty('demoData', true);
    expect((await again.stop()).code).toBe(0);
  });
});

describe('Demonstration data', () => {
  test('is refused where a municipality has reported, and leaves what it reported alone when it is added anyway', async () => {
    const on = await startService();
    const reporter = await signIn('reporter-gm0363', on);
    const { body } = await on.graphql(
      `{ standard(by: { slug: "zaken-api" }) { id } municipality(by: { code: "GM0363" }) { id } }`,
    );
    const input = {
      municipalityId: body.data.municipality.id,
      reports: [{ standardId: body.data.standard.id, status: 'IMPLEMENTING' }],
    };
    const reported = await on.graphql(
      'mutation ($input: ReportAdoptionsInput!) { reportAdoptions(input: $input) { errors { message } adoptions { status } } }',
      { input },
      reporter,
    );
    expect(reported.body.data.reportAdoptions.errors).toEqual([]);
    await expect(fill(on.databaseUrl)).rejects.toThrow('--anyway');
    expect(await countOf(on, 'demo_data')).toBe(0);
    const said = () => on.sql(`select * from adoption where recorded_by is not null order by row_id`);
    const before = await said();
    await fill(on.databaseUrl, '--anyway');
    expect(await said()).toEqual(before);
    expect(await countOf(on, `adoption where provenance like 'Demo%'`)).toBeGreaterThan(300);
    await on.stop();
  });

  test('is refused where there is nothing to make it up about', async () => {
    const empty = await freshDatabase('empty');
    await expect(fill(empty.url)).rejects.toThrow('load the catalogue first');
    await empty.drop();
  });
});
