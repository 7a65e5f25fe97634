import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Node } from '../../platform/graphql/node.js';
import { Temporal } from '../../platform/temporal/temporal.js';
import { KeptRecord } from '../organisations/kept-record.js';
import { type Confidence, PROVENANCE } from '../organisations/provenance.js';
import { ParticipationRole, ProjectActivity, ProjectStage } from './programmes.enums.js';

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

  @Field(() => [Int], { description: 'The years of which a source says that it was worked on. (Jaren)' })
  @Column('integer', { array: true })
  years: number[];
}

@ObjectType({
  description: 'How far a project was in a part of its life, and how sure that is. (Fase van een project)',
})
@Entity('project_stage')
export class ProjectPhase extends Temporal {
  @Column('text')
  projectId: string;

  @Field(() => ProjectStage, { description: 'How far. (Fase)' })
  @Column('text')
  stage: ProjectStage;

  @Field(() => String, { nullable: true, description: 'Why it came there, when someone said so. (Reden)' })
  @Column('text', { nullable: true })
  reason?: string;

  @Column('boolean')
  isFromKnown: boolean;

  @Column('text')
  confidence: Confidence;

  @Field(() => String, { nullable: true, description: PROVENANCE })
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
  @Field(() => ID, { description: 'The same for as long as the register keeps it. (Identificatie)' })
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
