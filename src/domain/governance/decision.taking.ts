import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { type Transaction } from '../../platform/database/database.js';
import { DecisionsService } from '../decisions/decisions.service.js';
import { STATE_AFTER } from './deciding.policy.js';
import { DECIDED } from './decision-effect.record.js';
import { DecisionEffects } from './decision.effects.js';
import { DecisionUndoing } from './decision.undoing.js';
import { factsOf, type Said, voteOf } from './pending-decision.record.js';
import { type HeldProposal, takeStep, touch } from './proposal.record.js';

interface Decided {
  readonly proposal: HeldProposal;
  readonly said: Said;
  readonly organisationId: string;
  readonly today: string;
}

/** A decision with all that comes of it: what was wrong is taken back, what is adopted takes effect, and the proposal goes on. */
@Injectable()
export class DecisionTaking {
  constructor(
    private readonly decisions: DecisionsService,
    private readonly effects: DecisionEffects,
    private readonly undoing: DecisionUndoing,
  ) {}

  /**
   * Takes part in the caller's transaction and writes its events; whether it may be decided was asked before.
   * @returns the ids of the decision, and of the obligation that comes of it
   * @throws Rejection when a version cannot come into the stage, or cannot be taken back from it
   */
  async take(tx: Writing<Actor>, decided: Decided): Promise<{ decision: string; obligation: string | null }> {
    const { proposal, said, organisationId, today } = decided;
    const decisionId = await this.write(tx, decided);
    if (said.correctsId !== null) {
      await this.undoing.undo(tx, { wrongId: said.correctsId, reason: said.reason, organisationId });
    }
    const { effectiveFrom: from, document, reason } = said;
    const adopted = from === null ? undefined : { decisionId, document, reason, from, organisationId, today };
    const obligation = adopted ? await this.effects.apply(tx, proposal, adopted) : null;
    await this.step(tx, decided, decisionId);
    return { decision: decisionId, obligation };
  }

  private async write(tx: Writing<Actor>, { proposal, said, organisationId }: Decided): Promise<string> {
    const slug = await freeSlug(tx, proposal.number, said.decidedOn);
    const decisionId = await this.decisions.append(tx, {
      ...{ slug, body: said.body, outcome: said.outcome, title: proposal.title, decidedOn: said.decidedOn, ...DECIDED },
      effectiveFrom: said.effectiveFrom ?? undefined,
      reference: said.reference ?? undefined,
      document: said.document ?? undefined,
      vote: voteOf(said),
      correctsId: said.correctsId ?? undefined,
    });
    await tx.query('insert into proposal_decision (proposal_id, decision_id, members_consulted) values ($1, $2, $3)', [
      proposal.id,
      decisionId,
      said.membersConsulted,
    ]);
    tx.record({
      subjectId: decisionId,
      organisationId,
      reason: said.reason,
      after: { slug, title: proposal.title, ...factsOf(said) },
    });
    return decisionId;
  }

  /** A correction may leave the proposal where it is. */
  private async step(tx: Writing<Actor>, { proposal, said, organisationId }: Decided, decision: string): Promise<void> {
    const to = STATE_AFTER[said.outcome] ?? proposal.state;
    if (to === proposal.state) await touch(tx, proposal.id);
    else await takeStep(tx, proposal, { to, byId: organisationId, reason: said.reason });
    tx.record({
      ...{ subjectId: proposal.id, organisationId, reason: said.reason },
      ...{ before: { state: proposal.state, decision: said.correctsId }, after: { state: to, decision } },
    });
  }
}

/** Named after the proposal and the day; numbered where that was taken before. */
async function freeSlug(tx: Transaction, number: number, day: string): Promise<string> {
  const slug = `voorstel-${number}-${day}`;
  const [taken] = await tx.query<{ n: number }>(
    'select count(*)::int as n from decision where slug = $1 or starts_with(slug, $2)',
    [slug, `${slug}-`],
  );
  return taken && taken.n > 0 ? `${slug}-${taken.n + 1}` : slug;
}
