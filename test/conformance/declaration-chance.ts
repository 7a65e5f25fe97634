/** Draws what happens to a declaration, so that lives get far and every rule is tried. Pure: the same chance gives the same. */
import { type Chance } from '../reading/fixture/random.js';
import { answerTo, brokenBy, type Happening, PLAYERS, type Rule, type Situation, STATES } from './declaration-model.js';

const ENDS = ['standardEnds', 'productEnds', 'newerProduct'] as const;

function anything(chance: Chance): Happening {
  const what = chance.pick(['declare', 'step', 'step', 'step', 'world'] as const);
  if (what === 'declare') return { what, by: chance.pick(PLAYERS), draft: chance.happens(0.3) };
  if (what === 'world') return { what: chance.pick([...ENDS, 'expires'] as const) };
  const [reason, proof] = [chance.happens(0.6), chance.happens(0.4)];
  return { what, by: chance.pick(PLAYERS), to: chance.pick(STATES), reason, proof };
}

/** Lives that end at once try little. */
const LAST = ['WITHDRAWN', 'REVOKED'];
/** Rules that anyone breaks who tries anything; of the others one is taken first. */
const COMMON: readonly Rule[] = [
  ...(['the order of states', 'only the supplier declares', 'nothing is declared twice'] as const),
  ...(['suppliers publish and withdraw', 'assessors assess', 'drafts are hidden'] as const),
];

/** Something that may be, or that one rule alone forbids, or the end of what it leans on, or anything. */
export function draw(chance: Chance, now: Situation): Happening {
  const some = Array.from({ length: 500 }, () => anything(chance));
  const sort = chance.next();
  if (sort < 0.45) {
    const last = chance.happens(0.3) ? chance.pick(LAST) : undefined;
    const isMeant = (to: string) => (last === undefined ? !LAST.includes(to) : to === last);
    const moves = some.filter((each) => each.what === 'declare' || (each.what === 'step' && isMeant(each.to)));
    return moves.find((each) => brokenBy(now, each) === undefined) ?? anything(chance);
  }
  if (sort < 0.85) {
    const misses = new Map(some.flatMap((each) => missed(now, each)));
    const rare = [...misses].filter(([rule]) => !COMMON.includes(rule));
    const of = rare.length > 0 && chance.happens(0.85) ? rare : [...misses];
    if (of.length > 0) return chance.pick(of)[1];
  }
  return sort < 0.93 ? { what: chance.pick(ENDS) } : anything(chance);
}

/** With the rule that alone stands in its way. */
function missed(now: Situation, happening: Happening): [Rule, Happening][] {
  const rule = brokenBy(now, happening);
  return rule !== undefined && answerTo(now, happening, rule) !== answerTo(now, happening) ? [[rule, happening]] : [];
}
