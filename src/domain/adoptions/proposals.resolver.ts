import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import { type GraphQLResolveInfo } from 'graphql';
import { Mutations } from '../../platform/audit/mutations.js';
import { Allow } from '../../platform/graphql/access.js';
import { INPUT } from '../../platform/graphql/mutation-input.js';
import { OperationContext } from '../../platform/graphql/operation-context.js';
import { APPROVERS, PROPOSERS, REPORTERS, WITHDRAWERS } from './adoptions.policy.js';
import { ProposalAnswers } from './proposal.answers.js';
import {
  AnswerAdoptionProposalsInput,
  ProposeAdoptionsInput,
  RequireSignOffInput,
  WithdrawAdoptionProposalsInput,
} from './proposals.inputs.js';
import {
  AnswerAdoptionProposalsPayload,
  ProposeAdoptionsPayload,
  RequireSignOffPayload,
  WithdrawAdoptionProposalsPayload,
} from './proposals.payloads.js';
import { Proposals } from './proposals.service.js';
import { SignOff } from './sign-off.js';

@Resolver()
export class ProposalsResolver {
  constructor(
    private readonly mutations: Mutations,
    private readonly proposals: Proposals,
    private readonly answers: ProposalAnswers,
    private readonly signOff: SignOff,
  ) {}

  @Mutation(() => ProposeAdoptionsPayload, {
    description:
      'Says what municipalities apply, for the members of a partnership or as a supplier; it counts for nothing until they accept it. (Adopties voorstellen)',
  })
  @Allow(...PROPOSERS)
  proposeAdoptions(
    @Args('input', INPUT) input: ProposeAdoptionsInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.proposals.propose(tx, input, context.today));
  }

  @Mutation(() => AnswerAdoptionProposalsPayload, {
    description:
      'Takes proposals over as the word of the municipality, or declines them: all answers, or none. (Adoptievoorstellen beantwoorden)',
  })
  @Allow(...REPORTERS)
  answerAdoptionProposals(
    @Args('input', INPUT) input: AnswerAdoptionProposalsInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.answers.answer(tx, input, context.today));
  }

  @Mutation(() => WithdrawAdoptionProposalsPayload, {
    description:
      'Takes proposals of your own organisation back before they are answered. (Adoptievoorstellen intrekken)',
  })
  @Allow(...WITHDRAWERS)
  withdrawAdoptionProposals(
    @Args('input', INPUT) input: WithdrawAdoptionProposalsInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.proposals.withdraw(tx, input));
  }

  @Mutation(() => RequireSignOffPayload, {
    description:
      'Lets what reporters of a municipality say wait for an approver from today on, or no longer. (Accordering instellen)',
  })
  @Allow(...APPROVERS)
  requireSignOff(
    @Args('input', INPUT) input: RequireSignOffInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.signOff.require(tx, input, context.today));
  }
}
