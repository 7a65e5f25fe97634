import { contribute, many, one, projection, rowOf, type Row } from '../../platform/reading/projection.js';
import { asc, sql } from '../../platform/reading/sql.js';
import { openPeriod } from '../../platform/temporal/period.js';
import { current } from '../../platform/temporal/temporal.js';
import { ReferenceComponent } from '../architecture/reference-component.entity.js';
import { verified } from '../organisations/provenance.js';
import { Standard } from '../standards/standard.entity.js';
import { StandardVersion } from '../standards/version.entity.js';
import { Component } from './component.entity.js';
import { ComponentDependency, ComponentFilling } from './component-dependency.entity.js';

const filling: Row<ComponentFilling> = rowOf(ComponentFilling, 'filling');

projection(ComponentDependency, {
  visible: (each, env) => [current(each, env)],
  fields: {
    period: openPeriod('Since when it is known to need it. (Periode)'),
    verified: verified(),
    component: one(() => Component, {
      nullable: true,
      description: 'The component of the register that is meant, where it is one. (Component)',
      where: (component, each) => sql`${component.id} = ${each.onComponentId}`,
    }),
    standard: one(() => Standard, {
      nullable: true,
      description: 'The standard that is meant, where it is one. (Standaard)',
      where: (standard, each) => sql`${standard.id} = ${each.onStandardId}`,
    }),
    standardVersion: one(() => StandardVersion, {
      nullable: true,
      description: 'The version of that standard; null where none is named that the register knows. (Standaardversie)',
      where: (version, each) => sql`${version.id} = ${each.onVersionId}`,
    }),
  },
});

contribute(Component, {
  dependsOn: many(() => ComponentDependency, {
    size: 4,
    description: 'What it needs to run on the date asked, as its makers publish. (Afhankelijk van)',
    where: (each, component) => sql`${each.componentId} = ${component.id}`,
    order: (each) => [asc(sql`lower(${each.name}) collate "C"`, 'text'), asc(each.id)],
  }),
  referenceComponents: many(() => ReferenceComponent, {
    size: 2,
    description: 'Which reference components it fills in, as its makers publish. (Referentiecomponenten)',
    where: (reference, component, env) => sql`exists (select from component_filling filling
      where ${filling.componentId} = ${component.id} and ${filling.referenceComponentId} = ${reference.id} and ${current(filling, env)})`,
    order: (reference) => [asc(sql`lower(${reference.name}) collate "C"`, 'text'), asc(reference.id)],
  }),
});

contribute(ReferenceComponent, {
  components: many(() => Component, {
    size: 3,
    description: 'The components of Common Ground that fill it in on the date asked, by name. (Componenten)',
    where: (component, reference, env) => sql`exists (select from component_filling filling
      where ${filling.referenceComponentId} = ${reference.id} and ${filling.componentId} = ${component.id} and ${current(filling, env)})`,
    order: (component) => [asc(sql`lower(${component.name}) collate "C"`, 'text'), asc(component.id)],
  }),
});
