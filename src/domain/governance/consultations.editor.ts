import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { Role } from '../../platform/auth/role.js';
import { Checks } from '../../platform/graphql/checks.js';
import { type ChangeConsultationInput } from './assessment.inputs.js';
import { type HeldRound, lastRoundOf, valuesOfRound, writeRound } from './consultation.record.js';
import { faultOfBegin, faultOfEnd, faultOfMove } from './consultation.rule.js';
import { ProposalState } from './governance.enums.js';
import { lockProposal, touch } from './proposal.record.js';

const REASON = { most: 2000, hasLines: true };

/** In which days one may react. Every method takes part in the caller's transaction and writes its event. */
@Injectable()
export class ConsultationsEditor {
  /**
   * Moves the end of the round that runs or is to begin, or sets another round after it.
   * @param today YYYY-MM-DD
   * @returns the id of the proposal, for the payload
   * @throws Rejection with everything that is wrong with the input
   */
  async change(tx: Writing<Actor>, input: ChangeConsultationInput, today: string): Promise<{ proposal: string }> {
    const { until, reason } = input;
    const checks = Checks.of().date('from', input.from).date('until', until).text('reason', reason, REASON);
    const { id, state } = await lockProposal(tx, checks, input);
    const last = await lastRoundOf(tx, id);
    if (state !== ProposalState.IN_CONSULTATION || !last) {
      checks.refuse('proposalId', `It is ${state}; its consultation is changed while it is IN_CONSULTATION.`);
      checks.throwIfAny();
    }
    const before = last as HeldRound;
    const changed =
      input.from == null
        ? moved(checks, before, until, today)
        : following(checks, before, { from: input.from, until }, today);
    checks.throwIfAny();
    if (changed.round === before.round && changed.until === before.until) {
      tx.hadNoEffect();
      return { proposal: id };
    }
    await writeRound(tx, id, changed, reason);
    await touch(tx, id);
    tx.record({
      ...{ subjectId: id, organisationId: tx.actor.organisationAs(Role.REGISTRAR) ?? null, reason },
      before: { consultation: valuesOfRound(before) },
      after: { consultation: valuesOfRound(changed) },
    });
    return { proposal: id };
  }
}

function moved(checks: Checks, last: HeldRound, until: string, today: string): HeldRound {
  // Those who came too late would otherwise have been in time after all.
  if (last.until <= today) {
    checks.refuse('until', `The round was over on ${last.until}: set another one, with "from".`);
  } else {
    const fault = faultOfMove(until, last, today);
    if (fault !== undefined) checks.refuse('until', fault);
  }
  return { ...last, until };
}

function following(checks: Checks, last: HeldRound, days: Omit<HeldRound, 'round'>, today: string): HeldRound {
  if (last.until > today) {
    checks.refuse('from', `Another round begins when this one is over, on ${last.until}; or end this one first.`);
  }
  const [begin, end] = [faultOfBegin(days.from, today), faultOfEnd(days)];
  if (begin !== undefined) checks.refuse('from', begin);
  if (end !== undefined) checks.refuse('until', end);
  return { round: last.round + 1, ...days };
}
