import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { REPEATED } from '../../platform/graphql/mutation-input.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { type Problem, UserError } from '../../platform/graphql/user-errors.js';
import { MomentArgs } from '../../platform/temporal/moments.js';
import { StandardKind } from '../standards/standards.enums.js';
import { Reaction } from './consultation.entity.js';
import { ProposalKind, Verdict } from './governance.enums.js';
import { Proposal } from './proposal.entity.js';

const ERRORS = 'Why it was refused; empty when it was done. (Fouten)';
const EXPECTED = 'Its `revision` as you saw it; refused when someone else changed it since. (Verwachte revisie)';

@ArgsType()
export class CriteriaArgs extends MomentArgs {
  @Field(() => ProposalKind, { nullable: true, description: 'Asked of proposals of this kind. (Soort voorstel)' })
  kind?: ProposalKind;

  @Field(() => StandardKind, { nullable: true, description: 'Asked of standards of this kind. (Soort standaard)' })
  standardKind?: StandardKind;
}

@ArgsType()
export class AskedArgs {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those with a verdict, or only those without one. (Beoordeeld)',
  })
  isJudged?: boolean;
}

@ArgsType()
export class ReactionsArgs {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those with an answer, or only those without one. (Beantwoord)',
  })
  isAnswered?: boolean;

  @Field(() => Int, { defaultValue: 100, description: 'How many at most: 1 to 100. (Aantal)' })
  first: number;

  @Field(() => ID, {
    nullable: true,
    description: 'The reaction after which to go on: the last one that you have. (Na)',
  })
  after?: string;
}

@InputType({
  description: 'How a proposal does on a criterion. Said anew, it takes the place of what was said. (Toetsing)',
})
export class AssessProposalInput {
  @Field(() => ID, { description: 'Which proposal. (Voorstel)' })
  proposalId: string;

  @Field(() => String, { description: 'The code of the criterion, such as FORUM-DRAAGVLAK. (Criterium)' })
  criterionCode: string;

  @Field(() => Verdict, { description: 'How it does. (Oordeel)' })
  verdict: Verdict;

  @Field(() => String, { description: 'Why, for everyone to read; at most 4,000 characters. (Motivering)' })
  motivation: string;

  @Field(() => Int, { nullable: true, description: EXPECTED })
  expectedRevision?: number | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({
  description: 'Another end of the round that runs or is to begin; with `from`, another round. (Consultatie wijzigen)',
})
export class ChangeConsultationInput {
  @Field(() => ID, { description: 'Of which proposal. (Voorstel)' })
  proposalId: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day of another round, once the last one is over; left out to move the end. (Vanaf)',
  })
  from?: string | null;

  @Field(() => DateScalar, { description: 'The first day on which nobody may react any more; today ends it. (Tot)' })
  until: string;

  @Field(() => String, { description: 'Why, for everyone to read; at most 2,000 characters. (Reden)' })
  reason: string;

  @Field(() => Int, { nullable: true, description: EXPECTED })
  expectedRevision?: number | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({
  description: 'Either what someone says of a proposal, as `text`; or what the office answers, as `answer`. (Reactie)',
})
export class ReactToProposalInput {
  @Field(() => ID, { description: 'Which proposal. (Voorstel)' })
  proposalId: string;

  @Field(() => String, {
    nullable: true,
    description: 'What you say of it, for everyone to read; at most 10,000 characters. (Tekst)',
  })
  text?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'For which organisation you react, where you act for several; for yourself when for none. (Namens)',
  })
  onBehalfOfId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Which reaction is answered. (Reactie)' })
  answerTo?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What the office answers; another answer takes the place of the one before. At most 10,000 characters. (Antwoord)',
  })
  answer?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'What became of the assessment. (Uitkomst van de toetsing)' })
export class AssessProposalPayload {
  @Field(() => Proposal, { nullable: true, description: 'The proposal as it is judged now. (Voorstel)' })
  proposal?: Proposal;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}

@ObjectType({ description: 'What became of the change. (Uitkomst van de wijziging)' })
export class ChangeConsultationPayload {
  @Field(() => Proposal, {
    nullable: true,
    description: 'The proposal, with its consultation as it is now. (Voorstel)',
  })
  proposal?: Proposal;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}

@ObjectType({ description: 'What became of the reaction. (Uitkomst van de reactie)' })
export class ReactToProposalPayload {
  @Field(() => Reaction, { nullable: true, description: 'The reaction, with its answer. (Reactie)' })
  reaction?: Reaction;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}
