import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aStandard, put } from '../support/builders.js';
import { asking } from '../support/persona.js';
import { type OwnRegister, startService } from '../support/register.js';
import { countedByHand, municipalities, record } from './counting.js';

let on: OwnRegister;
let standard: { id: string; slug: string };
beforeAll(async () => {
  on = await startService({ env: { COST_PER_MINUTE: '0' } });
  standard = await aStandard(on.sql);
  const [amsterdam, rotterdam, haarlem] = await municipalities(on.sql, 'GM0363', 'GM0599', 'GM0392');
  const said = (municipality_id: string | undefined, status: string, valid_from = '2026-01-01') => ({
    ...{ municipality_id, status, valid_from, standard_id: standard.id },
  });
  await record(on.sql, [
    said(amsterdam, 'APPLIED'),
    said(rotterdam, 'IMPLEMENTING'),
    said(haarlem, 'APPLIED', '2026-05-01'),
  ]);
});
afterAll(() => on?.stop());

const FIGURES = 'group municipalities applied implementing planned explained notApplicable phasedOut unknown stale';
const comparison = async (code: string, more = '', moments = '', selection = FIGURES) =>
  (
    await asking(on)(
      `{ municipality(by: { code: "${code}" } ${moments}) { comparison(standardId: "${standard.id}" ${more}) { ${selection} } } }`,
    )
  ).municipality.comparison;

describe('A municipality beside others', () => {
  test.each(['POPULATION_CLASS', 'PROVINCE'])('sees how far those of its own group are: %s', async (peers) => {
    for (const code of ['GM0363', 'GM0392', 'GM0014']) {
      for (const month of ['2026-04', '2026-05']) {
        const [told] = await comparison(code, `, peers: ${peers}`, `, asOf: "${month}-10"`);
        const groups = await countedByHand(on.sql, { month, standardId: standard.id, groupBy: peers });
        expect(groups.find(({ group }) => group === told.group)).toMatchObject(told);
      }
    }
    const haarlem = async (asOf: string) =>
      (await comparison('GM0392', `, peers: ${peers}`, `, asOf: "${asOf}"`))[0].applied;
    expect((await haarlem('2026-05-10')) - (await haarlem('2026-04-10'))).toBe(1);
  });

  test('sees its own stand beside it, and the standard', async () => {
    const [told] = await comparison('GM0363', '', '', 'own { status } standard { slug } share');
    expect(told).toMatchObject({
      own: { status: 'APPLIED' },
      standard: { slug: standard.slug },
      share: expect.any(Number),
    });
    const [none] = await comparison('GM0014', '', '', 'own { status }');
    expect(none.own).toBeNull();
  });

  test('is counted in the group it was in then', async () => {
    const known = (await on.sql<{ at: Date }>('select clock_timestamp() as at'))[0]!.at.toISOString();
    const before = await comparison('GM0392');
    const [haarlem] = await municipalities(on.sql, 'GM0392');
    await put(on.sql, 'municipality_population', {
      ...{ municipality_id: haarlem, inhabitants: 12_000, valid_from: '2026-01-01', valid_to: '2027-01-01' },
    });
    const [now] = await comparison('GM0392');
    expect(now.group).toBe('UNDER_20000');
    expect(await comparison('GM0392', '', `, knownAt: "${known}"`)).toEqual(before);
  });

  test('has all standards listed, each once, by short name', async () => {
    const { municipality, standards } = await asking(on)(
      `{ municipality(by: { code: "GM0363" }) { comparison { standard { slug } } } standards { totalCount } }`,
    );
    const slugs = municipality.comparison.map((each: any) => each.standard.slug);
    expect(slugs).toHaveLength(standards.totalCount);
    expect(slugs).toEqual([...slugs].sort());
  });

  test('is with nobody in a month in which it does not exist', async () => {
    expect(await comparison('GM0363', '', ', asOf: "1500-01-01"')).toEqual([]);
  });
});
