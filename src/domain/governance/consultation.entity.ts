import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Node } from '../../platform/graphql/node.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';

@ObjectType({ description: 'In which everyone who has signed in may react to a proposal. (Consultatie)' })
@Entity('consultation')
export class Consultation {
  @PrimaryColumn('text')
  proposalId: string;

  @Field(() => Int, { description: 'The first, second and so on of the proposal. (Ronde)' })
  @PrimaryColumn('integer')
  round: number;

  @PrimaryColumn('integer')
  position: number;

  @Column('date')
  openFrom: string;

  /** The first day on which nobody may react any more. */
  @Column('date')
  openUntil: string;

  @Field(() => String, {
    nullable: true,
    description: 'Why these days were set in the place of others; null when they are the first. (Reden)',
  })
  @Column('text', { nullable: true })
  reason?: string;

  @Field(() => DateTimeScalar, { description: 'When these days were set. (Vastgelegd op)' })
  @Column({ type: 'timestamptz', precision: 3 })
  at: Date;
}

@ObjectType({ implements: () => Node, description: 'What someone says of a proposal in a consultation. (Reactie)' })
@Entity('reaction')
export class Reaction extends Node {
  @Column('text')
  proposalId: string;

  @Field(() => Int, { description: 'In which round of the consultation. (Ronde)' })
  @Column('integer')
  round: number;

  @Column('text', { nullable: true })
  organisationId?: string;

  @Column('text')
  writerIssuer: string;

  @Column('text')
  writerSubject: string;

  @Field(() => String, { description: 'What is said. (Tekst)' })
  @Column('text')
  text: string;

  @Field(() => DateTimeScalar, { description: 'When it came in. (Ontvangen op)' })
  @Column({ type: 'timestamptz', precision: 3 })
  receivedAt: Date;
}

@ObjectType({ description: 'What was answered to a reaction. (Antwoord)' })
@Entity('reaction_answer')
export class ReactionAnswer {
  @PrimaryColumn('text')
  reactionId: string;

  @PrimaryColumn('integer')
  position: number;

  @Field(() => String, { description: 'What is answered. (Tekst)' })
  @Column('text')
  text: string;

  @Column('text', { nullable: true })
  byId?: string;

  @Field(() => DateTimeScalar, { description: 'When it was answered. (Beantwoord op)' })
  @Column({ type: 'timestamptz', precision: 3 })
  at: Date;
}
