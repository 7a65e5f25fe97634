import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chanceFrom } from '../reading/fixture/random.js';
import { aProposal } from '../governance/proposals.js';
import { anAdoption, aStandard } from '../support/builders.js';
import { type Asking, asking } from '../support/persona.js';
import { type OwnRegister, startService } from '../support/register.js';
import { aReleaseOf, impact, municipalities, MUNICIPALITIES, relates } from './asking.js';

const AS_OF = '2026-06-10';
const WAYS = 'waysOver { municipalitiesApplying isRounded }';

let on: OwnRegister;
let anyone: Asking;
let office: Asking;
let all: { id: string; code: string }[];
beforeAll(async () => {
  on = await startService({ env: { COST_PER_MINUTE: '0' } });
  anyone = asking(on);
  office = asking(on, 'registrar');
  all = await municipalities(on.sql);
});
afterAll(() => on?.stop());

/** A security norm with two releases, and a number of municipalities that apply each. */
async function aNorm(...applying: readonly number[]) {
  const { id: standardId } = await aStandard(on.sql, { kind: 'SECURITY_NORM' });
  const versionIds = [await aReleaseOf(on.sql, standardId, '1.0', 1), await aReleaseOf(on.sql, standardId, '2.0', 2)];
  let next = 0;
  for (const [i, n] of applying.entries())
    for (const { id: municipalityId } of all.slice(next, (next += n)))
      await anAdoption(on.sql, { municipalityId, standardId, version_id: versionIds[i] });
  return { standardId, versionIds: versionIds as [string, string] };
}

/** Everything that an impact and the statistics say in numbers of a standard. */
async function seen(ask: Asking, versionId: string, moments = {}) {
  return JSON.stringify(await impact(ask, versionId, `${MUNICIPALITIES} ${WAYS}`, { asOf: AS_OF, ...moments }));
}
const statistics = async (ask: Asking, standardId: string): Promise<number> =>
  (
    await ask(
      `{ adoptionStatistics(standardId: "${standardId}", from: "2026-06", to: "2026-06") { points { applied } } }`,
    )
  ).adoptionStatistics.points[0].applied;

describe('Of a security norm', () => {
  test('others than the office are told what the statistics tell, and no names', async () => {
    const { standardId, versionIds } = await aNorm(7, 4);
    const told = await impact(anyone, versionIds[0], `${MUNICIPALITIES} ${WAYS}`, { asOf: AS_OF });
    const published = await statistics(anyone, standardId);
    expect(published).toBe(10);
    expect(told).toEqual({
      ...{ municipalitiesApplying: published, municipalitiesNaming: null, municipalitiesToAct: published },
      ...{ isRounded: true, municipalities: { totalCount: 0, nodes: [] } },
      waysOver: [{ municipalitiesApplying: published, isRounded: true }],
    });
    // The same for each version: a norm is not taken apart by version.
    expect(await impact(anyone, versionIds[1], 'municipalitiesApplying')).toEqual({
      municipalitiesApplying: published,
    });
    const byName = (a: { code: string }, b: { code: string }) => (a.code < b.code ? -1 : 1);
    for (const ask of [office, asking(on, 'auditor')]) {
      const exact = await impact(ask, versionIds[0], `${MUNICIPALITIES} ${WAYS}`, { asOf: AS_OF });
      exact.municipalities.nodes.sort(byName);
      expect(exact).toMatchObject({
        ...{ municipalitiesApplying: 7, municipalitiesNaming: 7, municipalitiesToAct: 7, isRounded: false },
        municipalities: { totalCount: 7, nodes: all.slice(0, 7).map(({ code }) => ({ code })) },
        waysOver: [{ municipalitiesApplying: 4, isRounded: false }],
      });
    }
  });

  test('a municipality sees itself by name, and of the others no more than anyone', async () => {
    const { standardId, versionIds } = await aNorm();
    const amsterdam = all.find(({ code }) => code === 'GM0363')!;
    const others = all.filter(({ code }) => code !== 'GM0363').slice(0, 3);
    for (const { id: municipalityId } of [amsterdam, ...others])
      await anAdoption(on.sql, { municipalityId, standardId, version_id: versionIds[0] });
    const told = await impact(asking(on, 'reporter-gm0363'), versionIds[0], MUNICIPALITIES, { asOf: AS_OF });
    expect(told).toMatchObject({
      ...{ municipalitiesApplying: 5, municipalitiesNaming: null, isRounded: true },
      municipalities: { totalCount: 1, nodes: [{ code: 'GM0363' }] },
    });
  });

  test('nothing that is said changes by one municipality more, where no published figure changes', async () => {
    const chance = chanceFrom(5);
    for (let round = 0; round < 6; round++) {
      const { standardId, versionIds } = await aNorm(1 + chance.below(12), chance.below(6));
      const record = (n: number) =>
        anAdoption(on.sql, {
          ...{ municipalityId: all[n]!.id, standardId, version_id: versionIds[chance.below(2)] },
          ...{ valid_from: `2026-06-0${1 + chance.below(9)}` },
        });
      const days = ['2026-06-05', AS_OF, '2026-06-30'];
      const look = async () => {
        const texts = [];
        for (const versionId of versionIds)
          for (const asOf of days) texts.push(await seen(anyone, versionId, { asOf }));
        return texts;
      };
      let [published, before] = [await statistics(anyone, standardId), await look()];
      // Every day of the month says the same: the day on which a municipality begins is known of its other standards.
      for (const texts of [before.slice(0, 3), before.slice(3)]) expect(new Set(texts).size).toBe(1);
      for (let n = 40; n < 44; n++) {
        await record(n);
        const [figure, after] = [await statistics(anyone, standardId), await look()];
        expect(after.join() === before.join()).toBe(figure === published);
        [published, before] = [figure, after];
      }
    }
  });

  test('the moment at which one municipality reported tells nothing', async () => {
    const { standardId, versionIds } = await aNorm(2);
    const knownAt = new Date().toISOString();
    await new Promise((done) => setTimeout(done, 20));
    await anAdoption(on.sql, { municipalityId: all[50]!.id, standardId, version_id: versionIds[0] });
    const [then, now] = [await seen(anyone, versionIds[0], { knownAt }), await seen(anyone, versionIds[0])];
    expect(then).toBe(now);
    const of = async (moments = {}) =>
      (await impact(office, versionIds[0], 'municipalitiesApplying', { asOf: AS_OF, ...moments }))
        .municipalitiesApplying;
    expect([await of({ knownAt }), await of()]).toEqual([2, 3]);
  });

  test('who would have to follow it is made of the figures that are told', async () => {
    const { standardId } = await aNorm(7, 4);
    const { number } = await aProposal(on, { kind: 'BINDING_CHANGE', standardId });
    const asked = async (ask: Asking) =>
      (
        await ask(
          `{ proposal(number: ${number}, asOf: "${AS_OF}") { impact { municipalitiesApplying municipalitiesToAct isRounded } } }`,
        )
      ).proposal.impact;
    const lived = all.length;
    const published = Math.round(lived / 5) * 5 - 10;
    expect(await asked(anyone)).toEqual({
      ...{ municipalitiesApplying: 10, municipalitiesToAct: published, isRounded: true },
    });
    expect(await asked(office)).toEqual({
      municipalitiesApplying: 11,
      municipalitiesToAct: lived - 11,
      isRounded: false,
    });
  });

  test('as a way over from another standard no more is told either', async () => {
    const { standardId } = await aNorm(8);
    const old = await aStandard(on.sql);
    const versionId = await aReleaseOf(on.sql, old.id, '1.0', 1);
    await relates(on.sql, 'REPLACES', { standardId }, { standardId: old.id });
    expect((await impact(anyone, versionId, WAYS, { asOf: AS_OF })).waysOver).toEqual([
      { municipalitiesApplying: 10, isRounded: true },
    ]);
    expect((await impact(office, versionId, WAYS, { asOf: AS_OF })).waysOver).toEqual([
      { municipalitiesApplying: 8, isRounded: false },
    ]);
  });
});

test('Software in use changes nothing of what an impact says, to nobody', async () => {
  const { id: standardId } = await aStandard(on.sql);
  const versionId = await aReleaseOf(on.sql, standardId, '1.0', 1);
  const said = () => Promise.all([anyone, office].map((ask) => seen(ask, versionId)));
  const before = await said();
  for (const { id: municipalityId } of all.slice(0, 3))
    await anAdoption(on.sql, { municipalityId, standardId, version_id: versionId, origin: 'DERIVED' });
  expect(await said()).toEqual(before);
});
