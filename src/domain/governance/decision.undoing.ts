import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { type Transaction } from '../../platform/database/database.js';
import { invalidInput, Rejection } from '../../platform/graphql/user-errors.js';
import { dayOrNull } from '../organisations/existence.js';
import { finish } from '../standards/stages.editor.js';
import { lockStandard, lockVersion } from '../standards/standards.held.js';
import { Lifecycle, newlyIllegal } from '../standards/version.lifecycle.js';
import { runsOf, stagesOf } from '../standards/version.stages.js';
import { DecisionEffectKind } from './decision-effect.entity.js';
import { holdInstead, restore } from './restoring.js';
import { standingRows } from './standing-obligations.js';
import { holdScopes } from './standing-scopes.js';

interface HeldEffect {
  readonly kind: DecisionEffectKind;
  readonly standardId: string;
  readonly versionId: string | null;
  readonly obligationId: string | null;
  readonly from: string;
  readonly to: string;
  readonly writtenAt: Date;
}

interface Correction {
  /** The decision that was wrong. */
  readonly wrongId: string;
  readonly reason: string | null;
  readonly organisationId: string;
}

/** Takes back what a decision wrote that is corrected; what was held remains to be asked with `knownAt`. */
@Injectable()
export class DecisionUndoing {
  /**
   * Of the days on which the decision still speaks, what was held before it is held again. Takes part in the caller's transaction
   * and writes its events.
   * @throws Rejection when the life of a version went on from the stage that it gave it
   */
  async undo(tx: Writing<Actor>, correction: Correction): Promise<void> {
    const effects = await tx.query<HeldEffect>(
      `select kind, standard_id as "standardId", version_id as "versionId", obligation_id as "obligationId", valid_from::text as from,
         valid_to::text as to, written_at as "writtenAt" from decision_effect where decision_id = $1 order by position desc`,
      [correction.wrongId],
    );
    for (const effect of effects) {
      await lockStandard(tx, effect.standardId);
      if (effect.kind === DecisionEffectKind.STAGE) await this.undoStage(tx, effect, correction);
      else await this.undoFact(tx, effect, correction);
    }
  }

  private async undoFact(tx: Writing<Actor>, effect: HeldEffect, correction: Correction): Promise<void> {
    const { standardId, obligationId, from } = effect;
    const { wrongId, reason, organisationId } = correction;
    const by = { organisationId, reason };
    if (obligationId === null) {
      await holdScopes(tx, standardId, by);
      return;
    }
    const before = await periodsOf(tx, obligationId);
    const place = { table: 'obligation', column: 'id', key: obligationId, from, decisionId: wrongId } as const;
    if (!(await holdInstead(tx, place, await standingRows(tx, obligationId)))) return;
    const after = await periodsOf(tx, obligationId);
    tx.record({ subjectId: obligationId, ...by, before: { periods: before }, after: { periods: after } });
  }

  private async undoStage(tx: Writing<Actor>, effect: HeldEffect, { wrongId, reason }: Correction): Promise<void> {
    const { versionId, from, to, writtenAt } = effect;
    const version = versionId === null ? undefined : await lockVersion(tx, versionId);
    if (!version) return;
    const held = await stagesOf(tx, version.id);
    const isAny = await restore(
      tx,
      { table: 'version_phase', column: 'version_id', key: version.id, from, to, at: writtenAt, decisionId: wrongId },
      (before, wrong) =>
        wrong && {
          // A version that nothing was held of is being made, until someone says more.
          ...(before ?? { ...wrong, lifecycle: Lifecycle.IN_DEVELOPMENT, decision_id: null, successor_id: null }),
          ...(before ? {} : { is_without_successor: false }),
          ...{ reason, corrects_row_id: wrong.row_id },
        },
    );
    if (!isAny) return;
    const [was, is] = [runsOf(held), runsOf(await stagesOf(tx, version.id))];
    const step = newlyIllegal(was, is);
    if (step) {
      const words = `Version ${version.label} goes to ${step.to} on ${step.on}, which cannot follow ${step.from}: take that back first.`;
      throw new Rejection([invalidInput(words, ['input', 'correctsId'])]);
    }
    const stageOf = (stages: typeof was) =>
      stages.find((each) => each.from <= from && each.to > from)?.lifecycle ?? null;
    await finish(tx, version, { before: held, lifecycles: [stageOf(was), stageOf(is)], reason });
  }
}

/** What is held of an obligation, as the audit log names it. */
async function periodsOf(tx: Transaction, obligationId: string) {
  const rows = await tx.query<{ from: string; to: string }>(
    `select level, decision_id as decision, valid_from::text as from, valid_to::text as to from obligation
     where id = $1 and known_to = 'infinity' order by valid_from`,
    [obligationId],
  );
  return rows.map(({ from, to, ...rest }) => ({ ...rest, period: { from, to: dayOrNull(to) } }));
}
