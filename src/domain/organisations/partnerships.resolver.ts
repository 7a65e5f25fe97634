import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import { type GraphQLResolveInfo } from 'graphql';
import { Mutations } from '../../platform/audit/mutations.js';
import { Role } from '../../platform/auth/role.js';
import { Allow } from '../../platform/graphql/access.js';
import { INPUT } from '../../platform/graphql/mutation-input.js';
import { OperationContext } from '../../platform/graphql/operation-context.js';
import {
  AdmitPartnershipMemberInput,
  AdmitPartnershipMemberPayload,
  EndPartnershipMembershipInput,
  EndPartnershipMembershipPayload,
} from './partnerships.inputs.js';
import { Partnerships } from './partnerships.service.js';

@Resolver()
export class PartnershipsResolver {
  constructor(
    private readonly mutations: Mutations,
    private readonly partnerships: Partnerships,
  ) {}

  @Mutation(() => AdmitPartnershipMemberPayload, {
    description: 'Records that a municipality works together with others in a partnership. (Deelnemer opnemen)',
  })
  @Allow(Role.REGISTRAR)
  admitPartnershipMember(
    @Args('input', INPUT) input: AdmitPartnershipMemberInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.partnerships.admit(tx, input, context.today));
  }

  @Mutation(() => EndPartnershipMembershipPayload, {
    description: 'Records that a municipality leaves a partnership. (Deelname beëindigen)',
  })
  @Allow(Role.REGISTRAR)
  endPartnershipMembership(
    @Args('input', INPUT) input: EndPartnershipMembershipInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.partnerships.end(tx, input, context.today));
  }
}
