import { Field, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Node } from '../../platform/graphql/node.js';
import { DateScalar, DateTimeScalar, UrlScalar } from '../../platform/graphql/scalars.js';
import { DecisionOutcome, GovernanceBody } from '../decisions/decisions.enums.js';
import { AdvicePosition, PendingDecisionState } from './governance.enums.js';

@ObjectType({ implements: () => Node, description: 'What a body advises on a proposal. (Advies)' })
@Entity('advice')
export class Advice extends Node {
  @Column('text')
  proposalId: string;

  @Field(() => GovernanceBody, { description: 'Who advises. (Orgaan)' })
  @Column('text')
  body: GovernanceBody;

  @Column('text')
  advicePosition: AdvicePosition;

  @Field(() => String, { description: 'Why, and on what conditions. (Motivering)' })
  @Column('text')
  rationale: string;

  @Field(() => DateScalar, { description: 'The day on which the body gave it. (Datum advies)' })
  @Column('date')
  givenOn: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Where it can be read. (Document)' })
  @Column('text', { nullable: true })
  document?: string;

  @Column('text', { nullable: true })
  byId?: string;

  @Field(() => DateTimeScalar, { description: 'When the register took it up. (Vastgelegd op)' })
  @Column({ type: 'timestamptz', precision: 3 })
  recordedAt: Date;
}

@ObjectType({
  implements: () => Node,
  description: 'A decision as one secretary recorded it; it is one when another confirms it. (Te bevestigen besluit)',
})
@Entity('pending_decision')
export class PendingDecision extends Node {
  @Column('text')
  proposalId: string;

  @Field(() => GovernanceBody, { description: 'Who decided. (Orgaan)' })
  @Column('text')
  body: GovernanceBody;

  @Field(() => DecisionOutcome, { description: 'How it was decided. (Uitkomst)' })
  @Column('text')
  outcome: DecisionOutcome;

  @Field(() => DateScalar, { description: 'The day of the decision. (Datum besluit)' })
  @Column('date')
  decidedOn: string;

  @Field(() => DateScalar, { nullable: true, description: 'The first day on which it would hold. (Ingangsdatum)' })
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

  @Field(() => Boolean, { description: 'Whether the members were consulted. (Leden geraadpleegd)' })
  @Column('boolean')
  membersConsulted: boolean;

  @Column('text', { nullable: true })
  correctsId?: string;

  @Field(() => String, { nullable: true, description: 'Why the earlier decision is corrected. (Reden)' })
  @Column('text', { nullable: true })
  reason?: string;

  @Field(() => PendingDecisionState, { description: 'What became of it. (Stand)' })
  @Column('text')
  state: PendingDecisionState;

  @Column('text')
  recordedFor: string;

  @Column('text')
  recorderIssuer: string;

  @Column('text')
  recorderSubject: string;

  @Column('text', { nullable: true })
  decisionId?: string;

  @Field(() => DateTimeScalar, { description: 'When it was recorded. (Vastgelegd op)' })
  @Column({ type: 'timestamptz', precision: 3 })
  registeredAt: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  updatedAt: Date;

  @Column('integer')
  revision: number;
}

@Entity('proposal_decision')
export class ProposalDecision {
  @PrimaryColumn('text')
  proposalId: string;

  @PrimaryColumn('text')
  decisionId: string;

  @Column('boolean')
  membersConsulted: boolean;
}
