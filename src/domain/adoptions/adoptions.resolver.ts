import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import { type GraphQLResolveInfo } from 'graphql';
import { Mutations } from '../../platform/audit/mutations.js';
import { Allow } from '../../platform/graphql/access.js';
import { INPUT } from '../../platform/graphql/mutation-input.js';
import { OperationContext } from '../../platform/graphql/operation-context.js';
import { AdoptionsEditor } from './adoptions.editor.js';
import { ConfirmAdoptionsInput, ReportAdoptionsInput } from './adoptions.inputs.js';
import { ConfirmAdoptionsPayload, ReportAdoptionsPayload } from './adoptions.payloads.js';
import { REPORTERS } from './adoptions.policy.js';

@Resolver()
export class AdoptionsResolver {
  constructor(
    private readonly mutations: Mutations,
    private readonly editor: AdoptionsEditor,
  ) {}

  @Mutation(() => ReportAdoptionsPayload, {
    description: 'Records what a municipality says of standards: all reports, or none. (Adopties melden)',
  })
  @Allow(...REPORTERS)
  reportAdoptions(
    @Args('input', INPUT) input: ReportAdoptionsInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.editor.report(tx, input, context.today));
  }

  @Mutation(() => ConfirmAdoptionsPayload, {
    description:
      'Says that nothing has changed, so that what is held counts as current for another year. (Adopties bevestigen)',
  })
  @Allow(...REPORTERS)
  confirmAdoptions(
    @Args('input', INPUT) input: ConfirmAdoptionsInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.editor.confirm(tx, input, context.today));
  }
}
