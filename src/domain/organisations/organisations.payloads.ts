import { Field, ObjectType } from '@nestjs/graphql';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { type Problem, UserError } from '../../platform/graphql/user-errors.js';
import { Municipality } from './municipality.entity.js';
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

@ObjectType({ description: 'What came, or would come, of a merger or split. (Uitkomst van de herindeling)' })
export class MergeMunicipalitiesPayload {
  @Field(() => DateScalar, { nullable: true, description: 'The day for which all of this holds. (Datum herindeling)' })
  on?: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether it was only shown, and nothing written. (Proef)' })
  dryRun?: boolean;

  @Field(() => [Municipality], {
    nullable: true,
    description: 'Those that end, as they are on that day. (Opgeheven gemeenten)',
  })
  predecessors?: Municipality[];

  @Field(() => [Municipality], {
    nullable: true,
    description: 'Those that follow them, as they are on that day. (Opvolgers)',
  })
  successors?: Municipality[];

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}
