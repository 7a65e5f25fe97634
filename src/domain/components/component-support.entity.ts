import { Field, ObjectType } from '@nestjs/graphql';
import { Column, Entity } from 'typeorm';
import { UrlScalar } from '../../platform/graphql/scalars.js';
import { Temporal } from '../../platform/temporal/temporal.js';
import { InterfaceRole } from '../architecture/architecture.enums.js';
import { type Confidence, PROVENANCE } from '../organisations/provenance.js';

@ObjectType({
  description: 'That a component speaks a standard: said by its makers or found by others, not tested. (Ondersteuning)',
})
@Entity('component_support')
export class ComponentSupport extends Temporal {
  @Column('text')
  id: string;

  @Column('text')
  componentId: string;

  @Column('text')
  standardId: string;

  @Column('text', { nullable: true })
  versionId?: string;

  @Field(() => InterfaceRole, { description: 'On which side of the interface. (Rol op het koppelvlak)' })
  @Column('text')
  role: InterfaceRole;

  @Field(() => UrlScalar, { nullable: true, description: 'What shows it. (Bewijs)' })
  @Column('text', { nullable: true })
  evidence?: string;

  @Column('boolean')
  isFromKnown: boolean;

  @Column('text')
  confidence: Confidence;

  @Field(() => String, { nullable: true, description: PROVENANCE })
  @Column('text', { nullable: true })
  provenance?: string;
}
