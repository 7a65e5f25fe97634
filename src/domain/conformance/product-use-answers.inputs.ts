import { Field, ID, InputType } from '@nestjs/graphql';
import { REPEATED } from '../../platform/graphql/mutation-input.js';
import { DateScalar } from '../../platform/graphql/scalars.js';

@InputType({ description: 'What a municipality says to one proposal. (Antwoord op gebruiksvoorstel)' })
export class ProductUseProposalAnswer {
  @Field(() => ID, { description: 'Which proposal. (Voorstel)' })
  proposalId: string;

  @Field(() => Boolean, { description: 'Whether it uses that software. (Bevestigen)' })
  accept: boolean;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'From which day it uses it, when accepted; the day proposed when left out. (Vanaf)',
  })
  from?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The first day on which it is no longer used; until further notice when left out, or as the register holds it already. (Tot)',
  })
  to?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why, for itself and the office, at most 2,000 characters; the supplier never sees it. (Reden)',
  })
  reason?: string | null;
}

@InputType({ description: 'What a municipality says to proposals: all of it is done, or nothing. (Beantwoorden)' })
export class AnswerProductUseProposalsInput {
  @Field(() => ID, { description: 'For which municipality. (Gemeente)' })
  municipalityId: string;

  @Field(() => [ProductUseProposalAnswer], { description: 'At most 100. (Antwoorden)' })
  answers: ProductUseProposalAnswer[];

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}
