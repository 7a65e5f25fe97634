import { Injectable } from '@nestjs/common';
import { Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { Checks } from '../../platform/graphql/checks.js';
import { conflict, illegalTransition, notFound, Rejection } from '../../platform/graphql/user-errors.js';
import { DecisionOutcome, type GovernanceBody } from '../decisions/decisions.enums.js';
import { checkNotBeforeSubmission } from './advice.editor.js';
import { DECIDERS, secretariatOf, secretaryOf } from './bodies.js';
import { checkCorrected, checkDecision, effectiveDay } from './deciding.checks.js';
import {
  type ConfirmDecisionInput,
  type RecordDecisionInput,
  type VoteInput,
  type WithdrawPendingDecisionInput,
} from './deciding.inputs.js';
import { isOfSubmitter, isRecorder } from './deciding.policy.js';
import { DecisionTaking } from './decision.taking.js';
import { PendingDecisionState } from './governance.enums.js';
import {
  factsOf,
  type HeldPendingDecision,
  keepPending,
  pendingDecisionOf,
  type Said,
  settlePending,
  WAITS,
  waitingOn,
} from './pending-decision.record.js';
import { type HeldProposal, lockProposal } from './proposal.record.js';

const LONG = { most: 2000, hasLines: true };
const MOST_VOTES = 1_000_000;
const OWN =
  'Whoever submitted a proposal does not decide on it: neither the person, nor anyone who acts for the organisation.';

/** Decisions, by four eyes. Every method takes part in the caller's transaction and writes its events. */
@Injectable()
export class DecidingEditor {
  constructor(private readonly taking: DecisionTaking) {}

  /**
   * Keeps what a body decided until another secretary confirms it. What would be refused then is refused now: it is tried.
   * @param today YYYY-MM-DD
   * @returns the ids for the payload
   * @throws Rejection with everything that is wrong with the input, or that the decision misses
   */
  async record(
    tx: Writing<Actor>,
    input: RecordDecisionInput,
    today: string,
  ): Promise<{ pendingDecision: string; decision: null; obligation: null }> {
    const checks = Checks.of()
      .text('reference', input.reference)
      .url('document', input.document)
      .date('decidedOn', input.decidedOn)
      .date('effectiveFrom', input.effectiveFrom)
      .text('reason', input.reason, LONG);
    if (input.decidedOn > today)
      checks.refuse('decidedOn', `A decision is recorded once it is taken: on ${today} or before.`);
    if (input.outcome === DecisionOutcome.NOTED) {
      checks.refuse('outcome', 'On a proposal is decided: it is ADOPTED, REJECTED or DEFERRED.');
    }
    checkVote(checks, input.vote);
    const organisationId = await demandBody(tx, checks, input.body);
    const proposal = await lockProposal(tx, checks, input);
    if (await isOfSubmitter(tx, proposal)) checks.refuse('proposalId', OWN);
    await checkNotBeforeSubmission(tx, checks, { proposalId: proposal.id, field: 'decidedOn', day: input.decidedOn });
    const said = saidIn(input, effectiveDay(checks, proposal, input));
    await checkCorrected(tx, checks, said);
    checks.throwIfAny();
    await checkDecision(tx, checks, { proposal, said, field: 'outcome', today });
    checks.throwIfAny();
    // Last: of what waits for another body, its own secretaries alone learn.
    const waiting = await waitingOn(tx, proposal.id);
    if (waiting !== undefined) checks.add(conflict(WAITS, checks.pathOf('proposalId'), waiting));
    checks.throwIfAny();
    await this.rehearse(tx, { proposal, said, organisationId, today });
    const { issuer, subject } = tx.actor;
    const id = await keepPending(tx, said, { organisationId, issuer, subject });
    tx.record({
      subjectId: id,
      organisationId,
      reason: said.reason,
      after: { ...factsOf(said), state: PendingDecisionState.WAITING },
    });
    return { pendingDecision: id, decision: null, obligation: null };
  }

  /**
   * Makes it a decision, with all that comes of it.
   * @param today YYYY-MM-DD
   * @returns the ids for the payload
   * @throws Rejection when it is not there, was recorded by the same person, or misses something since
   */
  async confirm(
    tx: Writing<Actor>,
    { pendingDecisionId }: ConfirmDecisionInput,
    today: string,
  ): Promise<{ pendingDecision: string; decision: string; proposal: string; obligation: string | null }> {
    const checks = Checks.of();
    const { proposal, said, organisationId } = await this.find(
      tx,
      checks,
      pendingDecisionId,
      PendingDecisionState.CONFIRMED,
    );
    const field = 'pendingDecisionId';
    if (isRecorder(tx.actor, said)) {
      checks.refuse(field, 'You recorded it yourself: another secretary of the body confirms it.');
    }
    if (await isOfSubmitter(tx, proposal)) checks.refuse(field, OWN);
    checks.throwIfAny();
    await checkCorrected(tx, checks, said);
    await checkDecision(tx, checks, { proposal, said, field, today });
    checks.throwIfAny();

    const taken = await atField(field, () => this.taking.take(tx, { proposal, said, organisationId, today }));
    await settlePending(tx, said.id, PendingDecisionState.CONFIRMED, taken.decision);
    tx.record({
      ...{ subjectId: said.id, organisationId, reason: said.reason, before: { state: PendingDecisionState.WAITING } },
      after: { state: PendingDecisionState.CONFIRMED, decision: taken.decision },
    });
    return { pendingDecision: said.id, proposal: proposal.id, ...taken };
  }

  /**
   * Takes back what was recorded and waits.
   * @returns the id for the payload
   * @throws Rejection when it is not there, or waits no longer
   */
  async withdraw(
    tx: Writing<Actor>,
    { pendingDecisionId, reason }: WithdrawPendingDecisionInput,
  ): Promise<{ pendingDecision: string }> {
    const checks = Checks.of().text('reason', reason, LONG);
    const { said, organisationId } = await this.find(tx, checks, pendingDecisionId, PendingDecisionState.WITHDRAWN);
    await settlePending(tx, said.id, PendingDecisionState.WITHDRAWN);
    tx.record({
      ...{ subjectId: said.id, organisationId, reason },
      ...{ before: { state: PendingDecisionState.WAITING }, after: { state: PendingDecisionState.WITHDRAWN } },
    });
    return { pendingDecision: said.id };
  }

  /** What waits, with its proposal locked first; for who is no secretary of the body it is not there. */
  private async find(
    tx: Writing<Actor>,
    checks: Checks,
    id: string,
    to: PendingDecisionState,
  ): Promise<{ proposal: HeldProposal; said: HeldPendingDecision; organisationId: string }> {
    const [found] = await tx.query<{ proposalId: string; body: GovernanceBody }>(
      'select proposal_id as "proposalId", body from pending_decision where id = $1',
      [id],
    );
    const organisationId = found && (await secretariatOf(tx, found.body));
    if (!found || organisationId === undefined) {
      checks.add(notFound('There is no such decision to confirm.', checks.pathOf('pendingDecisionId')));
      throw new Rejection(checks.problems);
    }
    const proposal = await lockProposal(tx, checks, found);
    const said = await pendingDecisionOf(tx, id);
    if (!said) throw new Error(`pending decision ${id} is gone`);
    if (said.state !== PendingDecisionState.WAITING) {
      const step = { from: said.state, to, allowed: [], missing: [] };
      checks.add(
        illegalTransition(`It is ${said.state}: it waits no longer.`, checks.pathOf('pendingDecisionId'), step),
      );
    }
    checks.throwIfAny();
    return { proposal, said, organisationId };
  }

  /** Tries what a confirmation would do, and takes all of it back: whoever records learns at once what stands in its way. */
  private async rehearse(
    tx: Writing<Actor>,
    decided: { proposal: HeldProposal; said: Said; organisationId: string; today: string },
  ): Promise<void> {
    const apart = new Writing(tx, { actor: tx.actor, requestId: '', action: '' });
    await tx.query('savepoint rehearsal');
    await atField(decided.said.correctsId === null ? 'outcome' : 'correctsId', () => this.taking.take(apart, decided));
    await tx.query('rollback to savepoint rehearsal');
  }
}

/** Refusals of what comes of a decision, said of the field of this input. */
async function atField<T>(field: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    throw new Rejection(error.problems.map((problem) => ({ ...problem, path: ['input', field] })));
  }
}

/**
 * For which organisation the actor is a secretary of the body.
 * @throws Rejection when he is none: he learns nothing of what waits there
 */
async function demandBody(tx: Writing<Actor>, checks: Checks, body: GovernanceBody): Promise<string> {
  const organisationId = await secretariatOf(tx, body);
  if (DECIDERS.includes(body) && organisationId !== undefined) return organisationId;
  const message = DECIDERS.includes(body)
    ? `What it decides is recorded by a secretary of it. You lack ${secretaryOf(body)}.`
    : `On proposals decide ${DECIDERS.join(' and ')}.`;
  throw new Rejection(checks.refuse('body', message).problems);
}

function checkVote(checks: Checks, vote: VoteInput | null | undefined): void {
  if (!vote) return;
  const within = checks.within('vote');
  for (const name of ['inFavour', 'against', 'abstained'] as const) within.number(name, vote[name], 0, MOST_VOTES);
  if (vote.inFavour + vote.against + vote.abstained === 0) within.refuse('', 'A vote that nobody cast is left out.');
}

const saidIn = (input: RecordDecisionInput, effectiveFrom: string | null): Said => ({
  ...{
    proposalId: input.proposalId,
    body: input.body,
    outcome: input.outcome,
    decidedOn: input.decidedOn,
    effectiveFrom,
  },
  ...{ reference: input.reference ?? null, document: input.document ?? null },
  votesInFavour: input.vote?.inFavour ?? null,
  votesAgainst: input.vote?.against ?? null,
  votesAbstained: input.vote?.abstained ?? null,
  membersConsulted: input.membersConsulted === true,
  ...{ correctsId: input.correctsId ?? null, reason: input.reason ?? null },
});
