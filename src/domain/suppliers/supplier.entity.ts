import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity } from 'typeorm';
import { Node } from '../../platform/graphql/node.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';

@ObjectType({
  implements: () => Node,
  description: 'An organisation that offers software to municipalities. (Leverancier)',
})
@Entity('supplier')
export class Supplier extends Node {
  @Column('text')
  organisationId: string;

  @Field(() => String, {
    description: 'Its number in the trade register of the Chamber of Commerce, eight digits. (KvK-nummer)',
  })
  @Column('text')
  kvkNumber: string;

  @Column({ type: 'timestamptz', precision: 3 })
  registeredAt: Date;

  @Field(() => DateTimeScalar, { description: 'When the register last changed it. (Gewijzigd op)' })
  @Column({ type: 'timestamptz', precision: 3 })
  updatedAt: Date;

  @Field(() => Int, { description: 'Counts its changes. (Revisie)' })
  @Column('integer')
  revision: number;
}
