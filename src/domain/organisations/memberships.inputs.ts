import { ArgsType, Field, ID, InputType } from '@nestjs/graphql';
import { Role } from '../../platform/auth/role.js';
import { REPEATED } from '../../platform/graphql/mutation-input.js';
import { PageArgs } from '../../platform/graphql/page.js';
import { DateScalar } from '../../platform/graphql/scalars.js';

@ArgsType()
export class MembershipsArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only those for this organisation. (Organisatie)' })
  organisationId?: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The date asked about; today when left out. Holds for everything below. (Peildatum)',
  })
  asOf?: string;
}

@InputType({ description: 'Who gets which role, for which organisation. (Rol toekennen)' })
export class GrantRoleInput {
  @Field(() => ID, { description: 'For which organisation. (Organisatie)' })
  organisationId: string;

  @Field(() => String, {
    description: 'Who: the subject by which your own identity provider knows them. (Persoon of machine)',
  })
  subject: string;

  @Field(() => Role, { description: 'What they may do. (Rol)' })
  role: Role;

  @Field(() => DateScalar, { nullable: true, description: 'First day, not before today; today when left out. (Vanaf)' })
  from?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day on which it holds no more; until further notice when left out. (Tot)',
  })
  to?: string | null;

  @Field(() => String, { nullable: true, description: 'Why, for the audit log. (Reden)' })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Which role ends, when and why. (Rol intrekken)' })
export class RevokeRoleInput {
  @Field(() => ID, { description: 'Which membership. (Machtiging)' })
  membershipId: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day on which it holds no more, not before today; today when left out. (Met ingang van)',
  })
  on?: string | null;

  @Field(() => String, { description: 'Why, for the audit log. (Reden)' })
  reason: string;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}
