import { Field, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Node } from '../../platform/graphql/node.js';
import { Temporal } from '../../platform/temporal/temporal.js';
import { KeptRecord } from '../organisations/kept-record.js';
import { type Confidence, PROVENANCE } from '../organisations/provenance.js';
import { ParticipationRole, ProjectActivity, type ProjectStage } from './programmes.enums.js';

@ObjectType({
  implements: () => Node,
  description: 'What is worked on together, on its way from one municipality to all. (Project)',
})
@Entity('project')
export class Project extends KeptRecord {
  @Column('text')
  programmeId: string;

  @Field(() => String, { description: 'Name in addresses; unique, never reused. (Korte naam)' })
  @Column('text')
  slug: string;

  @Column('text')
  name: string;

  @Column('text', { nullable: true })
  nameEn?: string;

  @Column('text')
  summary: string;

  @Column('text', { nullable: true })
  summaryEn?: string;

  @Field(() => ProjectActivity, { description: 'How lasting it is. (Soort activiteit)' })
  @Column('text')
  activity: ProjectActivity;

  @Column('date')
  runsFrom: string;

  @Column('date', { nullable: true })
  runsTo?: string;

  @Column('boolean')
  isFromKnown: boolean;
}

/** How far a project is, through time. */
@Entity('project_stage')
export class ProjectPhase extends Temporal {
  @Column('text')
  projectId: string;

  @Column('text')
  stage: ProjectStage;

  @Column('text', { nullable: true })
  reason?: string;

  @Column('boolean')
  isFromKnown: boolean;

  @Column('text')
  confidence: Confidence;

  @Column('text', { nullable: true })
  provenance?: string;
}

@Entity('project_standard')
export class ProjectStandard {
  @PrimaryColumn('text')
  projectId: string;

  @PrimaryColumn('text')
  standardId: string;
}

@Entity('project_component')
export class ProjectComponent {
  @PrimaryColumn('text')
  projectId: string;

  @PrimaryColumn('text')
  componentId: string;
}

@Entity('project_decision')
export class ProjectDecision {
  @PrimaryColumn('text')
  projectId: string;

  @PrimaryColumn('text')
  decisionId: string;
}

@ObjectType({ implements: () => Node, description: 'That an organisation takes part in a project. (Deelname)' })
@Entity('participation')
export class Participation extends Temporal {
  @Column('text')
  id: string;

  @Column('text')
  projectId: string;

  @Column('text')
  organisationId: string;

  @Field(() => ParticipationRole, { description: 'As what. (Rol)' })
  @Column('text')
  role: ParticipationRole;

  @Column('boolean')
  isFromKnown: boolean;

  @Column('text')
  confidence: Confidence;

  @Field(() => String, { nullable: true, description: PROVENANCE })
  @Column('text', { nullable: true })
  provenance?: string;
}
