import { Field, ObjectType } from '@nestjs/graphql';
import { type Problem, UserError } from '../../platform/graphql/user-errors.js';
import { Product, ProductVersion } from './product.entity.js';
import { Supplier } from './supplier.entity.js';

const ERRORS = 'Why it was refused; empty when it was done. (Fouten)';

@ObjectType({ description: 'What became of taking up a supplier. (Uitkomst van het opnemen)' })
export class RegisterSupplierPayload {
  @Field(() => Supplier, { nullable: true, description: 'The supplier. (Leverancier)' })
  supplier?: Supplier;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}

@ObjectType({ description: 'What became of taking up a product. (Uitkomst van het opnemen)' })
export class RegisterProductPayload {
  @Field(() => Product, { nullable: true, description: 'The product. (Pakket)' })
  product?: Product;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}

@ObjectType({ description: 'What became of taking up a version of a product. (Uitkomst van het opnemen)' })
export class RegisterProductVersionPayload {
  @Field(() => ProductVersion, { nullable: true, description: 'The version. (Pakketversie)' })
  productVersion?: ProductVersion;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}
