import { Args, Context, Field, Info, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { type GraphQLResolveInfo } from 'graphql';
import { Mutations } from '../../platform/audit/mutations.js';
import { Allow } from '../../platform/graphql/access.js';
import { INPUT } from '../../platform/graphql/mutation-input.js';
import { OperationContext } from '../../platform/graphql/operation-context.js';
import { type Problem, UserError } from '../../platform/graphql/user-errors.js';
import { REPORTERS } from '../adoptions/adoptions.policy.js';
import { ProductUseProposal } from '../suppliers/product-use-proposal.entity.js';
import { AnswerProductUseProposalsInput } from './product-use-answers.inputs.js';
import { ProductUseAnswers } from './product-use-answers.service.js';

@ObjectType({ description: 'What became of answering proposals. (Uitkomst van het beantwoorden)' })
export class AnswerProductUseProposalsPayload {
  @Field(() => [ProductUseProposal], {
    nullable: true,
    description: 'The proposals as they are now, in the order given. (Voorstellen)',
  })
  proposals?: ProductUseProposal[];

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done. (Fouten)' })
  errors: Problem[];
}

@Resolver()
export class ProductUseAnswersResolver {
  constructor(
    private readonly mutations: Mutations,
    private readonly answers: ProductUseAnswers,
  ) {}

  @Mutation(() => AnswerProductUseProposalsPayload, {
    description:
      'Says of software that suppliers proposed whether the municipality uses it; the suppliers are not told. (Gebruiksvoorstellen beantwoorden)',
  })
  @Allow(...REPORTERS)
  answerProductUseProposals(
    @Args('input', INPUT) input: AnswerProductUseProposalsInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.answers.answer(tx, input));
  }
}
