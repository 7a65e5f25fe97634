import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import { type GraphQLResolveInfo } from 'graphql';
import { Mutations } from '../../platform/audit/mutations.js';
import { PROPOSERS } from '../../platform/auth/role.js';
import { Allow } from '../../platform/graphql/access.js';
import { INPUT } from '../../platform/graphql/mutation-input.js';
import { OperationContext } from '../../platform/graphql/operation-context.js';
import { ProposalSupporters } from './proposal.support.js';
import { ProposalTransitions } from './proposal.transitions.js';
import {
  DescribeProposalInput,
  ProposeFromProjectInput,
  SubmitProposalInput,
  SupportProposalInput,
  TransitionProposalInput,
} from './proposals.edit.inputs.js';
import { ProposalsEditor } from './proposals.editor.js';
import {
  DescribeProposalPayload,
  ProposeFromProjectPayload,
  SubmitProposalPayload,
  SupportProposalPayload,
  TransitionProposalPayload,
} from './proposals.payloads.js';

@Resolver()
export class ProposalsResolver {
  constructor(
    private readonly mutations: Mutations,
    private readonly editor: ProposalsEditor,
    private readonly supporters: ProposalSupporters,
    private readonly transitions: ProposalTransitions,
  ) {}

  @Mutation(() => SubmitProposalPayload, {
    description: 'Submits a proposal for an organisation, or keeps it as a draft. (Voorstel indienen)',
  })
  @Allow(...PROPOSERS)
  submitProposal(
    @Args('input', INPUT) input: SubmitProposalInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.editor.submit(tx, input, context.today));
  }

  @Mutation(() => DescribeProposalPayload, {
    description:
      'Says something else of a proposal: its submitter of a draft and of what was returned, the office by which names the register got what is new. (Voorstel aanpassen)',
  })
  @Allow(...PROPOSERS)
  describeProposal(
    @Args('input', INPUT) input: DescribeProposalInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.editor.describe(tx, input, context.today));
  }

  @Mutation(() => SupportProposalPayload, {
    description:
      'Has a municipality or a public body support the proposal of another, or support it no more. (Voorstel steunen)',
  })
  @Allow(...PROPOSERS)
  supportProposal(
    @Args('input', INPUT) input: SupportProposalInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.supporters.support(tx, input, context.today));
  }

  @Mutation(() => ProposeFromProjectPayload, {
    description:
      'Makes of a joint project a draft of a proposal for all municipalities. (Voorstel maken van een project)',
  })
  @Allow(...PROPOSERS)
  proposeFromProject(
    @Args('input', INPUT) input: ProposeFromProjectInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) =>
      this.editor.proposeFromProject(tx, input, context.today),
    );
  }

  @Mutation(() => TransitionProposalPayload, {
    description:
      'Takes a proposal a step further, or back; what a body decides is recorded by recordDecision. (Voorstel verder brengen)',
  })
  @Allow(...PROPOSERS)
  transitionProposal(
    @Args('input', INPUT) input: TransitionProposalInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.transitions.transition(tx, input, context.today));
  }
}
