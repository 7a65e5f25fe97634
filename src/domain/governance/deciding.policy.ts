import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { DecisionOutcome } from '../decisions/decisions.enums.js';
import { ProposalState } from './governance.enums.js';
import { type HeldProposal } from './proposal.record.js';

type Decider = Pick<Actor, 'issuer' | 'subject'>;

/** Whoever submitted a proposal does not decide on it: no person who wrote it or handed it in, nor anyone who acts for the organisation. */
export async function isOfSubmitter(
  tx: Pick<Writing<Actor>, 'query' | 'actor'>,
  { id, submittedBy, submitterIssuer, submitterSubject }: HeldProposal,
): Promise<boolean> {
  const { issuer, subject, organisationIds } = tx.actor;
  if (organisationIds.includes(submittedBy)) return true;
  if (issuer === submitterIssuer && subject === submitterSubject) return true;
  const handedIn = await tx.query(
    `select from proposal_step where proposal_id = $1 and to_state = 'SUBMITTED' and taker_issuer = $2 and taker_subject = $3 limit 1`,
    [id, issuer, subject],
  );
  return handedIn.length > 0;
}

/** Four eyes: the one who confirms is not the one who recorded. */
export const isRecorder = (
  { issuer, subject }: Decider,
  recorded: { readonly recorderIssuer: string; readonly recorderSubject: string },
): boolean => issuer === recorded.recorderIssuer && subject === recorded.recorderSubject;

/** To which state a decision brings a proposal; no state of a proposal is that the body took note of it. */
export const STATE_AFTER: Readonly<Record<DecisionOutcome, ProposalState | undefined>> = {
  [DecisionOutcome.ADOPTED]: ProposalState.ESTABLISHED,
  [DecisionOutcome.REJECTED]: ProposalState.REJECTED,
  [DecisionOutcome.DEFERRED]: ProposalState.DEFERRED,
  [DecisionOutcome.NOTED]: undefined,
};

/** In these a proposal was decided on; only a correction of that goes on from there. */
export const DECIDED_ON: readonly ProposalState[] = [ProposalState.ESTABLISHED, ProposalState.REJECTED];
