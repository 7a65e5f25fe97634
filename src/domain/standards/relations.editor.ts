import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { meansRefusal } from '../../platform/audit/mutations.js';
import { type Actor } from '../../platform/auth/actor.js';
import { type Transaction } from '../../platform/database/database.js';
import { Checks } from '../../platform/graphql/checks.js';
import { conflict, notFound, Rejection } from '../../platform/graphql/user-errors.js';
import { clear } from '../../platform/temporal/put.js';
import { type EndStandardRelationInput, type RelateStandardsInput } from './standard.edit.inputs.js';
import { LONG } from './standards.checks.js';
import { StandardRelationKind } from './standards.enums.js';
import { STATED } from './standards.policy.js';
import { record } from './standards.record.js';
import { StandardsService } from './standards.service.js';

const HELD = 'The register holds this relation already in a part of that period.';
meansRefusal('standard_relation_ends_excl', conflict(HELD, ['input']));

/** Which say the same from either side. */
const MUTUAL: readonly StandardRelationKind[] = [
  StandardRelationKind.COMPATIBLE_WITH,
  StandardRelationKind.CONFLICTS_WITH,
  StandardRelationKind.RELATED_TO,
];

/** A standard, or one version of it. */
interface End {
  readonly standardId: string;
  readonly versionId: string | undefined;
}
interface HeldRelation {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly note: string | null;
}

/** What standards and versions are to each other. Every method takes part in the caller's transaction and writes its event. */
@Injectable()
export class RelationsEditor {
  constructor(private readonly standards: StandardsService) {}

  /**
   * @returns the id of the subject's standard, for the payload
   * @throws Rejection with every problem; when the relation is held already, from either side, among others
   */
  async relate(tx: Writing<Actor>, input: RelateStandardsInput): Promise<{ standard: string }> {
    const { kind, from, to } = input;
    const checks = Checks.of()
      .date('from', from)
      .date('to', to)
      .text('note', input.note, LONG)
      .text('reason', input.reason, LONG);
    if (to != null && to <= from) checks.refuse('to', 'It ends after the day on which it begins.');
    const [subject, object] = await endsOf(tx, checks, input);
    const period = { from, to: to ?? 'infinity' };
    const held =
      (await heldBetween(tx, kind, subject, object, period)) ??
      (await this.fromTheOther(tx, kind, subject, object, period));
    if (held)
      checks.add(
        conflict(
          `The register holds this relation, or its opposite, from ${held.from} on.`,
          checks.pathOf(''),
          held.id,
        ),
      );
    checks.throwIfAny();

    const id = await this.standards.putRelation(
      tx,
      {
        kind,
        ...asColumns(subject, object),
        note: input.note ?? undefined,
        ...STATED,
      },
      { from, to: to ?? undefined, isFromKnown: true },
    );
    record(tx, id, input.reason, { after: valuesOf(input, { ...period, note: input.note ?? null }) });
    return { standard: subject.standardId };
  }

  /**
   * @returns the id of the subject's standard, for the payload
   * @throws Rejection with every problem; when nothing holds the day before, among others
   */
  async end(tx: Writing<Actor>, input: EndStandardRelationInput): Promise<{ standard: string }> {
    const { kind, on, reason } = input;
    const checks = Checks.of().date('on', on).text('reason', reason, LONG);
    const [subject, object] = await endsOf(tx, checks, input);
    const held = await heldBetween(tx, kind, subject, object, { from: on, to: 'infinity' });
    if (!held) checks.add(notFound(`There is no such relation on ${on} or later.`, checks.pathOf('')));
    else if (held.from >= on) checks.refuse('on', `It begins on ${held.from}: it ends on a later day.`);
    checks.throwIfAny();
    if (!held) throw new Error('a relation that is not held was refused');
    const { id, ...was } = held;
    // Until its own last day: from a later day on it may be held anew, under the same id.
    await clear(tx, 'standard_relation', { id, valid_from: on, valid_to: was.to });
    record(tx, id, reason, { before: valuesOf(input, was), after: valuesOf(input, { ...was, to: on }) });
    return { standard: subject.standardId };
  }

  /** A relation that reads the same from both sides is held once; and of two standards only one replaces the other. */
  private fromTheOther(tx: Transaction, kind: StandardRelationKind, subject: End, object: End, period: Period) {
    const isOneWay = kind === StandardRelationKind.REPLACES || MUTUAL.includes(kind);
    return isOneWay ? heldBetween(tx, kind, object, subject, period) : Promise.resolve(undefined);
  }
}

interface Period {
  readonly from: string;
  readonly to: string;
}

/** Both ends, their standards locked in one order whoever asks. */
async function endsOf(
  tx: Transaction,
  checks: Checks,
  { subjectId, objectId }: { subjectId: string; objectId: string },
): Promise<[End, End]> {
  await tx.query(
    `select id from standard where id in ($1, $2) or id in (select standard_id from standard_version where id in ($1, $2))
     order by id for no key update`,
    [subjectId, objectId],
  );
  const found = await tx.query<{ id: string; standardId: string; label: string | null; isDraft: boolean }>(
    `select id, id as "standardId", null as label, false as "isDraft" from standard where id in ($1, $2)
     union all select id, standard_id, label, announced_at is null from standard_version where id in ($1, $2)`,
    [subjectId, objectId],
  );
  const endOf = (field: string, id: string): End | undefined => {
    const end = found.find((each) => each.id === id);
    if (!end) checks.add(notFound('There is no such standard or version.', checks.pathOf(field)));
    // Whoever may not see the draft would see a relation to a standard as a whole.
    if (end?.isDraft === true) checks.refuse(field, `Version ${end.label ?? ''} is a draft: announce it first.`);
    return end && { standardId: end.standardId, versionId: end.label === null ? undefined : end.id };
  };
  const [subject, object] = [endOf('subjectId', subjectId), endOf('objectId', objectId)];
  if (subjectId === objectId) checks.refuse('objectId', 'Nothing stands in a relation to itself.');
  if (!subject || !object) throw new Rejection(checks.problems);
  if ((subject.versionId ?? object.versionId) !== undefined && subject.standardId === object.standardId) {
    if (subject.versionId === undefined || object.versionId === undefined) {
      checks.refuse('objectId', 'A standard stands in no relation to a version of its own.');
    }
  }
  return [subject, object];
}

const asColumns = (subject: End, object: End) => ({
  subjectStandardId: subject.standardId,
  subjectVersionId: subject.versionId,
  objectStandardId: object.standardId,
  objectVersionId: object.versionId,
});

/** The first such relation that holds on a day of the period. */
async function heldBetween(
  tx: Transaction,
  kind: StandardRelationKind,
  subject: End,
  object: End,
  { from, to }: Period,
): Promise<HeldRelation | undefined> {
  const [held] = await tx.query<HeldRelation>(
    `select id, valid_from::text as from, valid_to::text as to, note from standard_relation
     where kind = $1 and subject_standard_id = $2 and subject_version_id is not distinct from $3 and object_standard_id = $4
       and object_version_id is not distinct from $5 and known_to = 'infinity' and valid_from < $7 and valid_to > $6
     order by valid_from limit 1`,
    [kind, subject.standardId, subject.versionId, object.standardId, object.versionId, from, to],
  );
  return held;
}

/** As the audit log names them. */
const valuesOf = (
  { kind, subjectId, objectId }: { kind: StandardRelationKind; subjectId: string; objectId: string },
  { from, to, note }: Omit<HeldRelation, 'id'>,
) => ({ kind, subject: subjectId, object: objectId, note, period: { from, to: to === 'infinity' ? null : to } });
