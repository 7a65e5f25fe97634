import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { Role } from '../../platform/auth/role.js';
import { Checks } from '../../platform/graphql/checks.js';
import { notFound } from '../../platform/graphql/user-errors.js';
import { checkSize, checkWords, saidIn } from './adoptions.judging.js';
import { WITHDRAWERS } from './adoptions.policy.js';
import { AdoptionProposalState } from './proposal.entity.js';
import { type ProposeAdoptionsInput, type WithdrawAdoptionProposalsInput } from './proposals.inputs.js';
import { judgeProposed, type Proposed, refuseAnswered } from './proposals.judging.js';
import { closeProposals, lockProposals, putProposals } from './proposals.record.js';

/** What partnerships and suppliers say of municipalities. Every method takes part in the caller's transaction. */
@Injectable()
export class Proposals {
  /**
   * Lets proposals wait for their municipalities. They are judged by their own words: what a municipality said of itself
   * shows only when it answers.
   * @param today YYYY-MM-DD
   * @throws Rejection with every problem of every proposal, each at its place
   */
  async propose(tx: Writing<Actor>, input: ProposeAdoptionsInput, today: string): Promise<{ proposals: string[] }> {
    const { onBehalfOfId: proposer } = input;
    const checks = Checks.of();
    checkSize(checks, 'proposals', input.proposals);
    if (!tx.actor.has(Role.PARTNERSHIP, proposer) && !tx.actor.has(Role.SUPPLIER_EDITOR, proposer)) {
      checks.add(notFound('There is no such organisation of yours.', checks.pathOf('onBehalfOfId'))).throwIfAny();
    }
    const statements = input.proposals.map((proposal, i): Proposed => {
      const { municipalityId, standardId } = proposal;
      const said = saidIn(proposal, today);
      const place = checks.within('proposals', i);
      return { place, municipalityId, standardId, said, productVersionId: null, expectedRevision: null };
    });
    statements.forEach(checkWords);
    await judgeProposed(tx, tx.actor, proposer, statements, today);
    checks.throwIfAny();
    return { proposals: await putProposals(tx, statements, proposer) };
  }

  /** @throws Rejection when one is not of an organisation of the actor, or was answered */
  async withdraw(tx: Writing<Actor>, input: WithdrawAdoptionProposalsInput): Promise<{ proposals: string[] }> {
    const { proposalIds } = input;
    const checks = Checks.of().text('reason', input.reason, { most: 2000, hasLines: true });
    checkSize(checks, 'proposalIds', proposalIds);
    const held = await lockProposals(tx, proposalIds);
    const outcomes = proposalIds.flatMap((id, i) => {
      const place = checks.within('proposalIds', i);
      const proposal = held.get(id);
      if (!proposal || !WITHDRAWERS.some((role) => tx.actor.has(role, proposal.proposedBy))) {
        place.add(notFound('There is no such proposal of yours.', place.pathOf('')));
        return [];
      }
      if (proposalIds.indexOf(id) < i) place.refuse('', 'The proposal stands in the list twice.');
      refuseAnswered(place, proposal.state, AdoptionProposalState.WITHDRAWN);
      const { WITHDRAWN: state } = AdoptionProposalState;
      return [{ proposal, state, organisationId: proposal.proposedBy, answer: input.reason ?? null, adoption: null }];
    });
    checks.throwIfAny();
    await closeProposals(tx, outcomes);
    return { proposals: proposalIds };
  }
}
