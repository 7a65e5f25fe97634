import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type OwnRegister, startService } from '../support/register.js';

describe('The register starts with', () => {
  // A register of its own: in that of the others, standards come and go.
  let on: OwnRegister;
  beforeAll(async () => void (on = await startService()));
  afterAll(() => on?.stop());

  const data = async (document: string) => {
    const { body } = await on.graphql(document);
    expect(body.errors).toBeUndefined();
    return body.data;
  };

  test('every standard, version, relation and obligation of the files', async () => {
    expect((await data('{ standards { totalCount } }')).standards.totalCount).toBeGreaterThanOrEqual(140);
    const [{ report }] = (await on.sql('select report from catalogue_load order by id limit 1')) as [any];
    expect(report.counts).toMatchObject({
      standards: 140,
      versions: 372,
      datedVersions: 202,
      municipalities: 360,
      successions: 21,
      commonGround: 49,
      supports: 93,
      involvements: 63,
      adoptions: 5,
      terms: 3,
      normSets: 5,
      norms: 204,
      programmes: 4,
      projects: 17,
      fundYears: 10,
      criteria: 12,
    });
    const [held] = await on.sql(
      `with ours as (select id from standard where slug not like 'test-%')
       select (select count(*)::int from ours) as standards,
         (select count(*)::int from standard_version where standard_id in (table ours)) as versions,
         (select count(*)::int from standard_relation where known_to = 'infinity' and subject_standard_id in (table ours)) as relations,
         (select count(*)::int from municipality) as municipalities,
         (select count(*)::int from municipality_succession where known_to = 'infinity') as successions,
         (select count(*)::int from municipality_population where known_to = 'infinity') as populations,
         (select count(*)::int from reference_component) as components, (select count(*)::int from component) as "commonGround",
         (select count(*)::int from component_support where known_to = 'infinity') as supports,
         (select count(*)::int from involvement where known_to = 'infinity') as involvements,
         (select count(*)::int from adoption where known_to = 'infinity') as adoptions,
         (select count(*)::int from procurement_terms) as terms, (select count(*)::int from quality_norm_set) as "normSets",
         (select count(*)::int from quality_norm) as norms,
         (select count(*)::int from programme) as programmes, (select count(*)::int from project) as projects,
         (select count(*)::int from fund_year) as "fundYears",
         (select count(*)::int from criterion where code not like 'TEST-%') as criteria`,
    );
    const { organisations, decisions, obligations, requirements, synonyms, datedVersions, unverified, ...counted } =
      report.counts;
    expect(held).toEqual(counted);
    for (const n of [organisations, decisions, obligations, requirements, synonyms, datedVersions, unverified]) {
      expect(n).toBeGreaterThan(0);
    }
  });

  test('all versions with their labels as printed', async () => {
    const { standard } = await data('{ standard(by: { slug: "stuf-woz" }) { versions { nodes { label } } } }');
    expect(standard.versions.nodes).toEqual([{ label: '03.11' }, { label: '03.12' }, { label: '03.13' }]);
  });

  test('dates only where a source gives a full one', async () => {
    const { standard } = await data(
      '{ standard(by: { slug: "mdto" }) { version(label: "1.0") { publishedOn phases { lifecycle period { from isFromKnown } } } } }',
    );
    expect(standard.version).toEqual({
      publishedOn: null,
      phases: [{ lifecycle: 'IN_USE', period: { from: '2021-07-01', isFromKnown: false } }],
    });
  });

  test('what was only remembered marked as not verified', async () => {
    const { seen, recalled } = await data(
      `{ seen: standard(by: { slug: "zaken-api" }) { verified } recalled: standard(by: { slug: "dnssec" }) { verified } }`,
    );
    expect([seen.verified, recalled.verified]).toEqual([true, false]);
  });

  test('a seen standard whose obligation is only remembered, each marked by itself', async () => {
    const { standard } = await data(
      '{ standard(by: { slug: "odf" }) { verified obligations { level source verified period { isFromKnown } } } }',
    );
    expect(standard).toEqual({
      verified: true,
      obligations: [{ level: 'COMPLY_OR_EXPLAIN', source: 'FORUM', verified: false, period: { isFromKnown: false } }],
    });
  });

  test('the municipality of Delft as the steward of the model that it keeps', async () => {
    const { standard } = await data(
      '{ standard(by: { slug: "gemeentelijk-gegevensmodel" }) { steward { name kind municipality { code } } } }',
    );
    expect(standard.steward).toEqual({ name: 'Delft', kind: 'MUNICIPALITY', municipality: { code: 'GM0503' } });
  });

  test('the oddities of its sources as they are, and a report that names them', async () => {
    const { standard } = await data(
      '{ standard(by: { slug: "zaken-api" }) { version(label: "1.2.1") { lifecycle reason } } }',
    );
    expect(standard.version.lifecycle).toBe('VOID');
    const odd = await on.sql<{ subject: string; kind: string }>(
      `select o->>'kind' as kind, o->>'subject' as subject from catalogue_load, jsonb_array_elements(report->'oddities') o
       where o->>'subject' like 'zaken-api%' and o->>'kind' in ('VOID', 'OLDER_THAN_THE_VERSION_BEFORE') order by 1, 2`,
    );
    expect(odd).toEqual([
      { kind: 'OLDER_THAN_THE_VERSION_BEFORE', subject: 'zaken-api 1.3.0' },
      { kind: 'OLDER_THAN_THE_VERSION_BEFORE', subject: 'zaken-api 1.3.1' },
      { kind: 'OLDER_THAN_THE_VERSION_BEFORE', subject: 'zaken-api 1.5.0' },
      { kind: 'VOID', subject: 'zaken-api 1.2.1' },
    ]);
  });
});
