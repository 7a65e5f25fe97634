import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Chance, chanceFrom } from '../reading/fixture/random.js';
import { type Asking, asking, doing } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { aProposal, dayAfter } from './proposals.js';

/** What there is of a proposal, in days from today; written from docs/assessment.md, not from the code. */
interface Model {
  readonly state: string;
  readonly rounds: { from: number; until: number }[];
  readonly reactions: { readonly id: string; readonly by: string; readonly round: number; answer: string | null }[];
  readonly verdicts: Map<string, string>;
}
interface Act {
  readonly kind: 'REACT' | 'ANSWER' | 'MOVE' | 'ANOTHER' | 'ASSESS';
  readonly by: string;
  readonly from: number;
  readonly until: number;
  readonly which: number;
}

const PERSONAS = ['registrar', 'reporter-gm0363', 'reporter-gm0344', 'supplier-a'];
const KINDS = ['REACT', 'REACT', 'REACT', 'ANSWER', 'ANSWER', 'MOVE', 'MOVE', 'ANOTHER', 'ASSESS'] as const;
const CODES = ['FORUM-OPEN-PROCES', 'FORUM-DRAAGVLAK', 'VNG-BEHEER', 'VNG-DOCUMENTATIE'];
const VERDICTS = ['MET', 'PARTLY_MET', 'NOT_MET', 'NOT_APPLICABLE'];

const anAct = ({ pick, below }: Chance): Act => ({
  kind: pick(KINDS),
  by: below(3) === 0 ? pick(PERSONAS) : 'registrar',
  from: pick([-1, 0, 0, 1, 180, 181]),
  until: pick([-1, 0, 0, 1, 7, 100, 179, 181, 360]),
  which: below(1000),
});

/** Whether the domain allows it. */
function isAllowed({ state, rounds, reactions }: Model, { kind, by, from, until, which }: Act): boolean {
  const last = rounds.at(-1)!;
  const isConsulted = state === 'IN_CONSULTATION';
  const isOffice = by === 'registrar';
  switch (kind) {
    case 'REACT': {
      const said = reactions.filter((each) => each.by === by && each.round === rounds.length).length;
      return isConsulted && last.from <= 0 && last.until > 0 && said < 10;
    }
    case 'ANSWER':
      return isConsulted && isOffice && reactions.length > 0;
    case 'MOVE': {
      const isSound = until > last.from || (until === 0 && last.from === 0);
      return isConsulted && isOffice && last.until > 0 && until >= 0 && isSound && until - last.from <= 180;
    }
    case 'ANOTHER':
      return (
        isConsulted && isOffice && last.until <= 0 && from >= 0 && from <= 180 && until > from && until - from <= 180
      );
    case 'ASSESS': {
      const isMandatory = CODES[which % 4]!.startsWith('FORUM-');
      const isAsked = which % 4 !== 3;
      const isFitting = VERDICTS[(which % 7) % 4] !== 'NOT_APPLICABLE' || !isMandatory;
      return isOffice && ['IN_CONSULTATION', 'IN_ASSESSMENT'].includes(state) && isAsked && isFitting;
    }
  }
}

let on: Register;
const asks = new Map<string, Asking>();
beforeAll(async () => {
  on = await register();
  for (const persona of PERSONAS) asks.set(persona, asking(on, persona));
});

const react = doing('reactToProposal', 'ReactToProposalInput', 'reaction { id }');
const change = doing('changeConsultation', 'ChangeConsultationInput', 'proposal { id }');
const assess = doing('assessProposal', 'AssessProposalInput', 'proposal { id }');

/** Tries it; answers whether the register did it, and keeps what came of it in the model. */
async function attempt(proposalId: string, model: Model, act: Act, n: number): Promise<boolean> {
  const { kind, by, from, until, which } = act;
  const ask = asks.get(by)!;
  const reason = `Om te proberen ${n}.`;
  if (kind === 'REACT') {
    const { reaction } = await react(ask, { proposalId, text: reason });
    if (reaction) model.reactions.push({ id: reaction.id, by, round: model.rounds.length, answer: null });
    return reaction !== null;
  }
  if (kind === 'ANSWER') {
    const target = model.reactions[which % Math.max(model.reactions.length, 1)];
    const answerTo = target?.id ?? 'rea_00000000000000000000000000';
    const { reaction } = await react(ask, { proposalId, answerTo, answer: reason });
    if (reaction && target) target.answer = reason;
    return reaction !== null;
  }
  if (kind === 'ASSESS') {
    const [criterionCode, verdict] = [CODES[which % 4]!, VERDICTS[(which % 7) % 4]!];
    const { proposal } = await assess(ask, { proposalId, criterionCode, verdict, motivation: reason });
    if (proposal) model.verdicts.set(criterionCode, verdict);
    return proposal !== null;
  }
  const days = { until: dayAfter(until), ...(kind === 'ANOTHER' && { from: dayAfter(from) }) };
  const { proposal } = await change(ask, { proposalId, ...days, reason });
  if (proposal && kind === 'MOVE') model.rounds.at(-1)!.until = until;
  if (proposal && kind === 'ANOTHER') model.rounds.push({ from, until });
  return proposal !== null;
}

/** What those who are no registrar are told without a look at the proposal: the mutation is not for them. */
const isForbidden = ({ kind, by }: Act): boolean => by !== 'registrar' && ['MOVE', 'ANOTHER', 'ASSESS'].includes(kind);

async function told(id: string) {
  const { node } = await asking(on)(
    `{ node(id: "${id}") { ... on Proposal {
      consultations { round period { from to } isOpen unanswered reactions { id answer } }
      assessments { criterion { code } verdict }
    } } }`,
  );
  return node;
}
const expected = ({ state, rounds, reactions, verdicts }: Model) => ({
  consultations: rounds.map(({ from, until }, i) => {
    const own = reactions.filter(({ round }) => round === i + 1);
    return {
      round: i + 1,
      period: { from: dayAfter(from), to: dayAfter(until) },
      isOpen: state === 'IN_CONSULTATION' && from <= 0 && until > 0,
      unanswered: own.filter(({ answer }) => answer === null).length,
      reactions: own.map(({ id, answer }) => ({ id, answer })),
    };
  }),
  assessments: CODES.flatMap((code) => {
    const verdict = verdicts.get(code);
    return verdict === undefined ? [] : [{ criterion: { code }, verdict }];
  }),
});

describe('Whatever happens to a proposal in consultation, in any order and by anyone', () => {
  test('is done when the rules allow it and refused when not, and what is told is what was done', async () => {
    const dice = chanceFrom(20_261_122);
    const done = new Map<string, number>();
    for (let life = 0; life < 20; life += 1) {
      const state = life % 5 === 4 ? 'CVD_ADVICE' : 'IN_CONSULTATION';
      const [from, until] = dice.pick([
        [-7, 21],
        [-30, -2],
        [-7, 0],
        [0, 14],
        [3, 30],
        [-179, 1],
      ] as const);
      const { id } = await aProposal(on, { state, isBare: true });
      await on.sql(
        'insert into consultation (proposal_id, round, position, open_from, open_until) values ($1, 1, 1, $2, $3)',
        [id, dayAfter(from), dayAfter(until)],
      );
      const model: Model = { state, rounds: [{ from, until }], reactions: [], verdicts: new Map() };
      for (let n = 0; n < 30; n += 1) {
        const act = anAct(dice);
        if (isForbidden(act)) continue;
        const mayBe = isAllowed(model, act);
        const was = await attempt(id, model, act, n);
        expect({ life, n, act, state, rounds: model.rounds, was }).toMatchObject({ was: mayBe });
        const key = `${act.kind} ${was}`;
        done.set(key, (done.get(key) ?? 0) + 1);
      }
      expect(await told(id)).toEqual(expected(model));
    }
    // Each was done, and each was refused: otherwise this would have shown nothing.
    const outcomes = [...new Set(KINDS)].flatMap((kind) => [`${kind} false`, `${kind} true`]);
    expect([...done.keys()].sort()).toEqual(outcomes.sort());
  });
});
