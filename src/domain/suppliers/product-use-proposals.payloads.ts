import { Field, ObjectType } from '@nestjs/graphql';
import { type Problem, UserError } from '../../platform/graphql/user-errors.js';
import { ProductUseProposal } from './product-use-proposal.entity.js';

const ERRORS = 'Why it was refused; empty when it was done. (Fouten)';

@ObjectType({ description: 'What became of proposing that software is used. (Uitkomst van het voorstellen)' })
export class ProposeProductUsePayload {
  @Field(() => [ProductUseProposal], {
    nullable: true,
    description: 'One for each municipality, in the order given. (Voorstellen)',
  })
  proposals?: ProductUseProposal[];

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}

@ObjectType({ description: 'What became of taking proposals back. (Uitkomst van het intrekken)' })
export class WithdrawProductUseProposalsPayload {
  @Field(() => [ProductUseProposal], { nullable: true, description: 'The proposals as they are now. (Voorstellen)' })
  proposals?: ProductUseProposal[];

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}
