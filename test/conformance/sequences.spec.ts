import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { phase } from '../support/builders.js';
import { chanceFrom } from '../reading/fixture/random.js';
import { aProductVersion } from '../suppliers/market.js';
import {
  after,
  type Answer,
  answerTo,
  atFirst,
  faultsOf,
  type Happening,
  RULES,
  shownState,
  STANDING,
  STATES,
} from './declaration-model.js';
import { draw } from './declaration-chance.js';
import {
  aMarket,
  aMatter,
  declared,
  expire,
  type Market,
  type Matter,
  mayDeclare,
  REPORT,
  seen,
  step,
  TODAY,
} from './judging.js';

const SEQUENCES = 100;
const LENGTH = 20;
const AT_ONCE = 4;
const SUPPLIER = 'proef-leverancier-a';

/** One run: what happened, and what the register said to each. */
interface Happened {
  readonly happening: Happening;
  readonly answer: Answer;
  /** Where anything came of it: what it was then. */
  readonly state: string | undefined;
}
interface Run {
  readonly seed: number;
  readonly isRelease: boolean;
  readonly happened: readonly Happened[];
  readonly history: readonly { state: string; reason: string | null; assessedBy: { slug: string } | null }[];
}

let market: Market;
/** From here on the lives try every rule; another number gives others, of which one in fifty leaves out some rule. */
const first = 0;
const runs: Run[] = [];
beforeAll(async () => {
  market = await aMarket();
  const seeds = Array.from({ length: SEQUENCES }, (_, i) => first + i);
  const next = async (): Promise<void> => {
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) runs.push(await runOf(seed));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}, 300_000);
afterAll(() => market?.on.stop().then(() => undefined));

async function runOf(seed: number): Promise<Run> {
  const chance = chanceFrom(seed);
  const isRelease = chance.happens(0.8);
  const matter = await aMatter(market, isRelease ? 'RELEASE' : chance.pick(['LINE', 'ROLLING']));
  const happened: Happened[] = [];
  let [now, id] = [atFirst(isRelease), undefined as string | undefined];
  for (let i = 0; i < LENGTH; i++) {
    const happening = draw(chance, now);
    if (id === undefined && happening.what !== 'declare') continue;
    const told = await happen(matter, id, happening);
    if (told.answer === 'DONE') now = after(now, happening);
    id ??= told.declaration?.id;
    happened.push({ happening, answer: told.answer, state: told.declaration?.state });
  }
  const history = id === undefined ? [] : (await seen(market.as.registrar, id)).history;
  return { seed, isRelease, happened, history: [...history].reverse() };
}

/** What the register says to it, and the declaration as it is then. */
async function happen(matter: Matter, id = '', happening: Happening): Promise<{ answer: Answer; declaration?: any }> {
  switch (happening.what) {
    case 'declare': {
      if (!mayDeclare(happening.by)) return { answer: 'REFUSED' };
      return answered(await declared(market.as[happening.by], matter, { draft: happening.draft }));
    }
    case 'step': {
      const { reason, proof } = happening;
      const more = { ...(reason && { reason: 'Zo is het.' }), ...(proof && { evidence: [REPORT] }) };
      return answered(await step(market.as[happening.by], id, happening.to, more));
    }
    case 'standardEnds':
      await phase(market.sql, matter.standardVersionId, 'END_OF_SUPPORT', TODAY);
      break;
    case 'productEnds':
      await market.sql('update product_version set supported_until = $2 where id = $1', [
        matter.productVersionId,
        TODAY,
      ]);
      break;
    case 'newerProduct':
      await aProductVersion(market.sql, { productId: matter.productId });
      break;
    case 'expires': {
      const { state } = await seen(market.as.registrar, id);
      if (STANDING.includes(state)) await expire(market.sql, id);
    }
  }
  return { answer: 'DONE', declaration: await seen(market.as.registrar, id) };
}

const answered = ({ declaration, errors }: any): { answer: Answer; declaration?: any } =>
  errors.length === 0
    ? { answer: 'DONE', declaration }
    : { answer: errors[0].__typename === 'NotFoundError' ? 'NOT THERE' : 'REFUSED' };

/** The first happening of which the model says something else than the register did. */
function disagreement({ isRelease, happened }: Run, without?: (typeof RULES)[number]): object | undefined {
  let now = atFirst(isRelease);
  for (const { happening, answer, state } of happened) {
    const expected = answerTo(now, happening, without);
    if (expected !== answer) return { happening, now, expected };
    if (answer === 'DONE') now = after(now, happening);
    if (state !== undefined && shownState(now, without) !== state) return { happening, now, state };
  }
  return undefined;
}

describe(`A hundred random lives of declarations, from seed ${first} on,`, () => {
  test('are what the rules say, step by step', () => {
    expect(runs).toHaveLength(SEQUENCES);
    expect(runs.flatMap((run) => disagreement(run) ?? []).slice(0, 1)).toEqual([]);
  });

  test('never hold a step that a guard forbids', () => {
    expect(runs.flatMap(({ history }) => faultsOf(history, SUPPLIER))).toEqual([]);
    for (const { happened, history } of runs) {
      const steps = happened.filter(
        ({ happening, answer }) => answer === 'DONE' && ['declare', 'step'].includes(happening.what),
      );
      expect(history).toHaveLength(steps.length);
    }
  });

  test.each(STATES)('come to %s', (state) => {
    expect(runs.some(({ happened }) => happened.some((each) => each.state === state))).toBe(true);
  });

  test.each(RULES)('would show it if this were no rule: %s', (rule) => {
    expect(runs.some((run) => disagreement(run, rule) !== undefined)).toBe(true);
  });
});

test('A history into which a step was smuggled is seen to be wrong', async () => {
  const matter = await aMatter(market);
  const { id } = (await declared(market.as.own, matter)).declaration;
  const smuggle = async (position: number, state: string, assessor: string | null) =>
    market.sql(
      `insert into declaration_step (declaration_id, position, state, level, held_from, assessed_by)
       values ($1, $2, $3, 'DEMONSTRATED', $4, (select id from organisation where slug = $5))`,
      [id, position, state, TODAY, assessor],
    );
  await smuggle(2, 'DEMONSTRATED', null);
  await smuggle(3, 'REVOKED', SUPPLIER);
  await smuggle(4, 'PUBLISHED', null);
  const { history } = await seen(market.anyone, id);
  expect(faultsOf([...history].reverse(), SUPPLIER)).toEqual([
    ...['PUBLISHED became DEMONSTRATED', 'nobody made it DEMONSTRATED'],
    ...['its supplier made it REVOKED', 'REVOKED without a reason', 'what was revoked was declared again'],
  ]);
});
