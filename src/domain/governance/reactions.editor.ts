import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { Role } from '../../platform/auth/role.js';
import { newId } from '../../platform/database/id.js';
import { Checks } from '../../platform/graphql/checks.js';
import { notFound } from '../../platform/graphql/user-errors.js';
import { type ReactToProposalInput } from './assessment.inputs.js';
import { lastRoundOf } from './consultation.record.js';
import { isOpenOn } from './consultation.rule.js';
import { ProposalState } from './governance.enums.js';
import { type HeldProposal, lockProposal } from './proposal.record.js';

const TEXT = { most: 10_000, hasLines: true };
/** More than anyone has to say, and less than what would make a round unreadable. */
const MOST_OF_A_WRITER = 10;
const EITHER = 'Either react with "text", or answer with "answerTo" and "answer".';

interface HeldAnswer {
  readonly text: string;
}

/** What is said in consultations, and answered. Every method takes part in the caller's transaction and writes its event. */
@Injectable()
export class ReactionsEditor {
  /**
   * Takes in a reaction, or the answer of the office to one.
   * @param today YYYY-MM-DD
   * @returns the id of the reaction, for the payload
   * @throws Rejection with everything that is wrong with the input
   */
  async react(tx: Writing<Actor>, input: ReactToProposalInput, today: string): Promise<{ reaction: string }> {
    const { text, answerTo, answer } = input;
    const checks = Checks.of().text('text', text, TEXT).text('answer', answer, TEXT);
    const isAnswer = answerTo != null || answer != null;
    if (isAnswer === (text != null)) checks.refuse(isAnswer ? 'text' : '', EITHER);
    if (isAnswer) checks.required('answerTo', answerTo).required('answer', answer);
    const held = await lockProposal(tx, checks, input);
    return isAnswer
      ? this.answer(tx, checks, held, input)
      : this.say(tx, checks, held, { ...input, text: text ?? '' }, today);
  }

  private async say(
    tx: Writing<Actor>,
    checks: Checks,
    { id: proposalId, state }: HeldProposal,
    { text, onBehalfOfId }: { readonly text: string; readonly onBehalfOfId?: string | null },
    today: string,
  ): Promise<{ reaction: string }> {
    const last = await lastRoundOf(tx, proposalId);
    if (state !== ProposalState.IN_CONSULTATION || !last) {
      checks.refuse('proposalId', `It is ${state}; one may react to a proposal that is IN_CONSULTATION.`);
    } else if (!isOpenOn(last, today)) {
      const words = last.from > today ? `begins on ${last.from}` : `was over on ${last.until}`;
      checks.refuse('proposalId', `Its consultation ${words}.`);
    }
    const organisationId = organisationFor(tx.actor, checks, onBehalfOfId);
    const round = last?.round ?? 1;
    if ((await countOf(tx, proposalId, round)) >= MOST_OF_A_WRITER) {
      checks.refuse('', `You have reacted ${MOST_OF_A_WRITER} times in this round, which is the most there can be.`);
    }
    checks.throwIfAny();
    const id = newId('rea');
    await tx.query(
      `insert into reaction (id, proposal_id, round, organisation_id, writer_issuer, writer_subject, text) values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, proposalId, round, organisationId, tx.actor.issuer, tx.actor.subject, text],
    );
    tx.record({
      ...{ subjectId: id, organisationId },
      after: { proposal: proposalId, round, organisation: organisationId, text },
    });
    return { reaction: id };
  }

  private async answer(
    tx: Writing<Actor>,
    checks: Checks,
    { id: proposalId, state }: HeldProposal,
    { answerTo, answer, onBehalfOfId }: ReactToProposalInput,
  ): Promise<{ reaction: string }> {
    if (!tx.actor.isRegistrar) checks.refuse('answer', 'Reactions are answered by the office: a REGISTRAR.');
    if (onBehalfOfId != null) checks.refuse('onBehalfOfId', 'It says who reacts; the office answers for itself.');
    if (state !== ProposalState.IN_CONSULTATION) {
      checks.refuse('proposalId', `It is ${state}; reactions are answered while it is IN_CONSULTATION.`);
    }
    const found = await tx.query('select from reaction where id = $1 and proposal_id = $2', [answerTo, proposalId]);
    if (answerTo != null && found.length === 0) {
      checks.add(notFound('The proposal has no such reaction.', checks.pathOf('answerTo')));
    }
    checks.throwIfAny();
    const id = answerTo as string;
    const [before] = await tx.query<HeldAnswer>(
      'select text from reaction_answer where reaction_id = $1 order by position desc limit 1',
      [id],
    );
    if (before?.text === answer) {
      tx.hadNoEffect();
      return { reaction: id };
    }
    const byId = tx.actor.organisationAs(Role.REGISTRAR) ?? null;
    await tx.query(
      `insert into reaction_answer (reaction_id, position, text, by_id)
       values ($1, (select coalesce(max(position), 0) + 1 from reaction_answer where reaction_id = $1), $2, $3)`,
      [id, answer, byId],
    );
    tx.record({
      ...{ subjectId: id, organisationId: byId },
      before: before && { answer: before.text },
      after: { answer },
    });
    return { reaction: id };
  }
}

/** For which organisation someone reacts: the one he names, or the only one he can mean; null for who acts for none. */
function organisationFor(
  { organisationIds }: Actor,
  checks: Checks,
  onBehalfOfId: string | null | undefined,
): string | null {
  if (onBehalfOfId != null) {
    if (!organisationIds.includes(onBehalfOfId)) {
      checks.refuse('onBehalfOfId', 'You hold no role at such an organisation.');
    }
    return onBehalfOfId;
  }
  if (organisationIds.length > 1) {
    checks.refuse('onBehalfOfId', `You act for ${organisationIds.length} organisations: say for which of them.`);
  }
  return organisationIds[0] ?? null;
}

/** How often the actor has reacted in a round. */
async function countOf(tx: Writing<Actor>, proposalId: string, round: number): Promise<number> {
  const [found] = await tx.query<{ count: number }>(
    `select count(*)::int as count from reaction
     where proposal_id = $1 and round = $2 and writer_issuer = $3 and writer_subject = $4`,
    [proposalId, round, tx.actor.issuer, tx.actor.subject],
  );
  return found?.count ?? 0;
}
