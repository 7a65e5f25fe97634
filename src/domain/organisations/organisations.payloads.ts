import { Field, ObjectType } from '@nestjs/graphql';
import { type Problem, UserError } from '../../platform/graphql/user-errors.js';
import { Organisation } from './organisation.entity.js';

const ERRORS = 'Why it was refused; empty when it was done. (Fouten)';

@ObjectType({ description: 'What became of registering an organisation. (Uitkomst van het opnemen)' })
export class RegisterOrganisationPayload {
  @Field(() => Organisation, { nullable: true, description: 'The organisation as it was registered. (Organisatie)' })
  organisation?: Organisation;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}

@ObjectType({ description: 'What became of describing an organisation. (Uitkomst van het beschrijven)' })
export class DescribeOrganisationPayload {
  @Field(() => Organisation, { nullable: true, description: 'The organisation as it is now. (Organisatie)' })
  organisation?: Organisation;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}
