import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import { type GraphQLResolveInfo } from 'graphql';
import { Mutations } from '../../platform/audit/mutations.js';
import { Role } from '../../platform/auth/role.js';
import { Allow } from '../../platform/graphql/access.js';
import { INPUT } from '../../platform/graphql/mutation-input.js';
import { OperationContext } from '../../platform/graphql/operation-context.js';
import { ProposeProductUseInput, WithdrawProductUseProposalsInput } from './product-use-proposals.inputs.js';
import { ProposeProductUsePayload, WithdrawProductUseProposalsPayload } from './product-use-proposals.payloads.js';
import { ProductUseProposals } from './product-use-proposals.service.js';

@Resolver()
export class ProductUseProposalsResolver {
  constructor(
    private readonly mutations: Mutations,
    private readonly proposals: ProductUseProposals,
  ) {}

  @Mutation(() => ProposeProductUsePayload, {
    description:
      'Says as a supplier that municipalities use its product; each decides for itself, and the supplier is not told what. (Gebruik voorstellen)',
  })
  @Allow(Role.SUPPLIER_EDITOR)
  proposeProductUse(
    @Args('input', INPUT) input: ProposeProductUseInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.proposals.propose(tx, input, context.today));
  }

  @Mutation(() => WithdrawProductUseProposalsPayload, {
    description:
      'Takes proposals of your own organisation back; what a municipality answered already stays. (Gebruiksvoorstellen intrekken)',
  })
  @Allow(Role.SUPPLIER_EDITOR)
  withdrawProductUseProposals(
    @Args('input', INPUT) input: WithdrawProductUseProposalsInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.proposals.withdraw(tx, input));
  }
}
