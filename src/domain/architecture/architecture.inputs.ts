import { ArgsType, Field, ID, InputType } from '@nestjs/graphql';
import { MomentArgs } from '../../platform/temporal/moments.js';

@InputType({ isOneOf: true, description: 'Exactly one way to name a reference component. (Referentiecomponent naar)' })
export class ReferenceComponentBy {
  @Field(() => ID, { nullable: true, description: 'Its id. (Identificatie)' })
  id?: string;

  @Field(() => String, { nullable: true, description: 'Its name in addresses. (Korte naam)' })
  slug?: string;
}

@ArgsType()
export class ReferenceComponentArgs extends MomentArgs {
  @Field(() => ReferenceComponentBy, { description: 'Which component. (Welke referentiecomponent)' })
  by: ReferenceComponentBy;
}
