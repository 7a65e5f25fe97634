import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { Role } from '../../platform/auth/role.js';
import { type Transaction } from '../../platform/database/database.js';
import { Checks } from '../../platform/graphql/checks.js';
import { notFound } from '../../platform/graphql/user-errors.js';
import { put } from '../../platform/temporal/put.js';
import { onBehalfOf } from '../organisations/roles.policy.js';
import { type HeldMunicipality, municipalityOf } from './adoptions.held.js';
import { mayApprove } from './adoptions.policy.js';
import { type RequireSignOffInput } from './proposals.inputs.js';

/** Whether a municipality has its reports signed off on a day (YYYY-MM-DD). */
export async function isSignedOff(tx: Transaction, municipalityId: string, day: string): Promise<boolean> {
  const [rule] = await tx.query<{ required: boolean }>(
    `select is_required as required from adoption_sign_off
     where municipality_id = $1 and known_to = 'infinity' and valid_from <= $2 and valid_to > $2`,
    [municipalityId, day],
  );
  return rule?.required ?? false;
}

/** Whether what the actor says for the municipality waits until an approver has accepted it. */
export const mustWait = async (
  tx: Writing<Actor>,
  { id, organisationId }: HeldMunicipality,
  today: string,
): Promise<boolean> => !mayApprove(tx.actor, organisationId) && (await isSignedOff(tx, id, today));

/** Two steps where a municipality wants them. */
@Injectable()
export class SignOff {
  /**
   * Asks for sign-off from today on, or no longer.
   * @returns the id of the municipality, for the payload
   * @throws Rejection when the actor approves nothing there, or it is so already
   */
  async require(tx: Writing<Actor>, input: RequireSignOffInput, today: string): Promise<{ municipality: string }> {
    const { municipalityId, required, reason } = input;
    const checks = Checks.of().text('reason', reason, { most: 2000, hasLines: true });
    const municipality = await municipalityOf(tx, municipalityId);
    if (!municipality || !mayApprove(tx.actor, municipality.organisationId)) {
      checks.add(notFound('There is no such municipality of yours.', checks.pathOf('municipalityId'))).throwIfAny();
    }
    const { organisationId } = municipality as HeldMunicipality;
    await tx.query(`select pg_advisory_xact_lock(hashtext('sign-off'), hashtext($1))`, [municipalityId]);
    if ((await isSignedOff(tx, municipalityId, today)) === required) {
      checks.refuse('required', required ? 'Reports are signed off already.' : 'Reports are not signed off now.');
    }
    checks.throwIfAny();
    await put(tx, 'adoption_sign_off', { municipality_id: municipalityId, is_required: required, valid_from: today });
    tx.record({
      subjectId: municipalityId,
      organisationId: tx.actor.has(Role.APPROVER, organisationId)
        ? organisationId
        : onBehalfOf(tx.actor, organisationId),
      reason,
      before: { signOffRequired: !required },
      after: { signOffRequired: required },
    });
    return { municipality: municipalityId };
  }
}
