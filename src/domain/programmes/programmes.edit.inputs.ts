import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { REPEATED } from '../../platform/graphql/mutation-input.js';
import { DateScalar, UrlScalar } from '../../platform/graphql/scalars.js';
import { type Problem, UserError } from '../../platform/graphql/user-errors.js';
import { Programme } from './programme.entity.js';
import { ProgrammeKind, ProjectActivity } from './programmes.enums.js';
import { Project } from './project.entity.js';

const REASON = 'Why, for the audit log; at most 2,000 characters. (Reden)';
const SLUG = 'Name in addresses: small letters, digits and single hyphens; unique, never changed. (Korte naam)';
const ERRORS = 'Why it was refused; empty when it was done. (Fouten)';

@InputType({
  description: 'A plan of joint execution, new or as it is now: this is all that is said of it. (Programma)',
})
export class RecordProgrammeInput {
  @Field(() => String, { description: SLUG })
  slug: string;

  @Field(() => String, { description: 'What it is called; at most 200 characters. (Naam)' })
  name: string;

  @Field(() => String, { nullable: true, description: 'Its English name; at most 200 characters. (Engelse naam)' })
  nameEn?: string | null;

  @Field(() => ProgrammeKind, { description: 'What sort of plan it is. (Soort)' })
  kind: ProgrammeKind;

  @Field(() => DateScalar, { description: 'The first day it is for. (Vanaf)' })
  from: string;

  @Field(() => DateScalar, { nullable: true, description: 'The first day after it; none while open. (Tot)' })
  to?: string | null;

  @Field(() => ID, { nullable: true, description: 'The programme that it works out. (Onderdeel van)' })
  partOfId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The decision that set it, or took note of it. (Besluit)' })
  decisionId?: string | null;

  @Field(() => UrlScalar, { nullable: true, description: 'Where it can be read. (Webadres)' })
  url?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Its `revision` as you saw it, 0 for a new one; refused when that is not so. (Verwachte revisie)',
  })
  expectedRevision?: number | null;

  @Field(() => String, { nullable: true, description: REASON })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({
  description: 'A project of joint execution, new or as it is now: this is all that is said of it. (Project)',
})
export class RecordProjectInput {
  @Field(() => String, { description: SLUG })
  slug: string;

  @Field(() => ID, { description: 'The programme it is in. (Programma)' })
  programmeId: string;

  @Field(() => String, { description: 'What it is called; at most 200 characters. (Naam)' })
  name: string;

  @Field(() => String, { nullable: true, description: 'Its English name; at most 200 characters. (Engelse naam)' })
  nameEn?: string | null;

  @Field(() => String, { description: 'What is worked on; at most 2,000 characters. (Samenvatting)' })
  summary: string;

  @Field(() => String, { nullable: true, description: 'The same in English. (Engelse samenvatting)' })
  summaryEn?: string | null;

  @Field(() => ProjectActivity, { description: 'How lasting it is. (Soort activiteit)' })
  activity: ProjectActivity;

  @Field(() => [Int], { description: 'The years in which it is worked on, 1 to 50 of them. (Jaren)' })
  years: number[];

  @Field(() => [ID], { nullable: true, description: 'The standards it makes, keeps or brings into use. (Standaarden)' })
  standardIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'The components that it makes or uses. (Componenten)' })
  componentIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'What was decided of it. (Besluiten)' })
  decisionIds?: string[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Its `revision` as you saw it, 0 for a new one; refused when that is not so. (Verwachte revisie)',
  })
  expectedRevision?: number | null;

  @Field(() => String, { nullable: true, description: REASON })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'What became of the programme. (Uitkomst van het programma)' })
export class RecordProgrammePayload {
  @Field(() => Programme, { nullable: true, description: 'The programme as it is now. (Programma)' })
  programme?: Programme;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}

@ObjectType({ description: 'What became of the project. (Uitkomst van het project)' })
export class RecordProjectPayload {
  @Field(() => Project, { nullable: true, description: 'The project as it is now. (Project)' })
  project?: Project;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}
