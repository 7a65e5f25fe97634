import { Field, ID, InputType } from '@nestjs/graphql';
import { REPEATED } from '../../platform/graphql/mutation-input.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { Province } from './organisations.enums.js';
import { MunicipalityBy } from './organisations.inputs.js';

@InputType({ description: 'A municipality that ends, and what it goes into. (Opgeheven gemeente)' })
export class PredecessorInput {
  @Field(() => MunicipalityBy, { description: 'Which municipality ends. (Gemeente)' })
  municipality: MunicipalityBy;

  @Field(() => [MunicipalityBy], {
    description: 'What it goes into: one municipality, or each of those it is divided over; new ones by code. (Naar)',
  })
  into: MunicipalityBy[];
}

@InputType({ description: 'A municipality that begins. (Nieuwe gemeente)' })
export class NewMunicipalityInput {
  @Field(() => String, { description: 'Code of Statistics Netherlands, such as GM1992; not used before. (CBS-code)' })
  code: string;

  @Field(() => String, { description: 'Its name. (Naam)' })
  name: string;

  @Field(() => Province, { description: 'Its province. (Provincie)' })
  province: Province;

  @Field(() => [String], { nullable: true, description: 'Other names in use, at most 50. (Ook bekend als)' })
  aliases?: string[] | null;
}

@InputType({
  description:
    'Municipalities that end on a day, and those that follow them: new ones, or ones that stay. (Herindeling)',
})
export class MergeMunicipalitiesInput {
  @Field(() => DateScalar, { description: 'First day of the new situation. (Datum herindeling)' })
  on: string;

  @Field(() => [PredecessorInput], { description: 'Those that end, at most 100. (Opgeheven gemeenten)' })
  predecessors: PredecessorInput[];

  @Field(() => [NewMunicipalityInput], {
    nullable: true,
    description: 'Those that begin, at most 100; a predecessor goes into each. (Nieuwe gemeenten)',
  })
  newMunicipalities?: NewMunicipalityInput[] | null;

  @Field(() => ID, { nullable: true, description: 'The decision behind it, if the register has it. (Besluit)' })
  decisionId?: string | null;

  @Field(() => String, { description: 'Why, for the audit log. (Reden)' })
  reason: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Only show what would come of it, and write nothing. (Proef)',
  })
  dryRun: boolean;

  @Field(() => String, {
    nullable: true,
    description: REPEATED,
  })
  idempotencyKey?: string | null;
}
