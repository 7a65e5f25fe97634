import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Asking, asking, doing, placesOf } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { aProposal, aReaction, dayAfter, TODAY } from './proposals.js';

let on: Register;
let office: Asking;
let anyone: Asking;
beforeAll(async () => {
  on = await register();
  [office, anyone] = [asking(on, 'registrar'), asking(on)];
});

const ROUND = 'round period { from to isFromKnown } isOpen reason unanswered earlier { period { to } reason }';
const change = doing(
  'changeConsultation',
  'ChangeConsultationInput',
  `proposal { revision consultation { ${ROUND} } consultations { round } }`,
);
const told = async ({ id }: { id: string }, fields: string, moments = '') => {
  const [{ number }] = (await on.sql<{ number: number }>('select number from proposal where id = $1', [id])) as [
    { number: number },
  ];
  return (await anyone(`{ proposal(number: ${number}${moments}) { ${fields} } }`)).proposal;
};
const inConsultation = (from: string, until: string) =>
  aProposal(on, { state: 'IN_CONSULTATION', consultation: [from, until] });
const eventsOf = async (id: string) =>
  (await on.sql<{ body: string }>('select body from audit_event where subject_id = $1 order by event_id', [id])).map(
    ({ body }) => JSON.parse(body),
  );
const reason = 'Het is vakantie.';

describe('A consultation', () => {
  test('is told to everyone: in which days one may react, and whether that is so', async () => {
    const made = await inConsultation(dayAfter(-7), dayAfter(21));
    expect(await told(made, `consultation { ${ROUND} }`)).toEqual({
      consultation: {
        round: 1,
        period: { from: dayAfter(-7), to: dayAfter(21), isFromKnown: true },
        isOpen: true,
        reason: null,
        unanswered: 0,
        earlier: [],
      },
    });
    const openOn = async (day: string) =>
      (await told(made, 'consultation { isOpen }', `, asOf: "${day}"`)).consultation.isOpen;
    const days = [dayAfter(-8), dayAfter(-7), dayAfter(20), dayAfter(21)];
    expect(await Promise.all(days.map(openOn))).toEqual([false, true, true, false]);
  });

  test('is not there before it comes to that, nor open once the proposal has gone on', async () => {
    expect(await told(await aProposal(on), 'consultation { round } consultations { round }')).toEqual({
      ...{ consultation: null, consultations: [] },
    });
    const advised = await aProposal(on, { state: 'CVD_ADVICE', consultation: [dayAfter(-7), dayAfter(7)] });
    expect(await told(advised, 'consultation { isOpen }')).toEqual({ consultation: { isOpen: false } });
  });

  test('can be made to last longer, with the reason, and shows what it was', async () => {
    const made = await inConsultation(dayAfter(-7), dayAfter(21));
    const { proposal, errors } = await change(office, { proposalId: made.id, until: dayAfter(60), reason });
    expect(errors).toEqual([]);
    expect(proposal.consultation).toMatchObject({
      ...{ round: 1, period: { from: dayAfter(-7), to: dayAfter(60) }, isOpen: true, reason },
      earlier: [{ period: { to: dayAfter(21) }, reason: null }],
    });
    expect(await eventsOf(made.id)).toEqual([
      expect.objectContaining({
        ...{ action: 'changeConsultation', reason },
        changes: [
          {
            field: 'consultation',
            before: { round: 1, period: { from: dayAfter(-7), to: dayAfter(21) } },
            after: { round: 1, period: { from: dayAfter(-7), to: dayAfter(60) } },
          },
        ],
      }),
    ]);
    const before = `, knownAt: "${new Date(Date.now() - 3_600_000).toISOString()}"`;
    expect(await told(made, 'id', before)).toBeNull();
  });

  test('can be ended today, and is then over at once', async () => {
    const made = await inConsultation(dayAfter(-7), dayAfter(21));
    const { proposal } = await change(office, { proposalId: made.id, until: TODAY, reason });
    expect(proposal.consultation).toMatchObject({ period: { to: TODAY }, isOpen: false });
    const again = await change(office, { proposalId: made.id, until: dayAfter(1), reason });
    expect(again.errors.map(({ message }: any) => message)).toEqual([
      `The round was over on ${TODAY}: set another one, with "from".`,
    ]);
  });

  test('stays as it is when nothing of it changes', async () => {
    const made = await inConsultation(dayAfter(-7), dayAfter(21));
    const { proposal, errors } = await change(office, { proposalId: made.id, until: dayAfter(21), reason });
    expect([errors, proposal.consultation.earlier, await eventsOf(made.id)]).toEqual([[], [], []]);
  });

  test('has another round when the first is over, with reactions of its own', async () => {
    const made = await inConsultation(dayAfter(-30), dayAfter(-2));
    await aReaction(on.sql, made.id);
    const { proposal, errors } = await change(office, {
      ...{ proposalId: made.id, from: TODAY, until: dayAfter(14), reason: 'De tekst is aangepast.' },
    });
    expect(errors).toEqual([]);
    expect(proposal.consultation).toMatchObject({ round: 2, period: { from: TODAY, to: dayAfter(14) }, isOpen: true });
    await aReaction(on.sql, made.id);
    await aReaction(on.sql, made.id);
    const { consultations } = await told(made, 'consultations { round unanswered reactions { round } }');
    expect(consultations).toEqual([
      { round: 1, unanswered: 1, reactions: [{ round: 1 }] },
      { round: 2, unanswered: 2, reactions: [{ round: 2 }, { round: 2 }] },
    ]);
  });
});

describe('A change of a consultation is refused', () => {
  test.each([
    ['before today', dayAfter(-1), `It cannot have ended before today, ${TODAY}.`],
    ['for longer than half a year', dayAfter(174), `A consultation lasts at most 180 days: until ${dayAfter(173)}.`],
  ])('when it would end %s', async (_, until, message) => {
    const { id: proposalId } = await inConsultation(dayAfter(-7), dayAfter(21));
    const { errors } = await change(office, { proposalId, until, reason });
    expect(errors).toEqual([{ __typename: 'InvalidInputError', message, path: ['input', 'until'] }]);
  });

  test('when another round would begin before this one is over, or before today', async () => {
    const running = await inConsultation(dayAfter(-7), dayAfter(21));
    const days = { from: dayAfter(21), until: dayAfter(40), reason };
    const early = await change(office, { proposalId: running.id, ...days });
    expect(early.errors.map(({ message }: any) => message)).toEqual([
      `Another round begins when this one is over, on ${dayAfter(21)}; or end this one first.`,
    ]);
    const over = await inConsultation(dayAfter(-7), dayAfter(-1));
    const past = await change(office, { proposalId: over.id, from: dayAfter(-1), until: dayAfter(-1), reason });
    expect(placesOf(past.errors)).toEqual(['InvalidInputError input.from', 'InvalidInputError input.until']);
  });

  test.each(['IN_ASSESSMENT', 'CVD_ADVICE', 'WITHDRAWN'])('while the proposal is %s', async (state) => {
    const { id: proposalId } = await aProposal(on, { state });
    const { errors } = await change(office, { proposalId, until: dayAfter(7), reason });
    expect(errors.map(({ message }: any) => message)).toEqual([
      `It is ${state}; its consultation is changed while it is IN_CONSULTATION.`,
    ]);
  });

  test('without a reason, of what is not there, and after someone else changed it', async () => {
    const { id: proposalId } = await inConsultation(dayAfter(-7), dayAfter(21));
    const until = dayAfter(30);
    expect(placesOf((await change(office, { proposalId, until, reason: ' ' })).errors)).toEqual([
      'InvalidInputError input.reason',
    ]);
    const nowhere = await change(office, { proposalId: 'prp_00000000000000000000000000', until, reason });
    expect(placesOf(nowhere.errors)).toEqual(['NotFoundError input.proposalId']);
    const late = await change(office, { proposalId, until, reason, expectedRevision: 1 });
    expect(placesOf(late.errors)).toEqual(['ConflictError input.expectedRevision']);
  });
});
