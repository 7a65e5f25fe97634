/** Who sees a declaration, and what he may do with it, as SQL: the same rules as `declarations.policy.ts`. */
import { type Env, type Row, rowOf } from '../../platform/reading/projection.js';
import { sql, type Sql } from '../../platform/reading/sql.js';
import { Product, ProductVersion } from '../suppliers/product.entity.js';
import { Supplier } from '../suppliers/supplier.entity.js';
import { DeclarationState } from './conformance.enums.js';
import { type ConformanceDeclaration } from './declaration.entity.js';
import { isTakenIn, type Party, TRANSITIONS } from './declaration.lifecycle.js';

const version: Row<ProductVersion> = rowOf(ProductVersion, 'offered');
const product: Row<Product> = rowOf(Product, 'offered_product');
const supplier: Row<Supplier> = rowOf(Supplier, 'offered_by');

/** What a condition on its supplier is asked of. */
const OFFERED_BY = sql`product_version offered join product offered_product on ${product.id} = ${version.productId}
  join supplier offered_by on ${supplier.id} = ${product.supplierId}`;

/** Whether the caller speaks for the supplier of a version of a product, or is a registrar: nobody else sees drafts. */
export const isOfSupplier = (productVersionId: Sql, { actor }: Env): true | Sql => {
  if (actor.isRegistrar) return true;
  return actor.supplierIds === undefined
    ? sql`false`
    : sql`exists (select from ${OFFERED_BY} where ${version.id} = ${productVersionId}
        and ${supplier.organisationId} = any(${actor.supplierIds}))`;
};

/** Whether it is no draft on the date asked, or the caller may see drafts of it. */
export const isNoDraft = ({ state, productVersionId }: Row<Drafted>, env: Env): true | Sql => {
  const sees = isOfSupplier(productVersionId, env);
  return sees === true ? true : sql`(${state} <> ${DeclarationState.DRAFT} or ${sees})`;
};
type Drafted = Pick<ConformanceDeclaration, 'state' | 'productVersionId'>;

/**
 * The states that the caller may bring a declaration to, as text[].
 * @param state what it is on the date asked, with what came of itself
 */
export function allowedTransitions(each: Row<ConformanceDeclaration>, state: Sql, env: Env): Sql {
  if (env.actor.name === undefined) return sql`'{}'::text[]`;
  const arms = Object.values(DeclarationState).map(
    (from) => sql`when ${from} then ${bySupplier(from, each, env)} || ${byAssessor(from, each, env)}`,
  );
  return sql`(case ${state} ${arms.reduce((some, arm) => sql`${some} ${arm}`)} end)`;
}

const NOTHING = sql`'{}'::text[]`;

const waysOf = (from: DeclarationState, party: Party): Sql | undefined => {
  const ways = TRANSITIONS[from].filter(({ by }) => by === party).map(({ to }) => to);
  return ways.length > 0 ? sql`string_to_array(${ways.join(',')}, ',')` : undefined;
};

function bySupplier(from: DeclarationState, { productVersionId }: Row<ConformanceDeclaration>, env: Env): Sql {
  const ways = waysOf(from, 'SUPPLIER');
  return ways ? sql`case when ${isOfSupplier(productVersionId, env)} then ${ways} else '{}'::text[] end` : NOTHING;
}

/** Of the organisations that the caller assesses for, one is enough; who may speak for the supplier judges nothing of its. */
function byAssessor(from: DeclarationState, each: Row<ConformanceDeclaration>, { actor }: Env): Sql {
  const ways = waysOf(from, 'ASSESSOR');
  if (!ways || actor.isRegistrar || actor.assessorIds === undefined || actor.supplierIds === undefined) return NOTHING;
  const isHis = isTakenIn(from) ? sql`assessor_id = ${each.assessedById}` : sql`true`;
  return sql`case when exists (select from ${OFFERED_BY}, unnest(${actor.assessorIds}) assessor_id where ${version.id} = ${each.productVersionId}
    and ${supplier.organisationId} <> all(${actor.supplierIds}) and assessor_id <> ${supplier.organisationId} and ${isHis})
    then ${ways} else '{}'::text[] end`;
}
