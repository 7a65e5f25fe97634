import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { Role } from '../../platform/auth/role.js';
import { type Transaction } from '../../platform/database/database.js';
import { Checks } from '../../platform/graphql/checks.js';
import { notFound } from '../../platform/graphql/user-errors.js';
import { type Env, type Row, rowOf } from '../../platform/reading/projection.js';
import { sql, textOf } from '../../platform/reading/sql.js';
import { Criterion } from './assessment.entity.js';
import { type AssessProposalInput } from './assessment.inputs.js';
import { isAsked } from './assessment.sql.js';
import { ProposalState, Verdict } from './governance.enums.js';
import { Proposal } from './proposal.entity.js';
import { type HeldProposal, lockProposal, touch } from './proposal.record.js';

const MOTIVATION = { most: 4000, hasLines: true };
/** In these it is judged: afterwards the bodies that advise go by what was said. */
const JUDGED_IN: readonly ProposalState[] = [ProposalState.IN_ASSESSMENT, ProposalState.IN_CONSULTATION];
const criterion: Row<Criterion> = rowOf(Criterion, 'c');
const proposal: Row<Proposal> = rowOf(Proposal, 'p');

interface HeldCriterion {
  readonly id: string;
  readonly code: string;
  readonly isMandatory: boolean;
  readonly isAsked: boolean;
}
interface Judgement {
  readonly verdict: Verdict;
  readonly motivation: string;
}

/** How proposals do on the criteria. Every method takes part in the caller's transaction and writes its event. */
@Injectable()
export class AssessmentEditor {
  /**
   * Judges a proposal on one criterion, or judges it anew.
   * @param today YYYY-MM-DD
   * @returns the id of the proposal, for the payload
   * @throws Rejection with everything that is wrong with the input
   */
  async assess(tx: Writing<Actor>, input: AssessProposalInput, today: string): Promise<{ proposal: string }> {
    const { criterionCode, verdict, motivation } = input;
    const checks = Checks.of().text('motivation', motivation, MOTIVATION);
    const held = await lockProposal(tx, checks, input);
    const asked = await criterionOf(tx, held, criterionCode, today);
    checkState(checks, held);
    checkCriterion(checks, asked, verdict);
    checks.throwIfAny();
    const { id, code } = asked as HeldCriterion;
    const before = await lastJudgement(tx, held.id, id);
    if (before?.verdict === verdict && before.motivation === motivation) {
      tx.hadNoEffect();
      return { proposal: held.id };
    }
    const byId = tx.actor.organisationAs(Role.REGISTRAR) ?? null;
    await tx.query(
      `insert into proposal_assessment (proposal_id, criterion_id, position, verdict, motivation, by_id)
       values ($1, $2, (select coalesce(max(position), 0) + 1 from proposal_assessment where proposal_id = $1 and criterion_id = $2), $3, $4, $5)`,
      [held.id, id, verdict, motivation, byId],
    );
    await touch(tx, held.id);
    tx.record({
      ...{ subjectId: held.id, organisationId: byId },
      before: before && { assessments: { criterion: code, ...before } },
      after: { assessments: { criterion: code, verdict, motivation } },
    });
    return { proposal: held.id };
  }
}

/** The criterion with that code, and whether it is asked of the proposal on a day. */
async function criterionOf(
  tx: Transaction,
  { id }: HeldProposal,
  code: string,
  today: string,
): Promise<HeldCriterion | undefined> {
  const env = { at: { asOf: sql`${today}::date`, knownAt: undefined } } as unknown as Env;
  const [found] = await tx.query<HeldCriterion>(
    `select c.id, c.code, c.is_mandatory as "isMandatory", ${textOf(isAsked(criterion, proposal, env))} as "isAsked"
     from criterion c join proposal p on p.id = $1 where c.code = $2`,
    [id, code],
  );
  return found;
}

async function lastJudgement(tx: Transaction, proposalId: string, criterionId: string): Promise<Judgement | undefined> {
  const [held] = await tx.query<Judgement>(
    `select verdict, motivation from proposal_assessment where proposal_id = $1 and criterion_id = $2 order by position desc limit 1`,
    [proposalId, criterionId],
  );
  return held;
}

function checkState(checks: Checks, { state }: HeldProposal): void {
  if (JUDGED_IN.includes(state)) return;
  checks.refuse('proposalId', `It is ${state}; a proposal is judged while it is ${JUDGED_IN.join(' or ')}.`);
}

function checkCriterion(checks: Checks, asked: HeldCriterion | undefined, verdict: Verdict): void {
  if (!asked) checks.add(notFound('There is no such criterion.', checks.pathOf('criterionCode')));
  else if (!asked.isAsked) {
    checks.refuse(
      'criterionCode',
      `${asked.code} is not asked of this proposal; "criteria" of it names those that are.`,
    );
  } else if (asked.isMandatory && verdict === Verdict.NOT_APPLICABLE) {
    checks.refuse('verdict', `${asked.code} is mandatory: it applies to every proposal that it is asked of.`);
  }
}
