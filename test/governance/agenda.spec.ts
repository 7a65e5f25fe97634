import { beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/database/id.js';
import { aStandard, put } from '../support/builders.js';
import { type Asking, asking } from '../support/persona.js';
import { type OwnRegister, startService } from '../support/register.js';
import { afterAll } from '@jest/globals';
import {
  aConsultation,
  anAdvice,
  anAnswer,
  aProposal,
  aReaction,
  aSupport,
  dayAfter,
  type Made,
  TODAY,
} from './proposals.js';
import { organisationOf } from '../suppliers/market.js';

const ITEM =
  'proposal { number } purpose isReady isDone missing decidingLevel consultationUntil advice { body position }';

let on: OwnRegister;
let anyone: Asking;
beforeAll(async () => {
  on = await startService();
  anyone = asking(on);
});
afterAll(async () => void (await on.stop()));

interface Item {
  proposal: { number: number };
  purpose: string;
  isReady: boolean;
  isDone: boolean;
  missing: string[];
  decidingLevel: string;
  consultationUntil: string | null;
  advice: { body: string; position: string }[];
}
const agenda = async (body: string, meetingOn: string): Promise<Item[]> =>
  (await anyone(`{ agenda(body: ${body}, meetingOn: "${meetingOn}") { items { ${ITEM} } } }`)).agenda.items;
const on_ = async (body: string, meetingOn: string, { number }: Made): Promise<Item | undefined> =>
  (await agenda(body, meetingOn)).find((item) => item.proposal.number === number);

const NEXT_WEEK = dayAfter(7);

describe('On the agenda of a body that advises', () => {
  test('stands what is with it for advice, ready; what is in consultation is announced', async () => {
    const ready = await aProposal(on, { state: 'CVD_ADVICE' });
    const open = await aProposal(on, { state: 'IN_CONSULTATION', consultation: [dayAfter(-7), dayAfter(30)] });
    const early = await aProposal(on, { state: 'IN_ASSESSMENT' });
    for (const body of ['TASKFORCE', 'COMMITTEE', 'CVD']) {
      expect(await on_(body, NEXT_WEEK, ready)).toMatchObject({ purpose: 'ADVICE', isReady: true, missing: [] });
      const announced = await on_(body, NEXT_WEEK, open);
      expect(announced).toMatchObject({ purpose: 'ADVICE', isReady: false, consultationUntil: dayAfter(30) });
      expect(announced!.missing).toContain(`the end of the consultation, on ${dayAfter(30)}`);
      expect(await on_(body, NEXT_WEEK, early)).toBeUndefined();
    }
    expect(await on_('VNG_BOARD', NEXT_WEEK, ready)).toBeUndefined();
  });

  test('a consultation that ends before the meeting is no obstacle; answers and the step to the body still are', async () => {
    const made = await aProposal(on, { state: 'IN_CONSULTATION', consultation: [dayAfter(-30), dayAfter(3)] });
    await on.sql(
      'insert into proposal_assessment (proposal_id, criterion_id, position, verdict, motivation) select $1, id, 1, $2, $3 from criterion',
      [...[made.id, 'MET', 'Zo is het.']],
    );
    const reaction = await aReaction(on.sql, made.id);
    const step = 'the step to CVD_ADVICE, by a REGISTRAR';
    expect((await on_('CVD', NEXT_WEEK, made))!.missing).toEqual(['an answer to a reaction', step]);
    await anAnswer(on.sql, reaction);
    expect(await on_('CVD', NEXT_WEEK, made)).toMatchObject({ missing: [step], consultationUntil: dayAfter(3) });
    const before = (await on_('CVD', dayAfter(2), made))!.missing;
    expect(before).toContain(`the end of the consultation, on ${dayAfter(3)}`);
  });

  test('what it has advised on is on the agenda of that day, and not of the next', async () => {
    const made = await aProposal(on, { state: 'CVD_ADVICE' });
    await anAdvice(on.sql, made.id, 'TASKFORCE', TODAY);
    expect(await on_('TASKFORCE', TODAY, made)).toMatchObject({ isDone: true, isReady: true, missing: [] });
    expect(await on_('TASKFORCE', NEXT_WEEK, made)).toBeUndefined();
    expect((await on_('CVD', NEXT_WEEK, made))!.advice).toEqual([{ body: 'TASKFORCE', position: 'POSITIVE' }]);
  });

  test('what was put off is announced to the CvD and to who put it off, and comes back to who advised before', async () => {
    const made = await aProposal(on, { state: 'DEFERRED' });
    const step = 'the step to CVD_ADVICE, by a SECRETARY of an organisation that serves the CVD';
    // The builder wrote the advice after the step; it was given before.
    await on.sql(
      `insert into proposal_step (proposal_id, position, from_state, to_state, at)
       values ($1, 90, $2, $2, clock_timestamp() + interval '1 second')`,
      [made.id, 'DEFERRED'],
    );
    expect(await on_('CVD', NEXT_WEEK, made)).toMatchObject({ purpose: 'ADVICE', isReady: false, missing: [step] });
    const directorate = await on_('VNG_DIRECTORATE', NEXT_WEEK, made);
    expect(directorate).toMatchObject({ purpose: 'DECISION', isReady: false, missing: [step] });
    expect(await on_('TASKFORCE', NEXT_WEEK, made)).toBeUndefined();
  });
});

describe('On the agenda of a body that decides', () => {
  test('stands what comes to its level: what is aimed at, or what binds on the day of the meeting or later', async () => {
    const light = await aProposal(on, { state: 'DECISION', aimedLevel: 'RECOMMENDED' });
    const heavy = await aProposal(on, { state: 'DECISION', aimedLevel: 'MANDATORY' });
    const standard = await aStandard(on.sql);
    const end = dayAfter(20);
    await put(on.sql, 'obligation', {
      ...{ id: newId('obl'), standard_id: standard.id, scope: '', level: 'COMPLY_OR_EXPLAIN', source: 'VNG' },
      ...{ is_from_known: true, valid_from: dayAfter(10), valid_to: end },
    });
    const lifting = await aProposal(on, { state: 'DECISION', aimedLevel: 'RECOMMENDED', standardId: standard.id });
    const numbers = async (body: string, day: string) => {
      const found = (await agenda(body, day)).map(({ proposal }) => proposal.number);
      return [light, heavy, lifting].map(({ number }) => found.includes(number));
    };
    for (const day of [NEXT_WEEK, dayAfter(-1, end)]) {
      expect(await numbers('VNG_DIRECTORATE', day)).toEqual([true, false, false]);
      expect(await numbers('VNG_BOARD', day)).toEqual([false, true, true]);
    }
    expect(await numbers('VNG_DIRECTORATE', end)).toEqual([true, false, true]);
    expect(await numbers('VNG_BOARD', end)).toEqual([false, true, false]);
    expect(await on_('VNG_BOARD', NEXT_WEEK, lifting)).toMatchObject({
      purpose: 'DECISION',
      decidingLevel: 'COMPLY_OR_EXPLAIN',
    });
  });

  test('what misses advice or lost its support is not ready, and says so', async () => {
    const bare = await aProposal(on, { state: 'DECISION', aimedLevel: 'MANDATORY', isBare: true });
    expect(await on_('VNG_BOARD', NEXT_WEEK, bare)).toMatchObject({
      isReady: false,
      missing: ['the support of a municipality or a public body other than who submitted it', 'advice of the CVD'],
    });
    await aSupport(on.sql, bare.id, await organisationOf(on.sql, 'gm0344'));
    await anAdvice(on.sql, bare.id, 'CVD', dayAfter(-3));
    expect(await on_('VNG_BOARD', NEXT_WEEK, bare)).toMatchObject({ isReady: true, missing: [] });
  });
});

describe('An agenda', () => {
  test('puts what is ready before what is announced, each by number, and knows its meeting', async () => {
    const items = await agenda('CVD', NEXT_WEEK);
    const order = items.map(({ isDone, isReady, proposal }) => [isDone ? 0 : isReady ? 1 : 2, proposal.number]);
    expect(order).toEqual([...order].sort(([a, b], [c, d]) => a! - c! || b! - d!));
    const heldOn = dayAfter(9);
    await on.sql(`insert into meeting (id, body, held_on, place) values ($1, 'CVD', $2, 'Den Haag')`, [
      newId('mtg'),
      heldOn,
    ]);
    const ask = (day: string) =>
      anyone(`{ agenda(body: CVD, meetingOn: "${day}") { body meetingOn meeting { place } } }`);
    expect((await ask(heldOn)).agenda).toEqual({ body: 'CVD', meetingOn: heldOn, meeting: { place: 'Den Haag' } });
    expect((await ask(NEXT_WEEK)).agenda.meeting).toBeNull();
  });

  test('of a day that is past holds only what was done that day', async () => {
    const made = await aProposal(on, { state: 'DECISION', aimedLevel: 'MANDATORY' });
    expect((await on_('CVD', dayAfter(-7), made))?.isDone).toBe(true);
    const past = await agenda('CVD', dayAfter(-7));
    expect(past.every(({ isDone }) => isDone)).toBe(true);
    expect(await agenda('CVD', dayAfter(-6))).toEqual([]);
  });

  test('of bodies without a say in proposals is empty, and nobody sees a draft on any', async () => {
    const draft = await aProposal(on, { state: 'DRAFT' });
    await aConsultation(on.sql, draft.id, TODAY, dayAfter(3));
    for (const body of ['ALV', 'FORUM', 'LEGISLATOR']) expect(await agenda(body, NEXT_WEEK)).toEqual([]);
    for (const body of ['CVD', 'VNG_DIRECTORATE']) {
      expect((await agenda(body, NEXT_WEEK)).some(({ proposal }) => proposal.number === 0)).toBe(false);
    }
  });
});
