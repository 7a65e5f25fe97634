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

  @Column('text', { nullable: true })
  reason?: string;

  @Column({ type: 'timestamptz', precision: 3 })
  at: Date;
}

@ObjectType({ implements: () => Node, description: 'What someone says of a proposal in a consultation. (Reactie)' })
@Entity('reaction')
export class Reaction extends Node {
  @Column('text')
  proposalId: string;

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

@Entity('reaction_answer')
export class ReactionAnswer {
  @PrimaryColumn('text')
  reactionId: string;

  @PrimaryColumn('integer')
  position: number;

  @Column('text')
  text: string;

  @Column('text', { nullable: true })
  byId?: string;

  @Column({ type: 'timestamptz', precision: 3 })
  at: Date;
}
