import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity } from 'typeorm';
import { Node } from '../../platform/graphql/node.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { Temporal } from '../../platform/temporal/temporal.js';
import { AdoptionStatus } from './adoption.statuses.js';
import { AdoptionOrigin, type ExplainReason } from './adoptions.enums.js';

@ObjectType({
  implements: () => Node,
  description:
    'One change of an adoption: what was said, from which day on, by whom and when. (Wijziging van een adoptie)',
})
@Entity('adoption')
export class AdoptionChange extends Temporal {
  @Field(() => ID, { description: 'The same for as long as the register keeps it. (Identificatie)' })
  @Column('text', { name: 'change_id' })
  id: string;

  /** The record that was changed. */
  @Column('text', { name: 'id' })
  adoptionId: string;

  @Column('text')
  municipalityId: string;

  @Column('text')
  standardId: string;

  @Column('text', { nullable: true })
  versionId?: string;

  /** The place among all changes of the record; what a caller may count is `revisionFor`. */
  @Column('integer', { name: 'revision' })
  place: number;

  @Column('text', { nullable: true })
  fromStatus?: AdoptionStatus;

  @Field(() => AdoptionStatus, { description: 'The status it got. (Naar)' })
  @Column('text', { name: 'status' })
  to: AdoptionStatus;

  @Field(() => AdoptionOrigin, { description: 'Where the register has it from. (Herkomst)' })
  @Column('text')
  origin: AdoptionOrigin;

  @Field(() => DateScalar, { nullable: true, description: 'By when it was to be applied. (Gepland voor)' })
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
  reason?: string;

  @Column('text', { nullable: true })
  recordedBy?: string;

  @Field(() => Boolean, {
    description: 'Whether it sets right what was reported before, in place of a step that was taken. (Correctie)',
  })
  @Column('boolean', { name: 'is_correction' })
  correction: boolean;

  @Column('text', { nullable: true })
  correctsId?: string;

  @Column('boolean')
  isRemainder: boolean;

  @Field(() => DateScalar, {
    description: 'From which day on it held, until the next day for which something else was known. (Vanaf)',
  })
  @Column('date')
  override validFrom: string;
}
