import { ArgsType, Field } from '@nestjs/graphql';
import { PageArgs } from '../../platform/graphql/page.js';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { GovernanceBody } from './decisions.enums.js';

@ArgsType()
export class DecisionsArgs extends PageArgs {
  @Field(() => [GovernanceBody], { nullable: true, description: 'Of one of these bodies. (Organen)' })
  bodies?: GovernanceBody[];

  @Field(() => DateScalar, { nullable: true, description: 'Decided on or after this day. (Vanaf)' })
  from?: string;

  @Field(() => DateScalar, { nullable: true, description: 'Decided before this day. (Tot)' })
  to?: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'What the register held at this moment; now when left out. (Bekend op)',
  })
  knownAt?: string;
}
