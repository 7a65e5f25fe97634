import { describe, expect, test } from '@jest/globals';
import { faultsOf, type Stretch, withReport } from '../../../domain/adoptions/adoption.guards.js';
import { AdoptionStatus } from '../../../domain/adoptions/adoption.statuses.js';
import { AdoptionOrigin } from '../../../domain/adoptions/adoptions.enums.js';
import { BindingLevel } from '../../../domain/standards/standards.enums.js';
import { type DemoMunicipality, type DemoStandard, historyOf, lastConfirmedOn } from './demo-history.js';

const TODAY = '2026-11-22';
const municipalities: DemoMunicipality[] = Array.from({ length: 60 }, (_, n) => ({
  ...{ code: `GM${1000 + n}`, populationClass: n % 6 },
  ...(n % 10 === 0 ? { from: '2019-01-01', to: '2022-01-01' } : { from: '1970-01-01', to: 'infinity' }),
}));
const levels = [undefined, BindingLevel.RECOMMENDED, BindingLevel.COMPLY_OR_EXPLAIN, BindingLevel.MANDATORY];
const standards: DemoStandard[] = Array.from({ length: 40 }, (_, n) => {
  const level = levels[n % levels.length];
  return {
    slug: `standaard-${n}`,
    versions: Array.from({ length: n % 4 }, (_each, v) => ({
      id: `ver_${n}_${v}`,
      from: `${2016 + v * 3}-0${1 + (n % 9)}-01`,
    })),
    bindings: level === undefined ? [] : [{ level, from: '2020-03-01', to: 'infinity', versionIds: [] }],
  };
});
const all = municipalities.flatMap((municipality) =>
  standards.map((standard) => ({ municipality, standard, said: historyOf(municipality, standard, TODAY) })),
);

describe('A made-up history', () => {
  test('breaks no rule that a real report is judged by, and tells nothing of the future', () => {
    for (const { municipality, standard, said } of all) {
      let timeline: Stretch[] = [];
      for (const each of said) {
        const around = {
          ...{ existence: [municipality], timeline, bindings: standard.bindings },
          versionIds: new Set(standard.versions.map(({ id }) => id)),
        };
        expect(faultsOf(each, around)).toEqual([]);
        expect(each.validFrom <= TODAY).toBe(true);
        timeline = withReport(timeline, each, AdoptionOrigin.REPORTED);
      }
      expect(new Set(said.map(({ validFrom }) => validFrom)).size).toBe(said.length);
    }
  });

  test('is the same each time, and another for another municipality', () => {
    const again = all.map(({ municipality, standard }) => historyOf(municipality, standard, TODAY));
    expect(again).toEqual(all.map(({ said }) => said));
    expect(new Set(all.slice(0, 400).map(({ said }) => JSON.stringify(said))).size).toBeGreaterThan(200);
  });

  test('knows every status, of many it says nothing, and mandatory standards are applied most', () => {
    const last = all.flatMap(({ said }) => said.at(-1)?.status ?? AdoptionStatus.UNKNOWN);
    expect(new Set(last).size).toBe(7);
    const applied = (level: BindingLevel | undefined) => {
      const of = all.filter(({ standard }) => standard.bindings[0]?.level === level);
      return of.filter(({ said }) => said.at(-1)?.status === AdoptionStatus.APPLIED).length / of.length;
    };
    expect(applied(BindingLevel.MANDATORY)).toBeGreaterThan(applied(undefined) + 0.1);
  });

  test('was last confirmed after it began and not after today, for most within a year', () => {
    const days = all.flatMap(({ municipality, standard, said: [first] }) =>
      first ? [{ first, on: lastConfirmedOn(municipality, standard, first.validFrom, TODAY) }] : [],
    );
    expect(days.every(({ first, on }) => on >= first.validFrom && on <= TODAY)).toBe(true);
    expect(days.filter(({ on }) => on < '2025-11-22').length / days.length).toBeLessThan(0.3);
    expect(days.some(({ on }) => on < '2025-11-22')).toBe(true);
  });
});
