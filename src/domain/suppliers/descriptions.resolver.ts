import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import { type GraphQLResolveInfo } from 'graphql';
import { Mutations } from '../../platform/audit/mutations.js';
import { Allow } from '../../platform/graphql/access.js';
import { INPUT } from '../../platform/graphql/mutation-input.js';
import { OperationContext } from '../../platform/graphql/operation-context.js';
import {
  DescribeProductPayload,
  DescribeProductVersionPayload,
  DescribeSupplierPayload,
} from './descriptions.payloads.js';
import { ProductDescriptions } from './products.descriptions.js';
import { SupplierDescriptions } from './suppliers.descriptions.js';
import {
  DescribeProductInput,
  DescribeProductVersionInput,
  DescribeSupplierInput,
} from './suppliers.descriptions.inputs.js';
import { SUPPLIERS } from './suppliers.policy.js';

@Resolver()
export class DescriptionsResolver {
  constructor(
    private readonly mutations: Mutations,
    private readonly suppliers: SupplierDescriptions,
    private readonly products: ProductDescriptions,
  ) {}

  @Mutation(() => DescribeSupplierPayload, {
    description: 'Changes what is said of a supplier. (Leverancier beschrijven)',
  })
  @Allow(...SUPPLIERS)
  describeSupplier(
    @Args('input', INPUT) input: DescribeSupplierInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.suppliers.describeSupplier(tx, input));
  }

  @Mutation(() => DescribeProductPayload, { description: 'Changes what is said of a product. (Pakket beschrijven)' })
  @Allow(...SUPPLIERS)
  describeProduct(
    @Args('input', INPUT) input: DescribeProductInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) =>
      this.products.describeProduct(tx, input, context.today),
    );
  }

  @Mutation(() => DescribeProductVersionPayload, {
    description: 'Changes the days of a version of a product. (Pakketversie beschrijven)',
  })
  @Allow(...SUPPLIERS)
  describeProductVersion(
    @Args('input', INPUT) input: DescribeProductVersionInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) =>
      this.products.describeVersion(tx, input, context.today),
    );
  }
}
