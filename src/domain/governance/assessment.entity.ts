import { Field, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Node } from '../../platform/graphql/node.js';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { KeptRecord } from '../organisations/kept-record.js';
import { StandardKind } from '../standards/standards.enums.js';
import { ProposalKind, Verdict } from './governance.enums.js';

@ObjectType({ implements: () => Node, description: 'What proposals are judged on. (Toetsingscriterium)' })
@Entity('criterion')
export class Criterion extends KeptRecord {
  @Field(() => String, { description: 'By which it is known; unique, never reused. (Code)' })
  @Column('text')
  code: string;

  @Column('integer')
  position: number;

  @Column('text')
  title: string;

  @Column('text', { nullable: true })
  titleEn?: string;

  @Column('text')
  question: string;

  @Column('text', { nullable: true })
  questionEn?: string;

  @Column('boolean')
  isMandatory: boolean;

  @Field(() => String, { description: 'Whose criterion it is, and where it stands. (Bron)' })
  @Column('text')
  source: string;

  @Field(() => [ProposalKind], { description: 'Of which proposals it is asked. (Soorten voorstellen)' })
  @Column('text', { array: true })
  proposalKinds: ProposalKind[];

  @Field(() => [StandardKind], { description: 'Of standards of which kinds; of all when empty. (Soorten standaarden)' })
  @Column('text', { array: true })
  standardKinds: StandardKind[];

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day on which it is no longer asked; null until further notice. (Gevraagd tot)',
  })
  @Column('date', { nullable: true })
  askedUntil?: string;
}

@ObjectType({ description: 'How a proposal was judged on one criterion. (Toetsing)' })
@Entity('proposal_assessment')
export class Assessment {
  @PrimaryColumn('text')
  proposalId: string;

  @PrimaryColumn('text')
  criterionId: string;

  @PrimaryColumn('integer')
  position: number;

  @Field(() => Verdict, { description: 'How it does. (Oordeel)' })
  @Column('text')
  verdict: Verdict;

  @Field(() => String, { description: 'Why. (Motivering)' })
  @Column('text')
  motivation: string;

  @Column('text', { nullable: true })
  byId?: string;

  @Field(() => DateTimeScalar, { description: 'When it was judged. (Tijdstip)' })
  @Column({ type: 'timestamptz', precision: 3 })
  at: Date;
}
