import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity } from 'typeorm';
import { Node } from '../../platform/graphql/node.js';
import { DateScalar, DateTimeScalar, UrlScalar } from '../../platform/graphql/scalars.js';
import { type Confidence, PROVENANCE } from '../organisations/provenance.js';
import { DecisionOutcome, GovernanceBody } from './decisions.enums.js';

@ObjectType({ description: 'How a body was divided. (Stemming)' })
export class Vote {
  @Field(() => Int, { description: 'Votes in favour. (Voor)' })
  inFavour: number;

  @Field(() => Int, { description: 'Votes against. (Tegen)' })
  against: number;

  @Field(() => Int, { description: 'Abstentions. (Onthoudingen)' })
  abstained: number;
}

@ObjectType({
  implements: () => Node,
  description: 'What a body decided on a day; never changed, corrected only by another decision. (Besluit)',
})
@Entity('decision')
export class Decision extends Node {
  @Field(() => String, { description: 'Name in addresses; unique, never reused. (Korte naam)' })
  @Column('text')
  slug: string;

  @Field(() => GovernanceBody, { description: 'Who decided. (Orgaan)' })
  @Column('text')
  body: GovernanceBody;

  @Field(() => DecisionOutcome, { description: 'How it was decided. (Uitkomst)' })
  @Column('text')
  outcome: DecisionOutcome;

  @Field(() => String, { description: 'What was decided on. (Onderwerp)' })
  @Column('text')
  title: string;

  @Field(() => DateScalar, { description: 'The day of the decision. (Datum besluit)' })
  @Column('date')
  decidedOn: string;

  @Field(() => DateScalar, { nullable: true, description: 'The first day on which it holds. (Ingangsdatum)' })
  @Column('date', { nullable: true })
  effectiveFrom?: string;

  @Field(() => String, { nullable: true, description: 'Number or name by which the body keeps it. (Kenmerk)' })
  @Column('text', { nullable: true })
  reference?: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Where it can be read. (Document)' })
  @Column('text', { nullable: true })
  document?: string;

  @Column('integer', { nullable: true })
  votesInFavour?: number;

  @Column('integer', { nullable: true })
  votesAgainst?: number;

  @Column('integer', { nullable: true })
  votesAbstained?: number;

  @Column('text', { nullable: true })
  correctsId?: string;

  @Column('text')
  confidence: Confidence;

  @Field(() => String, { nullable: true, description: PROVENANCE })
  @Column('text', { nullable: true })
  provenance?: string;

  @Field(() => DateTimeScalar, { description: 'When the register took it up. (Vastgelegd op)' })
  @Column({ type: 'timestamptz', precision: 3 })
  recordedAt: Date;
}
