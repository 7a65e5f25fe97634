import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import { type GraphQLResolveInfo } from 'graphql';
import { Mutations } from '../../platform/audit/mutations.js';
import { Role } from '../../platform/auth/role.js';
import { Allow } from '../../platform/graphql/access.js';
import { INPUT } from '../../platform/graphql/mutation-input.js';
import { OperationContext } from '../../platform/graphql/operation-context.js';
import { RelationsEditor } from './relations.editor.js';
import {
  DescribeStandardInput,
  EndStandardRelationInput,
  IdentifyStandardInput,
  RegisterStandardInput,
  RelateStandardsInput,
} from './standard.edit.inputs.js';
import { StandardsEditor } from './standards.editor.js';
import {
  DescribeStandardPayload,
  EndStandardRelationPayload,
  IdentifyStandardPayload,
  RegisterStandardPayload,
  RelateStandardsPayload,
} from './standards.payloads.js';

@Resolver()
export class StandardsResolver {
  constructor(
    private readonly mutations: Mutations,
    private readonly standards: StandardsEditor,
    private readonly relations: RelationsEditor,
  ) {}

  @Mutation(() => RegisterStandardPayload, { description: 'Takes a standard into the register. (Standaard opnemen)' })
  @Allow(Role.REGISTRAR)
  registerStandard(
    @Args('input', INPUT) input: RegisterStandardInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.standards.register(tx, input));
  }

  @Mutation(() => DescribeStandardPayload, {
    description: 'Changes what is said of a standard; its address stays. (Standaard beschrijven)',
  })
  @Allow(Role.REGISTRAR)
  describeStandard(
    @Args('input', INPUT) input: DescribeStandardInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.standards.describe(tx, input));
  }

  @Mutation(() => IdentifyStandardPayload, {
    description: 'Says what another register calls a standard, or where it stands there. (Standaard elders aanwijzen)',
  })
  @Allow(Role.REGISTRAR)
  identifyStandard(
    @Args('input', INPUT) input: IdentifyStandardInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.standards.identify(tx, input));
  }

  @Mutation(() => RelateStandardsPayload, {
    description: 'Says what one standard or version is to another, from a day on. (Standaarden verbinden)',
  })
  @Allow(Role.REGISTRAR)
  relateStandards(
    @Args('input', INPUT) input: RelateStandardsInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.relations.relate(tx, input));
  }

  @Mutation(() => EndStandardRelationPayload, {
    description: 'Ends on a day what one standard or version is to another. (Relatie beëindigen)',
  })
  @Allow(Role.REGISTRAR)
  endStandardRelation(
    @Args('input', INPUT) input: EndStandardRelationInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.relations.end(tx, input));
  }
}
