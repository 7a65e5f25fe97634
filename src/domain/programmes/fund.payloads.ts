import { Field, ObjectType } from '@nestjs/graphql';
import { type Problem, UserError } from '../../platform/graphql/user-errors.js';
import { FundAllocation, FundYear } from './fund.entity.js';

const ERRORS = 'Why it was refused; empty when it was done. (Fouten)';

@ObjectType({ description: 'What became of recording a year of the fund. (Uitkomst van het vastleggen)' })
export class RecordFundYearPayload {
  @Field(() => FundYear, { nullable: true, description: 'The year, divided where that can be. (Fondsjaar)' })
  fundYear?: FundYear;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}

@ObjectType({ description: 'What became of recording an allocation. (Uitkomst van het vastleggen)' })
export class RecordFundAllocationPayload {
  @Field(() => FundAllocation, { nullable: true, description: 'The allocation. (Toewijzing)' })
  fundAllocation?: FundAllocation;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}
