import { PageArgs } from '../../platform/graphql/page.js';
import { UrlScalar } from '../../platform/graphql/scalars.js';
import {
  connection,
  contribute,
  many,
  one,
  projection,
  queries,
  rowOf,
  value,
  type Row,
} from '../../platform/reading/projection.js';
import { asc, desc, sql } from '../../platform/reading/sql.js';
import { current, registered } from '../../platform/temporal/temporal.js';
import { ReferenceComponent } from '../architecture/reference-component.entity.js';
import { Organisation } from '../organisations/organisation.entity.js';
import { nameOn } from '../organisations/organisations.projection.js';
import { Product, ProductComponent, ProductVersion } from './product.entity.js';
import { Supplier } from './supplier.entity.js';
import { ProductArgs, SupplierArgs } from './suppliers.inputs.js';

const organisation: Row<Organisation> = rowOf(Organisation, 'o');
const filled: Row<ProductComponent> = rowOf(ProductComponent, 'pc');

/** By name as people look it up, then by id. */
export const byName = (product: Row<Product>) => [
  asc(sql`lower(${product.name}) collate "C"`, 'text'),
  asc(product.id),
];

projection(Supplier, {
  id: 'sup',
  visible: (supplier, env) => [registered(supplier, env)],
  fields: {
    name: value(
      () => String,
      (supplier, env) =>
        sql`(select ${nameOn(organisation.id, organisation.latestName, env)} from organisation o where ${organisation.id} = ${supplier.organisationId})`,
      { description: 'Its name on the date asked. (Naam)' },
    ),
    website: value(
      () => UrlScalar,
      (supplier) =>
        sql`(select ${organisation.website} from organisation o where ${organisation.id} = ${supplier.organisationId})`,
      { nullable: true, description: 'Its own site. (Website)' },
    ),
    organisation: one(() => Organisation, {
      description: 'The supplier as an organisation. (Organisatie)',
      where: (of, supplier) => sql`${of.id} = ${supplier.organisationId}`,
    }),
    products: connection(() => Product, {
      args: PageArgs,
      description: 'What it offers, by name. (Pakketten)',
      where: (product, supplier) => sql`${product.supplierId} = ${supplier.id}`,
      order: byName,
    }),
  },
});

contribute(Organisation, {
  supplier: one(() => Supplier, {
    nullable: true,
    description: 'The supplier that this organisation is. (Leverancier)',
    where: (supplier, of) => sql`${supplier.organisationId} = ${of.id}`,
  }),
});

projection(Product, {
  id: 'prd',
  visible: (product, env) => [registered(product, env)],
  fields: {
    supplier: one(() => Supplier, {
      description: 'Whose it is. (Leverancier)',
      where: (supplier, product) => sql`${supplier.id} = ${product.supplierId}`,
    }),
    referenceComponents: many(() => ReferenceComponent, {
      size: 3,
      description: 'Which reference components it fills in, in the words of its supplier. (Referentiecomponenten)',
      where: (component, product, env) => sql`exists (select from product_component pc
        where ${filled.productId} = ${product.id} and ${filled.componentId} = ${component.id} and ${current(filled, env)})`,
      order: (component) => [asc(sql`lower(${component.name}) collate "C"`, 'text'), asc(component.id)],
    }),
    currentVersion: one(() => ProductVersion, {
      nullable: true,
      description: 'The newest version that is out and supported on the date asked. (Actuele versie)',
      where: (version, product, { at }) => [
        sql`${version.productId} = ${product.id}`,
        sql`(${version.releasedOn} is null or ${version.releasedOn} <= ${at.asOf})`,
        sql`(${version.supportedUntil} is null or ${version.supportedUntil} > ${at.asOf})`,
      ],
      order: (version) => [desc(version.position)],
    }),
    versions: connection(() => ProductVersion, {
      args: PageArgs,
      description: 'Its versions, the newest first. (Versies)',
      where: (version, product) => sql`${version.productId} = ${product.id}`,
      order: (version) => [desc(version.position)],
      unique: 'product_version_product_id_position_key',
    }),
  },
});

projection(ProductVersion, {
  id: 'pvn',
  visible: (version, env) => [registered(version, env)],
  fields: {
    product: one(() => Product, {
      description: 'Of which product. (Pakket)',
      where: (product, version) => sql`${product.id} = ${version.productId}`,
    }),
  },
});

queries('anyone', {
  supplier: one(() => Supplier, {
    args: SupplierArgs,
    nullable: true,
    description: 'One supplier. (Leverancier)',
    where: (supplier, _, { args: { by } }) => [
      by.id && sql`${supplier.id} = ${by.id}`,
      by.kvkNumber && sql`${supplier.kvkNumber} = ${by.kvkNumber}`,
    ],
  }),
  product: one(() => Product, {
    args: ProductArgs,
    nullable: true,
    description: 'One product. (Pakket)',
    where: (product, _, { args: { by } }) => [
      by.id && sql`${product.id} = ${by.id}`,
      by.slug && sql`${product.slug} = ${by.slug}`,
    ],
  }),
});
