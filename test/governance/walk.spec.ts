import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/database/id.js';
import { type Chance, chanceFrom } from '../reading/fixture/random.js';
import { signIn } from '../support/actors.js';
import { aStandard } from '../support/builders.js';
import { type OwnRegister, startService } from '../support/register.js';
import { organisationOf } from '../suppliers/market.js';
import { draw } from './life-chance.js';
import {
  after,
  allowedFor,
  type Answer,
  answerTo,
  atFirst,
  type Happening,
  type Player,
  PLAYERS,
  RULES,
  type Rule,
  type Situation,
  STATES,
} from './life-model.js';
import { faultsIn } from './life-facts.js';
import { dayAfter, serves, TODAY } from './proposals.js';

const LIVES = 100;
const LENGTH = 40;
const AT_ONCE = 4;

/** What happened, what the register said to it, and what it was then; and where someone was told he may take it. */
interface Happened {
  readonly happening: Happening;
  readonly answer: Answer;
  readonly state: string;
  readonly looker: Player;
  readonly allowed: readonly string[] | undefined;
}
interface Life {
  readonly seed: number;
  readonly id: string;
  readonly first: Situation;
  readonly happened: readonly Happened[];
}

let on: OwnRegister;
let organisations: Readonly<Record<string, string>>;
/** From here on the lives try every rule; another number gives others. */
const first = 0;
const lives: Life[] = [];
beforeAll(async () => {
  on = await startService();
  await signIn('registrar', on);
  const slugs = { amsterdam: 'gm0363', utrecht: 'gm0344', vng: 'vng', ibd: 'ibd', partnership: 'proef-samenwerking' };
  const office = await on.sql<{ id: string }>(
    `select organisation_id as id from membership where subject = 'registrar'`,
  );
  organisations = Object.fromEntries([
    ...(await Promise.all(
      Object.entries(slugs).map(async ([name, slug]) => [name, await organisationOf(on.sql, slug)] as const),
    )),
    ['office', office[0]!.id],
  ]);
  for (const each of ['vng', 'ibd']) {
    await serves(on.sql, organisations[each]!, 'CVD', 'TASKFORCE', 'VNG_DIRECTORATE', 'VNG_BOARD');
  }
  const seeds = Array.from({ length: LIVES }, (_, i) => first + i);
  const next = async (): Promise<void> => {
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) lives.push(await lifeOf(seed));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}, 600_000);
afterAll(() => on?.stop().then(() => undefined));

const OF: Readonly<Record<Player, string>> = {
  ...{ 'reporter-gm0363': 'amsterdam', 'approver-gm0363': 'amsterdam', 'reporter-gm0344': 'utrecht' },
  ...{ partnership: 'partnership', registrar: 'office', secretary: 'vng', 'secretary-2': 'ibd', auditor: 'office' },
};

/** A mutation by someone; answers what was made, and nothing when he was turned away. */
async function act(
  by: Player,
  name: string,
  selection: string,
  input: object,
): Promise<{ answer: Answer; made?: any }> {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { done: ${name}(input: $input) { ${selection} errors { __typename message } } }`;
  const { body } = await on.graphql(document, { input }, await signIn(by, on));
  const [error] = body.errors ?? [];
  if (error?.extensions.code === 'FORBIDDEN') return { answer: 'REFUSED' };
  if (error) throw new Error(`${by} ${name} ${JSON.stringify(input)}: ${error.message}`);
  const { errors, ...made } = body.data.done;
  if (errors.length === 0) return { answer: 'DONE', made };
  const isHidden = errors.some((each: any) => each.message === 'There is no such proposal.');
  return { answer: isHidden ? 'NOT THERE' : 'REFUSED' };
}

/** One life, with what is made in it: the reactions without an answer, all of them, and the decision recorded last. */
class Living {
  private readonly open: string[] = [];
  private readonly all: string[] = [];
  private pendingDecisionId = '';
  private turn = 0;

  constructor(
    private readonly id: string,
    private readonly codes: readonly string[],
  ) {}

  async happen(now: Situation, happening: Happening): Promise<Answer> {
    const { by } = happening;
    const proposalId = this.id;
    this.turn++;
    switch (happening.what) {
      case 'step': {
        const { to, reason, period } = happening;
        const consultation = { from: TODAY, to: dayAfter(28) };
        const more = { ...(reason && { reason: 'Zo is het.' }), ...(period && { consultation }) };
        return (await act(by, 'transitionProposal', 'proposal { id }', { proposalId, to, ...more })).answer;
      }
      case 'support': {
        const other = by === 'reporter-gm0344' ? 'amsterdam' : 'utrecht';
        const onBehalfOfId = organisations[happening.of === 'own' ? OF[by] : other];
        const { withdraw } = happening;
        return (await act(by, 'supportProposal', 'proposal { id }', { proposalId, onBehalfOfId, withdraw })).answer;
      }
      case 'describe': {
        const words = { title: `Keer ${this.turn}`, aimedLevel: now.level };
        return (await act(by, 'describeProposal', 'proposal { id }', { proposalId, ...words })).answer;
      }
      case 'judge': {
        const criterionCode = this.codes[this.codes.length - Math.max(1, now.unjudged)];
        const verdict = { criterionCode, verdict: 'MET', motivation: `Keer ${this.turn}.` };
        return (await act(by, 'assessProposal', 'proposal { id }', { proposalId, ...verdict })).answer;
      }
      case 'react': {
        const { answer, made } = await act(by, 'reactToProposal', 'reaction { id }', { proposalId, text: 'Hoezo?' });
        if (made) this.open.push(made.reaction.id as string);
        if (made) this.all.push(made.reaction.id as string);
        return answer;
      }
      case 'answer': {
        const answerTo = this.open[0] ?? this.all[0];
        const said = { answerTo, answer: `Daarom, ${this.turn}.` };
        const { answer } = await act(by, 'reactToProposal', 'reaction { id }', { proposalId, ...said });
        if (answer === 'DONE') this.open.shift();
        return answer;
      }
      case 'close': {
        const input = { proposalId, until: TODAY, reason: 'Iedereen is geweest.' };
        return (await act(by, 'changeConsultation', 'proposal { id }', input)).answer;
      }
      case 'advise': {
        const said = { body: happening.body, position: 'POSITIVE', rationale: 'Doen.', givenOn: TODAY };
        return (await act(by, 'recordAdvice', 'advice { id }', { proposalId, ...said })).answer;
      }
      case 'record': {
        const said = { body: happening.body, outcome: happening.outcome, membersConsulted: happening.members };
        const input = { proposalId, decidedOn: TODAY, ...said };
        const { answer, made } = await act(by, 'recordDecision', 'pendingDecision { id }', input);
        if (made) this.pendingDecisionId = made.pendingDecision.id as string;
        return answer;
      }
      case 'confirm':
        return (await act(by, 'confirmDecision', 'decision { id }', { pendingDecisionId: this.pendingDecisionId }))
          .answer;
      case 'drop': {
        const input = { pendingDecisionId: this.pendingDecisionId, reason: 'Verkeerd.' };
        return (await act(by, 'withdrawPendingDecision', 'pendingDecision { id }', input)).answer;
      }
    }
  }
}

async function lifeOf(seed: number): Promise<Life> {
  const chance = chanceFrom(seed);
  const submitter = chance.pick(['amsterdam', 'amsterdam', 'vng'] as const);
  const level = chance.pick(['RECOMMENDED', 'COMPLY_OR_EXPLAIN', 'MANDATORY'] as const);
  const writer = submitter === 'vng' ? 'secretary' : 'reporter-gm0363';
  const { made } = await act(writer, 'submitProposal', 'proposal { id criteria { code } }', {
    ...{ title: `Leven ${seed}`, kind: 'BINDING_CHANGE', motivation: 'Zomaar.', draft: true },
    ...{ onBehalfOfId: organisations[submitter], standardId: (await aStandard(on.sql)).id },
  });
  const { id, criteria } = made.proposal as { id: string; criteria: { code: string }[] };
  const living = new Living(
    id,
    criteria.map(({ code }) => code),
  );
  const start = atFirst(submitter, level, criteria.length);
  const happened: Happened[] = [];
  let now = start;
  for (let i = 0; i < LENGTH; i++) {
    const happening = draw(chance, now);
    const answer = await living.happen(now, happening);
    if (answer === 'DONE') now = after(now, happening);
    happened.push({ happening, answer, ...(await looked(chance, id)) });
  }
  return { seed, id, first: start, happened };
}

/** What it is, and where someone may take it, as the register shows it. */
async function looked(chance: Chance, id: string): Promise<Omit<Happened, 'happening' | 'answer'>> {
  const looker = chance.pick(PLAYERS);
  const [held] = await on.sql<{ state: string }>('select state from proposal where id = $1', [id]);
  const document = 'query ($id: ID!) { node(id: $id) { ... on Proposal { state allowedTransitions } } }';
  const { body } = await on.graphql(document, { id }, await signIn(looker, on));
  return { state: held!.state, looker, allowed: body.data.node?.allowedTransitions as string[] | undefined };
}

/** The first happening of which the model says something else than the register did. */
function disagreement({ seed, first: start, happened }: Life, without?: Rule): object | undefined {
  let now = start;
  for (const { happening, answer, state, looker, allowed } of happened) {
    const expected = answerTo(now, happening, without);
    if (expected !== answer) return { seed, happening, now, expected, answer };
    if (answer === 'DONE') now = after(now, happening);
    if (now.state !== state) return { seed, happening, now, state };
    if (without !== undefined) continue;
    const told = [...(allowed ?? [])].sort();
    const isAlike = told.join() === allowedFor(now, looker).sort().join();
    if (!isAlike) return { seed, looker, now, told, expected: allowedFor(now, looker) };
  }
  return undefined;
}

describe(`A hundred random lives of proposals, from seed ${first} on,`, () => {
  test('are what the rules say, step by step, and everyone was told where he could take them', () => {
    expect(lives).toHaveLength(LIVES);
    expect(lives.flatMap((life) => disagreement(life) ?? []).slice(0, 1)).toEqual([]);
  });

  test('never came to a state whose guards did not hold', async () => {
    expect(await faultsIn(on.sql)).toEqual([]);
  });

  test.each(STATES)('come to %s', (state) => {
    expect(lives.some(({ happened }) => happened.some((each) => each.state === state))).toBe(true);
  });

  test.each(RULES)('would show it if this were no rule: %s', (rule) => {
    expect(lives.some((life) => disagreement(life, rule) !== undefined)).toBe(true);
  });
});

test('A life into which steps were smuggled past the guards is seen to be wrong', async () => {
  const { sql } = on;
  const id = newId('prp');
  await sql(
    `insert into proposal (id, number, title, kind, state, standard_id, aimed_level, motivation, submitted_by, submitter_issuer,
       submitter_subject, submitted_at)
     values ($1, (select max(number) + 1 from proposal), 'Gesmokkeld', 'BINDING_CHANGE', 'ESTABLISHED', $2, 'MANDATORY', 'Zomaar.', $3,
       'urn:x', 'x', clock_timestamp())`,
    [id, (await aStandard(sql)).id, organisations['amsterdam']],
  );
  const road = [null, 'DRAFT', 'SUBMITTED', 'CVD_ADVICE', 'DECISION', 'ESTABLISHED'];
  for (const [i, to] of road.slice(1).entries()) {
    await sql(`insert into proposal_step (proposal_id, position, from_state, to_state) values ($1, $2, $3, $4)`, [
      ...[id, i + 1, road[i], to],
    ]);
  }
  await sql(
    `insert into reaction (id, proposal_id, round, writer_issuer, writer_subject, text, received_at)
    values ($1, $2, 1, 'urn:x', 'x', 'Hoezo?', '2026-01-01')`,
    [newId('rea'), id],
  );
  expect((await faultsIn(sql)).map((fault) => fault.replace(id, 'it')).sort()).toEqual([
    'it came from SUBMITTED to CVD_ADVICE',
    'it was decided without a decision of the body of its level that another confirmed',
    'it was decided without advice of the CvD on what binds',
    'it went on before the consultation was over',
    'it went on with criteria that nobody judged',
    'it went on with reactions that nobody answered',
    'it went on without support',
  ]);
});
