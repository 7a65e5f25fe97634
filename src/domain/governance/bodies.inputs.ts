import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { REPEATED } from '../../platform/graphql/mutation-input.js';
import { type Problem, UserError } from '../../platform/graphql/user-errors.js';
import { GovernanceBody } from '../decisions/decisions.enums.js';
import { Organisation } from '../organisations/organisation.entity.js';

@InputType({
  description:
    'Which organisation keeps the agenda, advice and decisions of a body; a body may have more than one. (Secretariaat toewijzen)',
})
export class AssignSecretariatInput {
  @Field(() => ID, { description: 'Which organisation; whoever is SECRETARY there serves the body. (Organisatie)' })
  organisationId: string;

  @Field(() => GovernanceBody, { description: 'Which body. (Orgaan)' })
  body: GovernanceBody;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'That the organisation serves the body no longer. (Beëindigen)',
  })
  ends?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Why, for the audit log; at most 2,000 characters. (Reden)' })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'What became of the assignment. (Uitkomst van de toewijzing)' })
export class AssignSecretariatPayload {
  @Field(() => Organisation, { nullable: true, description: 'The organisation as it is now. (Organisatie)' })
  organisation?: Organisation;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done. (Fouten)' })
  errors: Problem[];
}
