import { Field, ObjectType } from '@nestjs/graphql';
import { type Problem, UserError } from '../../platform/graphql/user-errors.js';
import { Municipality } from '../organisations/municipality.entity.js';
import { Adoption } from './adoption.entity.js';
import { AdoptionProposal } from './proposal.entity.js';

const ERRORS = 'Why it was refused; empty when it was done. (Fouten)';

@ObjectType({ description: 'What became of proposing. (Uitkomst van het voorstellen)' })
export class ProposeAdoptionsPayload {
  @Field(() => [AdoptionProposal], { nullable: true, description: 'What waits now, in the order given. (Voorstellen)' })
  proposals?: AdoptionProposal[];

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}

@ObjectType({ description: 'What became of answering proposals. (Uitkomst van het beantwoorden)' })
export class AnswerAdoptionProposalsPayload {
  @Field(() => [AdoptionProposal], {
    nullable: true,
    description: 'The proposals as they are now, in the order given. (Voorstellen)',
  })
  proposals?: AdoptionProposal[];

  @Field(() => [Adoption], {
    nullable: true,
    description: 'The records that what was accepted was written to, as they are today. (Adopties)',
  })
  adoptions?: Adoption[];

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}

@ObjectType({ description: 'What became of withdrawing proposals. (Uitkomst van het intrekken)' })
export class WithdrawAdoptionProposalsPayload {
  @Field(() => [AdoptionProposal], { nullable: true, description: 'The proposals as they are now. (Voorstellen)' })
  proposals?: AdoptionProposal[];

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}

@ObjectType({ description: 'What became of asking for sign-off. (Uitkomst van de instelling)' })
export class RequireSignOffPayload {
  @Field(() => Municipality, { nullable: true, description: 'The municipality. (Gemeente)' })
  municipality?: Municipality;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}
