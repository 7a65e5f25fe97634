import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { Checks } from '../../platform/graphql/checks.js';
import { illegalTransition, notFound } from '../../platform/graphql/user-errors.js';
import { maySpeakFor } from '../suppliers/suppliers.policy.js';
import { ConformanceLevel, DeclarationState } from './conformance.enums.js';
import { type EvidenceInput, type TransitionDeclarationInput } from './conformance.inputs.js';
import { partyTo, type Shown, whyNot } from './declaration.lifecycle.js';
import {
  declarationOf,
  deriveForUsers,
  evidenceOf,
  type HeldDeclaration,
  lockProductVersion,
  takeStep,
} from './declaration.record.js';
import { LONG } from './declarations.editor.js';
import { assessorsOf, standingOf } from './declarations.policy.js';
import { addEvidence, checkEvidence, checkRoom } from './evidence.record.js';

const { DRAFT, PUBLISHED, IN_ASSESSMENT, DEMONSTRATED, REFUSED } = DeclarationState;
/** With these it is said until when it is valid. */
const DATED: readonly DeclarationState[] = [PUBLISHED, DEMONSTRATED];
/** In these it is the supplier's own word, whatever it was before. */
const OWN_WORD: readonly DeclarationState[] = [PUBLISHED, IN_ASSESSMENT, REFUSED];

/** What becomes of declarations. Every method takes part in the caller's transaction and writes its events. */
@Injectable()
export class DeclarationTransitions {
  /**
   * Takes one step; an assessment holds from today on, what is published from the day that its draft names.
   * @param today YYYY-MM-DD
   * @returns the id of the declaration, for the payload
   * @throws Rejection with everything that is wrong with the input, or what the guards miss
   */
  async transition(
    tx: Writing<Actor>,
    input: TransitionDeclarationInput,
    today: string,
  ): Promise<{ declaration: string }> {
    const { to } = input;
    const [reason, evidence] = [input.reason ?? null, input.evidence ?? []];
    const checks = Checks.of().text('reason', reason, LONG).date('validUntil', input.validUntil);
    checkEvidence(checks, evidence, today);
    const held = await find(tx, checks, input.declarationId, today);
    checkUntil(checks, input, held);
    const assessor = assessorFor(tx.actor, checks, input, held);
    checks.throwIfAny();

    const before = await evidenceOf(tx, held.id);
    checkRoom(checks, before.length, evidence);
    // Taken in anew, it is the word of its supplier again, for as long as he gave it.
    const until = input.validUntil ?? (to === IN_ASSESSMENT ? held.pledgedUntil : held.until);
    const facts = { ...held, validUntil: until, today, reason, evidence: [...before, ...evidence.map(shown)] };
    const standing = standingOf(tx.actor, held, input.onBehalfOfId == null ? undefined : [input.onBehalfOfId]);
    const refused = whyNot(to, facts, standing);
    if (refused) checks.add(illegalTransition(refused.message, checks.pathOf('to'), refused));
    checks.throwIfAny();

    await addEvidence(tx, held.id, evidence);
    const from = held.state === DRAFT ? firstDayOf(held, today) : today;
    const level = levelOf(to, held);
    const assessedBy = to === IN_ASSESSMENT ? (assessor ?? null) : held.assessedBy;
    await takeStep(tx, held.id, {
      ...{ state: to, level, since: held.state === DRAFT ? from : held.since, until, reason, assessedBy },
      from,
      judgedThrough: to === DEMONSTRATED ? (before.at(-1)?.position ?? 0) + evidence.length : null,
    });
    tx.record({
      ...{ subjectId: held.id, reason },
      organisationId: partyTo(held.state, to) === 'SUPPLIER' ? held.supplierId : assessedBy,
      before: { state: held.state, level: held.level, validUntil: held.until, assessedBy: held.assessedBy },
      after: { state: to, level, validUntil: until, assessedBy, ...(evidence.length > 0 && { evidence }) },
    });
    await deriveForUsers(tx, held);
    return { declaration: held.id };
  }
}

/** The declaration, locked; a draft of another is one that is not there. */
async function find(tx: Writing<Actor>, checks: Checks, id: string, today: string): Promise<HeldDeclaration> {
  await lockProductVersion(tx, id);
  const held = await declarationOf(tx, id, today);
  if (held && (held.state !== DRAFT || maySpeakFor(tx.actor, held.supplierId))) return held;
  checks.add(notFound('There is no such declaration.', checks.pathOf('declarationId'))).throwIfAny();
  throw new Error(`declaration ${id} was refused`);
}

/** An assessment is for as long as the supplier stands for it, or shorter. */
function checkUntil(checks: Checks, { to, validUntil }: TransitionDeclarationInput, held: HeldDeclaration): void {
  if (validUntil == null) return;
  if (!DATED.includes(to)) checks.refuse('validUntil', `It goes with ${DATED.join(' and ')}, not with ${to}.`);
  else if (to === DEMONSTRATED && held.pledgedUntil !== null && validUntil > held.pledgedUntil) {
    checks.refuse('validUntil', `Its supplier stands for it until ${held.pledgedUntil}, and not longer.`);
  }
}

/** From when on what a draft says holds: not before the version of the product came out, which may have been said after it. */
function firstDayOf({ since, releasedOn }: HeldDeclaration, today: string): string {
  if (releasedOn === null || releasedOn <= since) return since;
  return releasedOn < today ? releasedOn : today;
}

/** For which organisation someone assesses it: the one he names, or the only one he can mean. */
function assessorFor(
  actor: Actor,
  checks: Checks,
  { to, onBehalfOfId }: TransitionDeclarationInput,
  held: HeldDeclaration,
): string | undefined {
  const party = partyTo(held.state, to);
  if (onBehalfOfId != null) {
    if (party === 'SUPPLIER') checks.refuse('onBehalfOfId', 'It says who assesses; this is a step of the supplier.');
    else if (!actor.assessorIds.includes(onBehalfOfId)) {
      checks.refuse('onBehalfOfId', 'You are no ASSESSOR of such an organisation.');
    }
    return onBehalfOfId;
  }
  const able = assessorsOf(actor, held);
  if (party === 'ASSESSOR' && able.length > 1) {
    checks.refuse('onBehalfOfId', `You assess for ${able.length} organisations: say for which of them.`);
  }
  return able[0];
}

const levelOf = (to: DeclarationState, held: HeldDeclaration): ConformanceLevel =>
  to === DEMONSTRATED ? ConformanceLevel.DEMONSTRATED : OWN_WORD.includes(to) ? ConformanceLevel.SUPPORTED : held.level;

/** As the guards look at it; a report that a machine wrote is attached apart. */
const shown = ({ kind, issuedBy, issuedOn, validUntil }: EvidenceInput): Shown => ({
  ...{ kind, issuedBy: issuedBy ?? null, issuedOn: issuedOn ?? null },
  ...{ validUntil: validUntil ?? null, reportFailed: null },
});
