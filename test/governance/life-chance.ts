/** Draws what happens to a proposal, so that lives get far and every rule is tried. Pure: the same chance gives the same. */
import { type Chance } from '../reading/fixture/random.js';
import {
  answerTo,
  BODIES,
  brokenBy,
  ENDS,
  type Happening,
  OUTCOMES,
  PLAYERS,
  type Rule,
  type Situation,
  STATES,
} from './life-model.js';

const ACTS = ['describe', 'judge', 'judge', 'react', 'answer', 'close', 'confirm', 'drop'] as const;

function anything(chance: Chance): Happening {
  const by = chance.pick(PLAYERS);
  switch (chance.pick(['step', 'step', 'step', 'support', 'act', 'act', 'act', 'advise', 'record'] as const)) {
    case 'step':
      return { what: 'step', by, to: chance.pick(STATES), reason: chance.happens(0.7), period: chance.happens(0.3) };
    case 'support':
      return { what: 'support', by, of: chance.happens(0.8) ? 'own' : 'other', withdraw: chance.happens(0.2) };
    case 'act':
      return { what: chance.pick(ACTS), by };
    case 'advise':
      return { what: 'advise', by, body: chance.happens(0.7) ? 'CVD' : 'TASKFORCE' };
    case 'record': {
      const outcome = chance.pick(Object.keys(OUTCOMES) as (keyof typeof OUTCOMES)[]);
      return { what: 'record', by, body: chance.pick(BODIES), outcome, members: chance.happens(0.6) };
    }
  }
}

/** What takes it nearer to a decision; what else may be is drawn apart. */
function isForward(now: Situation, each: Happening): boolean {
  switch (each.what) {
    case 'step':
      return !['WITHDRAWN', 'NOT_TAKEN_UP', 'RETURNED'].includes(each.to);
    case 'support':
      return !each.withdraw && now.supporters.length === 0;
    case 'describe':
      return !now.isComplete;
    case 'judge':
      return now.unjudged > 0;
    case 'answer':
      return now.unanswered > 0;
    case 'advise':
      return each.body === 'CVD' && !now.isAdvised;
    case 'react':
      return now.reactions === 0;
    case 'drop':
      return false;
    default:
      return true;
  }
}

/** A step onwards, something else that may be, something that one rule alone forbids, or anything. */
export function draw(chance: Chance, now: Situation): Happening {
  const some = Array.from({ length: 600 }, () => anything(chance)).filter((each) => isPossible(now, each));
  const sort = chance.next();
  const may = some.filter((each) => brokenBy(now, each) === undefined);
  if (sort < 0.5) return may.find((each) => isForward(now, each)) ?? some[0]!;
  if (sort < 0.6) return may.find((each) => !endsIt(each)) ?? some[0]!;
  if (sort < 0.97) {
    const misses = new Map(some.flatMap((each) => missed(now, each)));
    const rare = [...misses].filter(([rule]) => !COMMON.includes(rule));
    const of = rare.length > 0 && chance.happens(0.85) ? rare : [...misses];
    const scarce = of.filter(([rule]) => SCARCE.includes(rule));
    if (scarce.length > 0 && chance.happens(0.6)) return chance.pick(scarce)[1];
    if (of.length > 0) return chance.pick(of)[1];
  }
  return (chance.happens(0.4) && may.find(endsIt)) || some[0]!;
}

/** There must be something to answer, and something that was recorded. */
const isPossible = (now: Situation, { what }: Happening): boolean =>
  (what !== 'answer' || now.reactions > 0) && (!['confirm', 'drop'].includes(what) || now.hasRecorded);
const endsIt = (each: Happening): boolean => each.what === 'step' && ENDS.includes(each.to);

/** Rules that anyone breaks who tries anything; of the others one is taken first. */
const COMMON: readonly Rule[] = [
  'the order of states',
  'drafts are hidden',
  'judged in its time',
  'decided in its time',
];
/** Rules that few moments of a life try. */
const SCARCE: readonly Rule[] = [
  ...(['another supports it', 'the members are asked', 'leaving it takes a reason', 'four eyes'] as const),
  ...(['one decision at a time', 'the CvD advised on what binds', 'every reaction is answered'] as const),
  ...(['who submits does not decide', 'the body of its level decides', 'every criterion is judged'] as const),
];

/** With the rule that alone stands in its way. */
function missed(now: Situation, happening: Happening): [Rule, Happening][] {
  const rule = brokenBy(now, happening);
  return rule !== undefined && answerTo(now, happening, rule) !== answerTo(now, happening) ? [[rule, happening]] : [];
}
