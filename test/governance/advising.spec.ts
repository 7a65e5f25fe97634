import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Asking, asking } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { organisationOf } from '../suppliers/market.js';
import { eventsOf, recordAdvice, submittedOn } from './decisions.js';
import { aProposal, dayAfter, TODAY } from './proposals.js';

let on: Register;
let [secretary]: Asking[] = [];
beforeAll(async () => {
  on = await register();
  secretary = asking(on, 'secretary');
});

const advice = (made: { id: string }, more: Record<string, unknown> = {}) => ({
  ...{ proposalId: made.id, body: 'CVD', position: 'POSITIVE', rationale: 'Het werkt.', givenOn: TODAY },
  ...more,
});
const messages = (done: { errors: { path: string[]; message: string }[] }) =>
  done.errors.map(({ path, message }) => `${path.slice(1).join('.')}: ${message}`);

describe('A body advises on a proposal', () => {
  test('in its own words, recorded by its secretary, for everyone to read', async () => {
    const made = await aProposal(on, { state: 'CVD_ADVICE' });
    const input = advice(made, { position: 'POSITIVE_WITH_CONDITIONS', document: 'https://example.nl/advies' });
    const done = await recordAdvice(secretary!, input);
    expect(done).toEqual({
      advice: {
        ...{ id: expect.stringMatching(/^adv_/), body: 'CVD', position: 'POSITIVE_WITH_CONDITIONS' },
        ...{ rationale: 'Het werkt.', givenOn: TODAY, document: 'https://example.nl/advies', isLatest: true },
        ...{ by: { slug: 'vng' }, proposal: { number: made.number } },
      },
      errors: [],
    });
    const { proposal } = await asking(on)(
      `{ proposal(number: ${made.number}) { revision advice { id position by { slug } } } }`,
    );
    expect(proposal.advice).toEqual([
      { id: done.advice.id, position: 'POSITIVE_WITH_CONDITIONS', by: { slug: 'vng' } },
    ]);
    const [event] = await eventsOf(on.sql, done.advice.id);
    expect([event.action, event.organisationId]).toEqual(['recordAdvice', await organisationOf(on.sql, 'vng')]);
  });

  test('and again: both stay, the last that was recorded of a body counts, as it was known at a moment', async () => {
    const made = await aProposal(on, { state: 'DECISION', isBare: true });
    await submittedOn(on.sql, made, dayAfter(-30));
    const first = await recordAdvice(secretary!, advice(made, { position: 'NEGATIVE' }));
    await recordAdvice(secretary!, advice(made, { body: 'TASKFORCE' }));
    const [{ at }] = (await on.sql<{ at: Date }>('select max(recorded_at) as at from advice where proposal_id = $1', [
      made.id,
    ])) as [{ at: Date }];
    // It was given before the other: what was recorded wrongly can always be put right.
    await recordAdvice(secretary!, advice(made, { position: 'POSITIVE', givenOn: dayAfter(-2) }));
    const of = async (moment = '') =>
      (
        await asking(on)(`{ proposal(number: ${made.number}${moment}) { advice { body position isLatest } } }`)
      ).proposal.advice.map((each: any) => `${each.body} ${each.position} ${each.isLatest}`);
    expect(first.errors).toEqual([]);
    expect(await of()).toEqual(['CVD POSITIVE true', 'TASKFORCE POSITIVE true', 'CVD NEGATIVE false']);
    expect(await of(`, knownAt: "${at.toISOString()}"`)).toEqual(['TASKFORCE POSITIVE true', 'CVD NEGATIVE true']);
  });

  test.each(['SUBMITTED', 'IN_ASSESSMENT', 'IN_CONSULTATION', 'ESTABLISHED', 'DEFERRED', 'WITHDRAWN'])(
    'but not while it is in %s',
    async (state) => {
      const made = await aProposal(on, { state });
      expect(messages(await recordAdvice(secretary!, advice(made)))).toEqual([
        `proposalId: The proposal is in ${state}: bodies advise on it when it is in CVD_ADVICE or DECISION.`,
      ]);
    },
  );

  test('not before it was submitted, nor on a day to come', async () => {
    const made = await aProposal(on, { state: 'CVD_ADVICE' });
    expect(messages(await recordAdvice(secretary!, advice(made, { givenOn: dayAfter(-1) })))).toEqual([
      `givenOn: It was submitted on ${TODAY}: nothing was said of it before.`,
    ]);
    expect(messages(await recordAdvice(secretary!, advice(made, { givenOn: dayAfter(1) })))).toEqual([
      `givenOn: An advice is recorded once it is given: on ${TODAY} or before.`,
    ]);
  });

  test('when it is one that advises, and a secretary of it says so', async () => {
    const made = await aProposal(on, { state: 'CVD_ADVICE' });
    expect(messages(await recordAdvice(secretary!, advice(made, { body: 'VNG_BOARD' })))).toEqual([
      'body: On proposals advise TASKFORCE, COMMITTEE, CVD, CVA.',
    ]);
    const { body } = await on.graphql(
      'mutation ($input: RecordAdviceInput!) { recordAdvice(input: $input) { errors { message } } }',
      { input: advice(made) },
      await (await import('../support/actors.js')).signIn('reporter-gm0363', on),
    );
    expect(body.errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });

  test('and a draft of another is not there, in the words for what does not exist', async () => {
    const made = await aProposal(on, { state: 'DRAFT' });
    const refused = await recordAdvice(secretary!, advice(made));
    const none = await recordAdvice(secretary!, advice({ id: 'prp_00000000000000000000000000' }));
    expect(refused.errors).toEqual(none.errors);
    expect(messages(refused)).toEqual(['proposalId: There is no such proposal.']);
  });

  test('once, when the request is repeated, and not after someone changed the proposal', async () => {
    const made = await aProposal(on, { state: 'CVD_ADVICE' });
    const input = advice(made, { idempotencyKey: `advies-${made.id}` });
    const [first, again] = [await recordAdvice(secretary!, input), await recordAdvice(secretary!, input)];
    expect(again.advice.id).toBe(first.advice.id);
    const late = await recordAdvice(secretary!, advice(made, { expectedRevision: 1 }));
    expect(late.errors).toMatchObject([{ __typename: 'ConflictError', path: ['input', 'expectedRevision'] }]);
  });
});
