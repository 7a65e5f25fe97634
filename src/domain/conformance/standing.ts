/** What a declaration has become on the date asked by what it leans on: worked out when it is read, so that no job has to see to it. */
import { type Env, type Row, rowOf } from '../../platform/reading/projection.js';
import { all, sql, type Sql } from '../../platform/reading/sql.js';
import { current, registered } from '../../platform/temporal/temporal.js';
import { LifecyclePhase } from '../standards/version.entity.js';
import { ProductVersion } from '../suppliers/product.entity.js';
import { type ConformanceDeclaration, Evidence } from './declaration.entity.js';

const own: Row<ProductVersion> = rowOf(ProductVersion, 'own_version');
const newer: Row<ProductVersion> = rowOf(ProductVersion, 'newer_version');
const stage: Row<LifecyclePhase> = rowOf(LifecyclePhase, 'standard_stage');
const piece: Row<Evidence> = rowOf(Evidence, 'piece');

/** A declaration with the state that was written for the date asked. */
export type Written = Pick<Row<ConformanceDeclaration>, 'id' | 'productVersionId' | 'standardVersionId' | 'state'>;

/** Why what was demonstrated has to be looked at again on the date asked, as text[]; empty for anything else. */
export function reassessmentReasons(each: Written, env: Env<unknown>): Sql {
  const { at } = env as Env;
  const isNewer = all([
    sql`${newer.productId} = ${own.productId} and ${newer.position} > ${own.position}`,
    sql`coalesce(${newer.releasedOn}, (${newer.registeredAt} at time zone 'Europe/Amsterdam')::date) <= ${at.asOf}`,
    registered(newer, env),
  ]);
  const recorded = at.knownAt === undefined ? sql`true` : sql`${piece.recordedAt} <= ${at.knownAt}`;
  return sql`(case ${each.state} when 'REASSESSMENT_DUE' then '{ASSESSOR_ASKS}'::text[] when 'DEMONSTRATED' then array_remove(array[
    case when exists (select from product_version own_version join product_version newer_version on ${isNewer}
      where ${own.id} = ${each.productVersionId}) then 'NEWER_PRODUCT_VERSION' end,
    case when exists (select from product_version own_version where ${own.id} = ${each.productVersionId}
      and ${own.supportedUntil} <= ${at.asOf}) then 'PRODUCT_OUT_OF_SUPPORT' end,
    case when exists (select from version_phase standard_stage where ${stage.versionId} = ${each.standardVersionId}
      and ${current(stage, env)} and ${stage.lifecycle} in ('END_OF_SUPPORT', 'WITHDRAWN', 'VOID')) then 'STANDARD_OUT_OF_SUPPORT' end,
    case when exists (select from evidence piece where ${piece.declarationId} = ${each.id} and ${piece.kind} <> 'OWN_STATEMENT' and ${recorded}
      group by ${piece.kind} having max(coalesce(${piece.validUntil}, 'infinity')) <= ${at.asOf}) then 'EVIDENCE_EXPIRED' end
  ], null) else '{}'::text[] end)`;
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
