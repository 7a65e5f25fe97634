import { beforeAll, describe, expect, test } from '@jest/globals';
import { aReferenceComponent, asks } from '../conformance/contracts.js';
import { type Chance, chanceFrom } from '../reading/fixture/random.js';
import { aStandard, aVersion, phase } from '../support/builders.js';
import { type Register, register } from '../support/register.js';
import { clashesOf, relate } from './asking.js';
import { type Asked, asText, type Catalogue, clashesIn, type Related } from './clashes.model.js';

const CATALOGUES = Number(process.env['CLASH_CATALOGUES'] ?? 60);
const ROLES = ['MANDATORY', 'MANDATORY', 'RECOMMENDED', 'UNKNOWN'] as const;
const KINDS = [
  'REPLACES',
  'REPLACES',
  'REPLACES_PARTIALLY',
  'CONFLICTS_WITH',
  'PART_OF',
  'PART_OF',
  'RELATED_TO',
] as const;
const STAGES = ['IN_USE', 'IN_USE', 'IN_USE', 'CANDIDATE', 'END_OF_SUPPORT', 'WITHDRAWN', 'VOID'];

describe('Clashes among what random catalogues ask', () => {
  let on: Register;
  beforeAll(async () => void (on = await register()));

  const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

  async function aCatalogue(chance: Chance): Promise<Catalogue & { components: string[] }> {
    const standards = await Promise.all(times(6, async () => (await aStandard(on.sql)).id));
    const components = await Promise.all(times(2, () => aReferenceComponent(on.sql)));
    const stages: Record<string, string[]> = {};
    for (const id of standards) {
      stages[id] = times(chance.below(3), () => chance.pick(STAGES));
      for (const [i, stage] of stages[id].entries()) {
        await phase(on.sql, await aVersion(on.sql, id, `${i + 1}`, i + 1), stage, '2020-01-01', {
          is_from_known: true,
        });
      }
    }
    const asked: Asked[] = [];
    for (const component of components) {
      for (const standard of standards.filter(() => chance.happens(0.6))) {
        const role = chance.pick(ROLES);
        asked.push({ component, standard, role });
        await asks(on.sql, component, standard, { role });
      }
    }
    const related: Related[] = [];
    for (let i = 0; i < 7; i++) {
      const [subject, object] = [chance.pick(standards), chance.pick(standards)];
      const kind = chance.pick(KINDS);
      if (subject === object || related.some((r) => r.subject === subject && r.object === object && r.kind === kind))
        continue;
      related.push({ subject, kind, object });
      await relate(on.sql, subject, kind, object);
    }
    return { asked, related, stages, components };
  }

  /** As the register tells them; of two that exclude each other and are asked alike, either may come first. */
  async function told({ components, asked }: Catalogue & { components: string[] }): Promise<string[]> {
    const roleOf = (component: string, standard: string) =>
      asked.find((each) => each.component === component && each.standard === standard)?.role;
    return (await clashesOf(on, components))
      .map(({ kind, component, standards, dutch, english }) => {
        expect(dutch).toMatch(/^Van .*\.$/);
        expect(english).toMatch(/^Of .*\.$/);
        const ids = standards.map(({ id }) => id);
        const isEven = kind === 'CONFLICTING' && roleOf(component.id, ids[0]!) === roleOf(component.id, ids[1]!);
        const [first, ...rest] = isEven ? ids.sort() : ids;
        return asText(kind, component.id, first!, rest);
      })
      .sort();
  }

  test('are those that plain rules give', async () => {
    const kinds = new Map<string, number>();
    for (let seed = 1; seed <= CATALOGUES; seed++) {
      const catalogue = await aCatalogue(chanceFrom(seed));
      const clashes = clashesIn(catalogue);
      expect({ seed, clashes: await told(catalogue) }).toEqual({ seed, clashes });
      for (const clash of clashes) {
        const [kind] = clash.split(' ');
        kinds.set(kind!, (kinds.get(kind!) ?? 0) + 1);
      }
    }
    // Catalogues in which nothing clashes would show nothing.
    expect(kinds.size).toBe(4);
    for (const count of kinds.values()) expect(count).toBeGreaterThan(CATALOGUES / 4);
  }, 120_000);
});
