import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { meansRefusal } from '../../platform/audit/mutations.js';
import { type Actor } from '../../platform/auth/actor.js';
import { type Transaction } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { Checks } from '../../platform/graphql/checks.js';
import { conflict, notFound } from '../../platform/graphql/user-errors.js';
import { clear, put } from '../../platform/temporal/put.js';
import { dayOrNull } from './existence.js';
import { OrganisationKind } from './organisations.enums.js';
import { type AdmitPartnershipMemberInput, type EndPartnershipMembershipInput } from './partnerships.inputs.js';
import { onBehalfOf } from './roles.policy.js';

const MEMBER = 'The municipality is a member already on that day or later.';
meansRefusal('partnership_member_pair_excl', conflict(MEMBER, ['input']));

const REASON = { most: 2000, hasLines: true };

interface HeldMember {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/** Which municipalities work together. Every method takes part in the caller's transaction and writes its event. */
@Injectable()
export class Partnerships {
  /**
   * @param today YYYY-MM-DD
   * @returns the id of the partnership, for the payload
   * @throws Rejection with everything that is wrong with the input, or when the municipality is a member already
   */
  async admit(
    tx: Writing<Actor>,
    { partnershipId, municipalityId, from, reason }: AdmitPartnershipMemberInput,
    today: string,
  ): Promise<{ partnership: string }> {
    const checks = Checks.of().date('from', from).text('reason', reason, REASON);
    await checkParties(tx, checks, partnershipId, municipalityId);
    checks.throwIfAny();
    const since = from ?? today;
    const held = await memberSince(tx, partnershipId, municipalityId, since);
    if (held) checks.add(conflict(MEMBER, checks.pathOf('municipalityId'))).throwIfAny();
    const id = newId('prm');
    const member = { partnership_id: partnershipId, municipality_id: municipalityId };
    await put(tx, 'partnership_member', { id, ...member, valid_from: since });
    tx.record({
      subjectId: partnershipId,
      organisationId: onBehalfOf(tx.actor, partnershipId),
      reason,
      after: { member: municipalityId, period: { from: since, to: null } },
    });
    return { partnership: partnershipId };
  }

  /**
   * @param today YYYY-MM-DD
   * @returns the id of the partnership, for the payload
   * @throws Rejection when the municipality is no member on that day
   */
  async end(
    tx: Writing<Actor>,
    { partnershipId, municipalityId, on, reason }: EndPartnershipMembershipInput,
    today: string,
  ): Promise<{ partnership: string }> {
    const checks = Checks.of().date('on', on).text('reason', reason, REASON);
    await checkParties(tx, checks, partnershipId, municipalityId);
    checks.throwIfAny();
    const day = on ?? today;
    const held = await memberSince(tx, partnershipId, municipalityId, day);
    if (!held || held.from > day) {
      checks.refuse('municipalityId', `The municipality is no member on ${day}.`).throwIfAny();
    }
    const { id, from, to } = held as HeldMember;
    const member = { partnership_id: partnershipId, municipality_id: municipalityId };
    await clear(tx, 'partnership_member', { id, ...member, valid_from: day });
    tx.record({
      subjectId: partnershipId,
      organisationId: onBehalfOf(tx.actor, partnershipId),
      reason,
      before: { member: municipalityId, period: { from, to: dayOrNull(to) } },
      after: from < day ? { member: municipalityId, period: { from, to: day } } : {},
    });
    return { partnership: partnershipId };
  }
}

async function checkParties(
  tx: Transaction,
  checks: Checks,
  partnershipId: string,
  municipalityId: string,
): Promise<void> {
  // The partnership is locked: who comes meanwhile sees what was decided.
  const [partnership] = await tx.query<{ kind: OrganisationKind }>(
    'select kind from organisation where id = $1 for update',
    [partnershipId],
  );
  if (partnership?.kind !== OrganisationKind.PARTNERSHIP) {
    checks.add(notFound('There is no such partnership.', checks.pathOf('partnershipId')));
  }
  const municipality = await tx.query('select from municipality where id = $1', [municipalityId]);
  if (municipality.length === 0) {
    checks.add(notFound('There is no such municipality.', checks.pathOf('municipalityId')));
  }
}

/** The membership that holds on a day or begins after it. */
async function memberSince(
  tx: Transaction,
  partnershipId: string,
  municipalityId: string,
  day: string,
): Promise<HeldMember | undefined> {
  const [held] = await tx.query<HeldMember>(
    `select id, valid_from as from, valid_to as to from partnership_member
     where partnership_id = $1 and municipality_id = $2 and known_to = 'infinity' and valid_to > $3 order by valid_from limit 1`,
    [partnershipId, municipalityId, day],
  );
  return held;
}
