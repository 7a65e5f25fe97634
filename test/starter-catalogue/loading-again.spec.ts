import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../support/register.js';
import { runCommand } from '../support/service-process.js';
import { CatalogueCopy } from './files.js';

const TABLES = [
  ...[
    'organisation',
    'organisation_profile',
    'municipality',
    'municipality_population',
    'municipality_succession',
    'decision',
  ],
  ...[
    'standard',
    'standard_identifier',
    'standard_version',
    'version_phase',
    'artifact',
    'standard_relation',
    'obligation',
  ],
  ...[
    'obligation_version',
    'reference_component',
    'component_identifier',
    'component_requirement',
    'search_document',
    'search_synonym',
  ],
  ...['component', 'component_part', 'component_support', 'involvement', 'adoption_key', 'adoption', 'adoption_delta'],
  ...['procurement_terms', 'procurement_article', 'procurement_rule', 'quality_norm_set', 'quality_norm_set_terms'],
  ...['quality_norm', 'quality_norm_standard', 'quality_norm_component', 'quality_norm_article'],
  ...['programme', 'project', 'project_stage', 'project_standard', 'project_component', 'project_decision'],
  ...['fund_year', 'fund_contribution', 'criterion'],
];

describe('Loading again', () => {
  let database: FreshDatabase;
  let files: CatalogueCopy;
  beforeEach(async () => {
    database = await freshDatabase('starter');
    files = new CatalogueCopy();
  });
  afterEach(async () => {
    files.throwAway();
    await database.drop();
  });
  const load = () => runCommand(database.url, 'load', '--from', files.folder);
  const contents = async () => {
    const rows = await Promise.all(
      TABLES.map((table) =>
        database.sql(
          `select md5(string_agg(t::text, ',' order by t::text)) as hash, count(*)::int as n from ${table} t`,
        ),
      ),
    );
    return Object.fromEntries(TABLES.map((table, i) => [table, rows[i]![0]]));
  };
  const loads = () => database.sql<{ report: any }>('select report from catalogue_load order by id');
  const revision = async () => (await database.sql<{ n: string }>('select catalogue_revision() as n'))[0]!.n;

  test('the same files does nothing at all, and answers kept by others stay good', async () => {
    const [before, number] = [await contents(), await revision()];
    await load();
    expect(await contents()).toEqual(before);
    expect(await revision()).toBe(number);
    expect(await loads()).toHaveLength(1);
  });

  test('the same records, though the register no longer knows that it has loaded them, changes none of them', async () => {
    const before = await contents();
    await database.sql('alter table catalogue_load disable trigger all');
    await database.sql('delete from catalogue_load');
    await load();
    expect(await contents()).toEqual(before);
    expect((await loads())[0]!.report.written.length).toBeGreaterThan(2000);
  });

  test('files with one record changed writes that one', async () => {
    const before = await contents();
    files.replace(
      'standards/inkoop-en-financien.yaml',
      'Set uniforme inkoopvoorwaarden',
      'Verzameling uniforme inkoopvoorwaarden',
    );
    await load();
    expect((await loads())[1]!.report.written).toEqual(['standard gibit']);
    const after = await contents();
    const changed = TABLES.filter((table) => after[table]!['hash'] !== before[table]!['hash']);
    expect(changed.sort()).toEqual(['search_document', 'standard']);
  });

  test('leaves alone what people have changed since, until the files have news of that very record', async () => {
    await database.sql(
      `update standard set summary_nl = 'Verbeterd door een beheerder.' where slug in ('gibit', 'odf')`,
    );
    files.replace(
      'standards/inkoop-en-financien.yaml',
      'Set uniforme inkoopvoorwaarden',
      'Verzameling uniforme inkoopvoorwaarden',
    );
    await load();
    const summaries = await database.sql(
      `select slug, summary_nl from standard where slug in ('gibit', 'odf') order by slug`,
    );
    expect(summaries[0]!['summary_nl']).toMatch(/^Verzameling/);
    expect(summaries[1]!['summary_nl']).toBe('Verbeterd door een beheerder.');
  });

  test('with a first day that has become known: it takes the place of the open beginning, and the register keeps what it held before', async () => {
    const spans = () =>
      database.sql(
        `select o.valid_from, o.is_from_known, o.known_to = 'infinity' as held from obligation o join standard s on s.id = o.standard_id
         where s.slug = 'stuf' order by o.row_id`,
      );
    expect(await spans()).toEqual([{ valid_from: '1970-01-01', is_from_known: false, held: true }]);
    files.replace(
      'standards/gegevensuitwisseling.yaml',
      'imposedBy: FORUM',
      'imposedBy: FORUM\n        from: 2012-05-01',
      'slug: stuf\n',
    );
    await load();
    const after = await spans();
    expect(after.filter(({ held }) => held)).toEqual([{ valid_from: '2012-05-01', is_from_known: true, held: true }]);
    expect(after[0]).toEqual({ valid_from: '1970-01-01', is_from_known: false, held: false });
  });

  test('with a criterion that is no longer asked from a day on keeps it, and what was judged on it', async () => {
    const criteria = () => database.sql('select code, asked_until, revision from criterion order by position');
    const before = await criteria();
    files.replace('criteria.yaml', 'mandatory: true', 'mandatory: true\n    askedUntil: 2027-01-01');
    await load();
    const [{ report }] = (await loads()).slice(-1) as [any];
    expect(report.written).toEqual(['criterion FORUM-OPEN-PROCES']);
    expect(await criteria()).toEqual([{ ...before[0], asked_until: '2027-01-01', revision: 2 }, ...before.slice(1)]);
  });

  test('with a record gone from the files keeps it, and says so', async () => {
    files.replace('synonyms.csv', 'AVG,algemene verordening gegevensbescherming,true\n', '');
    files.replace('standards/bestuur-en-beheer.yaml', 'slug: bomos', 'slug: bomos-nieuw');
    await load();
    const [{ report }] = (await loads()).slice(-1) as [any];
    expect(report.gone).toContain('standard bomos');
    expect(await database.sql(`select slug from standard where slug like 'bomos%' order by slug`)).toEqual([
      { slug: 'bomos' },
      { slug: 'bomos-nieuw' },
    ]);
  });

  test('with other words about a published version keeps what was published, and reports it', async () => {
    files.replace(
      'standards/zaakgericht-werken.yaml',
      'publishedOn: 2020-06-12',
      'publishedOn: 2020-06-13',
      'slug: zaken-api\n',
    );
    await load();
    const [version] = await database.sql(
      `select published_on from standard_version v join standard s on s.id = v.standard_id where s.slug = 'zaken-api' and label = '1.0.2'`,
    );
    expect(version).toEqual({ published_on: '2020-06-12' });
    const { oddities } = (await loads())[1]!.report;
    expect(oddities.filter(({ kind }: { kind: string }) => kind === 'PUBLISHED_VERSION_DIFFERS')).toEqual([
      expect.objectContaining({ subject: 'zaken-api 1.0.2' }),
    ]);
  });
});

test('Two that load into one empty register at the same time load it once', async () => {
  const database = await freshDatabase('empty');
  await Promise.all([runCommand(database.url, 'load'), runCommand(database.url, 'load')]);
  const [counted] = await database.sql(
    'select (select count(*)::int from catalogue_load) as loads, (select count(*)::int from standard) as standards',
  );
  expect(counted).toEqual({ loads: 1, standards: 140 });
  await database.drop();
}, 60_000);
