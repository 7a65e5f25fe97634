import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Asking, asking, doing, placesOf } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { organisationOf } from '../suppliers/market.js';
import { dayAfter, serves, TODAY } from './proposals.js';

const FIELDS = 'meeting { id body heldOn place isCancelled revision }';
const plan = doing('planMeeting', 'PlanMeetingInput', FIELDS);
const change = doing('changeMeeting', 'ChangeMeetingInput', FIELDS);

let on: Register;
let [registrar, secretary, other]: Asking[] = [];
beforeAll(async () => {
  on = await register();
  registrar = asking(on, 'registrar');
  secretary = asking(on, 'secretary');
  other = asking(on, 'secretary-2');
  await serves(on.sql, await organisationOf(on.sql, 'vng'), 'CVA', 'ALV', 'BALV', 'FORUM');
});

/** A day on which none of these tests has another meeting. */
let last = 400;
const aDay = (): string => dayAfter((last += 1));

describe('A meeting of a body', () => {
  test('is planned by a secretary of the body, and found by everyone from then on', async () => {
    const heldOn = aDay();
    const { meeting, errors } = await plan(secretary!, { body: 'CVA', heldOn, place: 'Den Haag' });
    expect(errors).toEqual([]);
    expect(meeting).toMatchObject({ body: 'CVA', heldOn, place: 'Den Haag', isCancelled: false, revision: 1 });
    const found = await asking(on)(
      `{ meetings(bodies: [CVA], from: "${heldOn}", to: "${dayAfter(1, heldOn)}") { totalCount nodes { id } } node(id: "${meeting.id}") { id } }`,
    );
    expect(found).toEqual({ meetings: { totalCount: 1, nodes: [{ id: meeting.id }] }, node: { id: meeting.id } });
    const events = await on.sql('select action from audit_event where subject_id = $1', [meeting.id]);
    expect(events).toEqual([{ action: 'planMeeting' }]);
  });

  test('is not planned by a secretary of another body, and the refusal names what he lacks', async () => {
    await on.sql(`delete from body_service where body = 'FORUM' and organisation_id = $1`, [
      await organisationOf(on.sql, 'ibd'),
    ]);
    const { meeting, errors } = await plan(other!, { body: 'FORUM', heldOn: aDay() });
    expect(meeting).toBeNull();
    expect(placesOf(errors)).toEqual(['InvalidInputError input.body']);
    expect(errors[0].message).toMatch(/SECRETARY at an organisation that is the secretariat of FORUM/);
    expect((await plan(registrar!, { body: 'FORUM', heldOn: aDay() })).errors).toEqual([]);
  });

  test('is planned once a day, not for a day that is past, and once when two plan it at once', async () => {
    const heldOn = aDay();
    const both = await Promise.all([
      plan(secretary!, { body: 'ALV', heldOn }),
      plan(registrar!, { body: 'ALV', heldOn }),
    ]);
    const refused = both.find(({ meeting }) => meeting === null)!;
    const { meeting } = both.find((each) => each.meeting !== null)!;
    expect(placesOf(refused.errors)).toEqual(['ConflictError input.heldOn']);
    const again = await plan(secretary!, { body: 'ALV', heldOn });
    expect(again.errors).toMatchObject([{ __typename: 'ConflictError', conflictingId: meeting.id }]);
    const past = await plan(secretary!, { body: 'ALV', heldOn: dayAfter(-1), place: ' ' });
    expect(placesOf(past.errors)).toEqual(['InvalidInputError input.heldOn', 'InvalidInputError input.place']);
    expect((await plan(secretary!, { body: 'ALV', heldOn: TODAY })).errors).toEqual([]);
  });

  test('is moved, called off and taken up again, and stays in sight', async () => {
    const { meeting } = await plan(secretary!, { body: 'BALV', heldOn: aDay(), place: 'Den Haag' });
    const meetingId = meeting.id;
    const moved = await change(secretary!, { meetingId, place: 'Utrecht', expectedRevision: 1 });
    expect(moved).toMatchObject({ meeting: { place: 'Utrecht', revision: 2 }, errors: [] });
    const off = await change(secretary!, { meetingId, isCancelled: true, reason: 'Te weinig punten.' });
    expect(off.meeting).toMatchObject({ place: 'Utrecht', isCancelled: true, revision: 3 });
    const back = await change(registrar!, { meetingId, isCancelled: false, place: null });
    expect(back.meeting).toMatchObject({ place: null, isCancelled: false, revision: 4 });
    const same = await change(registrar!, { meetingId, isCancelled: false });
    expect(same.meeting.revision).toBe(4);
  });

  test('is not changed by who saw an older one, once it was held, or when there is none', async () => {
    const { meeting } = await plan(secretary!, { body: 'BALV', heldOn: aDay() });
    const meetingId = meeting.id;
    await change(secretary!, { meetingId, place: 'Zwolle' });
    const late = await change(secretary!, { meetingId, place: 'Breda', expectedRevision: 1 });
    expect(placesOf(late.errors)).toEqual(['ConflictError input.expectedRevision']);
    await on.sql('update meeting set held_on = $2 where id = $1', [meetingId, dayAfter(-1 - last)]);
    const held = await change(secretary!, { meetingId, isCancelled: true });
    expect(placesOf(held.errors)).toEqual(['InvalidInputError input.meetingId']);
    const nothing = await change(secretary!, { meetingId: 'mtg_00000000000000000000000000', isCancelled: null });
    expect(placesOf(nothing.errors)).toEqual(['InvalidInputError input.isCancelled', 'NotFoundError input.meetingId']);
  });
});
