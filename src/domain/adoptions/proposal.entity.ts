import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Node } from '../../platform/graphql/node.js';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { Temporal } from '../../platform/temporal/temporal.js';
import { AdoptionStatus } from './adoption.statuses.js';
import { ExplainReason } from './adoptions.enums.js';

export enum AdoptionProposalState {
  WAITING = 'WAITING',
  ACCEPTED = 'ACCEPTED',
  DECLINED = 'DECLINED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(AdoptionProposalState, {
  name: 'AdoptionProposalState',
  description: 'What became of a proposed adoption. (Stand van het adoptievoorstel)',
  valuesMap: {
    WAITING: { description: 'Not answered yet; it counts for nothing. (Wacht)' },
    ACCEPTED: { description: 'Taken over by the municipality. (Overgenomen)' },
    DECLINED: { description: 'Not taken over, with the reason. (Afgewezen)' },
    WITHDRAWN: { description: 'Taken back by who proposed it. (Ingetrokken)' },
  },
});

@ObjectType({
  implements: () => Node,
  description:
    'What someone says of a municipality and a standard, which counts for nothing until the municipality accepts it: a partnership, a supplier, or its own reporter where reports are signed off. (Adoptievoorstel)',
})
@Entity('adoption_proposal')
export class AdoptionProposal {
  @Field(() => ID, { description: 'The same for as long as the register keeps it. (Identificatie)' })
  @PrimaryColumn('text')
  id: string;

  @Column('text')
  municipalityId: string;

  @Column('text')
  standardId: string;

  @Column('text', { nullable: true })
  versionId?: string;

  @Field(() => AdoptionStatus, { description: 'How far the municipality would be. (Status)' })
  @Column('text')
  status: AdoptionStatus;

  @Field(() => DateScalar, { description: 'From which day. (Vanaf)' })
  @Column('date')
  validFrom: string;

  @Field(() => DateScalar, { nullable: true, description: 'By when it is to be applied. (Gepland voor)' })
  @Column('date', { nullable: true })
  plannedFor?: string;

  @Column('text', { nullable: true })
  explainReason?: ExplainReason;

  @Column('text', { nullable: true })
  motivation?: string;

  @Column('date', { nullable: true })
  reviewOn?: string;

  @Column('boolean')
  isConfidential: boolean;

  @Column('text', { nullable: true })
  productVersionId?: string;

  @Field(() => String, { nullable: true, description: 'Why it is so, in the words of who proposed it. (Reden)' })
  @Column('text', { nullable: true })
  reason?: string;

  @Column('boolean')
  isCorrection: boolean;

  @Column('text')
  proposedBy: string;

  @Field(() => DateTimeScalar, { description: 'When it was proposed. (Voorgesteld op)' })
  @Column({ type: 'timestamptz', precision: 3 })
  proposedAt: Date;

  @Column({ name: 'state', type: 'text' })
  newestState: AdoptionProposalState;

  @Column({ name: 'answered_at', type: 'timestamptz', precision: 3, nullable: true })
  lastAnsweredAt?: Date;

  @Column('text', { nullable: true })
  answeredBy?: string;

  @Column({ name: 'answer', type: 'text', nullable: true })
  newestAnswer?: string;

  @Column('text', { nullable: true })
  changeId?: string;
}

/** Whether what reporters of a municipality say waits for an approver. */
@Entity('adoption_sign_off')
export class AdoptionSignOff extends Temporal {
  @Column('text')
  municipalityId: string;

  @Column('boolean')
  isRequired: boolean;
}
