import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity } from 'typeorm';
import { Node } from '../../platform/graphql/node.js';
import { Temporal } from '../../platform/temporal/temporal.js';
import { type Confidence, PROVENANCE } from '../organisations/provenance.js';
import { InvolvementRole } from './components.enums.js';

@ObjectType({
  implements: () => Node,
  description: 'What an organisation is to a component, as a public source has it. (Betrokkenheid)',
})
@Entity('involvement')
export class Involvement extends Temporal {
  @Field(() => ID, { description: 'The same for as long as the register keeps it. (Identificatie)' })
  @Column('text')
  id: string;

  @Column('text')
  componentId: string;

  @Column('text')
  organisationId: string;

  @Field(() => InvolvementRole, { description: 'What it is to the component. (Rol)' })
  @Column('text')
  role: InvolvementRole;

  @Column('boolean')
  isFromKnown: boolean;

  @Column('text')
  confidence: Confidence;

  @Field(() => String, { nullable: true, description: PROVENANCE })
  @Column('text', { nullable: true })
  provenance?: string;
}
