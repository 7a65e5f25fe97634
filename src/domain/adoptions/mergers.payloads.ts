import { Field, ObjectType } from '@nestjs/graphql';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { type Problem, UserError } from '../../platform/graphql/user-errors.js';
import { Municipality } from '../organisations/municipality.entity.js';
import { Adoption } from './adoption.entity.js';

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

  @Field(() => [Adoption], {
    nullable: true,
    description:
      'What the successors take over, as it is on that day and to be confirmed by them: the first 100; `adoptions` of each successor has all. (Overgenomen adopties)',
  })
  inherited?: Adoption[];

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done. (Fouten)' })
  errors: Problem[];
}
