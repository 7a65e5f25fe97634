import { ArgsType, Field, ID } from '@nestjs/graphql';
import { PageArgs } from '../graphql/page.js';
import { DateTimeScalar } from '../graphql/scalars.js';

@ArgsType()
export class AuditEventsArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'What was done to this thing. (Onderwerp)' })
  subjectId?: string;

  @Field(() => ID, { nullable: true, description: 'What was done on behalf of this organisation. (Namens)' })
  organisationId?: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Done at or after this moment. (Vanaf)' })
  from?: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Done before this moment. (Tot)' })
  to?: string;
}
