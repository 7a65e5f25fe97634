import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Node } from '../../platform/graphql/node.js';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { BindingLevel } from '../standards/standards.enums.js';
import { ProposalKind, ProposalState } from './governance.enums.js';

@ObjectType({
  implements: () => Node,
  description: 'What someone wants to have decided about a standard, from the idea to the decision. (Voorstel)',
})
@Entity('proposal')
export class Proposal extends Node {
  @Field(() => Int, { description: 'By which it is known, from 1 on; 0 while it is a draft. (Nummer)' })
  @Column('integer')
  number: number;

  @Field(() => String, { description: 'What it is about, in a line. (Titel)' })
  @Column('text')
  title: string;

  @Field(() => ProposalKind, { description: 'What is proposed. (Soort)' })
  @Column('text')
  kind: ProposalKind;

  @Column('text')
  state: ProposalState;

  @Column('text', { nullable: true })
  standardId?: string;

  @Column('text', { nullable: true })
  versionId?: string;

  @Field(() => BindingLevel, {
    nullable: true,
    description: 'How strongly it would bind; null when the proposal changes nothing of that. (Beoogde verbindendheid)',
  })
  @Column('text', { nullable: true })
  aimedLevel?: BindingLevel;

  @Field(() => String, { description: 'Why. (Motivering)' })
  @Column('text')
  motivation: string;

  @Field(() => String, {
    nullable: true,
    description: 'For what the standard would be meant. (Voorgesteld functioneel toepassingsgebied)',
  })
  @Column('text', { nullable: true })
  functionalScope?: string;

  @Field(() => String, {
    nullable: true,
    description: 'For whom the standard would be meant. (Voorgesteld organisatorisch werkingsgebied)',
  })
  @Column('text', { nullable: true })
  organisationalScope?: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'From which day on the version would be out of support. (Voorgesteld einde ondersteuning)',
  })
  @Column('date', { nullable: true })
  endOfSupportOn?: string;

  @Column('text', { nullable: true })
  successorId?: string;

  @Field(() => Boolean, {
    description: 'Whether it was said that nothing takes the place of the version. (Zonder opvolger)',
  })
  @Column('boolean')
  isWithoutSuccessor: boolean;

  @Column('text', { nullable: true })
  projectId?: string;

  @Column('text')
  submittedBy: string;

  @Column('text')
  submitterIssuer: string;

  @Column('text')
  submitterSubject: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was first submitted; null while it is a draft. (Ingediend op)',
  })
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  submittedAt?: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  registeredAt: Date;

  @Field(() => DateTimeScalar, { description: 'When the register last changed it. (Gewijzigd op)' })
  @Column({ type: 'timestamptz', precision: 3 })
  updatedAt: Date;

  @Field(() => Int, { description: 'Counts its changes. (Revisie)' })
  @Column('integer')
  revision: number;
}

@ObjectType({ description: 'One step on the way of a proposal. (Stap)' })
@Entity('proposal_step')
export class ProposalStep {
  @PrimaryColumn('text')
  proposalId: string;

  @PrimaryColumn('integer')
  position: number;

  @Column('text', { nullable: true })
  fromState?: ProposalState;

  @Column('text')
  toState: ProposalState;

  @Column('text', { nullable: true })
  byId?: string;

  @Field(() => String, { nullable: true, description: 'Why, when that was said. (Reden)' })
  @Column('text', { nullable: true })
  reason?: string;

  @Column('text', { nullable: true })
  takerIssuer?: string;

  @Column('text', { nullable: true })
  takerSubject?: string;

  @Field(() => DateTimeScalar, { description: 'When. (Tijdstip)' })
  @Column({ type: 'timestamptz', precision: 3 })
  at: Date;
}

@ObjectType({ description: 'A step that the state of a proposal knows. (Overgang)' })
export class ProposalTransition {
  toState: ProposalState;

  place: number;

  @Field(() => Boolean, { description: 'Whether you may take it now. (Toegestaan)' })
  isAllowed: boolean;

  @Field(() => [String], {
    description: 'What is in its way, in words, your own part in it among that; empty when nothing is. (Ontbreekt)',
  })
  missing: string[];

  @Field(() => [String], {
    description: 'What has to come with it, by the field of the input, such as a reason. (Mee te geven)',
  })
  asks: string[];
}

@Entity('proposal_support')
export class ProposalSupport {
  @PrimaryColumn('text')
  proposalId: string;

  @PrimaryColumn('text')
  organisationId: string;

  @PrimaryColumn('integer')
  position: number;

  @Column('boolean')
  isGiven: boolean;

  @Column({ type: 'timestamptz', precision: 3 })
  at: Date;
}
