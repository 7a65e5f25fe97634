import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aStandard } from '../support/builders.js';
import { type OwnRegister, startService } from '../support/register.js';
import { differences, municipalities, record } from './counting.js';

let on: OwnRegister;
beforeAll(async () => void (on = await startService()));
afterAll(() => on?.stop());

describe('The recount', () => {
  beforeAll(async () => {
    const { id } = await aStandard(on.sql);
    const [first, second] = await municipalities(on.sql, 'GM0363', 'GM0344');
    const row = { standard_id: id, status: 'APPLIED', valid_from: '2026-02-01' };
    await record(on.sql, [{ ...row, municipality_id: first }]);
    await on.sql('select fold_adoption_deltas(1)');
    await record(on.sql, [{ ...row, municipality_id: second }]);
    expect(await differences(on.sql)).toEqual([]);
  });

  test('tells of an adoption that was written past the counts, in every way it is taken apart', async () => {
    const { id: standardId } = await aStandard(on.sql);
    const [municipalityId] = await municipalities(on.sql, 'GM0268');
    await on.sql(`insert into adoption_key (id, municipality_id, standard_id) values ($1, $2, $3)`, [
      ...['adp_0000000000000000000000000a', municipalityId, standardId],
    ]);
    await on.sql(
      `insert into adoption (id, municipality_id, standard_id, status, origin, change_id, revision, valid_from, known_from)
       values ('adp_0000000000000000000000000a', $1, $2, 'APPLIED', 'REPORTED', 'adc_0000000000000000000000000a', 1, '2026-06-01', clock_timestamp())`,
      [municipalityId, standardId],
    );
    const found = await on.sql<{ dimension: string; too_many: string }>(
      'select dimension, too_many from adoption_recount_diff',
    );
    expect(found.map(({ dimension }) => dimension).sort()).toEqual(['NONE', 'POPULATION_CLASS', 'PROVINCE', 'VERSION']);
    expect(found.every(({ too_many }) => Number(too_many) === -1)).toBe(true);
    await on.sql(
      `insert into adoption_delta (standard_id, month, province, population_class, status, version_id, n, stale)
       select standard_id, month, province, population_class, status, version_id, n, stale from adoption_contribution('infinity') where standard_id = $1`,
      [standardId],
    );
    expect(await differences(on.sql)).toEqual([]);
  });

  test.each([
    ['a change that was lost', 'delete from adoption_delta where ctid = (select min(ctid) from adoption_delta)'],
    [
      'a count that was altered',
      'update adoption_count set applied = applied + 1 where ctid = (select min(ctid) from adoption_count)',
    ],
    [
      'staleness that was altered',
      'update adoption_count set stale = stale - 1 where ctid = (select min(ctid) from adoption_count)',
    ],
    [
      'municipalities that were lost',
      'delete from municipality_delta where ctid = (select min(ctid) from municipality_delta)',
    ],
  ])('tells of %s', async (_, harm) => {
    const before = (await differences(on.sql)).length;
    await on.sql(harm);
    expect((await differences(on.sql)).length).toBeGreaterThan(before);
  });
});
