import { ArgsType, Field } from '@nestjs/graphql';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { MomentArgs, PagedMomentArgs } from '../../platform/temporal/moments.js';
import { DecisionOutcome, GovernanceBody } from './decisions.enums.js';

@ArgsType()
export class DecisionArgs extends MomentArgs {
  @Field(() => String, { description: 'Its name in addresses. (Korte naam)' })
  slug: string;
}

@ArgsType()
export class DecisionsArgs extends PagedMomentArgs {
  @Field(() => [GovernanceBody], { nullable: true, description: 'Of one of these bodies. (Organen)' })
  bodies?: GovernanceBody[];

  @Field(() => [DecisionOutcome], { nullable: true, description: 'With one of these outcomes. (Uitkomsten)' })
  outcomes?: DecisionOutcome[];

  @Field(() => DateScalar, { nullable: true, description: 'Decided on or after this day. (Vanaf)' })
  from?: string;

  @Field(() => DateScalar, { nullable: true, description: 'Decided before this day. (Tot)' })
  to?: string;

  @Field(() => String, {
    nullable: true,
    description: 'With these words in what was decided on, or in the reference; capitals do not matter. (Tekst)',
  })
  text?: string;
}
