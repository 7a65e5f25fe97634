import { Int } from '@nestjs/graphql';
import { PageArgs } from '../../platform/graphql/page.js';
import { connection, one, projection, value } from '../../platform/reading/projection.js';
import { sql } from '../../platform/reading/sql.js';
import { Standard } from '../standards/standard.entity.js';
import { StandardVersion } from '../standards/version.entity.js';
import { Product } from '../suppliers/product.entity.js';
import { byName } from '../suppliers/suppliers.projection.js';
import { appliesAny, countOf, declaredProducts, isRounded, names, told } from './impact.sql.js';
import { WayOver } from './impact.types.js';
import { inUseOn } from './way-over.sql.js';

projection(WayOver, {
  fields: {
    standard: one(() => Standard, {
      description: 'Of which standard it is. (Standaard)',
      where: (standard, way) => sql`${standard.id} = ${way.standardId}`,
    }),
    version: one(() => StandardVersion, {
      nullable: true,
      description: 'Which version; null where no version is named. (Versie)',
      where: (version, way) => sql`${version.id} = ${way.versionId}`,
    }),
    isInUse: value(
      () => Boolean,
      (way, env) =>
        sql`exists (select from ${inUseOn(way.standardId, way.changeOn, env)} and o.id = any(${way.versionIds}))`,
      {
        description:
          'Whether it is in use on the day of the change, as planned and held at the moment asked. (In gebruik)',
      },
    ),
    municipalitiesApplying: value(
      () => Int,
      (way, env) =>
        told(
          sql`(case when ${way.versionId} is null then ${countOf(appliesAny(way.standardId, env))} else ${countOf(names(way, env))} end)`,
          way,
          env,
        ),
      {
        cost: 5,
        description:
          'How many municipalities apply it, and name this version where one is named. (Gemeenten die het toepassen)',
      },
    ),
    isRounded: value(
      () => Boolean,
      (way, env) => isRounded(way.isNorm, env),
      {
        description:
          'Whether municipalities are told as the statistics tell a security norm: of the whole standard, rounded to five. (Afgerond)',
      },
    ),
    productsSupporting: value(
      () => Int,
      (way, env) => sql`(select count(*) from product of where of.id in (${declaredProducts(way.versionIds, env)}))`,
      { cost: 5, description: 'How many products are declared to support it. (Pakketten die het ondersteunen)' },
    ),
    productsOver: value(
      () => Int,
      (way, env) =>
        sql`(select count(*) from product of where of.id in (${declaredProducts(way.versionIds, env)}) and of.id in (${declaredProducts(way.leftIds, env)}))`,
      {
        cost: 5,
        description:
          'Of the products that are touched, how many support it already. (Geraakte pakketten die al over zijn)',
      },
    ),
    products: connection<Product, WayOver, PageArgs>(() => Product, {
      args: PageArgs,
      description: 'The products that are declared to support it, by name. (Pakketten)',
      where: (product, way, env) => sql`${product.id} in (${declaredProducts(way.versionIds, env)})`,
      order: byName,
    }),
  },
});
