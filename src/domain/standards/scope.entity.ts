import { Field, ObjectType } from '@nestjs/graphql';
import { Column, Entity } from 'typeorm';
import { Temporal } from '../../platform/temporal/temporal.js';
import { type Confidence, PROVENANCE } from '../organisations/provenance.js';

@ObjectType({
  description: 'For what and for whom a standard is meant since it was decided. (Vastgesteld toepassingsgebied)',
})
@Entity('standard_scope')
export class StandardScope extends Temporal {
  @Column('text')
  standardId: string;

  @Field(() => String, { nullable: true, description: 'For what. (Functioneel toepassingsgebied)' })
  @Column('text', { nullable: true })
  functionalScope?: string;

  @Field(() => String, { nullable: true, description: 'For whom. (Organisatorisch werkingsgebied)' })
  @Column('text', { nullable: true })
  organisationalScope?: string;

  @Column('text', { nullable: true })
  decisionId?: string;

  @Column('boolean')
  isFromKnown: boolean;

  @Column('text')
  confidence: Confidence;

  @Field(() => String, { nullable: true, description: PROVENANCE })
  @Column('text', { nullable: true })
  provenance?: string;
}
