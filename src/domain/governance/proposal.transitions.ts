import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { Role } from '../../platform/auth/role.js';
import { Checks } from '../../platform/graphql/checks.js';
import { illegalTransition } from '../../platform/graphql/user-errors.js';
import { GovernanceBody } from '../decisions/decisions.enums.js';
import { secretariatOf } from './bodies.js';
import { checkPeriod, openConsultation } from './consultation.record.js';
import { PendingDecisionState, ProposalState } from './governance.enums.js';
import { pendingDecisionOf, settlePending, waitingOn } from './pending-decision.record.js';
import { ASKED } from './proposal.guards.js';
import { partyTo } from './proposal.lifecycle.js';
import { type HeldProposal, lockProposal, takeStep } from './proposal.record.js';
import { waysFor } from './proposal.ways.js';
import { type TransitionProposalInput } from './proposals.edit.inputs.js';

const { IN_CONSULTATION, WITHDRAWN } = ProposalState;
const LONG = { most: 2000, hasLines: true };

/** What becomes of proposals until a body decides. Every method takes part in the caller's transaction and writes its event. */
@Injectable()
export class ProposalTransitions {
  /**
   * Takes one step.
   * @param today YYYY-MM-DD
   * @returns the id of the proposal, for the payload
   * @throws Rejection with everything that is wrong with the input, or what the step misses
   */
  async transition(tx: Writing<Actor>, input: TransitionProposalInput, today: string): Promise<{ proposal: string }> {
    const { to, consultation } = input;
    const reason = input.reason ?? null;
    const checks = Checks.of().text('reason', reason, LONG);
    const held = await lockProposal(tx, checks, input);
    if (consultation != null && to !== IN_CONSULTATION) {
      checks.refuse('consultation', `A period goes with ${IN_CONSULTATION}, not with ${to}.`);
    } else if (consultation != null) checkPeriod(checks, consultation, today);
    await checkStep(tx, checks, held, input, today);
    checks.throwIfAny();

    const opened = consultation == null ? undefined : await openConsultation(tx, checks, held, consultation, today);
    const byId = await organisationOf(tx, held, to);
    if (to === WITHDRAWN) await dropDecision(tx, held);
    const number = await takeStep(tx, held, { to, byId, reason });
    tx.record({
      subjectId: held.id,
      organisationId: byId,
      reason,
      before: { state: held.state, number: held.number },
      after: { state: to, number, ...opened },
    });
    return { proposal: held.id };
  }
}

/** Notes why the step cannot be taken: what `Proposal.transitions` says, and what has to come with it. */
async function checkStep(
  tx: Writing<Actor>,
  checks: Checks,
  held: HeldProposal,
  input: TransitionProposalInput,
  today: string,
): Promise<void> {
  const { to } = input;
  const ways = await waysFor(tx, held, tx.actor, today);
  const way = ways.find((each) => each.to === to);
  const allowed = ways.filter(({ missing }) => missing.length === 0).map((each) => each.to);
  const refuse = (message: string, missing: string[]) =>
    checks.add(illegalTransition(message, checks.pathOf('to'), { from: held.state, to, allowed, missing }));
  if (!way) {
    refuse(`It is ${held.state}, from where it cannot go to ${to}.`, []);
    return;
  }
  const asked = ASKED[to];
  const missing = [...way.missing, ...(asked && input[asked.field] == null ? [asked.words] : [])];
  if (missing.length > 0) refuse(`To go to ${to} it misses ${missing.join('; ')}.`, missing);
}

/** What one secretary recorded on it waits for nobody any more; of that, who submitted it learns nothing. */
async function dropDecision(tx: Writing<Actor>, { id }: HeldProposal): Promise<void> {
  const waiting = await waitingOn(tx, id);
  const pending = waiting === undefined ? undefined : await pendingDecisionOf(tx, waiting);
  if (!pending) return;
  await settlePending(tx, pending.id, PendingDecisionState.WITHDRAWN);
  tx.record({
    ...{ subjectId: pending.id, organisationId: pending.recordedFor },
    ...{ before: { state: pending.state }, after: { state: PendingDecisionState.WITHDRAWN } },
  });
}

/** For which organisation the step is taken. */
async function organisationOf(tx: Writing<Actor>, held: HeldProposal, to: ProposalState): Promise<string | null> {
  switch (partyTo(held.state, to)) {
    case 'SUBMITTER':
      return held.submittedBy;
    case 'SECRETARY':
      return (await secretariatOf(tx, GovernanceBody.CVD)) ?? null;
    default:
      return tx.actor.organisationAs(Role.REGISTRAR) ?? null;
  }
}
