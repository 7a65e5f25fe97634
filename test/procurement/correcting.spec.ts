import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CatalogueCopy } from '../starter-catalogue/files.js';
import { type FreshDatabase, freshDatabase } from '../support/register.js';
import { runCommand } from '../support/service-process.js';

describe('A set of norms that the register has wrong', () => {
  let database: FreshDatabase;
  let files: CatalogueCopy;
  beforeAll(async () => {
    database = await freshDatabase('starter');
    files = new CatalogueCopy();
  });
  afterAll(async () => {
    files?.throwAway();
    await database?.drop();
  });

  const load = () => runCommand(database.url, 'load', '--from', files.folder);
  const report = async () =>
    (await database.sql<{ report: any }>('select report from catalogue_load order by id desc limit 1'))[0]!.report;
  const norm = async (code: string) =>
    (
      await database.sql(
        `select n.revision, n.position, array(select s.slug from quality_norm_standard l join standard s on s.id = l.standard_id
             where l.norm_id = n.id order by l.position) as standards,
           array(select c.slug from quality_norm_component l join reference_component c on c.id = l.component_id
             where l.norm_id = n.id order by 1) as components,
           array(select l.number from quality_norm_article l where l.norm_id = n.id order by 1) as articles
         from quality_norm n join quality_norm_set s on s.id = n.set_id where s.edition = '2024-1' and n.code = $1`,
        [code],
      )
    )[0]!;

  test('is corrected by the files: what a norm points at no longer is gone, and no other record is touched', async () => {
    const before = await norm('INT-05');
    expect(before).toMatchObject({ revision: 1, standards: ['iwmo'], articles: ['8'] });
    files.replace(
      'gibit.yaml',
      'standards: [{ standard: iwmo }]',
      'standards: [{ standard: digikoppeling-wus, from: 3.8.1 }]',
      'edition: 2024-1',
    );
    files.replace('gibit.yaml', "articles: { '2023': ['8'] }", "articles: { '2023': ['9'] }", 'from: 3.8.1');
    await load();
    expect((await report()).written).toEqual(['quality norm 2024-1 INT-05']);
    expect(await norm('INT-05')).toEqual({ ...before, revision: 2, standards: ['digikoppeling-wus'], articles: ['9'] });
    expect((await norm('INT-04'))['revision']).toBe(1);
  });

  test('takes a norm in between: those behind it move, and keep their codes', async () => {
    files.replace(
      'gibit.yaml',
      '      - code: EFA-01',
      `      - code: EFA-00
        nl: Factureren
        theme: E_INVOICING
        condition: CHARACTERISTIC
        characteristic: INVOICES
        source: recalled
        confidence: RECALLED
      - code: EFA-01`,
      'edition: 2024-1',
    );
    await load();
    expect((await report()).written).toEqual(
      ['EFA-00', 'EFA-01', 'EFA-02'].map((code) => `quality norm 2024-1 ${code}`),
    );
    expect(await norm('EFA-00')).toMatchObject({ position: 57, standards: [] });
    expect(await norm('EFA-02')).toMatchObject({ position: 59, revision: 2, standards: ['peppol'] });
  });

  test('keeps a norm that is no longer in the files, and says so', async () => {
    files.replace('gibit.yaml', 'code: EFA-00', 'code: EFA-99');
    await load();
    expect((await report()).gone).toEqual(['quality norm 2024-1 EFA-00']);
    expect(await norm('EFA-00')).toMatchObject({ revision: 1 });
  });

  test('lists what is odd about it in the report of the load', async () => {
    const kinds = (await report()).oddities.map(({ kind }: any) => kind);
    for (const kind of [
      'TERMS_WITHOUT_NORMS',
      'SET_BEFORE_IT_UNKNOWN',
      'NORMS_NOT_SEEN',
      'NORM_WITHOUT_VERSION_IN_USE',
    ]) {
      expect(kinds).toContain(kind);
    }
  });
});
