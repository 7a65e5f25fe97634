/** Who may propose what, and who may answer: judged before anything is written. */
import { type Actor } from '../../platform/auth/actor.js';
import { Role } from '../../platform/auth/role.js';
import { type Transaction } from '../../platform/database/database.js';
import { type Checks } from '../../platform/graphql/checks.js';
import { illegalTransition, notFound } from '../../platform/graphql/user-errors.js';
import { AdoptionOrigin } from './adoptions.enums.js';
import { type HeldMunicipality, municipalityOf, standardsOf } from './adoptions.held.js';
import { judge, type Statement } from './adoptions.judging.js';
import { mayApprove } from './adoptions.policy.js';
import { AdoptionProposalState } from './proposal.entity.js';

/** What is proposed for a municipality. */
export type Proposed = Statement & { readonly municipalityId: string };

const { WAITING, ACCEPTED, DECLINED } = AdoptionProposalState;

/**
 * Refuses what a partnership or supplier cannot propose. Nothing that a municipality said of itself is looked at: a refusal
 * would tell it.
 * @param today YYYY-MM-DD
 */
export async function judgeProposed(
  tx: Transaction,
  actor: Pick<Actor, 'has'>,
  proposer: string,
  proposed: readonly Proposed[],
  today: string,
): Promise<void> {
  const standardIds = [...new Set(proposed.map(({ standardId }) => standardId))];
  const standards = await standardsOf(tx, standardIds);
  const standing = { standards, timelines: new Map(), keys: new Map(), productVersionIds: new Set<string>() };
  const norms = await normsAmong(tx, standardIds);
  const members = actor.has(Role.PARTNERSHIP, proposer) ? await membersOf(tx, proposer, today) : undefined;
  for (const id of new Set(proposed.map(({ municipalityId }) => municipalityId))) {
    const own = proposed.filter(({ municipalityId }) => municipalityId === id);
    const municipality = await municipalityOf(tx, id);
    for (const { place, standardId } of own) {
      if (!municipality) place.add(notFound('There is no such municipality.', place.pathOf('municipalityId')));
      else if (members?.has(id) === false) {
        place.refuse(
          'municipalityId',
          `${municipality.code} ${municipality.name} is no member of the partnership today.`,
        );
      }
      if (norms.has(standardId)) place.refuse('standardId', 'Of a security norm only the municipality itself reports.');
    }
    if (municipality) judge(own, municipality, standing, AdoptionOrigin.PROPOSED);
  }
}

/** Why the actor, who may report for the municipality, does not answer this proposal; undefined when he does. */
export function whyNotAnswered(
  actor: Pick<Actor, 'has' | 'isRegistrar'>,
  { organisationId }: Pick<HeldMunicipality, 'organisationId'>,
  { proposedBy }: { readonly proposedBy: string },
  isSignedOff: boolean,
): string | undefined {
  if (mayApprove(actor, organisationId)) return undefined;
  if (isSignedOff) return 'The municipality signs off what is said of it: an APPROVER answers.';
  return proposedBy === organisationId ? 'It waits for an APPROVER: who reports does not sign off.' : undefined;
}

/** A proposal is answered once. */
export function refuseAnswered(place: Checks, from: AdoptionProposalState, to: AdoptionProposalState): void {
  if (from === WAITING) return;
  const step = { from, to, allowed: [], missing: [] };
  place.add(illegalTransition(`The proposal is ${from} already, for good.`, place.pathOf(''), step));
}

/** What an answer makes of a proposal that waits. */
export const stateAfter = (accept: boolean): AdoptionProposalState => (accept ? ACCEPTED : DECLINED);

async function normsAmong(tx: Transaction, standardIds: readonly string[]): Promise<Set<string>> {
  const norms = await tx.query<{ id: string }>(
    `select id from standard where id = any($1) and kind = 'SECURITY_NORM'`,
    [standardIds],
  );
  return new Set(norms.map(({ id }) => id));
}

async function membersOf(tx: Transaction, partnershipId: string, day: string): Promise<Set<string>> {
  const members = await tx.query<{ id: string }>(
    `select municipality_id as id from partnership_member
     where partnership_id = $1 and known_to = 'infinity' and valid_from <= $2 and valid_to > $2`,
    [partnershipId, day],
  );
  return new Set(members.map(({ id }) => id));
}
