import { connection, queries, rowOf, type Env, type Row } from '../../platform/reading/projection.js';
import { all, sql, type Sql } from '../../platform/reading/sql.js';
import { current } from '../../platform/temporal/temporal.js';
import { Product, ProductComponent, ProductVersion } from '../suppliers/product.entity.js';
import { byName } from '../suppliers/suppliers.projection.js';
import { ConformanceLevel, STANDING } from './conformance.enums.js';
import { ProductsArgs } from './conformance.inputs.js';
import { ConformanceDeclaration, DeclarationPhase } from './declaration.entity.js';

const declaration: Row<ConformanceDeclaration> = rowOf(ConformanceDeclaration, 'd');
const phase: Row<DeclarationPhase> = rowOf(DeclarationPhase, 'ph');
const version: Row<ProductVersion> = rowOf(ProductVersion, 'pv');
const filled: Row<ProductComponent> = rowOf(ProductComponent, 'pc');

/** Whether a version of the product is declared to conform, in a state that stands on the date asked. */
function isDeclared(product: Row<Product>, env: Env<ProductsArgs>): Sql | undefined {
  const { supportsVersionIds, minimumLevel } = env.args.filter ?? {};
  if (!supportsVersionIds && !minimumLevel) return undefined;
  const conditions = [
    sql`${version.productId} = ${product.id}`,
    current(phase, env),
    sql`${phase.state} = any(string_to_array(${STANDING.join(',')}, ','))`,
    supportsVersionIds && sql`${declaration.standardVersionId} = any(${supportsVersionIds})`,
    minimumLevel === ConformanceLevel.DEMONSTRATED ? sql`${phase.level} = 'DEMONSTRATED'` : undefined,
  ];
  return sql`exists (select from product_version pv
    join conformance_declaration d on ${declaration.productVersionId} = ${version.id}
    join declaration_phase ph on ${phase.declarationId} = ${declaration.id} where ${all(conditions)})`;
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
