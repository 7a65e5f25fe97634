import { ArgsType, Field, Int } from '@nestjs/graphql';
import { MomentArgs } from '../../platform/temporal/moments.js';
import { VatBasis } from './fund.enums.js';

const YEAR = 'Which year. (Jaar)';

@ArgsType()
export class FundYearArgs extends MomentArgs {
  @Field(() => Int, { description: YEAR })
  year: number;
}

@ArgsType()
export class BasisArgs {
  @Field(() => VatBasis, {
    nullable: true,
    description: 'With or without VAT; when left out with VAT where that is known, and without where not. (Grondslag)',
  })
  basis?: VatBasis;
}

@ArgsType()
export class OneBasisArgs {
  @Field(() => VatBasis, { description: 'With or without VAT. (Grondslag)' })
  basis: VatBasis;
}

@ArgsType()
export class YearsArgs {
  @Field(() => [Int], { nullable: true, description: 'Of these years alone. (Jaren)' })
  years?: number[];
}
