import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import { type GraphQLResolveInfo } from 'graphql';
import { Mutations } from '../../platform/audit/mutations.js';
import { Allow } from '../../platform/graphql/access.js';
import { INPUT } from '../../platform/graphql/mutation-input.js';
import { OperationContext } from '../../platform/graphql/operation-context.js';
import { SuppliersEditor } from './suppliers.editor.js';
import { RegisterProductInput, RegisterProductVersionInput, RegisterSupplierInput } from './suppliers.inputs.js';
import {
  RegisterProductPayload,
  RegisterProductVersionPayload,
  RegisterSupplierPayload,
} from './suppliers.payloads.js';
import { SUPPLIERS } from './suppliers.policy.js';

@Resolver()
export class SuppliersResolver {
  constructor(
    private readonly mutations: Mutations,
    private readonly editor: SuppliersEditor,
  ) {}

  @Mutation(() => RegisterSupplierPayload, {
    description:
      'Takes up an organisation as a supplier, under its number in the trade register. (Leverancier opnemen)',
  })
  @Allow(...SUPPLIERS)
  registerSupplier(
    @Args('input', INPUT) input: RegisterSupplierInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.editor.registerSupplier(tx, input));
  }

  @Mutation(() => RegisterProductPayload, { description: 'Takes up a product of a supplier. (Pakket opnemen)' })
  @Allow(...SUPPLIERS)
  registerProduct(
    @Args('input', INPUT) input: RegisterProductInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.editor.registerProduct(tx, input));
  }

  @Mutation(() => RegisterProductVersionPayload, {
    description: 'Takes up a version of a product. (Pakketversie opnemen)',
  })
  @Allow(...SUPPLIERS)
  registerProductVersion(
    @Args('input', INPUT) input: RegisterProductVersionInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.editor.registerVersion(tx, input));
  }
}
