import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Asking, asking } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { organisationOf } from '../suppliers/market.js';
import {
  adopted,
  adoptedByBoard,
  confirmDecision,
  decide,
  eventsOf,
  recordDecision,
  submittedOn,
  withdrawPendingDecision,
} from './decisions.js';
import { anAdvice, aProposal, dayAfter, TODAY } from './proposals.js';

let on: Register;
let [secretary, second]: Asking[] = [];
beforeAll(async () => {
  on = await register();
  secretary = asking(on, 'secretary');
  second = asking(on, 'secretary-2');
});
const messages = (done: { errors: { path: string[]; message: string }[] }) =>
  done.errors.map(({ path, message }) => `${path.slice(1).join('.')}: ${message}`);
const missing = (done: { errors: { missing?: string[] }[] }) => done.errors.map((each) => each.missing);
const stateOf = async (number: number) =>
  (await asking(on)(`{ proposal(number: ${number}) { state decisions { slug outcome } pendingDecision { id } } }`))
    .proposal;

describe('A decision takes four eyes', () => {
  test('one secretary records it, and nothing has come of it; another confirms it, and it is one', async () => {
    const made = await aProposal(on, { state: 'DECISION' });
    const said = { reference: 'D-2026-7', vote: { inFavour: 3, against: 1, abstained: 0 } };
    const recorded = await recordDecision(secretary!, adopted(made, said));
    expect(recorded).toEqual({
      pendingDecision: {
        ...{ id: expect.stringMatching(/^pdc_/), state: 'WAITING', body: 'VNG_DIRECTORATE', outcome: 'ADOPTED' },
        ...{ decidedOn: TODAY, effectiveFrom: TODAY, isRecordedByYou: true },
      },
      ...{ decision: null, obligation: null, errors: [] },
    });
    expect(await stateOf(made.number)).toEqual({ state: 'DECISION', decisions: [], pendingDecision: null });
    const confirmed = await confirmDecision(second!, { pendingDecisionId: recorded.pendingDecision.id });
    expect(confirmed).toMatchObject({
      pendingDecision: { state: 'CONFIRMED', isRecordedByYou: false, decision: { id: confirmed.decision.id } },
      decision: {
        ...{ slug: `voorstel-${made.number}-${TODAY}`, title: made.title, outcome: 'ADOPTED', verified: true },
        ...{ reference: 'D-2026-7', vote: said.vote, membersConsulted: false, effectiveFrom: TODAY },
      },
      obligation: { level: 'RECOMMENDED', scope: '', source: 'VNG' },
      ...{ proposal: { state: 'ESTABLISHED' }, errors: [] },
    });
    const { decision } = await asking(on)(
      `{ decision(slug: "${confirmed.decision.slug}") { proposal { number state } advice { body } obligations { id } } }`,
    );
    expect(decision).toEqual({
      proposal: { number: made.number, state: 'ESTABLISHED' },
      advice: [{ body: 'CVD' }],
      obligations: [{ id: confirmed.obligation.id }],
    });
    const actions = async (id: string) => (await eventsOf(on.sql, id)).map(({ action }) => action);
    expect(await actions(recorded.pendingDecision.id)).toEqual(['recordDecision', 'confirmDecision']);
    expect(await actions(confirmed.decision.id)).toEqual(['confirmDecision']);
    expect(await actions(made.id)).toEqual(['confirmDecision']);
    expect(await actions(confirmed.obligation.id)).toEqual(['confirmDecision']);
  });

  test('who recorded it does not confirm it, and it is confirmed once', async () => {
    const made = await aProposal(on, { state: 'DECISION' });
    const { pendingDecision } = await recordDecision(secretary!, adopted(made));
    const input = { pendingDecisionId: pendingDecision.id };
    expect(messages(await confirmDecision(secretary!, input))).toEqual([
      'pendingDecisionId: You recorded it yourself: another secretary of the body confirms it.',
    ]);
    expect((await confirmDecision(second!, input)).errors).toEqual([]);
    expect(messages(await confirmDecision(second!, input))).toEqual([
      'pendingDecisionId: It is CONFIRMED: it waits no longer.',
    ]);
  });

  test('two who confirm at once make one decision', async () => {
    const made = await aProposal(on, { state: 'DECISION' });
    const { pendingDecision } = await recordDecision(secretary!, adopted(made));
    const input = { pendingDecisionId: pendingDecision.id };
    const done = await Promise.all([confirmDecision(second!, input), confirmDecision(second!, input)]);
    expect(done.map(({ errors }) => errors.length).sort()).toEqual([0, 1]);
    expect((await stateOf(made.number)).decisions).toHaveLength(1);
  });

  test('one waits at a time; what is taken back is no decision, and leaves room for another', async () => {
    const made = await aProposal(on, { state: 'DECISION' });
    const { pendingDecision } = await recordDecision(secretary!, adopted(made));
    const another = await recordDecision(second!, adopted(made));
    expect(another.errors).toMatchObject([
      { __typename: 'ConflictError', path: ['input', 'proposalId'], conflictingId: pendingDecision.id },
    ]);
    const input = { pendingDecisionId: pendingDecision.id, reason: 'Verkeerde dag.' };
    expect(await withdrawPendingDecision(second!, input)).toMatchObject({ pendingDecision: { state: 'WITHDRAWN' } });
    expect(messages(await confirmDecision(second!, input_of(pendingDecision)))).toEqual([
      'pendingDecisionId: It is WITHDRAWN: it waits no longer.',
    ]);
    expect((await recordDecision(second!, adopted(made, { outcome: 'REJECTED' }))).errors).toEqual([]);
  });

  test('what waits is there for secretaries of the body, the office and the auditor only', async () => {
    const made = await aProposal(on, { state: 'DECISION' });
    const { pendingDecision } = await recordDecision(secretary!, adopted(made));
    const seenBy = async (persona?: string) => {
      const { proposal, node } = await asking(
        on,
        persona,
      )(`{ proposal(number: ${made.number}) { pendingDecision { id } } node(id: "${pendingDecision.id}") { id } }`);
      expect(proposal.pendingDecision).toEqual(node);
      return node !== null;
    };
    for (const persona of ['secretary', 'secretary-2', 'registrar', 'auditor'])
      expect(await seenBy(persona)).toBe(true);
    for (const persona of [undefined, 'reporter-gm0363', 'assessor', 'supplier-a', 'partnership']) {
      expect(await seenBy(persona)).toBe(false);
    }
    const refused = await confirmDecision(second!, { pendingDecisionId: 'pdc_00000000000000000000000000' });
    expect(messages(refused)).toEqual(['pendingDecisionId: There is no such decision to confirm.']);
  });

  test('what is repeated with the same key is recorded and confirmed once', async () => {
    const made = await aProposal(on, { state: 'DECISION' });
    const input = adopted(made, { idempotencyKey: `besluit-${made.id}` });
    const [first, again] = [await recordDecision(secretary!, input), await recordDecision(secretary!, input)];
    expect(again.pendingDecision.id).toBe(first.pendingDecision.id);
    const confirming = { ...input_of(first.pendingDecision), idempotencyKey: `bevestigd-${made.id}` };
    const [one, two] = [await confirmDecision(second!, confirming), await confirmDecision(second!, confirming)];
    expect([two.decision.id, two.errors]).toEqual([one.decision.id, []]);
  });
});

const input_of = ({ id }: { id: string }) => ({ pendingDecisionId: id });

describe('Who submitted does not decide', () => {
  const OWN =
    'Whoever submitted a proposal does not decide on it: neither the person, nor anyone who acts for the organisation.';

  test('nobody of the organisation that submitted it records it, or confirms it', async () => {
    const ofIbd = await aProposal(on, { state: 'DECISION', submittedBy: await organisationOf(on.sql, 'ibd') });
    expect(messages(await recordDecision(second!, adopted(ofIbd)))).toEqual([`proposalId: ${OWN}`]);
    const { pendingDecision } = await recordDecision(secretary!, adopted(ofIbd));
    expect(messages(await confirmDecision(second!, input_of(pendingDecision)))).toEqual([`pendingDecisionId: ${OWN}`]);
  });

  test('nor does the person who wrote it for another organisation', async () => {
    const made = await aProposal(on, { state: 'DECISION', submitter: 'secretary' });
    expect(messages(await recordDecision(secretary!, adopted(made)))).toEqual([`proposalId: ${OWN}`]);
    expect((await recordDecision(second!, adopted(made))).errors).toEqual([]);
  });
});

describe('What a decision misses is said', () => {
  test('the body: the directorate decides what is recommended, the board what binds, or would no longer', async () => {
    const recommended = await aProposal(on, { state: 'DECISION' });
    expect(missing(await recordDecision(secretary!, adoptedByBoard(recommended)))).toEqual([
      ['a decision of the VNG_DIRECTORATE, since it decides on RECOMMENDED'],
    ]);
    const binding = await aProposal(on, { state: 'DECISION', aimedLevel: 'COMPLY_OR_EXPLAIN' });
    for (const outcome of ['ADOPTED', 'REJECTED', 'DEFERRED']) {
      const refused = await recordDecision(secretary!, adopted(binding, { outcome }));
      expect(missing(refused)).toEqual([['a decision of the VNG_BOARD, since it decides on COMPLY_OR_EXPLAIN']]);
    }
    await decide(on, adoptedByBoard(binding));
    const lifting = await aProposal(on, { state: 'DECISION', standardId: binding.standardId });
    expect(missing(await recordDecision(secretary!, adopted(lifting)))).toEqual([
      ['a decision of the VNG_BOARD, since it decides on COMPLY_OR_EXPLAIN'],
    ]);
    expect((await decide(on, adoptedByBoard(lifting))).obligation).toMatchObject({ level: 'RECOMMENDED' });
  });

  test('and the board lifts as well what it decided for a day to come', async () => {
    const binding = await aProposal(on, { state: 'DECISION', aimedLevel: 'MANDATORY' });
    await decide(on, adoptedByBoard(binding, { effectiveFrom: dayAfter(10) }));
    const lifting = await aProposal(on, { state: 'DECISION', standardId: binding.standardId });
    const refused = await recordDecision(secretary!, adopted(lifting, { effectiveFrom: dayAfter(20) }));
    expect(missing(refused)).toEqual([
      ['a decision of the VNG_BOARD, since it decides on MANDATORY', 'the consultation of the members'],
    ]);
  });

  test('advice of the CvD, given no later than the decision, for what binds', async () => {
    const made = await aProposal(on, { state: 'DECISION', aimedLevel: 'COMPLY_OR_EXPLAIN', isBare: true });
    await submittedOn(on.sql, made, dayAfter(-30));
    const early = adoptedByBoard(made, { decidedOn: dayAfter(-3) });
    const words = `advice of the CVD given on ${dayAfter(-3)}, the day of the decision, or before`;
    expect(missing(await recordDecision(secretary!, early))[0]).toContain(words);
    await anAdvice(on.sql, made.id, 'CVD', dayAfter(-2), 'NEGATIVE');
    expect(missing(await recordDecision(secretary!, early))[0]).toContain(words);
    await anAdvice(on.sql, made.id, 'CVD', dayAfter(-3));
    expect(missing(await recordDecision(secretary!, early))[0]).not.toContain(words);
  });

  test('the consultation of the members, for what is mandatory; nothing of it to refuse or put it off', async () => {
    const made = await aProposal(on, { state: 'DECISION', aimedLevel: 'MANDATORY' });
    const refused = await recordDecision(secretary!, adoptedByBoard(made, { membersConsulted: false }));
    expect(refused.errors).toMatchObject([
      {
        ...{ __typename: 'IllegalTransitionError', path: ['input', 'outcome'], from: 'DECISION', to: 'ESTABLISHED' },
        message: 'To be ADOPTED it misses the consultation of the members.',
        missing: ['the consultation of the members'],
      },
    ]);
    const bare = await aProposal(on, { state: 'DECISION', aimedLevel: 'MANDATORY', isBare: true });
    await decide(on, adoptedByBoard(bare, { outcome: 'REJECTED', membersConsulted: false }));
    const { decision } = await decide(on, adoptedByBoard(made));
    expect(decision).toMatchObject({ membersConsulted: true, effects: [{ kind: 'OBLIGATION', level: 'MANDATORY' }] });
  });

  test.each(['SUBMITTED', 'CVD_ADVICE', 'DEFERRED', 'ESTABLISHED', 'REJECTED', 'WITHDRAWN'])(
    'in %s it is not decided on',
    async (state) => {
      const made = await aProposal(on, { state });
      const { errors } = await recordDecision(secretary!, adopted(made));
      expect(errors).toMatchObject([{ __typename: 'IllegalTransitionError', from: state, to: 'ESTABLISHED' }]);
    },
  );

  test('what changed since it was recorded is asked again when it is confirmed', async () => {
    const made = await aProposal(on, { state: 'DECISION' });
    const { pendingDecision } = await recordDecision(secretary!, adopted(made));
    const other = await aProposal(on, { state: 'DECISION', standardId: made.standardId, aimedLevel: 'MANDATORY' });
    await decide(on, adoptedByBoard(other));
    expect(missing(await confirmDecision(second!, input_of(pendingDecision)))).toEqual([
      ['a decision of the VNG_BOARD, since it decides on MANDATORY', ...['the consultation of the members']],
    ]);
  });
});

describe('What is said of a decision', () => {
  test('is checked: days, votes, texts, and the outcome that takes note', async () => {
    const made = await aProposal(on, { state: 'DECISION' });
    const of = async (more: Record<string, unknown>) => messages(await recordDecision(secretary!, adopted(made, more)));
    expect(await of({ decidedOn: dayAfter(1) })).toEqual([
      `decidedOn: A decision is recorded once it is taken: on ${TODAY} or before.`,
    ]);
    expect(await of({ decidedOn: dayAfter(-1) })).toEqual([
      `decidedOn: It was submitted on ${TODAY}: nothing was said of it before.`,
    ]);
    expect(await of({ effectiveFrom: dayAfter(-1) })).toEqual([
      `effectiveFrom: It was decided on ${TODAY}: it holds from that day on or a later one.`,
    ]);
    expect(await of({ outcome: 'NOTED' })).toEqual([
      'outcome: On a proposal is decided: it is ADOPTED, REJECTED or DEFERRED.',
    ]);
    expect(await of({ outcome: 'REJECTED', effectiveFrom: TODAY })).toEqual([
      'effectiveFrom: Nothing comes into effect of what is REJECTED.',
    ]);
    expect(await of({ body: 'ALV' })).toEqual(['body: On proposals decide VNG_DIRECTORATE and VNG_BOARD.']);
    expect(await of({ vote: { inFavour: 0, against: 0, abstained: 0 } })).toEqual([
      'vote: A vote that nobody cast is left out.',
    ]);
    expect(await of({ vote: { inFavour: -1, against: 0, abstained: 0 } })).toHaveLength(1);
    expect(await of({ reference: 'x'.repeat(201) })).toHaveLength(1);
    expect(await of({ reason: 'x'.repeat(2001) })).toHaveLength(1);
  });

  test('a proposal that is put off goes on from there, and what is rejected stays so', async () => {
    const deferred = await aProposal(on, { state: 'DECISION' });
    expect((await decide(on, adopted(deferred, { outcome: 'DEFERRED' }))).proposal.state).toBe('DEFERRED');
    const rejected = await aProposal(on, { state: 'DECISION' });
    const done = await decide(on, adopted(rejected, { outcome: 'REJECTED', reason: 'Te duur.' }));
    expect([done.proposal.state, done.obligation, done.decision.effects]).toEqual(['REJECTED', null, []]);
    const { proposal } = await asking(on)(
      `{ proposal(number: ${rejected.number}) { history { to reason by { slug } } } }`,
    );
    expect(proposal.history.at(-1)).toEqual({ to: 'REJECTED', reason: 'Te duur.', by: { slug: 'ibd' } });
  });
});

describe('The list of decisions', () => {
  test('is there for everyone, by body, outcome, day and words', async () => {
    const title = `Voorstel over koffiekopjes ${newWord()}`;
    const made = await aProposal(on, { state: 'DECISION', title });
    const { decision } = await decide(on, adopted(made, { reference: 'Kenmerk-Koffie' }));
    const found = async (args: string) =>
      (await asking(on)(`{ decisions(first: 100, ${args}) { nodes { slug } } }`)).decisions.nodes.map(
        ({ slug }: any) => slug,
      );
    const word = title.slice(-8).toUpperCase();
    expect(await found(`text: "${word}"`)).toEqual([decision.slug]);
    expect(await found(`text: "${word}", bodies: [VNG_BOARD]`)).toEqual([]);
    expect(await found(`text: "${word}", outcomes: [ADOPTED], from: "${TODAY}"`)).toEqual([decision.slug]);
    expect(await found(`text: "${word}", outcomes: [REJECTED, DEFERRED]`)).toEqual([]);
    expect(await found(`text: "${word}", to: "${TODAY}"`)).toEqual([]);
    expect(await found(`text: "kenmerk-koffie"`)).toContain(decision.slug);
    expect(await found(`text: "100%_"`)).toEqual([]);
  });

  test('of a standard holds what was decided on it, and what of it rests on a decision', async () => {
    const { standard } = await asking(on)(
      '{ standard(by: { slug: "gibit" }) { decisions(first: 10) { nodes { slug } } } }',
    );
    expect(standard.decisions.nodes.map(({ slug }: any) => slug)).toEqual(['gibit-2023', 'gibit-2020', 'gibit-2016']);
  });
});

const newWord = () => Math.random().toString(36).slice(2, 10).padEnd(8, 'x');
