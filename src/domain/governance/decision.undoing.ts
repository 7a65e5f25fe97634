import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { type Transaction } from '../../platform/database/database.js';
import { invalidInput, Rejection } from '../../platform/graphql/user-errors.js';
import { dayOrNull } from '../organisations/existence.js';
import { finish } from '../standards/stages.editor.js';
import { lockStandard, lockVersion } from '../standards/standards.held.js';
import { illegalSteps, Lifecycle } from '../standards/version.lifecycle.js';
import { runsOf, stagesOf } from '../standards/version.stages.js';
import { DecisionEffectKind } from './decision-effect.entity.js';
import { restore, type Written } from './restoring.js';

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
    const { kind, standardId, obligationId, from, to, writtenAt } = effect;
    const { wrongId, reason, organisationId } = correction;
    const decisionId = kind === DecisionEffectKind.END_OF_OBLIGATION ? null : wrongId;
    const where =
      obligationId === null
        ? ({ table: 'standard_scope', column: 'standard_id', key: standardId } as const)
        : ({ table: 'obligation', column: 'id', key: obligationId } as const);
    const before = await factsOf(tx, where);
    if (!(await restore(tx, { ...where, from, to, at: writtenAt, decisionId }))) return;
    const [field, after] = [obligationId === null ? 'scopes' : 'periods', await factsOf(tx, where)];
    tx.record({ subjectId: where.key, organisationId, reason, before: { [field]: before }, after: { [field]: after } });
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
    const known = illegalSteps(was).map(({ from: a, to: b, on }) => `${a} ${b} ${on}`);
    const step = illegalSteps(is).find(({ from: a, to: b, on }) => !known.includes(`${a} ${b} ${on}`));
    if (step) {
      const words = `Version ${version.label} goes to ${step.to} on ${step.on}, which cannot follow ${step.from}: take that back first.`;
      throw new Rejection([invalidInput(words, ['input', 'correctsId'])]);
    }
    const stageOf = (stages: typeof was) =>
      stages.find((each) => each.from <= from && each.to > from)?.lifecycle ?? null;
    await finish(tx, version, { before: held, lifecycles: [stageOf(was), stageOf(is)], reason });
  }
}

/** As the audit log names them: what is held of an obligation, or of the scope of a standard. */
async function factsOf(tx: Transaction, { table, column, key }: Pick<Written, 'table' | 'column' | 'key'>) {
  const words =
    table === 'obligation'
      ? 'level'
      : `functional_scope as "functionalScope", organisational_scope as "organisationalScope"`;
  const rows = await tx.query<{ from: string; to: string }>(
    `select ${words}, decision_id as decision, valid_from::text as from, valid_to::text as to from ${table}
     where ${column} = $1 and known_to = 'infinity' order by valid_from`,
    [key],
  );
  return rows.map(({ from, to, ...rest }) => ({ ...rest, period: { from, to: dayOrNull(to) } }));
}
