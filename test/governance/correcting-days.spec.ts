import { beforeAll, expect, test } from '@jest/globals';
import { aStandard } from '../support/builders.js';
import { asking } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { decide } from './decisions.js';
import { aProposal, dayAfter, inUse, type Made } from './proposals.js';

const DAYS = 12;
const LEVELS = ['RECOMMENDED', 'COMPLY_OR_EXPLAIN', 'MANDATORY'] as const;
type Level = (typeof LEVELS)[number];
/** What binds on each day, from today on, of one scope: the decision and its level. */
type Life = ({ readonly by: string; readonly level: Level } | undefined)[];

interface Standing {
  readonly made: Made;
  readonly id: string;
  readonly body: string;
  readonly level: Level;
  readonly scope: string;
  /** Of each scope, what bound just before the decision was written, and on which days it wrote. */
  readonly wrote: readonly {
    readonly scope: string;
    readonly days: readonly number[];
    readonly before: Life;
    readonly isEnd: boolean;
  }[];
}

/** Numbers that look random and are the same each time. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** What decisions make of the days, told anew in arrays. */
class Model {
  readonly lives = new Map<string, Life>();
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
  adopt(id: string, level: Level, scope: string, from: number): Standing['wrote'] {
    const ended =
      scope !== '' ? [] : [...this.lives.keys()].filter((each) => each !== '' && this.of(each)[from] !== undefined);
    const ends = ended.map((each) => this.write(each, this.whileSame(each, from), undefined));
    return [...ends, this.write(scope, this.until(this.of(scope), from), { by: id, level })];
  }
  /** An obligation ends for the days of the record that holds then. */
  private whileSame(scope: string, from: number): number[] {
    const life = this.of(scope);
    const days = this.until(life, from);
    return days.filter((day) => days.every((each) => each > day || life[each] !== undefined));
  }
  private write(scope: string, days: readonly number[], value: Life[number]): Standing['wrote'][number] {
    const before = this.of(scope);
    this.lives.set(
      scope,
      before.map((held, day) => (days.includes(day) ? value : held)),
    );
    return { scope, days, before, isEnd: value === undefined };
  }
  undo({ id, wrote }: Standing): void {
    for (const { scope, days, before, isEnd } of [...wrote].reverse()) {
      const isStill = (held: Life[number]) => (isEnd ? held === undefined : held?.by === id);
      this.lives.set(
        scope,
        this.of(scope).map((held, day) => (days.includes(day) && isStill(held) ? before[day] : held)),
      );
    }
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

test.each([1, 2, 3])(
  'Whatever is decided and corrected, each day says what an independent model says (%i)',
  async (seed) => {
    const below = chance(seed * 7919);
    const { id: standardId } = await aStandard(on.sql);
    const versions = { '1.0': await inUse(on.sql, standardId), '2.0': await inUse(on.sql, standardId, '2.0', 2) };
    const model = new Model();
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
      const { decision } = await decide(on, {
        ...{ proposalId: made.id, body, outcome: isAdopted ? 'ADOPTED' : 'REJECTED', decidedOn: dayAfter(0) },
        ...{ membersConsulted: true, ...(isAdopted && { effectiveFrom: dayAfter(from) }) },
        ...(wrong && { correctsId: wrong.id, reason: 'Het was anders.' }),
      });
      if (wrong) {
        model.undo(wrong);
        standing.splice(standing.indexOf(wrong), 1);
      }
      const wrote = isAdopted ? model.adopt(decision.id, level, scope, from) : [];
      standing.push({ made, id: decision.id, body, level, scope, wrote });
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
