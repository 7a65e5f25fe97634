import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { REPEATED } from '../../platform/graphql/mutation-input.js';
import { CentsScalar, DateScalar, UrlScalar } from '../../platform/graphql/scalars.js';

const WHY = 'Why, for the audit log. (Reden)';
const EXPECTED = 'The revision that the change goes by; refused when it is not the present one. (Verwachte revisie)';

@InputType({
  description:
    'The fund of a year as a whole: what is left out is not known, or no longer held to be. (Fondsjaar vastleggen)',
})
export class RecordFundYearInput {
  @Field(() => Int, { description: 'Which year. (Jaar)' })
  year: number;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day whose inhabitants divide the total; 1 January of the year when left out. (Peildatum)',
  })
  referenceDate?: string | null;

  @Field(() => CentsScalar, { nullable: true, description: 'The total with VAT. (Totaal inclusief btw)' })
  centsWithVat?: number | null;

  @Field(() => CentsScalar, { nullable: true, description: 'The total without VAT. (Totaal exclusief btw)' })
  centsWithoutVat?: number | null;

  @Field(() => CentsScalar, {
    nullable: true,
    description: 'What the plan of the year comes to without VAT, whoever pays. (Begroot)',
  })
  plannedCentsWithoutVat?: number | null;

  @Field(() => CentsScalar, {
    nullable: true,
    description: 'What of the plan others than the municipalities pay, without VAT. (Andere dekking)',
  })
  otherCentsWithoutVat?: number | null;

  @Field(() => ID, { nullable: true, description: 'The decision that it rests on. (Besluit)' })
  decisionId?: string | null;

  @Field(() => String, { description: 'Where the amounts can be read. (Herkomst)' })
  provenance: string;

  @Field(() => Int, { nullable: true, description: EXPECTED })
  expectedRevision?: number | null;

  @Field(() => String, { nullable: true, description: WHY })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({
  description:
    'What of the fund of a year is for a programme or for a project, as a whole: what is left out is not known. (Toewijzing vastleggen)',
})
export class RecordFundAllocationInput {
  @Field(() => Int, { description: 'Of which year of the fund. (Jaar)' })
  year: number;

  @Field(() => ID, { nullable: true, description: 'For which programme; this or a project. (Programma)' })
  programmeId?: string | null;

  @Field(() => ID, { nullable: true, description: 'For which project; this or a programme. (Project)' })
  projectId?: string | null;

  @Field(() => CentsScalar, { description: 'What was planned. (Begroot)' })
  plannedCents: number;

  @Field(() => CentsScalar, { nullable: true, description: 'What was spent. (Gerealiseerd)' })
  realisedCents?: number | null;

  @Field(() => Boolean, { description: 'Whether VAT is in both. (Inclusief btw)' })
  includesVat: boolean;

  @Field(() => String, { nullable: true, description: 'What came of it. (Verantwoording)' })
  account?: string | null;

  @Field(() => UrlScalar, { nullable: true, description: 'Where the account can be read. (Webadres)' })
  url?: string | null;

  @Field(() => String, { description: 'Where the amounts can be read. (Herkomst)' })
  provenance: string;

  @Field(() => Int, { nullable: true, description: EXPECTED })
  expectedRevision?: number | null;

  @Field(() => String, { nullable: true, description: WHY })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}
