import {
  connection,
  contribute,
  many,
  one,
  projection,
  queries,
  rowOf,
  value,
  type Env,
  type Row,
} from '../../platform/reading/projection.js';
import { PageArgs } from '../../platform/graphql/page.js';
import { asc, type Param, sql, type Sql } from '../../platform/reading/sql.js';
import { openPeriod } from '../../platform/temporal/period.js';
import { current, registered } from '../../platform/temporal/temporal.js';
import { Municipality } from '../organisations/municipality.entity.js';
import { Organisation } from '../organisations/organisation.entity.js';
import { verified } from '../organisations/provenance.js';
import { Standard } from '../standards/standard.entity.js';
import { Language, LanguageArgs } from '../standards/standards.inputs.js';
import { StandardVersion } from '../standards/version.entity.js';
import { Component, ComponentPart } from './component.entity.js';
import { ComponentSupport } from './component-support.entity.js';
import { ComponentArgs, ComponentsArgs, InvolvementsArgs } from './components.inputs.js';
import { Involvement } from './involvement.entity.js';

const support: Row<ComponentSupport> = rowOf(ComponentSupport, 'support');
const part: Row<ComponentPart> = rowOf(ComponentPart, 'part');
const involvement: Row<Involvement> = rowOf(Involvement, 'involvement');

const byName = (component: Row<Component>) => [
  asc(sql`lower(${component.name}) collate "C"`, 'text'),
  asc(component.id),
];

/** Whether a component speaks a standard on the date asked, in any version. */
const speaks = (component: Row<Component>, standardId: Sql | Param, env: Env) =>
  sql`exists (select from component_support support where ${support.componentId} = ${component.id}
    and ${support.standardId} = ${standardId} and ${current(support, env)})`;

/** Who is what to which component, from the longest ago; `where` says of whom or of what. */
const involvements = <P>(description: string, where: (each: Row<Involvement>, parent: Row<P>) => Sql) =>
  connection<Involvement, P, InvolvementsArgs>(() => Involvement, {
    args: InvolvementsArgs,
    description,
    where: (each, parent, { args }) => [where(each, parent), args.roles && sql`${each.role} = any(${args.roles})`],
    order: (each) => [asc(each.validFrom), asc(each.id)],
  });

projection(Component, {
  id: 'cmp',
  visible: (component, env) => [registered(component, env)],
  fields: {
    summary: value<Component, LanguageArgs>(
      () => String,
      (component, { args }) =>
        args.language === Language.EN
          ? sql`coalesce(${component.summaryEn}, ${component.summaryNl})`
          : component.summaryNl,
      { args: LanguageArgs, description: 'What it does. (Samenvatting)' },
    ),
    verified: verified(),
    supports: many(() => ComponentSupport, {
      size: 3,
      description: 'The standards it speaks on the date asked, each with how sure that is. (Ondersteunt)',
      where: (each, component) => sql`${each.componentId} = ${component.id}`,
      order: (each) => [asc(each.standardId), asc(each.id)],
    }),
    parts: many(() => Component, {
      size: 2,
      description: 'The components it is delivered with. (Onderdelen)',
      where: (other, component, env) => sql`exists (select from component_part part
        where ${part.wholeId} = ${component.id} and ${part.partId} = ${other.id} and ${current(part, env)})`,
      order: byName,
    }),
    partOf: many(() => Component, {
      size: 1,
      description: 'The components that it is delivered in. (Onderdeel van)',
      where: (other, component, env) => sql`exists (select from component_part part
        where ${part.partId} = ${component.id} and ${part.wholeId} = ${other.id} and ${current(part, env)})`,
      order: byName,
    }),
    usedBy: many(() => Organisation, {
      size: 8,
      description: 'Who runs it on the date asked, as its makers publish. (Gebruikt door)',
      where: (organisation, component, env) => sql`exists (select from involvement
        where ${involvement.componentId} = ${component.id} and ${involvement.organisationId} = ${organisation.id}
        and ${involvement.role} = 'USER' and ${current(involvement, env)})`,
      order: (organisation) => [asc(sql`lower(${organisation.latestName}) collate "C"`, 'text'), asc(organisation.id)],
    }),
    involvements: involvements<Component>(
      'Who is what to it on the date asked, the longest first. (Betrokkenen)',
      (each, component) => sql`${each.componentId} = ${component.id}`,
    ),
  },
});

projection(ComponentSupport, {
  visible: (each, env) => [current(each, env)],
  fields: {
    period: openPeriod('Since when it is known to speak it. (Periode)'),
    verified: verified(),
    component: one(() => Component, {
      description: 'Which component. (Component)',
      where: (component, each) => sql`${component.id} = ${each.componentId}`,
    }),
    standard: one(() => Standard, {
      description: 'Which standard. (Standaard)',
      where: (standard, each) => sql`${standard.id} = ${each.standardId}`,
    }),
    version: one(() => StandardVersion, {
      nullable: true,
      description: 'Which version of it; null when no source says. (Versie)',
      where: (version, each) => sql`${version.id} = ${each.versionId}`,
    }),
  },
});

projection(Involvement, {
  id: 'inv',
  visible: (each, env) => [current(each, env)],
  fields: {
    period: openPeriod('Since when. (Periode)'),
    verified: verified(),
    component: one(() => Component, {
      description: 'In which component. (Component)',
      where: (component, each) => sql`${component.id} = ${each.componentId}`,
    }),
    organisation: one(() => Organisation, {
      description: 'Of which organisation. (Organisatie)',
      where: (organisation, each) => sql`${organisation.id} = ${each.organisationId}`,
    }),
    municipality: one(() => Municipality, {
      nullable: true,
      description: 'The municipality that this organisation is. (Gemeente)',
      where: (municipality, each) => sql`${municipality.organisationId} = ${each.organisationId}`,
    }),
  },
});

contribute(Standard, {
  components: connection<Component, Standard, PageArgs>(() => Component, {
    args: PageArgs,
    description: 'The components of Common Ground that speak it on the date asked, by name. (Componenten)',
    where: (component, standard, env) => speaks(component, standard.id, env),
    order: byName,
  }),
});

contribute(Municipality, {
  involvements: involvements<Municipality>(
    'What it is to which components of Common Ground on the date asked, the longest first. (Betrokken bij)',
    (each, municipality) => sql`${each.organisationId} = ${municipality.organisationId}`,
  ),
});

queries('anyone', {
  component: one(() => Component, {
    args: ComponentArgs,
    nullable: true,
    description: 'One component of Common Ground. (Component)',
    where: (component, _, { args: { by } }) => [
      by.id && sql`${component.id} = ${by.id}`,
      by.slug && sql`${component.slug} = ${by.slug}`,
    ],
  }),
  components: connection(() => Component, {
    args: ComponentsArgs,
    description: 'The components of Common Ground in the register, by name. (Componenten)',
    where: (component, _, env) => [
      env.args.layers && sql`${component.layer} = any(${env.args.layers})`,
      env.args.supportsStandardId && speaks(component, env.args.supportsStandardId, env),
    ],
    order: byName,
  }),
});
