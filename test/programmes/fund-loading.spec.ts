import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CatalogueCopy } from '../starter-catalogue/files.js';
import { put } from '../support/builders.js';
import { type FreshDatabase, freshDatabase } from '../support/register.js';
import { runCommand } from '../support/service-process.js';

const LEIDEN = `select c.id, c.inhabitants, c.population_year as "populationYear", c.cents_with_vat::text as cents
  from fund_contribution c join fund_year y on y.id = c.fund_year_id join municipality m on m.id = c.municipality_id
  where y.year = 2020 and m.code = 'GM0546'`;
const SUMS = `select y.year, count(c.id)::int as n, sum(c.cents_with_vat)::text as cents from fund_year y
  left join fund_contribution c on c.fund_year_id = y.id group by y.year order by y.year`;

describe('Loading the fund again', () => {
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
  const sums = async () =>
    Object.fromEntries((await database.sql<any>(SUMS)).map(({ year, n, cents }) => [year, [n, cents]]));

  test('takes the inhabitants of the reference date once they are known, and keeps what the contribution is known by', async () => {
    const [before] = await database.sql<any>(LEIDEN);
    expect(before).toMatchObject({ inhabitants: 124090, populationYear: 2021, cents: '37059178' });
    files.replace('municipality-populations.csv', 'GM0546,2021', 'GM0546,2020,125000,proef,SEEN\nGM0546,2021');
    await load();
    const [after] = await database.sql<any>(LEIDEN);
    // 5,230,000,000 × 125,000 ÷ 17,513,190, which is 17,512,280 with 910 more in Leiden.
    expect(after).toEqual({ id: before.id, inhabitants: 125000, populationYear: 2020, cents: '37329007' });
    expect((await sums())['2020']).toEqual([355, '5230000000']);
  });

  test('divides among those who were there, when that is corrected', async () => {
    files.replace('municipalities.csv', ',,2021-01-01,', ',2020-01-01,2021-01-01,', 'GM0003,');
    await load();
    expect(await sums()).toMatchObject({ 2019: [354, '5230000000'], 2020: [355, '5230000000'] });
  });

  test('says of nobody what he pays, where the inhabitants of one are not known at all', async () => {
    const [appingedam] = await database.sql<{ id: string }>(`select id from municipality where code = 'GM0003'`);
    await put(
      database.sql,
      'municipality_population',
      { municipality_id: appingedam!.id, valid_from: '1970-01-01' },
      true,
    );
    // The load passes over files that are those of the load before.
    files.replace('fund.yaml', '# The fund', '# Again the fund');
    await load();
    expect(await sums()).toMatchObject({ 2019: [0, null], 2020: [0, null] });
  });

  test('leaves alone what a registrar entered since, unless the files have something new to say of that year', async () => {
    await database.sql(`update fund_year set cents_with_vat = 352 where year = 2021`);
    files.replace('fund.yaml', "withVat: '52300000'", "withVat: '52300001.10'", 'year: 2019');
    await load();
    expect(await sums()).toMatchObject({ 2019: [355, '5230000110'], 2020: [355, '5230000000'], 2021: [352, '352'] });
  });

  test('is refused with the file, the year and the field, for what cannot be', async () => {
    files.replace('fund.yaml', 'meerjarenprogramma-ggu-2020-2024', 'geen-besluit');
    await expect(load()).rejects.toThrow('fund.yaml: 2020: decision: geen-besluit is not in the catalogue');
  });
});
