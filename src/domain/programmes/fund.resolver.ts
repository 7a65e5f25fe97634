import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import { type GraphQLResolveInfo } from 'graphql';
import { Mutations } from '../../platform/audit/mutations.js';
import { Role } from '../../platform/auth/role.js';
import { Allow } from '../../platform/graphql/access.js';
import { INPUT } from '../../platform/graphql/mutation-input.js';
import { OperationContext } from '../../platform/graphql/operation-context.js';
import { RecordFundAllocationInput, RecordFundYearInput } from './fund.edit.inputs.js';
import { FundEditor } from './fund.editor.js';
import { RecordFundAllocationPayload, RecordFundYearPayload } from './fund.payloads.js';

@Resolver()
export class FundResolver {
  constructor(
    private readonly mutations: Mutations,
    private readonly editor: FundEditor,
  ) {}

  @Mutation(() => RecordFundYearPayload, {
    description:
      'Records what the fund of a year is, or corrects it, and works out anew what each municipality pays. (Fondsjaar vastleggen)',
  })
  @Allow(Role.REGISTRAR)
  recordFundYear(
    @Args('input', INPUT) input: RecordFundYearInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.editor.recordYear(tx, input));
  }

  @Mutation(() => RecordFundAllocationPayload, {
    description:
      'Records what of the fund is for a programme or project and what came of it, or corrects it. (Toewijzing vastleggen)',
  })
  @Allow(Role.REGISTRAR)
  recordFundAllocation(
    @Args('input', INPUT) input: RecordFundAllocationInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.editor.recordAllocation(tx, input));
  }
}
