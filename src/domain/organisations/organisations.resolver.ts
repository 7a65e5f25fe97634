import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import { type GraphQLResolveInfo } from 'graphql';
import { Mutations } from '../../platform/audit/mutations.js';
import { Role } from '../../platform/auth/role.js';
import { Allow } from '../../platform/graphql/access.js';
import { INPUT } from '../../platform/graphql/mutation-input.js';
import { OperationContext } from '../../platform/graphql/operation-context.js';
import { DescribeOrganisationInput, RegisterOrganisationInput } from './editing.inputs.js';
import { OrganisationEditor } from './organisation.editor.js';
import { DescribeOrganisationPayload, RegisterOrganisationPayload } from './organisations.payloads.js';

@Resolver()
export class OrganisationsResolver {
  constructor(
    private readonly mutations: Mutations,
    private readonly editor: OrganisationEditor,
  ) {}

  @Mutation(() => RegisterOrganisationPayload, {
    description: 'Takes up an organisation that is no municipality. (Organisatie opnemen)',
  })
  @Allow(Role.REGISTRAR)
  registerOrganisation(
    @Args('input', INPUT) input: RegisterOrganisationInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.editor.register(tx, input));
  }

  @Mutation(() => DescribeOrganisationPayload, {
    description:
      'Says something else of an organisation; a new name holds from a day on, and the old one stays on record. (Organisatie beschrijven)',
  })
  @Allow(Role.REGISTRAR)
  describeOrganisation(
    @Args('input', INPUT) input: DescribeOrganisationInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.editor.describe(tx, input));
  }
}
