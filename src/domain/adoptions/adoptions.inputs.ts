import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { REPEATED } from '../../platform/graphql/mutation-input.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { AdoptionStatus } from './adoption.statuses.js';
import { ExplainReason } from './adoptions.enums.js';

@InputType({ description: 'Why a standard under comply-or-explain is not applied. (Uitleg)' })
export class ExplanationInput {
  @Field(() => ExplainReason, { description: 'The sort of reason. (Reden)' })
  reason: ExplainReason;

  @Field(() => String, { description: 'In your own words, at most 4,000 characters. (Motivering)' })
  motivation: string;

  @Field(() => DateScalar, {
    description: 'When it is looked at again: at most twelve months after the day from which it holds. (Herziening op)',
  })
  reviewOn: string;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether only the municipality and the office may read it. (Vertrouwelijk)',
  })
  confidential?: boolean | null;
}

@InputType({ description: 'What a municipality says of one standard, from a day on. (Melding)' })
export class AdoptionReport {
  @Field(() => ID, { description: 'Of which standard. (Standaard)' })
  standardId: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'Which version, as precise as it is known: a release or a line; left out when only the standard is. (Versie)',
  })
  versionId?: string | null;

  @Field(() => AdoptionStatus, { description: 'How far it is. (Status)' })
  status: AdoptionStatus;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'From which day it is so, past or future; today when left out. It holds until the next day for which the register knows something else. (Vanaf)',
  })
  validFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'By when it is to be applied; for PLANNED. (Gepland voor)' })
  plannedFor?: string | null;

  @Field(() => ExplanationInput, { nullable: true, description: 'Why not; for EXPLAINED. (Uitleg)' })
  explanation?: ExplanationInput | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The software it runs on; told to nobody but the municipality and the office. (Pakketversie)',
  })
  productVersionId?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The `revision` that was seen; refused when someone else changed it since. 0 when there was no record. (Verwachte revisie)',
  })
  expectedRevision?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why: the motivation for NOT_APPLICABLE, and what was wrong for a correction; at most 2,000 characters. (Reden)',
  })
  reason?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      'Sets right what was reported before: steps that cannot be taken may then be said, with a reason. (Correctie)',
  })
  correction?: boolean | null;
}

@InputType({ description: 'What a municipality reports; all of it is recorded, or nothing. (Melden)' })
export class ReportAdoptionsInput {
  @Field(() => ID, { description: 'For which municipality. (Gemeente)' })
  municipalityId: string;

  @Field(() => [AdoptionReport], { description: 'At most 100. (Meldingen)' })
  reports: AdoptionReport[];

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({ description: 'That nothing has changed. (Bevestigen)' })
export class ConfirmAdoptionsInput {
  @Field(() => ID, { description: 'For which municipality. (Gemeente)' })
  municipalityId: string;

  @Field(() => [ID], { description: 'Which records are still so, at most 100. (Adopties)' })
  adoptionIds: string[];

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}
