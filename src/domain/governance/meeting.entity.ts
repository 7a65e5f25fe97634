import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Node } from '../../platform/graphql/node.js';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { GovernanceBody } from '../decisions/decisions.enums.js';

@ObjectType({ implements: () => Node, description: 'When a body meets. (Vergadering)' })
@Entity('meeting')
export class Meeting extends Node {
  @Field(() => GovernanceBody, { description: 'Who meets. (Orgaan)' })
  @Column('text')
  body: GovernanceBody;

  @Field(() => DateScalar, { description: 'On which day. (Datum)' })
  @Column('date')
  heldOn: string;

  @Field(() => String, { nullable: true, description: 'Where. (Plaats)' })
  @Column('text', { nullable: true })
  place?: string;

  @Field(() => Boolean, { description: 'Whether it was called off. (Vervallen)' })
  @Column('boolean')
  isCancelled: boolean;

  @Column({ type: 'timestamptz', precision: 3 })
  registeredAt: Date;

  @Field(() => DateTimeScalar, { description: 'When the register last changed it. (Gewijzigd op)' })
  @Column({ type: 'timestamptz', precision: 3 })
  updatedAt: Date;

  @Field(() => Int, { description: 'Counts its changes. (Revisie)' })
  @Column('integer')
  revision: number;
}

/** Which organisation keeps the agenda, advice and decisions of which bodies. */
@Entity('body_service')
export class BodyService {
  @PrimaryColumn('text')
  organisationId: string;

  @PrimaryColumn('text')
  body: GovernanceBody;
}
