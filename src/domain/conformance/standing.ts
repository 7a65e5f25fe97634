/** What a declaration has become on the date asked by what it leans on: worked out when it is read, so that no job has to see to it. */
import { type Env, type Row, rowOf } from '../../platform/reading/projection.js';
import { all, sql, type Sql, textOf } from '../../platform/reading/sql.js';
import { current, registered } from '../../platform/temporal/temporal.js';
import { LifecyclePhase } from '../standards/version.entity.js';
import { ProductVersion } from '../suppliers/product.entity.js';
import { type ConformanceDeclaration, DeclarationStep, Evidence } from './declaration.entity.js';

const own: Row<ProductVersion> = rowOf(ProductVersion, 'own_version');
const newer: Row<ProductVersion> = rowOf(ProductVersion, 'newer_version');
const stage: Row<LifecyclePhase> = rowOf(LifecyclePhase, 'standard_stage');
const piece: Row<Evidence> = rowOf(Evidence, 'piece');
const step: Row<DeclarationStep> = rowOf(DeclarationStep, 'step');
/** The assessment that it rests on; a row of nulls where the register has none. */
const assessed: Row<DeclarationStep> = rowOf(DeclarationStep, 'assessed');

/** A declaration with the state that was written for the date asked. */
export type Written = Pick<Row<ConformanceDeclaration>, 'id' | 'productVersionId' | 'standardVersionId' | 'state'>;

/** Recorded by the moment asked. */
export const isRecorded = ({ recordedAt }: Row<{ recordedAt: Date }>, { at }: Env): Sql =>
  at.knownAt === undefined ? sql`true` : sql`${recordedAt} <= ${at.knownAt}`;

/** Why what was demonstrated has to be looked at again on the date asked, as text[]; empty for anything else. */
export function reassessmentReasons(each: Written, env: Env<unknown>): Sql {
  const moment = env as Env;
  const { asOf } = moment.at;
  const lastAssessed = sql`select step.* from declaration_step step where ${step.declarationId} = ${each.id} and ${step.state} = 'DEMONSTRATED'
    and ${step.from} <= ${asOf} and ${isRecorded(step, moment)} order by ${step.position} desc limit 1`;
  return sql`(case ${each.state} when 'REASSESSMENT_DUE' then '{ASSESSOR_ASKS}'::text[] when 'DEMONSTRATED' then (select array_remove(array[
    case when ${hasNewer(each, moment)} then 'NEWER_PRODUCT_VERSION' end,
    case when exists (select from product_version own_version where ${own.id} = ${each.productVersionId}
      and ${own.supportedUntil} <= ${asOf}) then 'PRODUCT_OUT_OF_SUPPORT' end,
    case when exists (select from version_phase standard_stage where ${stage.versionId} = ${each.standardVersionId}
      and ${current(stage, moment)} and ${stage.lifecycle} in ('END_OF_SUPPORT', 'WITHDRAWN', 'VOID')) then 'STANDARD_OUT_OF_SUPPORT' end,
    case when ${hasExpired(each, moment)} then 'EVIDENCE_EXPIRED' end
  ], null) from (select) one left join lateral (${lastAssessed}) assessed on true) else '{}'::text[] end)`;
}

/** Whether a newer version of the product came out that the assessor could not know of. */
function hasNewer(each: Written, env: Env): Sql {
  const outOn = sql`coalesce(${newer.releasedOn}, (${newer.registeredAt} at time zone 'Europe/Amsterdam')::date)`;
  const isNewer = all([
    sql`${newer.productId} = ${own.productId} and ${newer.position} > ${own.position}`,
    sql`${outOn} <= ${env.at.asOf}`,
    sql`(${assessed.from} is null or ${outOn} > ${assessed.from} or ${newer.registeredAt} > ${assessed.recordedAt})`,
    registered(newer, env),
  ]);
  return sql`exists (select from product_version own_version join product_version newer_version on ${isNewer}
      where ${own.id} = ${each.productVersionId})`;
}

/**
 * Whether nothing is valid any more of one of the kinds of evidence that it was assessed on. What a supplier adds afterwards was
 * not assessed, and takes the place of nothing.
 */
function hasExpired(each: Written, env: Env): Sql {
  const wasJudged = all([
    sql`${piece.declarationId} = ${each.id} and ${piece.kind} <> 'OWN_STATEMENT'`,
    sql`(${assessed.judgedThrough} is null or ${piece.position} <= ${assessed.judgedThrough})`,
    sql`(${assessed.from} is null or ${piece.validUntil} is null or ${piece.validUntil} > ${assessed.from})`,
    sql`coalesce(${piece.reportFailed}, 0) = 0`,
    isRecorded(piece, env),
  ]);
  return sql`exists (select from evidence piece where ${wasJudged}
      group by ${piece.kind} having max(coalesce(${piece.validUntil}, 'infinity')) <= ${env.at.asOf})`;
}

/** The state on the date asked: what was demonstrated is due for reassessment as soon as there is a reason. */
export const stateOf = (each: Written, env: Env<unknown>): Sql =>
  sql`(case when cardinality(${reassessmentReasons(each, env)}) > 0 then 'REASSESSMENT_DUE' else ${each.state} end)`;

/**
 * Whether what was demonstrated still counts as such on the date asked: a newer version of the product takes nothing from
 * the version that was assessed (GIBIT 2023 art. 8.3), any other reason does.
 */
export const isDemonstrated = (each: Written, env: Env<unknown>): Sql =>
  sql`(${each.state} = 'DEMONSTRATED' and ${reassessmentReasons(each, env)} <@ '{NEWER_PRODUCT_VERSION}')`;

/**
 * For statements that are no reads of the API: the state, and the reasons, of declarations on a day, as text of SQL.
 * @param today YYYY-MM-DD
 */
export function standingOn(each: Written, today: string): { readonly state: string; readonly reasons: string } {
  const env = { at: { asOf: sql`${today}::date`, knownAt: undefined } } as unknown as Env;
  return { state: textOf(stateOf(each, env)), reasons: textOf(reassessmentReasons(each, env)) };
}
