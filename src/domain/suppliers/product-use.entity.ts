import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity } from 'typeorm';
import { Node } from '../../platform/graphql/node.js';
import { Temporal } from '../../platform/temporal/temporal.js';

@ObjectType({
  implements: () => Node,
  description:
    'That a municipality uses a version of a product. There for the municipality itself and the office, and for nobody else. (Software in gebruik)',
})
@Entity('product_use')
export class ProductUse extends Temporal {
  @Field(() => ID, { description: 'The same for as long as the register keeps it. (Identificatie)' })
  @Column('text')
  id: string;

  @Column('text')
  municipalityId: string;

  @Column('text')
  productVersionId: string;
}
