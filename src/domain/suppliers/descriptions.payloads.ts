import { Field, ObjectType } from '@nestjs/graphql';
import { type Problem, UserError } from '../../platform/graphql/user-errors.js';
import { Product, ProductVersion } from './product.entity.js';
import { Supplier } from './supplier.entity.js';

const ERRORS = 'Why it was refused; empty when it was done. (Fouten)';

@ObjectType({ description: 'What became of describing a supplier. (Uitkomst van het beschrijven)' })
export class DescribeSupplierPayload {
  @Field(() => Supplier, { nullable: true, description: 'The supplier. (Leverancier)' })
  supplier?: Supplier;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}

@ObjectType({ description: 'What became of describing a product. (Uitkomst van het beschrijven)' })
export class DescribeProductPayload {
  @Field(() => Product, { nullable: true, description: 'The product. (Pakket)' })
  product?: Product;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}

@ObjectType({ description: 'What became of describing a version of a product. (Uitkomst van het beschrijven)' })
export class DescribeProductVersionPayload {
  @Field(() => ProductVersion, { nullable: true, description: 'The version. (Pakketversie)' })
  productVersion?: ProductVersion;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}
