import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { meansRefusal } from '../../platform/audit/mutations.js';
import { conflict } from '../../platform/graphql/user-errors.js';
import { clear, put } from '../../platform/temporal/put.js';
import { dayOrNull, OPEN } from '../organisations/existence.js';
import { StagesEditor } from '../standards/stages.editor.js';
import { lockStandard } from '../standards/standards.held.js';
import { type BindingLevel, ObligationSource } from '../standards/standards.enums.js';
import { StandardsService } from '../standards/standards.service.js';
import { Lifecycle } from '../standards/version.lifecycle.js';
import { DecisionEffectKind } from './decision-effect.entity.js';
import {
  DECIDED,
  type HeldObligation,
  note,
  obligationsOf,
  obligationWrittenAt,
  scopeOn,
  type Version,
  versionOf,
} from './decision-effect.record.js';
import { ProposalKind } from './governance.enums.js';
import { type HeldProposal } from './proposal.record.js';
import { holdScopes } from './standing-scopes.js';

const { NEW_STANDARD, NEW_VERSION, BINDING_CHANGE, SCOPE_CHANGE, PHASE_OUT } = ProposalKind;
const { OBLIGATION, END_OF_OBLIGATION, STAGE, SCOPE } = DecisionEffectKind;

meansRefusal(
  'obligation_scope_excl',
  conflict('Another obligation holds for the same versions on these days already.', ['input']),
);

/** A decision by which what was proposed comes into effect. */
export interface Adopted {
  readonly decisionId: string;
  readonly document: string | null;
  readonly reason: string | null;
  /** The first day on which it holds, YYYY-MM-DD. */
  readonly from: string;
  /** The organisation for which the decision is recorded. */
  readonly organisationId: string;
  readonly today: string;
}

/** Writes in the catalogue what bodies adopt. Every method takes part in the caller's transaction and writes its events. */
@Injectable()
export class DecisionEffects {
  constructor(
    private readonly standards: StandardsService,
    private readonly stages: StagesEditor,
  ) {}

  /**
   * Brings what was proposed into effect, from its day on.
   * @returns the id of the obligation that comes of it; null when none does
   * @throws Rejection in the words of the guards of the version, when these refuse its stage
   */
  async apply(tx: Writing<Actor>, proposal: HeldProposal, adopted: Adopted): Promise<string | null> {
    const { kind, aimedLevel } = proposal;
    const version = await versionOf(tx, proposal.versionId, adopted.from);
    const standardId = proposal.standardId ?? version?.standardId;
    if (standardId === undefined) throw new Error(`proposal ${proposal.id} is about no standard`);
    await lockStandard(tx, standardId);
    if (kind === SCOPE_CHANGE) await this.changeScope(tx, proposal, standardId, adopted);
    if (kind === PHASE_OUT && version) await this.phaseOut(tx, proposal, version, adopted);
    if ((kind === NEW_STANDARD || kind === NEW_VERSION) && version) await this.bringIntoUse(tx, version, adopted);
    if ((kind !== NEW_STANDARD && kind !== NEW_VERSION && kind !== BINDING_CHANGE) || aimedLevel === null) return null;
    return this.bind(
      tx,
      { standardId, version: kind === NEW_STANDARD ? undefined : version, level: aimedLevel, kind },
      adopted,
    );
  }

  /** The standard binds, or the version that was proposed; until another decision that was made for a later day. */
  private async bind(
    tx: Writing<Actor>,
    about: { standardId: string; version: Version | undefined; level: BindingLevel; kind: ProposalKind },
    adopted: Adopted,
  ): Promise<string> {
    const { standardId, version, level } = about;
    const { from, decisionId, organisationId, reason } = adopted;
    const scope = version?.label ?? '';
    if (about.kind === BINDING_CHANGE && version === undefined) await this.endNarrower(tx, standardId, adopted);
    const held = await obligationsOf(tx, standardId);
    const same = held.filter((each) => each.scope === scope);
    const to = same.map((each) => each.from).find((day) => day > from) ?? OPEN;
    const before = same.find((each) => each.from <= from && each.to > from);
    const id = await this.standards.putObligation(
      tx,
      {
        ...{ standardId, scope, level, source: ObligationSource.VNG, decisionId, ...DECIDED },
        versionIds: version && [version.id],
        url: adopted.document ?? undefined,
      },
      { from, to, isFromKnown: true },
    );
    const writtenAt = await obligationWrittenAt(tx, { id, decisionId, from });
    const versionId = version?.id ?? null;
    await note(tx, decisionId, {
      kind: OBLIGATION,
      standardId,
      versionId,
      obligationId: id,
      level,
      from,
      to,
      writtenAt,
    });
    tx.record({
      ...{ subjectId: id, organisationId, reason },
      before: before && { level: before.level, decision: before.decisionId },
      after: { standard: standardId, scope, level, decision: decisionId, period: { from, to: dayOrNull(to) } },
    });
    return id;
  }

  /** How strongly the whole standard binds takes the place of what was decided on some of its versions. */
  private async endNarrower(tx: Writing<Actor>, standardId: string, adopted: Adopted): Promise<void> {
    for (const each of await obligationsOf(tx, standardId)) {
      const isNarrower = each.scope !== '' && each.from <= adopted.from && each.to > adopted.from;
      if (isNarrower) await this.end(tx, each, adopted.from, adopted);
    }
  }

  private async end(tx: Writing<Actor>, held: HeldObligation, from: string, adopted: Adopted): Promise<void> {
    const { id, standardId, level, to } = held;
    const writtenAt = await clear(tx, 'obligation', { id, valid_from: from, valid_to: to });
    if (writtenAt === null) return;
    const { decisionId, organisationId, reason } = adopted;
    const versionId = held.versionIds.length === 1 ? (held.versionIds[0] ?? null) : null;
    const effect = { kind: END_OF_OBLIGATION, standardId, versionId, obligationId: id, level, from, to, writtenAt };
    await note(tx, decisionId, effect);
    const period = { from: held.from, to: dayOrNull(to) };
    tx.record({
      ...{ subjectId: id, organisationId, reason },
      ...{ before: { level, period }, after: held.from < from ? { level, period: { ...period, to: from } } : {} },
    });
  }

  private async bringIntoUse(tx: Writing<Actor>, version: Version, adopted: Adopted): Promise<void> {
    if (version.lifecycle === Lifecycle.IN_USE) return;
    await this.move(tx, version, { to: Lifecycle.IN_USE }, adopted);
  }

  /** The version leaves support, and with it what binds that version alone. */
  private async phaseOut(
    tx: Writing<Actor>,
    { successorId, isWithoutSuccessor }: HeldProposal,
    version: Version,
    adopted: Adopted,
  ): Promise<void> {
    const noSuccessor = isWithoutSuccessor ? true : null;
    await this.move(tx, version, { to: Lifecycle.END_OF_SUPPORT, successorId, noSuccessor }, adopted);
    for (const each of await obligationsOf(tx, version.standardId)) {
      const isOnly = each.versionIds.length === 1 && each.versionIds[0] === version.id;
      const from = each.from > adopted.from ? each.from : adopted.from;
      if (isOnly && each.to > from) await this.end(tx, each, from, adopted);
    }
  }

  private async move(
    tx: Writing<Actor>,
    { id, standardId }: Version,
    step: { to: Lifecycle; successorId?: string | null; noSuccessor?: boolean | null },
    { decisionId, from, today, reason }: Adopted,
  ): Promise<void> {
    await this.stages.transition(tx, { versionId: id, ...step, on: from, decisionId, reason }, today);
    const [row] = await tx.query<{ to: string; writtenAt: Date }>(
      `select valid_to::text as to, known_from as "writtenAt" from version_phase
       where version_id = $1 and decision_id = $2 and valid_from = $3 and known_to = 'infinity'`,
      [id, decisionId, from],
    );
    if (!row) throw new Error(`version ${id} was not moved`);
    await note(tx, decisionId, { kind: STAGE, standardId, versionId: id, lifecycle: step.to, from, ...row });
  }

  /** What the proposal leaves out stays as it is, also in what was decided for later days. */
  private async changeScope(
    tx: Writing<Actor>,
    proposal: HeldProposal,
    standardId: string,
    { decisionId, from, organisationId, reason }: Adopted,
  ): Promise<void> {
    const before = await scopeOn(tx, standardId, from);
    const { until, ...held } = before;
    const after = {
      functionalScope: proposal.functionalScope ?? held.functionalScope,
      organisationalScope: proposal.organisationalScope ?? held.organisationalScope,
    };
    const writtenAt = await put(tx, 'standard_scope', {
      ...{ standard_id: standardId, functional_scope: after.functionalScope, decision_id: decisionId },
      ...{ organisational_scope: after.organisationalScope, is_from_known: true, ...DECIDED },
      ...{ valid_from: from, valid_to: until },
    });
    if (writtenAt === null) throw new Error(`the scope of ${standardId} was not written`);
    await note(tx, decisionId, { kind: SCOPE, standardId, from, to: until, writtenAt });
    const period = { from, to: dayOrNull(until) };
    tx.record({
      ...{ subjectId: standardId, organisationId, reason },
      ...{ before: held, after: { ...after, scopeDecision: decisionId, scopePeriod: period } },
    });
    await holdScopes(tx, standardId, { organisationId, reason });
  }
}
