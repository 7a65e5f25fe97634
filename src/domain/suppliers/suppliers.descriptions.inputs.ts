import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { REPEATED } from '../../platform/graphql/mutation-input.js';
import { DateScalar, UrlScalar } from '../../platform/graphql/scalars.js';
import { ProductCharacteristic } from '../procurement/procurement.enums.js';

@InputType({ isAbstract: true })
abstract class Description {
  @Field(() => Int, {
    nullable: true,
    description: 'Its `revision` as you saw it; refused when someone else changed it since. (Verwachte revisie)',
  })
  expectedRevision?: number | null;

  @Field(() => String, { nullable: true, description: 'Why, for the audit log. (Reden)' })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({
  description: 'What is to be said of a supplier: what is left out stays as it is. (Leverancier beschrijven)',
})
export class DescribeSupplierInput extends Description {
  @Field(() => ID, { description: 'Which supplier. (Leverancier)' })
  supplierId: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Its own site; null takes it away. (Website)' })
  website?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Its number in the trade register, set right by a REGISTRAR, with a reason. (KvK-nummer)',
  })
  kvkNumber?: string | null;
}

@InputType({
  description:
    'What is to be said of a product: what is left out stays as it is, null takes a value away. (Pakket beschrijven)',
})
export class DescribeProductInput extends Description {
  @Field(() => ID, { description: 'Which product. (Pakket)' })
  productId: string;

  @Field(() => String, { nullable: true, description: 'What it is called. (Naam)' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'What it does, at most 2,000 characters. (Samenvatting)' })
  summary?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'All reference components it fills in, at most 50; an empty list for none. (Referentiecomponenten)',
  })
  referenceComponentIds?: string[] | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'From which day it fills in these, no later than today. Today when left out; where none were held before, as far back as the register looks. (Referentiecomponenten vanaf)',
  })
  referenceComponentsFrom?: string | null;

  @Field(() => [ProductCharacteristic], {
    nullable: true,
    description: 'All that it is; an empty list for none of them, null for not said. (Kenmerken)',
  })
  characteristics?: ProductCharacteristic[] | null;
}

@InputType({
  description:
    'What is to be said of a version of a product: what is left out stays as it is, null takes a day away. (Pakketversie beschrijven)',
})
export class DescribeProductVersionInput extends Description {
  @Field(() => ID, { description: 'Which version of a product. (Pakketversie)' })
  productVersionId: string;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'When it came out, or will; no later than the first day for which anything is declared of it. To change it takes a reason. (Uitgebracht op)',
  })
  releasedOn?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The first day on which it is no longer supported. To change it, or to name a day that is past, takes a reason. (Ondersteund tot)',
  })
  supportedUntil?: string | null;
}
