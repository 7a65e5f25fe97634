import { Field, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Node } from '../../platform/graphql/node.js';
import { Temporal } from '../../platform/temporal/temporal.js';
import { type Confidence, PROVENANCE } from '../organisations/provenance.js';
import { ComponentRole, InterfaceRole } from './architecture.enums.js';
import { KeptRecord } from '../organisations/kept-record.js';

@ObjectType({
  implements: () => Node,
  description:
    'A piece of software as the reference architecture sees it, without maker or brand. (Referentiecomponent)',
})
@Entity('reference_component')
export class ReferenceComponent extends KeptRecord {
  @Field(() => String, { description: 'Name in addresses; unique, never reused. (Korte naam)' })
  @Column('text')
  slug: string;

  @Field(() => String, { description: 'What it is called. (Naam)' })
  @Column('text')
  name: string;

  @Field(() => [String], { description: 'Other names by which people look for it. (Synoniemen)' })
  @Column('text', { array: true })
  synonyms: string[];

  @Field(() => String, { description: 'What it does. (Samenvatting)' })
  @Column('text')
  summary: string;
}

/** The table behind the identifiers of reference components. */
@Entity('component_identifier')
export class ComponentIdentifier {
  @PrimaryColumn('text')
  register: string;

  @PrimaryColumn('text')
  identifier: string;

  @Column('text', { nullable: true })
  url?: string;

  @Column('text')
  confidence: Confidence;

  @PrimaryColumn('text')
  componentId: string;
}

@ObjectType({
  description:
    'What the reference architecture asks of one component for one standard. (Eis aan een referentiecomponent)',
})
@Entity('component_requirement')
export class ComponentRequirement extends Temporal {
  @Column('text')
  id: string;

  @Column('text')
  componentId: string;

  @Column('text')
  standardId: string;

  @Field(() => InterfaceRole, { description: 'On which side of the interface. (Rol op het koppelvlak)' })
  @Column('text')
  interfaceRole: InterfaceRole;

  @Field(() => ComponentRole, { description: 'How strongly it is asked. (Verbindingsrol)' })
  @Column('text')
  role: ComponentRole;

  @Field(() => String, { description: 'The release of the architecture that says so. (Bron)' })
  @Column('text')
  source: string;

  @Column('boolean')
  isFromKnown: boolean;

  @Column('text')
  confidence: Confidence;

  @Field(() => String, { nullable: true, description: PROVENANCE })
  @Column('text', { nullable: true })
  provenance?: string;
}
