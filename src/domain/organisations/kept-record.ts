import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Column } from 'typeorm';
import { Node } from '../../platform/graphql/node.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { type Confidence, PROVENANCE } from './provenance.js';

/** What the register keeps of a source, and edits in place: where it has it from, since when, and how often it was changed. */
@ObjectType({ isAbstract: true })
export abstract class KeptRecord extends Node {
  @Column('text')
  confidence: Confidence;

  @Field(() => String, { nullable: true, description: PROVENANCE })
  @Column('text', { nullable: true })
  provenance?: string;

  @Column({ type: 'timestamptz', precision: 3 })
  registeredAt: Date;

  @Field(() => DateTimeScalar, { description: 'When the register last changed it. (Gewijzigd op)' })
  @Column({ type: 'timestamptz', precision: 3 })
  updatedAt: Date;

  @Field(() => Int, { description: 'Counts its changes. (Revisie)' })
  @Column('integer')
  revision: number;
}
