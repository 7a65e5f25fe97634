import { ArgsType, Field, ID, InputType } from '@nestjs/graphql';
import { REPEATED } from '../../platform/graphql/mutation-input.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { MomentArgs } from '../../platform/temporal/moments.js';
import { ProductCharacteristic } from '../procurement/procurement.enums.js';

const WHY = 'Why, for the audit log. (Reden)';

@InputType({ isOneOf: true, description: 'Exactly one way to name a supplier. (Leverancier naar)' })
export class SupplierBy {
  @Field(() => ID, { nullable: true, description: 'Its id. (Identificatie)' })
  id?: string;

  @Field(() => String, { nullable: true, description: 'Its number in the trade register. (KvK-nummer)' })
  kvkNumber?: string;
}

@ArgsType()
export class SupplierArgs extends MomentArgs {
  @Field(() => SupplierBy, { description: 'Which supplier. (Welke leverancier)' })
  by: SupplierBy;
}

@InputType({ isOneOf: true, description: 'Exactly one way to name a product. (Pakket naar)' })
export class ProductBy {
  @Field(() => ID, { nullable: true, description: 'Its id. (Identificatie)' })
  id?: string;

  @Field(() => String, { nullable: true, description: 'Its name in addresses. (Korte naam)' })
  slug?: string;
}

@ArgsType()
export class ProductArgs extends MomentArgs {
  @Field(() => ProductBy, { description: 'Which product. (Welk pakket)' })
  by: ProductBy;
}

@InputType({ description: 'An organisation that offers software. (Leverancier opnemen)' })
export class RegisterSupplierInput {
  @Field(() => ID, { description: 'The organisation, of the kind SUPPLIER. (Organisatie)' })
  organisationId: string;

  @Field(() => String, { description: 'Its number in the trade register: eight digits, for good. (KvK-nummer)' })
  kvkNumber: string;

  @Field(() => String, { nullable: true, description: WHY })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Software that a supplier offers. (Pakket opnemen)' })
export class RegisterProductInput {
  @Field(() => ID, { description: 'Whose it is. (Leverancier)' })
  supplierId: string;

  @Field(() => String, { description: 'Name in addresses: unique, and kept for good. (Korte naam)' })
  slug: string;

  @Field(() => String, { description: 'What it is called. (Naam)' })
  name: string;

  @Field(() => String, { description: 'What it does, at most 2,000 characters. (Samenvatting)' })
  summary: string;

  @Field(() => [ID], {
    nullable: true,
    description: 'Which reference components it fills in, at most 50. (Referentiecomponenten)',
  })
  referenceComponentIds?: string[] | null;

  @Field(() => [ProductCharacteristic], {
    nullable: true,
    description:
      'What sort of product it is; on this depends which quality norms are asked of it. Not said when left out. (Kenmerken)',
  })
  characteristics?: ProductCharacteristic[] | null;

  @Field(() => String, { nullable: true, description: WHY })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({ description: 'A version of a product. (Pakketversie opnemen)' })
export class RegisterProductVersionInput {
  @Field(() => ID, { description: 'Of which product. (Pakket)' })
  productId: string;

  @Field(() => String, { description: 'As it is printed; each version of a product has its own. (Versieaanduiding)' })
  label: string;

  @Field(() => DateScalar, { nullable: true, description: 'When it came out, or will. (Uitgebracht op)' })
  releasedOn?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day on which it is no longer supported. (Ondersteund tot)',
  })
  supportedUntil?: string | null;

  @Field(() => String, { nullable: true, description: WHY })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}
