import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import { type GraphQLResolveInfo } from 'graphql';
import { Mutations } from '../../platform/audit/mutations.js';
import { Allow } from '../../platform/graphql/access.js';
import { INPUT } from '../../platform/graphql/mutation-input.js';
import { OperationContext } from '../../platform/graphql/operation-context.js';
import { GrantRoleInput, RevokeRoleInput } from './memberships.inputs.js';
import { GrantRolePayload, RevokeRolePayload } from './roles.payloads.js';
import { GRANTERS } from './roles.policy.js';
import { RolesService } from './roles.service.js';

@Resolver()
export class RolesResolver {
  constructor(
    private readonly mutations: Mutations,
    private readonly roles: RolesService,
  ) {}

  @Mutation(() => GrantRolePayload, {
    description:
      'Gives someone a role: a registrar any role that fits the organisation, others roles of their own organisation. (Rol toekennen)',
  })
  @Allow(...GRANTERS)
  grantRole(
    @Args('input', INPUT) input: GrantRoleInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.roles.grant(tx, input));
  }

  @Mutation(() => RevokeRolePayload, {
    description:
      'Ends a role, also one of your own; from that day on the very next request goes without it. (Rol intrekken)',
  })
  @Allow('signed in')
  revokeRole(
    @Args('input', INPUT) input: RevokeRoleInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.roles.revoke(tx, input));
  }
}
