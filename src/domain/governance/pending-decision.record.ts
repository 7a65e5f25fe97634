/** How decisions that wait to be confirmed are found, locked and kept: by whoever changes them, in his own transaction. */
import { type Values } from '../../platform/audit/audit.js';
import { meansRefusal } from '../../platform/audit/mutations.js';
import { type Transaction } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { conflict } from '../../platform/graphql/user-errors.js';
import { type DecisionOutcome, type GovernanceBody } from '../decisions/decisions.enums.js';
import { type PendingDecisionState } from './governance.enums.js';

/** What is said to have been decided; days are YYYY-MM-DD. */
export interface Said {
  readonly proposalId: string;
  readonly body: GovernanceBody;
  readonly outcome: DecisionOutcome;
  readonly decidedOn: string;
  /** Null when nothing comes of it. */
  readonly effectiveFrom: string | null;
  readonly reference: string | null;
  readonly document: string | null;
  readonly votesInFavour: number | null;
  readonly votesAgainst: number | null;
  readonly votesAbstained: number | null;
  readonly membersConsulted: boolean;
  readonly correctsId: string | null;
  readonly reason: string | null;
}
export interface HeldPendingDecision extends Said {
  readonly id: string;
  readonly state: PendingDecisionState;
  /** The organisation for which it was recorded, and who did. */
  readonly recordedFor: string;
  readonly recorderIssuer: string;
  readonly recorderSubject: string;
}

/** As the audit log names it. */
export const factsOf = (said: Said): Values => ({
  ...{ proposal: said.proposalId, body: said.body, outcome: said.outcome, decidedOn: said.decidedOn },
  ...{
    effectiveFrom: said.effectiveFrom,
    reference: said.reference,
    document: said.document,
    vote: voteOf(said) ?? null,
  },
  ...{ membersConsulted: said.membersConsulted, corrects: said.correctsId },
});

/** How the body was divided; undefined when that was not recorded. */
export const voteOf = ({ votesInFavour, votesAgainst, votesAbstained }: Said) =>
  votesInFavour === null
    ? undefined
    : { inFavour: votesInFavour, against: votesAgainst ?? 0, abstained: votesAbstained ?? 0 };

export const WAITS =
  'A decision on it waits to be confirmed already: another secretary confirms it, or it is taken back.';
meansRefusal('pending_decision_waiting_key', conflict(WAITS, ['input', 'proposalId']));

const HELD = `id, proposal_id as "proposalId", body, outcome, decided_on::text as "decidedOn", effective_from::text as "effectiveFrom",
  reference, document, votes_in_favour as "votesInFavour", votes_against as "votesAgainst", votes_abstained as "votesAbstained",
  members_consulted as "membersConsulted", corrects_id as "correctsId", reason, state, recorded_for as "recordedFor",
  recorder_issuer as "recorderIssuer", recorder_subject as "recorderSubject"`;

/** With its lock; whoever does something with the proposal as well locks that first. */
export async function pendingDecisionOf(tx: Transaction, id: string): Promise<HeldPendingDecision | undefined> {
  const [held] = await tx.query<HeldPendingDecision>(`select ${HELD} from pending_decision where id = $1 for update`, [
    id,
  ]);
  return held;
}

/** The one of a proposal that waits; undefined when none does. */
export async function waitingOn(tx: Transaction, proposalId: string): Promise<string | undefined> {
  const [waiting] = await tx.query<{ id: string }>(
    `select id from pending_decision where proposal_id = $1 and state = 'WAITING'`,
    [proposalId],
  );
  return waiting?.id;
}

/** Keeps what was recorded until another confirms it; answers its id. */
export async function keepPending(
  tx: Transaction,
  said: Said,
  by: { readonly organisationId: string; readonly issuer: string; readonly subject: string },
): Promise<string> {
  const id = newId('pdc');
  await tx.query(
    `insert into pending_decision (id, proposal_id, body, outcome, decided_on, effective_from, reference, document, votes_in_favour,
       votes_against, votes_abstained, members_consulted, corrects_id, reason, recorded_for, recorder_issuer, recorder_subject)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      ...[id, said.proposalId, said.body, said.outcome, said.decidedOn, said.effectiveFrom, said.reference],
      ...[said.document, said.votesInFavour, said.votesAgainst, said.votesAbstained, said.membersConsulted],
      ...[said.correctsId, said.reason, by.organisationId, by.issuer, by.subject],
    ],
  );
  return id;
}

/** Says what became of it. */
export const settlePending = (
  tx: Transaction,
  id: string,
  state: PendingDecisionState,
  decisionId: string | null = null,
): Promise<unknown> =>
  tx.query(
    `update pending_decision set state = $2, decision_id = $3, revision = revision + 1, updated_at = clock_timestamp() where id = $1`,
    [id, state, decisionId],
  );
