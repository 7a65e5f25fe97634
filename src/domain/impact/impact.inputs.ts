import { ArgsType, Field, ID, InputType } from '@nestjs/graphql';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { MomentArgs } from '../../platform/temporal/moments.js';
import { Lifecycle } from '../standards/version.lifecycle.js';

@InputType({ description: 'What would happen to a version, and when. (Voorgenomen wijziging)' })
export class ImpactChange {
  @Field(() => ID, { description: 'To which version. (Versie)' })
  versionId: string;

  @Field(() => Lifecycle, { description: 'The stage it would come to. (Levensfase)' })
  lifecycle: Lifecycle;

  @Field(() => DateScalar, { description: 'On which day; it may lie ahead. (Datum)' })
  on: string;
}

@ArgsType()
export class ImpactArgs extends MomentArgs {
  @Field(() => ImpactChange, { description: 'Of which change. (Wijziging)' })
  of: ImpactChange;
}
