/** What becomes of a proposal, and whose step that is (the domain's state machine for proposals). */
import { ProposalState } from './governance.enums.js';

const { SUBMITTED, INTAKE, RETURNED, NOT_TAKEN_UP, IN_ASSESSMENT, IN_CONSULTATION } = ProposalState;
const { CVD_ADVICE, DECISION, ESTABLISHED, REJECTED, DEFERRED, WITHDRAWN } = ProposalState;

/** `DECISION`: it comes of a decision that is confirmed, and of nothing else. */
export type Party = 'SUBMITTER' | 'OFFICE' | 'SECRETARY' | 'DECISION';

interface Way {
  readonly to: ProposalState;
  readonly by: Party;
}
const ways = (by: Party, ...to: readonly ProposalState[]): Way[] => to.map((each) => ({ to: each, by }));
/** From any open state. */
const TAKEN_BACK = ways('SUBMITTER', WITHDRAWN);

export const TRANSITIONS: Readonly<Record<ProposalState, readonly Way[]>> = {
  DRAFT: [...ways('SUBMITTER', SUBMITTED), ...TAKEN_BACK],
  SUBMITTED: [...ways('OFFICE', INTAKE), ...TAKEN_BACK],
  INTAKE: [...ways('OFFICE', RETURNED, NOT_TAKEN_UP, IN_ASSESSMENT), ...TAKEN_BACK],
  RETURNED: [...ways('SUBMITTER', SUBMITTED), ...TAKEN_BACK],
  IN_ASSESSMENT: [...ways('OFFICE', IN_CONSULTATION), ...TAKEN_BACK],
  IN_CONSULTATION: [...ways('OFFICE', CVD_ADVICE), ...TAKEN_BACK],
  CVD_ADVICE: [...ways('SECRETARY', DECISION), ...TAKEN_BACK],
  DECISION: [...ways('DECISION', ESTABLISHED, REJECTED, DEFERRED), ...TAKEN_BACK],
  DEFERRED: [...ways('SECRETARY', CVD_ADVICE), ...TAKEN_BACK],
  NOT_TAKEN_UP: [],
  ESTABLISHED: [],
  REJECTED: [],
  WITHDRAWN: [],
};

/** Whose step it is; undefined when it is none. */
export const partyTo = (from: ProposalState, to: ProposalState): Party | undefined =>
  TRANSITIONS[from].find((way) => way.to === to)?.by;

/** Nothing becomes of it any more, unless a decision is corrected. */
export const CLOSED: readonly ProposalState[] = [NOT_TAKEN_UP, ESTABLISHED, REJECTED, WITHDRAWN];
