import { connection, queries, rowOf, type Env, type Row } from '../../platform/reading/projection.js';
import { all, sql, type Sql } from '../../platform/reading/sql.js';
import { current } from '../../platform/temporal/temporal.js';
import { LifecyclePhase } from '../standards/version.entity.js';
import { Product, ProductComponent, ProductVersion } from '../suppliers/product.entity.js';
import { byName } from '../suppliers/suppliers.projection.js';
import { ConformanceLevel, STANDING } from './conformance.enums.js';
import { ProductsArgs } from './conformance.inputs.js';
import { ConformanceDeclaration, DeclarationPhase } from './declaration.entity.js';
import { isDemonstrated } from './standing.js';

const declaration: Row<ConformanceDeclaration> = rowOf(ConformanceDeclaration, 'd');
const phase: Row<DeclarationPhase> = rowOf(DeclarationPhase, 'ph');
const stage: Row<LifecyclePhase> = rowOf(LifecyclePhase, 'stage');
const version: Row<ProductVersion> = rowOf(ProductVersion, 'pv');
const filled: Row<ProductComponent> = rowOf(ProductComponent, 'pc');

/** Whether a version of the product is declared to conform, in a state that counts on the date asked; a draft never does. */
function isDeclared(product: Row<Product>, env: Env<ProductsArgs>): Sql | undefined {
  const { supportsVersionIds, minimumLevel } = env.args.filter ?? {};
  if (!supportsVersionIds && !minimumLevel) return undefined;
  const { id, productVersionId, standardVersionId } = declaration;
  const isEnough =
    minimumLevel === ConformanceLevel.DEMONSTRATED
      ? isDemonstrated({ id, productVersionId, standardVersionId, state: phase.state }, env)
      : sql`${phase.state} = any(string_to_array(${STANDING.join(',')}, ','))`;
  const conditions = [
    sql`${version.productId} = ${product.id}`,
    supportsVersionIds && sql`${standardVersionId} = any(${supportsVersionIds})`,
    sql`exists (select from version_phase stage where ${stage.versionId} = ${standardVersionId} and ${current(stage, env)})`,
    current(phase, env),
    isEnough,
  ];
  const declared = sql`product_version pv join conformance_declaration d on ${productVersionId} = ${version.id}
    join declaration_phase ph on ${phase.declarationId} = ${id} where ${all(conditions)}`;
  // By versions of standards their declarations lead to the products; without, each product is looked at for one that will do.
  return supportsVersionIds ? sql`exists (select from ${declared})` : sql`exists (select from ${declared} offset 0)`;
}

queries('anyone', {
  // Here and not with the products, because what is asked of them is what is declared.
  products: connection(() => Product, {
    args: ProductsArgs,
    description: 'The products in the register, by name. (Pakketten)',
    where: (product, _, env) => {
      const { filter } = env.args;
      return [
        filter?.supplierId && sql`${product.supplierId} = ${filter.supplierId}`,
        filter?.referenceComponentId &&
          sql`exists (select from product_component pc where ${filled.productId} = ${product.id}
            and ${filled.componentId} = ${filter.referenceComponentId} and ${current(filled, env)})`,
        isDeclared(product, env),
      ];
    },
    order: byName,
  }),
});
