import { Injectable } from '@nestjs/common';
import { type Author, type Writing } from '../../platform/audit/audit.js';
import { meansRefusal } from '../../platform/audit/mutations.js';
import { type Actor } from '../../platform/auth/actor.js';
import { type Grant, type HeldGrant, Memberships } from '../../platform/auth/memberships.js';
import { Role } from '../../platform/auth/role.js';
import { type Transaction } from '../../platform/database/database.js';
import { Checks } from '../../platform/graphql/checks.js';
import { todayInAmsterdam } from '../../platform/graphql/today.js';
import { conflict, notFound, Rejection } from '../../platform/graphql/user-errors.js';
import { dayOrNull } from './existence.js';
import { type GrantRoleInput, type RevokeRoleInput } from './memberships.inputs.js';
import { type OrganisationKind } from './organisations.enums.js';
import { knowsOf, onBehalfOf, whyNotAt, whyNotDecide, whyNotEnd } from './roles.policy.js';

const TAKEN = 'This role is held already in a part of that period.';
meansRefusal('membership_role_excl', conflict(TAKEN, ['input']));

/** Subjects are at most 255 characters of ASCII (OpenID Connect Core, 2). */
const SUBJECT = {
  most: 255,
  pattern: /^[\x20-\x7e]+$/,
  expected: 'a subject as the identity provider gives it, in ASCII',
};
const REASON = { most: 2000, hasLines: true };

/** Grants and revokes roles. Every method takes part in the caller's transaction and writes its event. */
@Injectable()
export class RolesService {
  constructor(private readonly memberships: Memberships) {}

  /**
   * @returns the id of the membership, for the payload
   * @throws Rejection with every reason why the actor cannot grant this
   */
  async grant(tx: Writing<Actor>, input: GrantRoleInput): Promise<{ membership: string }> {
    const grant: Grant = {
      issuer: tx.actor.issuer,
      subject: input.subject,
      organisationId: input.organisationId,
      role: input.role,
      from: input.from ?? todayInAmsterdam(),
      to: input.to ?? undefined,
      reason: input.reason ?? undefined,
    };
    await checkGrant(tx, input, grant);
    await takeTurns(tx, `${grant.issuer} ${grant.subject} ${grant.organisationId}`);
    const held = await this.memberships.overlapping(tx, grant);
    if (held) throw new Rejection([conflict(TAKEN, ['input'], held.id)]);
    return { membership: await this.write(tx, grant, onBehalfOf(tx.actor, grant.organisationId)) };
  }

  /**
   * Gives someone a role until further notice on the word of whoever runs the installation, for whom there is no actor yet.
   * @returns the id of the membership, and whether it was held already
   * @throws Rejection when there is no such organisation, or the role is not for its kind
   */
  async grantFirst(
    tx: Writing<Author>,
    { slug, ...who }: Pick<Grant, 'issuer' | 'subject' | 'role'> & { slug: string },
  ): Promise<{ id: string; isHeldAlready: boolean }> {
    const checks = Checks.of([]).text('subject', who.subject, SUBJECT);
    const [organisation] = await tx.query<{ id: string; kind: OrganisationKind }>(
      'select id, kind from organisation where slug = $1',
      [slug],
    );
    const unfit = organisation && whyNotAt(who.role as Role, organisation.kind);
    if (unfit !== undefined) checks.refuse('role', unfit);
    checks.throwIfAny();
    if (!organisation) throw new Rejection([notFound(`There is no organisation ${slug}.`, ['organisation'])]);
    const grant: Grant = { ...who, organisationId: organisation.id, from: todayInAmsterdam() };
    await takeTurns(tx, `${grant.issuer} ${grant.subject} ${grant.organisationId}`);
    const held = await this.memberships.overlapping(tx, grant);
    if (held) return { id: held.id, isHeldAlready: true };
    return { id: await this.write(tx, grant, null), isHeldAlready: false };
  }

  /**
   * @returns the id of the membership, for the payload; nothing is left to show of one that would end on its first day
   * @throws Rejection when it is hidden from the actor, not his to end, or the register would be left without a registrar
   */
  async revoke(tx: Writing<Actor>, input: RevokeRoleInput): Promise<{ membership: string }> {
    const today = todayInAmsterdam();
    const on = input.on ?? today;
    const checks = Checks.of().text('reason', input.reason, REASON).date('on', input.on);
    if (on < today) checks.refuse('on', `A role ends today, ${today}, or later: what was done with it was allowed.`);
    await takeTurns(tx, input.membershipId);
    const held = await this.memberships.find(tx, input.membershipId, today);
    const { actor } = tx;
    if (!held || !knowsOf(actor, held)) {
      checks.add(notFound('There is no such membership that holds today or later.', checks.pathOf('membershipId')));
    } else {
      const foreign = whyNotEnd(actor, { ...held, role: held.role as Role });
      if (foreign !== undefined) checks.refuse('membershipId', foreign);
      if (held.to <= on) checks.refuse('on', `It ends on ${held.to} already.`);
    }
    checks.throwIfAny();
    if (!held) throw new Error(`membership ${input.membershipId} was refused`);
    if (held.role === 'REGISTRAR') await this.keepOne(tx, held, on);
    await this.memberships.end(tx, held, on);
    tx.record({
      subjectId: held.id,
      organisationId: onBehalfOf(actor, held.organisationId),
      reason: input.reason,
      before: { ...valuesOf(held), period: { from: held.from, to: dayOrNull(held.to) } },
      after: on > held.from ? { ...valuesOf(held), period: { from: held.from, to: on } } : {},
    });
    return { membership: held.id };
  }

  /** Someone whom the identity provider of today knows must be left to keep the register, until further notice. */
  private async keepOne(tx: Writing<Actor>, held: HeldGrant, on: string): Promise<void> {
    await takeTurns(tx, Role.REGISTRAR);
    const [other] = await tx.query(
      `select id from membership where role = $1 and id <> $2 and issuer = $3 and known_to = 'infinity'
       and valid_from <= $4 and valid_to = 'infinity' limit 1`,
      [Role.REGISTRAR, held.id, tx.actor.issuer, on],
    );
    if (other) return;
    throw new Rejection([
      conflict('This is the last REGISTRAR: grant the role to someone else, until further notice, before it ends.', [
        'input',
        'membershipId',
      ]),
    ]);
  }

  private async write(tx: Writing<Author>, grant: Grant, organisationId: string | null): Promise<string> {
    const id = await this.memberships.grant(tx, grant);
    tx.record({
      subjectId: id,
      organisationId,
      reason: grant.reason,
      after: { ...valuesOf(grant), period: { from: grant.from, to: grant.to ?? null } },
    });
    return id;
  }
}

async function checkGrant(tx: Writing<Actor>, input: GrantRoleInput, { from, to }: Grant): Promise<void> {
  const today = todayInAmsterdam();
  const checks = Checks.of()
    .text('subject', input.subject, SUBJECT)
    .text('reason', input.reason, REASON)
    .date('from', input.from)
    .date('to', input.to);
  if (from < today) checks.refuse('from', `A role begins today, ${today}, or later: it cannot have been held before.`);
  if (to !== undefined && to <= from) {
    checks.refuse('to', 'The first day without the role comes after the first day with it.');
  }
  const kind = await kindOf(tx, input.organisationId);
  if (kind === undefined) checks.add(notFound('There is no such organisation.', checks.pathOf('organisationId')));
  else {
    const [unfit, foreign] = [whyNotAt(input.role, kind), whyNotDecide(tx.actor, input.role, input.organisationId)];
    if (unfit !== undefined) checks.refuse('role', unfit);
    if (foreign !== undefined) {
      checks.refuse(tx.actor.delegatedIds.includes(input.organisationId) ? 'role' : 'organisationId', foreign);
    }
  }
  checks.throwIfAny();
}

const valuesOf = ({ issuer, subject, organisationId, role }: Grant | HeldGrant) => ({
  organisation: organisationId,
  role,
  subject,
  issuer,
});

async function kindOf(tx: Transaction, organisationId: string): Promise<OrganisationKind | undefined> {
  const [organisation] = await tx.query<{ kind: OrganisationKind }>('select kind from organisation where id = $1', [
    organisationId,
  ]);
  return organisation?.kind;
}

/** Whoever comes while another decides about the same waits, and then sees what was decided. */
async function takeTurns(tx: Transaction, about: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('roles'), hashtext($1))`, [about]);
}
