import { type Actor } from '../../platform/auth/actor.js';
import { DecisionOutcome } from '../decisions/decisions.enums.js';
import { ProposalState } from './governance.enums.js';
import { type HeldProposal } from './proposal.record.js';

type Decider = Pick<Actor, 'issuer' | 'subject' | 'organisationIds'>;

/** Whoever submitted a proposal does not decide on it: neither the person, nor anyone who acts for the organisation. */
export const isOfSubmitter = (
  { issuer, subject, organisationIds }: Decider,
  proposal: Pick<HeldProposal, 'submittedBy' | 'submitterIssuer' | 'submitterSubject'>,
): boolean =>
  organisationIds.includes(proposal.submittedBy) ||
  (issuer === proposal.submitterIssuer && subject === proposal.submitterSubject);

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
