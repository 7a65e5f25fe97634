import { Field, ID, InputType } from '@nestjs/graphql';
import { REPEATED } from '../../../platform/graphql/mutation-input.js';
import { DateScalar } from '../../../platform/graphql/scalars.js';
import { Language } from '../../../domain/standards/standards.inputs.js';

@InputType({
  description: 'Which check is to be frozen in a report; as the arguments of gibitCheck. (Rapport opmaken)',
})
export class IssueConformanceReportInput {
  @Field(() => ID, { description: 'Which version of which product. (Pakketversie)' })
  productVersionId: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Under which terms; those in force on the day of the contract when left out. (Inkoopvoorwaarden)',
  })
  termsId?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day of the contract; today when left out. (Contractdatum)',
  })
  contractDate?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day whose declarations are looked at; that of the contract when left out. (Peildatum)',
  })
  asOf?: string | null;

  @Field(() => Language, {
    nullable: true,
    defaultValue: Language.NL,
    description: 'The language of its files. (Taal)',
  })
  language?: Language | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}
