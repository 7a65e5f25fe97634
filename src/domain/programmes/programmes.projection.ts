import {
  connection,
  contribute,
  embed,
  many,
  one,
  projection,
  queries,
  rowOf,
  value,
  type Env,
  type Row,
} from '../../platform/reading/projection.js';
import { asc, desc, sql } from '../../platform/reading/sql.js';
import { PagedMomentArgs } from '../../platform/temporal/moments.js';
import { openPeriod, Period } from '../../platform/temporal/period.js';
import { current, known, registered } from '../../platform/temporal/temporal.js';
import { Component } from '../components/component.entity.js';
import { Decision } from '../decisions/decision.entity.js';
import { verified } from '../organisations/provenance.js';
import { inLanguage } from '../procurement/procurement.fields.js';
import { Standard } from '../standards/standard.entity.js';
import { ProjectStage } from './programmes.enums.js';
import { ProjectArgs, ProjectsArgs } from './programmes.inputs.js';
import { Programme } from './programme.entity.js';
import { Project, ProjectComponent, ProjectDecision, ProjectPhase, ProjectStandard } from './project.entity.js';

const phase: Row<ProjectPhase> = rowOf(ProjectPhase, 'f');
const ofStandard: Row<ProjectStandard> = rowOf(ProjectStandard, 'ps');
const ofComponent: Row<ProjectComponent> = rowOf(ProjectComponent, 'pc');
const ofDecision: Row<ProjectDecision> = rowOf(ProjectDecision, 'pd');

/** One `column` of the phase that a project is in on the date asked; null when nothing is held of that date. */
const nowOf = (project: Row<Project>, column: 'stage' | 'confidence', env: Env) =>
  sql`(select ${phase[column]} from project_stage f where ${phase.projectId} = ${project.id} and ${current(phase, env)})`;
/** What nothing is held of is no more than an idea. */
const stageOf = (project: Row<Project>, env: Env) => sql`coalesce(${nowOf(project, 'stage', env)}, 'IDEA')`;

const byName = (project: Row<Project>) => [asc(sql`lower(${project.name}) collate "C"`, 'text'), asc(project.id)];

projection(Programme, {
  id: 'pgm',
  visible: (programme, env) => [registered(programme, env)],
  fields: {
    name: inLanguage((programme) => [programme.name, programme.nameEn], 'What it is called. (Naam)'),
    period: embed(
      () => Period,
      (programme) => ({ from: programme.runsFrom, to: programme.runsTo, isFromKnown: sql`true` }),
      { description: 'For which days it was made. (Periode)' },
    ),
    verified: verified(),
    decision: one(() => Decision, {
      nullable: true,
      description: 'The decision that set it, or that took note of it; null when the register has none. (Besluit)',
      where: (decision, programme) => sql`${decision.id} = ${programme.decisionId}`,
    }),
    partOf: one(() => Programme, {
      nullable: true,
      description: 'The programme that it works out. (Onderdeel van)',
      where: (whole, programme) => sql`${whole.id} = ${programme.partOfId}`,
    }),
    parts: many(() => Programme, {
      size: 1,
      description: 'The plans that work it out, the oldest first. (Onderdelen)',
      where: (part, programme) => sql`${part.partOfId} = ${programme.id}`,
      order: (part) => [asc(part.runsFrom), asc(part.id)],
    }),
    projects: connection<Project, Programme, ProjectsArgs>(() => Project, {
      args: ProjectsArgs,
      description: 'What is worked on in it, by name. (Projecten)',
      where: (project, programme, env) => [
        sql`${project.programmeId} = ${programme.id}`,
        env.args.stages && sql`${stageOf(project, env)} = any(${env.args.stages})`,
      ],
      order: byName,
    }),
  },
});

projection(Project, {
  id: 'prj',
  visible: (project, env) => [registered(project, env)],
  fields: {
    name: inLanguage((project) => [project.name, project.nameEn], 'What it is called. (Naam)'),
    summary: inLanguage((project) => [project.summary, project.summaryEn], 'What is worked on. (Samenvatting)'),
    verified: verified(),
    stage: value(
      () => ProjectStage,
      (project, env) => stageOf(project, env),
      {
        description:
          'How far it is on the date asked; an idea where nothing is held. Whether that is established, `isStageVerified` tells. (Fase van opschaling)',
      },
    ),
    isStageVerified: value(
      () => Boolean,
      (project, env) => sql`coalesce(${nowOf(project, 'confidence', env)} = 'SEEN', false)`,
      {
        description:
          'Whether the stage was seen in a source or said by who may; when false it is inferred or remembered. (Fase geverifieerd)',
      },
    ),
    phases: many(() => ProjectPhase, {
      size: 2,
      description: 'All its stages, as held at the moment asked. (Levensloop)',
      where: (each, project) => sql`${each.projectId} = ${project.id}`,
      order: (each) => [asc(each.validFrom)],
    }),
    period: embed(
      () => Period,
      (project) => ({
        from: sql`make_date((select min(y) from unnest(${project.years}) y), 1, 1)`,
        to: sql`make_date((select max(y) from unnest(${project.years}) y) + 1, 1, 1)`,
        isFromKnown: sql`false`,
      }),
      {
        description:
          'From the first to the last year of which a source says that it was worked on; it may have begun before or gone on after. (Periode)',
      },
    ),
    programme: one(() => Programme, {
      description: 'The programme it is in. (Programma)',
      where: (programme, project) => sql`${programme.id} = ${project.programmeId}`,
    }),
    standards: many(() => Standard, {
      size: 2,
      description: 'The standards it makes, keeps or brings into use, by name. (Standaarden)',
      where: (standard, project) => sql`exists (select from project_standard ps
        where ${ofStandard.projectId} = ${project.id} and ${ofStandard.standardId} = ${standard.id})`,
      order: (standard) => [asc(sql`lower(${standard.nameNl}) collate "C"`, 'text'), asc(standard.id)],
    }),
    components: many(() => Component, {
      size: 2,
      description: 'The components of Common Ground that it makes or uses, by name. (Componenten)',
      where: (component, project) => sql`exists (select from project_component pc
        where ${ofComponent.projectId} = ${project.id} and ${ofComponent.componentId} = ${component.id})`,
      order: (component) => [asc(sql`lower(${component.name}) collate "C"`, 'text'), asc(component.id)],
    }),
    decisions: many(() => Decision, {
      size: 1,
      description: 'What was decided of it, the newest first. (Besluiten)',
      where: (decision, project) => sql`exists (select from project_decision pd
        where ${ofDecision.projectId} = ${project.id} and ${ofDecision.decisionId} = ${decision.id})`,
      order: (decision) => [desc(decision.decidedOn), asc(decision.id)],
    }),
  },
});

projection(ProjectPhase, {
  visible: (each, env) => [known(each, env)],
  fields: {
    period: openPeriod('From when until when it was at this stage. (Periode)'),
    verified: verified(),
  },
});

contribute(Standard, {
  projects: many(() => Project, {
    size: 1,
    description: 'The joint projects that make it, keep it or bring it into use, by name. (Projecten)',
    where: (project, standard) => sql`exists (select from project_standard ps
      where ${ofStandard.standardId} = ${standard.id} and ${ofStandard.projectId} = ${project.id})`,
    order: byName,
  }),
});

contribute(Component, {
  projects: many(() => Project, {
    size: 1,
    description: 'The joint projects that make or use it, by name. (Projecten)',
    where: (project, component) => sql`exists (select from project_component pc
      where ${ofComponent.componentId} = ${component.id} and ${ofComponent.projectId} = ${project.id})`,
    order: byName,
  }),
});

queries('anyone', {
  programmes: connection(() => Programme, {
    args: PagedMomentArgs,
    description: 'What municipalities decided to do together, the newest first. (Programma’s)',
    order: (programme) => [desc(programme.runsFrom), asc(programme.id)],
  }),
  project: one(() => Project, {
    args: ProjectArgs,
    nullable: true,
    description: 'One project of joint execution. (Project)',
    where: (project, _, { args }) => sql`${project.slug} = ${args.slug}`,
  }),
});
