import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity } from 'typeorm';
import { Node } from '../../platform/graphql/node.js';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { Temporal } from '../../platform/temporal/temporal.js';
import { ProductCharacteristic } from '../procurement/procurement.enums.js';

@ObjectType({ implements: () => Node, description: 'Software that a supplier offers. (Pakket)' })
@Entity('product')
export class Product extends Node {
  @Column('text')
  supplierId: string;

  @Field(() => String, { description: 'Name in addresses; unique, never reused. (Korte naam)' })
  @Column('text')
  slug: string;

  @Field(() => String, { description: 'What it is called. (Naam)' })
  @Column('text')
  name: string;

  @Field(() => String, { description: 'What it does, in the words of its supplier. (Samenvatting)' })
  @Column('text')
  summary: string;

  @Field(() => [ProductCharacteristic], {
    nullable: true,
    description: 'What sort of product it is, in the words of its supplier; null when that was not said. (Kenmerken)',
  })
  @Column('text', { array: true, nullable: true })
  characteristics?: ProductCharacteristic[];

  @Column({ type: 'timestamptz', precision: 3 })
  registeredAt: Date;

  @Field(() => DateTimeScalar, { description: 'When its supplier last changed it. (Gewijzigd op)' })
  @Column({ type: 'timestamptz', precision: 3 })
  updatedAt: Date;

  @Field(() => Int, { description: 'Counts its changes. (Revisie)' })
  @Column('integer')
  revision: number;
}

@ObjectType({ implements: () => Node, description: 'One version of a product. (Pakketversie)' })
@Entity('product_version')
export class ProductVersion extends Node {
  @Column('text')
  productId: string;

  @Field(() => String, { description: 'As the supplier prints it, never interpreted. (Versieaanduiding)' })
  @Column('text')
  label: string;

  @Field(() => Int, {
    description: 'Its place among the versions of the product, in the order of registration. (Volgorde)',
  })
  @Column('integer')
  position: number;

  @Field(() => DateScalar, { nullable: true, description: 'When it came out; null when not said. (Uitgebracht op)' })
  @Column('date', { nullable: true })
  releasedOn?: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day on which it is no longer supported; null while none is set. (Ondersteund tot)',
  })
  @Column('date', { nullable: true })
  supportedUntil?: string;

  @Column({ type: 'timestamptz', precision: 3 })
  registeredAt: Date;

  @Field(() => DateTimeScalar, { description: 'When its supplier last changed it. (Gewijzigd op)' })
  @Column({ type: 'timestamptz', precision: 3 })
  updatedAt: Date;

  @Field(() => Int, { description: 'Counts its changes. (Revisie)' })
  @Column('integer')
  revision: number;
}

/** Which reference components a product fills in, through time. */
@Entity('product_component')
export class ProductComponent extends Temporal {
  @Column('text')
  id: string;

  @Column('text')
  productId: string;

  @Column('text')
  componentId: string;

  @Column('boolean')
  isFromKnown: boolean;
}
