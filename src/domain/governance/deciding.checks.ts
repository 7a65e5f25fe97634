/** Whether a body may decide so on a proposal: asked when a decision is recorded, and again when it is confirmed. */
import { type Transaction } from '../../platform/database/database.js';
import { Param, sql } from '../../platform/reading/sql.js';
import { rowOf, type Row } from '../../platform/reading/projection.js';
import { type Checks } from '../../platform/graphql/checks.js';
import { illegalTransition, notFound } from '../../platform/graphql/user-errors.js';
import { DecisionOutcome, GovernanceBody } from '../decisions/decisions.enums.js';
import { BindingLevel } from '../standards/standards.enums.js';
import { DECIDED_ON, STATE_AFTER } from './deciding.policy.js';
import { ProposalKind, ProposalState } from './governance.enums.js';
import { type Said } from './pending-decision.record.js';
import { decidingBody, decidingLevel, NOW, replacedLevel } from './proposal.deciding.js';
import { Proposal } from './proposal.entity.js';
import { TRANSITIONS } from './proposal.lifecycle.js';
import { type HeldProposal } from './proposal.record.js';
import { ask, missingFor } from './proposal.ways.js';

const decided: Row<Proposal> = rowOf(Proposal, 'decided');

interface Deciding {
  readonly level: BindingLevel;
  readonly body: GovernanceBody;
}

/**
 * Adds to the checks why the decision cannot be, as what the step of the proposal misses.
 * @param field the field of the input that says it
 * @param today YYYY-MM-DD
 */
export async function checkDecision(
  tx: Transaction,
  checks: Checks,
  of: { proposal: HeldProposal; said: Said; field: string; today: string },
): Promise<void> {
  const { proposal, said, field } = of;
  const to = STATE_AFTER[said.outcome] ?? ProposalState.DECISION;
  const ways = said.correctsId === null ? [ProposalState.DECISION] : DECIDED_ON;
  const refuse = (message: string, missing: string[]) => {
    const allowed = TRANSITIONS[proposal.state].map((way) => way.to);
    checks.add(illegalTransition(message, checks.pathOf(field), { from: proposal.state, to, allowed, missing }));
  };
  if (!ways.includes(proposal.state)) {
    refuse(whyNotNow(proposal, said), []);
    return;
  }
  const missing = said.correctsId === null ? await missingOf(tx, of) : await missingOfCorrection(tx, of);
  if (missing.length > 0) refuse(`To be ${said.outcome} it misses ${missing.join('; ')}.`, missing);
}

const whyNotNow = ({ state }: HeldProposal, { correctsId }: Said): string =>
  correctsId === null
    ? `It is in ${state}: it is decided on in DECISION${DECIDED_ON.includes(state) ? ', and from here by a correction of its decision' : ''}.`
    : `It is in ${state}: a decision is corrected once the proposal is in ${DECIDED_ON.join(' or ')}.`;

async function missingOf(
  tx: Transaction,
  { proposal, said, today }: { proposal: HeldProposal; said: Said; today: string },
): Promise<string[]> {
  const { level, body } = await decidingOf(tx, proposal.id, today);
  const missing = said.body === body ? [] : [`a decision of the ${body}, since it decides on ${level}`];
  if (said.outcome !== DecisionOutcome.ADOPTED) return missing;
  const before = await missingFor(tx, proposal.id, ProposalState.ESTABLISHED, today);
  const rest = await missingFrom(tx, said, level);
  return [...missing, ...before.filter((each) => !rest.some((words) => words.startsWith(each))), ...rest];
}

/** A correction is of the body that decided; what the proposal needed to come that far, it had. */
async function missingOfCorrection(
  tx: Transaction,
  { proposal, said, today }: { proposal: HeldProposal; said: Said; today: string },
): Promise<string[]> {
  const [held] = await tx.query<{ body: GovernanceBody }>('select body from decision where id = $1', [said.correctsId]);
  const missing =
    held && held.body !== said.body ? [`a decision of the ${held.body}, which took the one it corrects`] : [];
  if (said.outcome !== DecisionOutcome.ADOPTED) return missing;
  const level = await levelReplacedOn(tx, proposal.id, said.effectiveFrom ?? today);
  const isOfDirectorate = said.body === GovernanceBody.VNG_DIRECTORATE;
  if (isOfDirectorate && level !== BindingLevel.RECOMMENDED) {
    return [
      ...missing,
      `a proposal of its own, since from that day the ${GovernanceBody.VNG_BOARD} decides on ${level}`,
    ];
  }
  return [...missing, ...(await missingFrom(tx, said, level))];
}

/** What an adoption rests on at a level. */
async function missingFrom(tx: Transaction, said: Said, level: BindingLevel): Promise<string[]> {
  if (level === BindingLevel.RECOMMENDED) return [];
  const advised = await tx.query(
    `select from advice where proposal_id = $1 and body = 'CVD' and given_on <= $2 limit 1`,
    [said.proposalId, said.decidedOn],
  );
  return [
    ...(advised.length > 0 ? [] : [`advice of the CVD given on ${said.decidedOn}, the day of the decision, or before`]),
    ...(level === BindingLevel.MANDATORY && !said.membersConsulted ? ['the consultation of the members'] : []),
  ];
}

/** At which level is decided on a proposal today, and by whom. */
export async function decidingOf(tx: Transaction, proposalId: string, today: string): Promise<Deciding> {
  const [found] = await ask<Deciding>(
    tx,
    sql`select ${decidingLevel(decided, NOW)} as level, ${decidingBody(decided, NOW)} as body from proposal decided
      where ${decided.id} = ${new Param(() => proposalId, 'text')}`,
    today,
  );
  if (!found) throw new Error(`proposal ${proposalId} is not there`);
  return found;
}

/** How strongly binds what a decision from a day on takes the place of, or what it aims at when that is more. */
async function levelReplacedOn(tx: Transaction, proposalId: string, day: string): Promise<BindingLevel> {
  const [found] = await ask<Pick<Deciding, 'level'>>(
    tx,
    sql`select ${replacedLevel(decided, NOW)} as level from proposal decided where ${decided.id} = ${new Param(() => proposalId, 'text')}`,
    day,
  );
  if (!found) throw new Error(`proposal ${proposalId} is not there`);
  return found.level;
}

/** Whether what it corrects is the decision that stands on the proposal. */
export async function checkCorrected(tx: Transaction, checks: Checks, said: Said): Promise<void> {
  if (said.correctsId === null) return;
  checks.required('reason', said.reason);
  const [held] = await tx.query<{ isOfProposal: boolean; correctedBy: string | null; outcome: DecisionOutcome }>(
    `select d.outcome, exists (select from proposal_decision p where p.decision_id = d.id and p.proposal_id = $2) as "isOfProposal",
       (select slug from decision c where c.corrects_id = d.id) as "correctedBy" from decision d where d.id = $1`,
    [said.correctsId, said.proposalId],
  );
  if (!held) checks.add(notFound('There is no such decision.', checks.pathOf('correctsId')));
  else if (!held.isOfProposal) checks.refuse('correctsId', 'It is no decision on this proposal.');
  else if (held.correctedBy !== null) {
    checks.refuse('correctsId', `It was corrected by ${held.correctedBy}: correct that one.`);
  } else if (held.outcome === DecisionOutcome.DEFERRED) {
    checks.refuse('correctsId', 'What was put off is decided on anew, not corrected.');
  }
}

/**
 * From which day on what is adopted holds; null when nothing is.
 * @returns YYYY-MM-DD
 */
export function effectiveDay(
  checks: Checks,
  proposal: HeldProposal,
  input: { outcome: DecisionOutcome; decidedOn: string; effectiveFrom?: string | null | undefined },
): string | null {
  const { outcome, decidedOn, effectiveFrom } = input;
  if (outcome !== DecisionOutcome.ADOPTED) {
    if (effectiveFrom != null) checks.refuse('effectiveFrom', `Nothing comes into effect of what is ${outcome}.`);
    return null;
  }
  const proposed = proposal.kind === ProposalKind.PHASE_OUT ? proposal.endOfSupportOn : null;
  const day = effectiveFrom ?? proposed ?? decidedOn;
  const isGiven = effectiveFrom != null;
  if (day < decidedOn) {
    checks.refuse(
      'effectiveFrom',
      isGiven
        ? `It was decided on ${decidedOn}: it holds from that day on or a later one.`
        : `Support was to end on ${day}, which is before the decision of ${decidedOn}: say from which day on it ends.`,
    );
  } else if (proposed !== null && day < proposed) {
    checks.refuse('effectiveFrom', `It was proposed that support ends on ${proposed}: it ends then or later.`);
  }
  return day;
}
