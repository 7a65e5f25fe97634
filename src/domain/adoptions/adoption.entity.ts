import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Node } from '../../platform/graphql/node.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { Temporal } from '../../platform/temporal/temporal.js';
import { type Confidence, PROVENANCE } from '../organisations/provenance.js';
import { AdoptionStatus } from './adoption.statuses.js';
import { AdoptionOrigin, ExplainReason } from './adoptions.enums.js';

@ObjectType({
  implements: () => Node,
  description:
    'What the register holds of one municipality and one standard on the date asked; a record of its own for each pair. (Adoptie)',
})
@Entity('adoption')
export class Adoption extends Temporal {
  @Field(() => ID, { description: 'The same for as long as the register keeps it. (Identificatie)' })
  @Column('text')
  id: string;

  @Column('text')
  municipalityId: string;

  @Column('text')
  standardId: string;

  @Column('text', { nullable: true })
  versionId?: string;

  @Field(() => AdoptionStatus, { description: 'How far it is. (Status)' })
  @Column('text')
  status: AdoptionStatus;

  @Field(() => AdoptionOrigin, { description: 'Where the register has it from. (Herkomst)' })
  @Column('text')
  origin: AdoptionOrigin;

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

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Until when it counts as current without being confirmed; null when nothing is to be confirmed. (Bevestigen voor)',
  })
  @Column('date', { nullable: true })
  confirmBy?: string;

  @Column('text', { nullable: true })
  reason?: string;

  /** The organisation that recorded it. */
  @Column('text', { nullable: true })
  recordedBy?: string;

  @Column('text')
  confidence: Confidence;

  @Field(() => String, { nullable: true, description: PROVENANCE })
  @Column('text', { nullable: true })
  provenance?: string;

  @Column('text')
  changeId: string;

  @Column('integer')
  revision: number;

  @Column('text', { nullable: true })
  fromStatus?: AdoptionStatus;

  @Column('boolean')
  isCorrection: boolean;

  @Column('text', { nullable: true })
  correctsId?: string;

  @Column('boolean')
  isRemainder: boolean;
}

/** The one record of a municipality and a standard, under the id it keeps. */
@Entity('adoption_key')
export class AdoptionKey {
  @PrimaryColumn('text')
  id: string;

  @Column('text')
  municipalityId: string;

  @Column('text')
  standardId: string;
}

@ObjectType({ description: 'Why a standard under comply-or-explain is not applied. (Uitleg)' })
export class Explanation {
  @Field(() => ExplainReason, { description: 'The sort of reason. (Reden)' })
  reason: ExplainReason;

  @Field(() => String, { description: 'In the words of the municipality. (Motivering)' })
  motivation: string;

  @Field(() => DateScalar, {
    description: 'When it is looked at again; after that day it no longer counts. (Herziening op)',
  })
  reviewOn: string;

  @Field(() => Boolean, {
    description: 'Whether only the municipality and the office may read it. (Vertrouwelijk)',
  })
  confidential: boolean;
}
