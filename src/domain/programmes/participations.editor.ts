import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { meansRefusal } from '../../platform/audit/mutations.js';
import { type Actor } from '../../platform/auth/actor.js';
import { type Transaction } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { Checks } from '../../platform/graphql/checks.js';
import { conflict, notFound } from '../../platform/graphql/user-errors.js';
import { clear, put } from '../../platform/temporal/put.js';
import { dayOrNull, OPEN, type Stretch, stretchesOf } from '../organisations/existence.js';
import { OrganisationKind } from '../organisations/organisations.enums.js';
import { Confidence } from '../organisations/provenance.js';
import { type ParticipationRole } from './programmes.enums.js';
import { type RecordParticipationInput, type WithdrawParticipationInput } from './programmes.inputs.js';
import { maySayOf } from './programmes.policy.js';

const LONG = { most: 2000, hasLines: true };
const TOGETHER = 'It takes part in this role more than once in these days already; correct each by itself.';
const NOT_YOURS = 'In what a municipality takes part is said by a REPORTER or APPROVER of its own, or by a REGISTRAR.';
meansRefusal('participation_whole_excl', conflict(TOGETHER, ['input', 'from']));

interface Held {
  readonly id: string;
  readonly projectId: string;
  readonly organisationId: string;
  readonly role: ParticipationRole;
  readonly from: string;
  /** YYYY-MM-DD or `OPEN`. */
  readonly to: string;
}

/** Who takes part in what. Every method takes part in the caller's transaction and writes its event. */
@Injectable()
export class ParticipationsEditor {
  /**
   * Records a participation, or puts the one right that is held of these days.
   * @returns the id of the participation, for the payload
   * @throws Rejection with everything that is wrong with the input
   */
  async record(tx: Writing<Actor>, input: RecordParticipationInput): Promise<{ participation: string }> {
    const { projectId, organisationId, role, from, reason } = input;
    const to = input.to ?? OPEN;
    const checks = Checks.of().date('from', from).date('to', input.to).text('reason', reason, LONG);
    if (to <= from) checks.refuse('to', `It ends after ${from}, its first day.`);
    // The project is locked: who says something of it meanwhile waits, and sees what was said.
    await this.checkProject(tx, checks, projectId);
    await checkOrganisation(tx, checks, organisationId, { from, to });
    checks.throwIfAny();
    const [held, another] = await heldOf(tx, HELD_THEN, [projectId, organisationId, role, from, to]);
    if (another) checks.add(conflict(TOGETHER, checks.pathOf('from'), another.id)).throwIfAny();
    if (held?.from === from && held.to === to) {
      tx.hadNoEffect();
      return { participation: held.id };
    }
    if (held) checks.required('reason', reason).throwIfAny();
    const id = held?.id ?? newId('ptc');
    if (held) await take(tx, held);
    const parties = { project_id: projectId, organisation_id: organisationId, role };
    const said = { is_from_known: true, confidence: Confidence.SEEN, provenance: this.sourceOf(tx, organisationId) };
    await put(tx, 'participation', { id, ...parties, ...said, valid_from: from, valid_to: to });
    const after = { project: projectId, organisation: organisationId, role, period: { from, to: dayOrNull(to) } };
    tx.record({ subjectId: id, organisationId, reason, before: held && valuesOf(held), after });
    return { participation: id };
  }

  /**
   * @returns the id of the project, for the payload
   * @throws Rejection when there is no such participation, or it is another's
   */
  async withdraw(
    tx: Writing<Actor>,
    { participationId, reason }: WithdrawParticipationInput,
  ): Promise<{ project: string }> {
    const checks = Checks.of().text('reason', reason, LONG);
    const [found] = await heldOf(tx, HELD_OF_ID, [participationId]);
    if (!found) checks.add(notFound('There is no such participation.', checks.pathOf('participationId')));
    else if (!maySayOf(tx.actor, found.organisationId)) checks.refuse('participationId', NOT_YOURS);
    else await this.checkProject(tx, checks, found.projectId);
    checks.throwIfAny();
    const [held] = await heldOf(tx, HELD_OF_ID, [participationId]);
    if (!held) checks.add(notFound('There is no such participation.', checks.pathOf('participationId'))).throwIfAny();
    const { projectId, organisationId } = held as Held;
    await take(tx, held as Held);
    tx.record({ subjectId: participationId, organisationId, reason, before: valuesOf(held as Held) });
    return { project: projectId };
  }

  private async checkProject(tx: Transaction, checks: Checks, projectId: string): Promise<void> {
    const found = await tx.query('select id from project where id = $1 for update', [projectId]);
    if (found.length === 0) checks.add(notFound('There is no such project.', checks.pathOf('projectId')));
  }

  /** In the language of the catalogue. */
  private sourceOf({ actor }: Writing<Actor>, organisationId: string): string {
    return actor.organisationIds.includes(organisationId) ? 'opgave van de deelnemer' : 'vastgelegd door de beheerder';
  }
}

const HELD = `select id, project_id as "projectId", organisation_id as "organisationId", role, valid_from::text as from, valid_to::text as to
  from participation where known_to = 'infinity'`;
const HELD_OF_ID = `${HELD} and id = $1`;
const HELD_THEN = `${HELD} and project_id = $1 and organisation_id = $2 and role = $3 and valid_from < $5 and valid_to > $4 order by valid_from`;

const heldOf = (tx: Transaction, question: string, values: readonly string[]): Promise<Held[]> =>
  tx.query<Held>(question, [...values]);

/** Of a participation there is one record at a time: the old one goes as a whole before the new one comes. */
const take = (tx: Transaction, { id, projectId, organisationId, role, from, to }: Held): Promise<Date | null> =>
  clear(tx, 'participation', {
    ...{ id, project_id: projectId, organisation_id: organisationId, role },
    ...{ valid_from: from, valid_to: to },
  });

const valuesOf = ({ projectId, organisationId, role, from, to }: Held) => ({
  ...{ project: projectId, organisation: organisationId, role },
  period: { from, to: dayOrNull(to) },
});

async function checkOrganisation(
  tx: Writing<Actor>,
  checks: Checks,
  organisationId: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const [organisation] = await tx.query<{ kind: OrganisationKind }>('select kind from organisation where id = $1', [
    organisationId,
  ]);
  if (!organisation) checks.add(notFound('There is no such organisation.', checks.pathOf('organisationId')));
  else if (!maySayOf(tx.actor, organisationId)) checks.refuse('organisationId', NOT_YOURS);
  else if (organisation.kind === OrganisationKind.MUNICIPALITY) {
    checkExistence(checks, await stretchesOf(tx, [organisationId]), { from, to });
  }
}

/** A municipality does nothing before it is there, nor on from the day on which it ends. */
function checkExistence(checks: Checks, stretches: readonly Stretch[], { from, to }: { from: string; to: string }) {
  if (!stretches.some((each) => each.from <= from && each.to > from)) {
    checks.refuse('from', `The municipality does not exist on ${from}.`);
    return;
  }
  const end = stretches.at(-1)?.to ?? OPEN;
  if (to > end) checks.refuse('to', `The municipality ends on ${end}: it takes part until then at most.`);
}
