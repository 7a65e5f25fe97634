import {
  connection,
  contribute,
  many,
  one,
  projection,
  queries,
  rowOf,
  type Row,
} from '../../platform/reading/projection.js';
import { asc, sql } from '../../platform/reading/sql.js';
import { PagedMomentArgs } from '../../platform/temporal/moments.js';
import { openPeriod } from '../../platform/temporal/period.js';
import { current, registered } from '../../platform/temporal/temporal.js';
import { verified } from '../organisations/provenance.js';
import { ExternalIdentifier, Standard } from '../standards/standard.entity.js';
import { ReferenceComponentArgs } from './architecture.inputs.js';
import { ComponentIdentifier, ComponentRequirement, ReferenceComponent } from './reference-component.entity.js';

const identifier: Row<ComponentIdentifier> = rowOf(ComponentIdentifier, 'i');

export const byName = (component: Row<ReferenceComponent>) => [
  asc(sql`lower(${component.name}) collate "C"`, 'text'),
  asc(component.id),
];

projection(ReferenceComponent, {
  id: 'rfc',
  visible: (component, env) => [registered(component, env)],
  fields: {
    verified: verified(),
    requirements: many(() => ComponentRequirement, {
      size: 8,
      description: 'What is asked of it on the date asked. (Eisen)',
      where: (requirement, component) => sql`${requirement.componentId} = ${component.id}`,
      order: (requirement) => [asc(requirement.role), asc(requirement.id)],
    }),
    identifiers: many(() => ExternalIdentifier, {
      size: 2,
      description: 'What other registers call it. (Identificaties elders)',
      from: (component) =>
        sql`select i.* from component_identifier i where ${identifier.componentId} = ${component.id}`,
      order: (each) => [asc(each.register, 'text'), asc(each.identifier, 'text')],
    }),
  },
});

projection(ComponentRequirement, {
  visible: (requirement, env) => [current(requirement, env)],
  fields: {
    period: openPeriod('Since when it is asked. (Periode)'),
    verified: verified(),
    component: one(() => ReferenceComponent, {
      description: 'Of which component. (Referentiecomponent)',
      where: (component, requirement) => sql`${component.id} = ${requirement.componentId}`,
    }),
    standard: one(() => Standard, {
      description: 'Which standard. (Standaard)',
      where: (standard, requirement) => sql`${standard.id} = ${requirement.standardId}`,
    }),
  },
});

contribute(Standard, {
  requiredBy: many(() => ComponentRequirement, {
    size: 8,
    description: 'The reference components that are asked to speak it, on the date asked. (Gevraagd door)',
    where: (requirement, standard) => sql`${requirement.standardId} = ${standard.id}`,
    order: (requirement) => [asc(requirement.role), asc(requirement.id)],
  }),
});

queries('anyone', {
  referenceComponent: one(() => ReferenceComponent, {
    args: ReferenceComponentArgs,
    nullable: true,
    description: 'One reference component. (Referentiecomponent)',
    where: (component, _, { args: { by } }) => [
      by.id && sql`${component.id} = ${by.id}`,
      by.slug && sql`${component.slug} = ${by.slug}`,
    ],
  }),
  referenceComponents: connection(() => ReferenceComponent, {
    args: PagedMomentArgs,
    description: 'The reference components in the register, by name. (Referentiecomponenten)',
    order: byName,
  }),
});
