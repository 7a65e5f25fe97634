import { ArgsType, Field, ID, InputType } from '@nestjs/graphql';
import { REPEATED } from '../../platform/graphql/mutation-input.js';
import { PageArgs } from '../../platform/graphql/page.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { AdoptionStatus } from './adoption.statuses.js';
import { ExplanationInput } from './adoptions.inputs.js';
import { AdoptionProposalState } from './proposal.entity.js';

@InputType({ description: 'What is proposed for one municipality and one standard, from a day on. (Voorstel)' })
export class AdoptionProposalInput {
  @Field(() => ID, { description: 'For which municipality. (Gemeente)' })
  municipalityId: string;

  @Field(() => ID, { description: 'Of which standard; not of a security norm. (Standaard)' })
  standardId: string;

  @Field(() => ID, { nullable: true, description: 'Which version, as precise as it is known. (Versie)' })
  versionId?: string | null;

  @Field(() => AdoptionStatus, { description: 'How far the municipality is. (Status)' })
  status: AdoptionStatus;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'From which day it is so, past or future; today when left out. (Vanaf)',
  })
  validFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'By when it is to be applied; for PLANNED. (Gepland voor)' })
  plannedFor?: string | null;

  @Field(() => ExplanationInput, { nullable: true, description: 'Why not; for EXPLAINED. (Uitleg)' })
  explanation?: ExplanationInput | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why; the motivation for NOT_APPLICABLE; at most 2,000 characters. (Reden)',
  })
  reason?: string | null;
}

@InputType({ description: 'What a partnership or supplier proposes; all of it waits, or nothing. (Voorstellen)' })
export class ProposeAdoptionsInput {
  @Field(() => ID, { description: 'The partnership or supplier that proposes. (Namens)' })
  onBehalfOfId: string;

  @Field(() => [AdoptionProposalInput], { description: 'At most 100. (Voorstellen)' })
  proposals: AdoptionProposalInput[];

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({ description: 'What a municipality says to one proposal. (Antwoord)' })
export class AdoptionProposalAnswer {
  @Field(() => ID, { description: 'Which proposal. (Voorstel)' })
  proposalId: string;

  @Field(() => Boolean, { description: 'Whether the municipality takes it over as its own word. (Overnemen)' })
  accept: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Why; needed for what is declined; at most 2,000 characters. (Reden)',
  })
  reason?: string | null;
}

@InputType({ description: 'What a municipality says to proposals; all of it is done, or nothing. (Beantwoorden)' })
export class AnswerAdoptionProposalsInput {
  @Field(() => ID, { description: 'For which municipality. (Gemeente)' })
  municipalityId: string;

  @Field(() => [AdoptionProposalAnswer], { description: 'At most 100. (Antwoorden)' })
  answers: AdoptionProposalAnswer[];

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Proposals that are taken back before they were answered. (Intrekken)' })
export class WithdrawAdoptionProposalsInput {
  @Field(() => [ID], { description: 'Which proposals of your own organisation, at most 100. (Voorstellen)' })
  proposalIds: string[];

  @Field(() => String, { nullable: true, description: 'Why, at most 2,000 characters. (Reden)' })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Whether a municipality has its reports signed off. (Accordering)' })
export class RequireSignOffInput {
  @Field(() => ID, { description: 'Which municipality. (Gemeente)' })
  municipalityId: string;

  @Field(() => Boolean, {
    description: 'Whether what a reporter says from now on waits for an approver. (Accordering vereist)',
  })
  required: boolean;

  @Field(() => String, { nullable: true, description: 'Why, at most 2,000 characters. (Reden)' })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@ArgsType()
export class AdoptionProposalsArgs extends PageArgs {
  @Field(() => [AdoptionProposalState], { nullable: true, description: 'Only in one of these states. (Standen)' })
  states?: AdoptionProposalState[];
}
