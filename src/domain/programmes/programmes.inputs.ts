import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { REPEATED } from '../../platform/graphql/mutation-input.js';
import { PageArgs } from '../../platform/graphql/page.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { type Problem, UserError } from '../../platform/graphql/user-errors.js';
import { MomentArgs } from '../../platform/temporal/moments.js';
import { ParticipationRole, ProjectStage } from './programmes.enums.js';
import { Participation, Project } from './project.entity.js';

const ERRORS = 'Why it was refused; empty when it was done. (Fouten)';

@ArgsType()
export class ProjectArgs extends MomentArgs {
  @Field(() => String, { description: 'Its name in addresses, such as common-ground. (Korte naam)' })
  slug: string;
}

@ArgsType()
export class ProjectsArgs extends PageArgs {
  @Field(() => [ProjectStage], { nullable: true, description: 'In one of these stages on the date asked. (Fasen)' })
  stages?: ProjectStage[];
}

@ArgsType()
export class ParticipationsArgs extends PageArgs {
  @Field(() => [ParticipationRole], { nullable: true, description: 'In one of these roles. (Rollen)' })
  roles?: ParticipationRole[];
}

@InputType({
  description:
    'That an organisation takes part in a project in a role, from a day until a day. Said anew of days that the register has already, it corrects them. (Deelname vastleggen)',
})
export class RecordParticipationInput {
  @Field(() => ID, { description: 'In which project. (Project)' })
  projectId: string;

  @Field(() => ID, { description: 'Which organisation; of a municipality, the organisation that it is. (Organisatie)' })
  organisationId: string;

  @Field(() => ParticipationRole, { description: 'As what. (Rol)' })
  role: ParticipationRole;

  @Field(() => DateScalar, { description: 'First day. (Vanaf)' })
  from: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day after it; until further notice without. (Tot)' })
  to?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why, for the audit log; must be given where it changes what the register has. (Reden)',
  })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Takes back what should never have been recorded. (Deelname intrekken)' })
export class WithdrawParticipationInput {
  @Field(() => ID, { description: 'Which participation. (Deelname)' })
  participationId: string;

  @Field(() => String, { description: 'Why, for the audit log; at most 2,000 characters. (Reden)' })
  reason: string;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({ description: 'A project comes to another stage on a day. (Project verplaatsen)' })
export class MoveProjectInput {
  @Field(() => ID, { description: 'Which project. (Project)' })
  projectId: string;

  @Field(() => ProjectStage, { description: 'The stage it is in from that day on. (Naar)' })
  to: ProjectStage;

  @Field(() => DateScalar, { nullable: true, description: 'First day of it; today when left out. (Met ingang van)' })
  on?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      'That the stage it is in now was said wrongly: this one takes its place from the same first day. (Correctie)',
  })
  correction?: boolean | null;

  @Field(() => String, { description: 'What shows it, for everyone to read; at most 2,000 characters. (Reden)' })
  reason: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Its `revision` as you saw it; refused when someone else changed it since. (Verwachte revisie)',
  })
  expectedRevision?: number | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'What became of the participation. (Uitkomst van de deelname)' })
export class RecordParticipationPayload {
  @Field(() => Participation, { nullable: true, description: 'The participation as it is held now. (Deelname)' })
  participation?: Participation;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}

@ObjectType({ description: 'What became of taking it back. (Uitkomst van de intrekking)' })
export class WithdrawParticipationPayload {
  @Field(() => Project, { nullable: true, description: 'The project it was about. (Project)' })
  project?: Project;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}

@ObjectType({ description: 'What became of the move. (Uitkomst van de verplaatsing)' })
export class MoveProjectPayload {
  @Field(() => Project, { nullable: true, description: 'The project as it is now. (Project)' })
  project?: Project;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}
