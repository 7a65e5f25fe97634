import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { type Transaction } from '../../platform/database/database.js';
import { clear, put } from '../../platform/temporal/put.js';
import { dayOrNull, OPEN } from '../organisations/existence.js';
import { Confidence } from '../organisations/provenance.js';
import { StagesEditor } from '../standards/stages.editor.js';
import { lockStandard } from '../standards/standards.held.js';
import { type BindingLevel, ObligationSource } from '../standards/standards.enums.js';
import { StandardsService } from '../standards/standards.service.js';
import { Lifecycle } from '../standards/version.lifecycle.js';
import { DecisionEffectKind } from './decision-effect.entity.js';
import { ProposalKind } from './governance.enums.js';
import { type HeldProposal } from './proposal.record.js';

const { NEW_STANDARD, NEW_VERSION, BINDING_CHANGE, SCOPE_CHANGE, PHASE_OUT } = ProposalKind;
const { OBLIGATION, END_OF_OBLIGATION, STAGE, SCOPE } = DecisionEffectKind;

/** What is decided is known at first hand. */
export const DECIDED = { confidence: Confidence.SEEN, provenance: 'Besluit, vastgelegd door het secretariaat' };

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

/** Something that a decision wrote; days are YYYY-MM-DD. */
interface Effect {
  readonly kind: DecisionEffectKind;
  readonly standardId: string;
  readonly versionId?: string | null;
  readonly obligationId?: string;
  readonly level?: BindingLevel;
  readonly lifecycle?: Lifecycle;
  readonly from: string;
  readonly to: string;
  readonly writtenAt: Date;
}

interface Version {
  readonly id: string;
  readonly label: string;
  readonly standardId: string;
  /** The stage that it is in on the first day of the decision; null when in none. */
  readonly lifecycle: Lifecycle | null;
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
    const writtenAt = await writtenOn(tx, 'obligation', { id, decisionId, from });
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

  /** What the proposal leaves out stays as it is. */
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
  }
}

/** Keeps beside the decision what it wrote. */
const note = (tx: Transaction, decisionId: string, effect: Effect): Promise<unknown> =>
  tx.query(
    `insert into decision_effect (decision_id, position, kind, standard_id, version_id, obligation_id, level, lifecycle, valid_from, valid_to, written_at)
     values ($1, (select coalesce(max(position), 0) + 1 from decision_effect where decision_id = $1), $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[decisionId, effect.kind, effect.standardId, effect.versionId ?? null, effect.obligationId ?? null],
      ...[effect.level ?? null, effect.lifecycle ?? null, effect.from, effect.to, effect.writtenAt],
    ],
  );

async function versionOf(tx: Transaction, id: string | null, day: string): Promise<Version | undefined> {
  if (id === null) return undefined;
  const [version] = await tx.query<Version>(
    `select v.id, v.label, v.standard_id as "standardId", p.lifecycle from standard_version v
     left join version_phase p on p.version_id = v.id and p.known_to = 'infinity' and p.valid_from <= $2 and p.valid_to > $2
       and v.announced_at is not null where v.id = $1`,
    [id, day],
  );
  return version;
}

interface HeldObligation {
  readonly id: string;
  readonly standardId: string;
  readonly scope: string;
  readonly level: BindingLevel;
  readonly decisionId: string | null;
  readonly versionIds: string[];
  readonly from: string;
  readonly to: string;
}

/** What binds, or will, of a standard by decision of VNG: what others impose, it does not lift. */
const obligationsOf = (tx: Transaction, standardId: string): Promise<HeldObligation[]> =>
  tx.query<HeldObligation>(
    `select id, standard_id as "standardId", scope, level, decision_id as "decisionId", valid_from::text as from, valid_to::text as to,
       array(select version_id from obligation_version l where l.obligation_id = o.id) as "versionIds"
     from obligation o where standard_id = $1 and source = 'VNG' and known_to = 'infinity' order by valid_from, id`,
    [standardId],
  );

async function writtenOn(
  tx: Transaction,
  table: 'obligation',
  { id, decisionId, from }: { id: string; decisionId: string; from: string },
): Promise<Date> {
  const [row] = await tx.query<{ at: Date }>(
    `select known_from as at from ${table} where id = $1 and decision_id = $2 and valid_from = $3 and known_to = 'infinity'`,
    [id, decisionId, from],
  );
  if (!row) throw new Error(`${table} ${id} was not written`);
  return row.at;
}

/** For what and for whom a standard is meant on a day, and the first day of what was decided for later. */
async function scopeOn(
  tx: Transaction,
  standardId: string,
  day: string,
): Promise<{ functionalScope: string | null; organisationalScope: string | null; until: string }> {
  const [scope] = await tx.query<{
    functionalScope: string | null;
    organisationalScope: string | null;
    until: string;
  }>(
    `select case when c.row_id is null then s.functional_scope else c.functional_scope end as "functionalScope",
       case when c.row_id is null then s.organisational_scope else c.organisational_scope end as "organisationalScope",
       coalesce((select min(valid_from) from standard_scope where standard_id = s.id and known_to = 'infinity' and valid_from > $2),
         'infinity')::text as until
     from standard s left join standard_scope c on c.standard_id = s.id and c.known_to = 'infinity' and c.valid_from <= $2 and c.valid_to > $2
     where s.id = $1`,
    [standardId, day],
  );
  if (!scope) throw new Error(`standard ${standardId} is not there`);
  return scope;
}
