import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { meansRefusal } from '../../platform/audit/mutations.js';
import { type Actor } from '../../platform/auth/actor.js';
import { Role } from '../../platform/auth/role.js';
import { type Transaction } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { Checks } from '../../platform/graphql/checks.js';
import { conflict, notFound, Rejection } from '../../platform/graphql/user-errors.js';
import { type GovernanceBody } from '../decisions/decisions.enums.js';
import { secretariatOf, secretaryOf } from './bodies.js';
import { type ChangeMeetingInput, type PlanMeetingInput } from './meetings.inputs.js';

const LONG = { most: 2000, hasLines: true };
const TWICE = 'The body meets on that day already.';
meansRefusal('meeting_body_held_on_key', conflict(TWICE, ['input', 'heldOn']));

interface HeldMeeting {
  readonly id: string;
  readonly body: GovernanceBody;
  /** YYYY-MM-DD */
  readonly heldOn: string;
  readonly place: string | null;
  readonly isCancelled: boolean;
  readonly revision: number;
}
const HELD = `id, body, held_on::text as "heldOn", place, is_cancelled as "isCancelled", revision`;

/** When bodies meet. Every method takes part in the caller's transaction and writes its event. */
@Injectable()
export class MeetingsEditor {
  /**
   * @param today YYYY-MM-DD
   * @returns the id of the meeting, for the payload
   * @throws Rejection with everything that is wrong with the input
   */
  async plan(tx: Writing<Actor>, input: PlanMeetingInput, today: string): Promise<{ meeting: string }> {
    const { body, heldOn, place = null } = input;
    const checks = Checks.of().date('heldOn', heldOn).text('place', place);
    if (heldOn < today) checks.refuse('heldOn', 'A meeting is planned before it is held.');
    const organisationId = await keeperOf(tx, checks, body, 'body');
    const [held] = await tx.query<{ id: string }>('select id from meeting where body = $1 and held_on = $2', [
      body,
      heldOn,
    ]);
    if (held) checks.add(conflict(TWICE, checks.pathOf('heldOn'), held.id));
    checks.throwIfAny();
    const id = newId('mtg');
    await tx.query('insert into meeting (id, body, held_on, place) values ($1, $2, $3, $4)', [id, body, heldOn, place]);
    tx.record({ subjectId: id, organisationId, after: { body, heldOn, place, isCancelled: false } });
    return { meeting: id };
  }

  /**
   * Moves a meeting to another place, calls it off, or takes it up again. For another day another one is planned, so that who keeps
   * a calendar sees the first as called off.
   * @param today YYYY-MM-DD
   * @returns the id of the meeting, for the payload
   * @throws Rejection when there is no such meeting, it was held, or someone changed it since
   */
  async change(tx: Writing<Actor>, input: ChangeMeetingInput, today: string): Promise<{ meeting: string }> {
    const { place, isCancelled, reason } = input;
    const checks = Checks.of().text('place', place).text('reason', reason, LONG).notEmptied('isCancelled', isCancelled);
    const held = await lockMeeting(tx, checks, input);
    const organisationId = await keeperOf(tx, checks, held.body, 'meetingId');
    if (held.heldOn < today) checks.refuse('meetingId', `It was held on ${held.heldOn}: nothing changes it any more.`);
    checks.throwIfAny();
    const before = { place: held.place, isCancelled: held.isCancelled };
    const after = { place: place === undefined ? held.place : place, isCancelled: isCancelled ?? held.isCancelled };
    if (after.place === before.place && after.isCancelled === before.isCancelled) {
      tx.hadNoEffect();
      return { meeting: held.id };
    }
    await tx.query(
      `update meeting set place = $2, is_cancelled = $3, revision = revision + 1, updated_at = clock_timestamp() where id = $1`,
      [held.id, after.place, after.isCancelled],
    );
    tx.record({ subjectId: held.id, organisationId, reason, before, after });
    return { meeting: held.id };
  }
}

async function lockMeeting(
  tx: Transaction,
  checks: Checks,
  { meetingId, expectedRevision }: ChangeMeetingInput,
): Promise<HeldMeeting> {
  const [held] = await tx.query<HeldMeeting>(`select ${HELD} from meeting where id = $1 for update`, [meetingId]);
  if (!held) {
    checks.add(notFound('There is no such meeting.', checks.pathOf('meetingId')));
    throw new Rejection(checks.problems);
  }
  checks.unchanged(held, expectedRevision);
  return held;
}

/** For which organisation the actor keeps the agenda of a body; adds a problem when he may not. */
async function keeperOf(
  tx: Writing<Actor>,
  checks: Checks,
  body: GovernanceBody,
  name: string,
): Promise<string | null> {
  const secretariat = await secretariatOf(tx, body);
  if (secretariat === undefined && !tx.actor.isRegistrar) {
    checks.refuse(
      name,
      `Its meetings are kept by a secretary of it, or by a REGISTRAR. You lack ${secretaryOf(body)}.`,
    );
  }
  return secretariat ?? tx.actor.organisationAs(Role.REGISTRAR) ?? null;
}
