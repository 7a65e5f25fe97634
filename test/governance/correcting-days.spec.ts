import { beforeAll, expect, test } from '@jest/globals';
import { aStandard } from '../support/builders.js';
import { asking } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { decide, recordDecision } from './decisions.js';
import { aProposal, dayAfter, inUse, type Made } from './proposals.js';

const DAYS = 12;
const LEVELS = ['RECOMMENDED', 'COMPLY_OR_EXPLAIN', 'MANDATORY'] as const;
type Level = (typeof LEVELS)[number];
/** What binds on each day, from today on, of one scope: the decision and its level. */
type Life = ({ readonly by: string; readonly level: Level } | undefined)[];

/** Numbers that look random and are the same each time. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

interface Standing {
  readonly made: Made;
  readonly id: string;
  readonly body: string;
  readonly level: Level;
  readonly scope: string;
  /** The first day on which it holds; undefined when nothing came of it. */
  readonly from: number | undefined;
}

/** What the decisions that stand make of the days, one after another, in arrays: as if no other had been taken. */
class Model {
  readonly lives = new Map<string, Life>();
  constructor(standing: readonly Standing[]) {
    for (const { id, level, scope, from } of standing) if (from !== undefined) this.adopt(id, level, scope, from);
  }
  of(scope: string): Life {
    return this.lives.get(scope) ?? Array<Life[number]>(DAYS).fill(undefined);
  }
  /** The days from one on, until what begins on a later day. */
  private until(life: Life, from: number): number[] {
    const starts = (day: number) => day > from && life[day] !== undefined && life[day]?.by !== life[day - 1]?.by;
    const days = Array.from({ length: DAYS }, (_, day) => day);
    const next = days.find(starts) ?? DAYS;
    return days.filter((day) => day >= from && day < next);
  }
  private adopt(id: string, level: Level, scope: string, from: number): void {
    const ended =
      scope !== '' ? [] : [...this.lives.keys()].filter((each) => each !== '' && this.of(each)[from] !== undefined);
    for (const each of ended) this.write(each, this.whileSame(each, from), undefined);
    this.write(scope, this.until(this.of(scope), from), { by: id, level });
  }
  /** An obligation ends for the days of the record that holds then. */
  private whileSame(scope: string, from: number): number[] {
    const life = this.of(scope);
    const days = this.until(life, from);
    return days.filter((day) => days.every((each) => each > day || life[each] !== undefined));
  }
  private write(scope: string, days: readonly number[], value: Life[number]): void {
    const before = this.of(scope);
    this.lives.set(
      scope,
      before.map((held, day) => (days.includes(day) ? value : held)),
    );
  }
}

let on: Register;
beforeAll(async () => {
  on = await register();
});

/** What binds of a standard on a day: each scope with its level. */
async function heldOn(standardId: string, day: number): Promise<string[]> {
  const { standard } = await asking(on)(
    `{ standard(by: { id: "${standardId}" }, asOf: "${dayAfter(day)}") { obligations { scope level decision { id } } } }`,
  );
  return standard.obligations.map((each: any) => `${each.scope} ${each.level} ${each.decision.id}`).sort();
}

test.each([1, 2, 3, 4])(
  'Whatever is decided and corrected, each day says what an independent model says (%i)',
  async (seed) => {
    const below = chance(seed * 7919);
    const { id: standardId } = await aStandard(on.sql);
    const versions = { '1.0': await inUse(on.sql, standardId), '2.0': await inUse(on.sql, standardId, '2.0', 2) };
    const standing: Standing[] = [];
    for (let step = 0; step < 14; step += 1) {
      const wrong = standing.length > 0 && below(3) === 0 ? standing[below(standing.length)] : undefined;
      const scope = wrong?.scope ?? ['', '1.0', '2.0'][below(3)]!;
      const level = wrong?.level ?? LEVELS[below(3)]!;
      const made =
        wrong?.made ??
        (await aProposal(on, {
          ...{ state: 'DECISION', kind: 'BINDING_CHANGE', standardId, aimedLevel: level },
          versionId: scope === '' ? null : versions[scope as keyof typeof versions],
        }));
      const { proposal } = await asking(on)(`{ proposal(number: ${made.number}) { decidedBy } }`);
      const body = wrong?.body ?? proposal.decidedBy;
      const from = below(DAYS);
      const isAdopted = wrong === undefined || below(2) === 0;
      const said = {
        ...{ proposalId: made.id, body, outcome: isAdopted ? 'ADOPTED' : 'REJECTED', decidedOn: dayAfter(0) },
        ...{ membersConsulted: true, ...(isAdopted && { effectiveFrom: dayAfter(from) }) },
        ...(wrong && { correctsId: wrong.id, reason: 'Het was anders.' }),
      };
      const stronger = [...new Model(standing).lives.values()].some((life) => (life[from]?.level ?? level) !== level);
      if (wrong && isAdopted && body === 'VNG_DIRECTORATE' && stronger) {
        expect((await recordDecision(asking(on, 'secretary'), said)).errors).toHaveLength(1);
        continue;
      }
      const { decision } = await decide(on, said);
      if (wrong) standing.splice(standing.indexOf(wrong), 1);
      standing.push({ made, id: decision.id, body, level, scope, from: isAdopted ? from : undefined });
      const model = new Model(standing);
      for (let day = 0; day < DAYS; day += 1) {
        const expected = [...model.lives].flatMap(([each, life]) => {
          const held = life[day];
          return held ? [`${each} ${held.level} ${held.by}`] : [];
        });
        expect({ step, day, held: await heldOn(standardId, day) }).toEqual({ step, day, held: expected.sort() });
      }
    }
  },
);
