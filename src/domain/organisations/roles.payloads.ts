import { Field, ObjectType } from '@nestjs/graphql';
import { type Problem, UserError } from '../../platform/graphql/user-errors.js';
import { Membership } from './membership.entity.js';

const ERRORS = 'Why it was refused; empty when it was done. (Fouten)';

@ObjectType({ description: 'What became of granting a role. (Uitkomst van het toekennen)' })
export class GrantRolePayload {
  @Field(() => Membership, { nullable: true, description: 'The role as it was granted. (Machtiging)' })
  membership?: Membership;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}

@ObjectType({ description: 'What became of revoking a role. (Uitkomst van het intrekken)' })
export class RevokeRolePayload {
  @Field(() => Membership, {
    nullable: true,
    description:
      'The role with its end; null when it ended on its first day, so that nothing of it is left. (Machtiging)',
  })
  membership?: Membership;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}
