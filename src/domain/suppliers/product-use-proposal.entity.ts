import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Node } from '../../platform/graphql/node.js';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';

export enum ProductUseProposalState {
  WAITING = 'WAITING',
  ACCEPTED = 'ACCEPTED',
  DECLINED = 'DECLINED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(ProductUseProposalState, {
  name: 'ProductUseProposalState',
  description: 'What became of proposed software in use. (Stand van het gebruiksvoorstel)',
  valuesMap: {
    WAITING: { description: 'Not answered yet; it counts for nothing. (Wacht)' },
    ACCEPTED: { description: 'The municipality says so too. (Bevestigd)' },
    DECLINED: { description: 'The municipality does not say so. (Niet bevestigd)' },
    WITHDRAWN: { description: 'Taken back by the supplier before it was answered. (Ingetrokken)' },
  },
});

@ObjectType({
  implements: () => Node,
  description:
    'That a municipality would use a version of a product, in the words of its supplier; it counts for nothing until the municipality confirms it. (Gebruiksvoorstel)',
})
@Entity('product_use_proposal')
export class ProductUseProposal {
  @Field(() => ID, { description: 'The same for as long as the register keeps it. (Identificatie)' })
  @PrimaryColumn('text')
  id: string;

  @Column('text')
  municipalityId: string;

  @Column('text')
  productVersionId: string;

  @Field(() => DateScalar, { description: 'From which day it would use it. (Vanaf)' })
  @Column('date')
  validFrom: string;

  @Field(() => String, { nullable: true, description: 'What the supplier says to it. (Toelichting)' })
  @Column('text', { nullable: true })
  reason?: string;

  @Column('text')
  proposedBy: string;

  @Field(() => DateTimeScalar, { description: 'When it was proposed. (Voorgesteld op)' })
  @Column({ type: 'timestamptz', precision: 3 })
  proposedAt: Date;

  @Column({ name: 'withdrawn_at', type: 'timestamptz', precision: 3, nullable: true })
  takenBackAt?: Date;

  @Column({ name: 'answered_at', type: 'timestamptz', precision: 3, nullable: true })
  saidAt?: Date;

  @Column('text', { nullable: true })
  answeredBy?: string;

  @Column('boolean', { nullable: true })
  isAccepted?: boolean;

  @Column({ name: 'answer', type: 'text', nullable: true })
  saidWhy?: string;

  @Column('text', { nullable: true })
  useId?: string;
}
