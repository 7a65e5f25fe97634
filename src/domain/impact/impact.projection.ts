import { Int } from '@nestjs/graphql';
import { PageArgs } from '../../platform/graphql/page.js';
import { connection, type Env, many, one, projection, type Row, value } from '../../platform/reading/projection.js';
import { all, asc, sql, type Sql } from '../../platform/reading/sql.js';
import { mayBeSeen } from '../adoptions/adoptions.projection.js';
import { ComponentRequirement } from '../architecture/reference-component.entity.js';
import { Component } from '../components/component.entity.js';
import { ConformanceDeclaration } from '../conformance/declaration.entity.js';
import { Municipality } from '../organisations/municipality.entity.js';
import { Obligation, StandardRelation } from '../standards/relation.entity.js';
import { Standard } from '../standards/standard.entity.js';
import { BINDING_ORDER } from '../standards/standards.enums.js';
import { StandardVersion } from '../standards/version.entity.js';
import { Product } from '../suppliers/product.entity.js';
import { byName } from '../suppliers/suppliers.projection.js';
import { adoption, applies, declared, declaredProducts, isRounded, notApplying, told } from './impact.sql.js';
import { Impact, WayOver } from './impact.types.js';
import { excludes, migration, namesIt, namesOne } from './impact.relations.js';
import { canBeMet, overIds, speaks, speaksOver, waysOver } from './way-over.sql.js';

/** What a count of municipalities costs: it looks at what all of them say of a standard. */
const COUNT = 5;
const LEAVE = sql`'LEAVE'`;

const slugOf = (table: 'standard' | 'reference_component', id: Sql) =>
  table === 'standard'
    ? sql`(select s.slug from standard s where s.id = ${id})`
    : sql`(select c.slug from reference_component c where c.id = ${id})`;

const componentOrder = (component: Row<Component>) => [
  asc(sql`lower(${component.name}) collate "C"`, 'text'),
  asc(component.id),
];
const requirementOrder = (requirement: Row<ComponentRequirement>) => [
  asc(requirement.role),
  asc(slugOf('reference_component', requirement.componentId), 'text'),
  asc(requirement.id),
];
const strongestFirst = (obligation: Row<Obligation>) => [
  asc(sql`array_position(string_to_array(${BINDING_ORDER.join(',')}, ','), ${obligation.level})`, 'int'),
  asc(slugOf('standard', obligation.standardId), 'text'),
  asc(obligation.id),
];

const requirements = (
  description: string,
  where: (each: Row<ComponentRequirement>, of: Row<Impact>, env: Env) => Sql[],
) =>
  many<ComponentRequirement, Impact>(() => ComponentRequirement, {
    size: 8,
    description,
    where: (each, of, env) => [sql`${each.standardId} = ${of.standardId}`, ...where(each, of, env)],
    order: requirementOrder,
  });
const components = (description: string, where: (each: Row<Component>, of: Row<Impact>, env: Env) => Sql[]) =>
  many<Component, Impact>(() => Component, {
    size: 5,
    description,
    where: (each, of, env) => [speaks(each.id, of, env), ...where(each, of, env)],
    order: componentOrder,
  });
const products = (description: string, where: (each: Row<Product>, of: Row<Impact>, env: Env) => Sql[]) =>
  connection<Product, Impact, PageArgs>(() => Product, {
    args: PageArgs,
    description,
    where: (each, of, env) => [sql`${each.id} in (${declaredProducts(of.versionIds, env)})`, ...where(each, of, env)],
    order: byName,
  });

projection(Impact, {
  fields: {
    standard: one(() => Standard, {
      nullable: true,
      description: 'The standard that is changed; null while it is not in the register. (Standaard)',
      where: (standard, of) => sql`${standard.id} = ${of.standardId}`,
    }),
    version: one(() => StandardVersion, {
      nullable: true,
      description: 'The version that is changed; null when all of the standard is. (Versie)',
      where: (version, of) => sql`${version.id} = ${of.versionId}`,
    }),
    municipalitiesApplying: value(
      () => Int,
      (of, env) => told(sql`(${of.applying})[1]`, of, env),
      {
        cost: COUNT,
        description:
          'How many municipalities say that they apply it: the version, the line it is of, or the standard without a version. (Gemeenten die het toepassen)',
      },
    ),
    municipalitiesNaming: value(
      () => Int,
      (of, env) => sql`(case when not ${isRounded(of.isNorm, env)} then (${of.applying})[2] end)`,
      {
        cost: COUNT,
        nullable: true,
        description:
          'Of these, how many name the very version, or a release of the line; the others may apply another one. Null where figures are rounded. (Gemeenten die deze versie noemen)',
      },
    ),
    municipalitiesToAct: value(
      () => Int,
      (of, env) =>
        sql`(case ${of.asks} when 'LEAVE' then ${told(sql`(${of.applying})[1]`, of, env)} when 'FOLLOW' then ${notApplying(of, env)} end)`,
      {
        cost: COUNT,
        nullable: true,
        description:
          'How many would have something to do: those that apply what ends, or do not apply yet what is to be followed; null where the change asks nothing by itself. (Gemeenten die iets moeten doen)',
      },
    ),
    isRounded: value(
      () => Boolean,
      (of, env) => isRounded(of.isNorm, env),
      {
        description:
          'Whether municipalities are told as the statistics tell a security norm: of the whole standard, on the last day of the month, as held now, rounded to five, and without names. (Afgerond)',
      },
    ),
    municipalities: connection<Municipality, Impact, PageArgs>(() => Municipality, {
      args: PageArgs,
      description: 'Those that apply it, by name, as far as that is public or your own. (Gemeenten)',
      where: (municipality, of, env) =>
        sql`${municipality.id} in (select ${adoption.municipalityId} from adoption ad where ${all([applies(of, env), ...[mayBeSeen(adoption, env)].flat()])})`,
      order: (municipality) => [asc(sql`lower(${municipality.latestName}) collate "C"`, 'text'), asc(municipality.id)],
    }),
    declarationsAffected: value(
      () => Int,
      (of) => sql`(${of.declaring})[1]`,
      { cost: COUNT, description: 'How many declarations that count are to it. (Geraakte verklaringen)' },
    ),
    declarations: connection<ConformanceDeclaration, Impact, PageArgs>(() => ConformanceDeclaration, {
      args: PageArgs,
      description: 'The declarations that count and are to it, the oldest first. (Verklaringen)',
      where: (each, of, env) => [
        sql`${each.standardVersionId} = any(${of.versionIds})`,
        sql`${each.id} in (select d.id from ${declared(of.versionIds, env)})`,
      ],
      order: (each) => [asc(each.id)],
    }),
    productsAffected: value(
      () => Int,
      (of) => sql`(${of.declaring})[2]`,
      { cost: COUNT, description: 'How many products that is. (Geraakte pakketten)' },
    ),
    products: products('The products that are declared to support it, by name. (Pakketten)', () => []),
    productsWithoutWayOver: products(
      'Of these, those that are not declared to support anything that can take its place. (Pakketten zonder alternatief)',
      (product, of, env) => [
        sql`${of.asks} = ${LEAVE}`,
        sql`${product.id} not in (${declaredProducts(overIds(of, env), env)})`,
      ],
    ),
    componentsAffected: components(
      'The components of Common Ground that speak it, or something that includes it, by name. (Geraakte componenten)',
      () => [],
    ),
    componentsWithoutWayOver: components(
      'Of these, those that are not known to speak anything that can take its place. (Componenten zonder alternatief)',
      (component, of, env) => [sql`${of.asks} = ${LEAVE}`, sql`not ${speaksOver(component.id, of, env)}`],
    ),
    requirementsAffected: requirements(
      'What the reference architecture asks for the standard, the strongest first. (Geraakte eisen)',
      () => [],
    ),
    requirementsWithoutWayOver: requirements(
      'Of these, what cannot be met after the change: no other version is in use on that day, and the component is asked nothing that replaces it. (Eisen zonder alternatief)',
      (requirement, of, env) => [sql`${of.asks} = ${LEAVE}`, sql`not ${canBeMet(requirement.componentId, of, env)}`],
    ),
    obligationsAffected: many(() => Obligation, {
      size: 2,
      description:
        'What binds on the date asked and would still on the day of the change, for the version or all of the standard. (Geraakte verplichtingen)',
      where: (each, of) => [
        sql`${each.standardId} = ${of.standardId} and (${of.on} is null or ${each.validTo} > ${of.on})`,
        sql`(${of.isWhole} or not ${namesOne(each)} or ${namesIt(each, of)})`,
      ],
      order: strongestFirst,
    }),
    obligationsConflicting: many(() => Obligation, {
      size: 2,
      description:
        'What binds on the date asked and does not go together with it: other versions of the standard, what it replaces, and what it excludes. (Strijdige verplichtingen)',
      where: (each, of, env) => [
        sql`${of.asks} = 'FOLLOW'`,
        sql`(${each.standardId} = ${of.standardId} and not ${of.isWhole} and ${namesOne(each)} and not ${namesIt(each, of)}
          or ${each.standardId} <> ${of.standardId} and ${excludes(each, of, env)})`,
      ],
      order: strongestFirst,
    }),
    migration: many(() => StandardRelation, {
      size: 2,
      description:
        'What takes its place by a relation; of what is to be followed, what it takes the place of. (Overgang)',
      from: migration,
      order: (each) => [asc(each.kind, 'text'), asc(each.id, 'text')],
    }),
    waysOver: many(() => WayOver, {
      size: 3,
      description:
        'What can take the place of what ends, the best ground first; empty where nothing ends. (Alternatieven)',
      from: waysOver,
      order: (way) => [asc(way.place, 'int'), asc(way.slug, 'text'), asc(way.position, 'int')],
    }),
  },
});
