import { Int } from '@nestjs/graphql';
import { PageArgs } from '../../platform/graphql/page.js';
import {
  connection,
  contribute,
  embed,
  one,
  projection,
  rowOf,
  value,
  type Env,
  type Row,
} from '../../platform/reading/projection.js';
import { asc, Param, sql, type Sql } from '../../platform/reading/sql.js';
import { Period } from '../../platform/temporal/period.js';
import { current, known } from '../../platform/temporal/temporal.js';
import { isInsider } from '../organisations/insiders.js';
import { Municipality } from '../organisations/municipality.entity.js';
import { OrganisationProfile } from '../organisations/organisation.entity.js';
import { Product, ProductVersion } from './product.entity.js';
import { ProductUse } from './product-use.entity.js';

const use: Row<ProductUse> = rowOf(ProductUse, 'u');
const profile: Row<OrganisationProfile> = rowOf(OrganisationProfile, 'p');
const version: Row<ProductVersion> = rowOf(ProductVersion, 'pv');
const product: Row<Product> = rowOf(Product, 'prd');
const TODAY = new Param<string>((run) => run.today, 'date');

projection(ProductUse, {
  id: 'use',
  visible: (each, env) => [current(each, env), isInsider(each.municipalityId, env)],
  fields: {
    period: embed(
      () => Period,
      (each) => ({ from: each.validFrom, to: sql`nullif(${each.validTo}, 'infinity')`, isFromKnown: sql`true` }),
      { description: 'From its first day until the day on which it was no longer used. (Periode)' },
    ),
    municipality: one(() => Municipality, {
      description: 'Which municipality. (Gemeente)',
      where: (municipality, each) => sql`${municipality.id} = ${each.municipalityId}`,
    }),
    productVersion: one(() => ProductVersion, {
      description: 'Which version of which product. (Pakketversie)',
      where: (of, each) => sql`${of.id} = ${each.productVersionId}`,
    }),
  },
});

/** By the name of the product as people look it up, then the order of its versions. */
const byProduct = (each: Row<ProductUse>) => [
  asc(
    sql`(select lower(${product.name}) collate "C" from product prd join product_version pv on ${version.productId} = ${product.id}
      where ${version.id} = ${each.productVersionId})`,
    'text',
  ),
  asc(each.productVersionId),
  asc(each.id),
];

contribute(Municipality, {
  softwareInUse: connection(() => ProductUse, {
    args: PageArgs,
    description:
      'What it runs on the date asked, by product; there for the municipality itself and the office, empty for anyone else. (Software in gebruik)',
    where: (each, municipality) => sql`${each.municipalityId} = ${municipality.id}`,
    order: byProduct,
  }),
});

/** How many municipalities use a version on a day, among those that exist then. */
const usersOf = (of: Sql, day: Sql | Param, isHeld: Sql, env: Env) => sql`select count(*) from product_use u
  where ${use.productVersionId} = ${of} and ${use.validFrom} <= ${day} and ${use.validTo} > ${day} and ${isHeld}
    and exists (select from municipality m join organisation_profile p on ${profile.organisationId} = m.organisation_id
      where m.id = ${use.municipalityId} and ${known(profile, env)} and ${profile.validFrom} <= ${day} and ${profile.validTo} > ${day})`;

/**
 * Outside the office: of the first day of a month, as it was known when a month began. Rounding alone would let whoever asks
 * often, or asks about many days, see on which day the count moves, and lay that beside what he knows of who went live.
 */
function roundedUsersOf(of: Sql, env: Env): Sql {
  const { asOf, knownAt } = env.at;
  const day = sql`date_trunc('month', ${asOf}::timestamp)::date`;
  const moment =
    knownAt === undefined
      ? sql`(date_trunc('month', ${TODAY}::timestamp) at time zone 'Europe/Amsterdam')`
      : sql`date_trunc('month', ${knownAt}, 'Europe/Amsterdam')`;
  const isHeld = sql`${use.knownFrom} <= ${moment} and ${use.knownTo} > ${moment}`;
  return sql`(round((${usersOf(of, day, isHeld, env)}) / 5.0) * 5)::int`;
}

contribute(ProductVersion, {
  usedByCount: value(
    () => Int,
    (of, env) =>
      env.actor.isRegistrar || env.actor.isAuditor
        ? sql`(${usersOf(of.id, env.at.asOf, known(use, env), env)})::int`
        : roundedUsersOf(of.id, env),
    {
      nullable: true,
      description:
        'By how many municipalities it was used on the first day of the month asked, as known when this month began, rounded to five; the office sees the number of the date asked. (Aantal gebruikende gemeenten)',
    },
  ),
});
