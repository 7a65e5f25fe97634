import { Field, ObjectType } from '@nestjs/graphql';
import { Column, Entity } from 'typeorm';
import { Temporal } from '../../platform/temporal/temporal.js';
import { type Confidence, PROVENANCE } from '../organisations/provenance.js';
import { DependencyKind } from './components.enums.js';

@ObjectType({
  description: 'What must be there for a component to run, in the words of its makers. (Afhankelijkheid)',
})
@Entity('component_dependency')
export class ComponentDependency extends Temporal {
  @Column('text')
  id: string;

  @Column('text')
  componentId: string;

  @Field(() => DependencyKind, { description: 'On what terms it is to be had. (Soort)' })
  @Column('text')
  kind: DependencyKind;

  @Field(() => String, { description: 'What it is, as the makers write it. (Naam)' })
  @Column('text')
  name: string;

  @Field(() => String, { nullable: true, description: 'The one major version that will do. (Versie)' })
  @Column('text', { nullable: true })
  version?: string;

  @Field(() => String, { nullable: true, description: 'The oldest version that will do. (Vanaf versie)' })
  @Column('text', { nullable: true })
  versionMin?: string;

  @Field(() => String, { nullable: true, description: 'The newest version that will do. (Tot en met versie)' })
  @Column('text', { nullable: true })
  versionMax?: string;

  @Field(() => Boolean, { description: 'Whether the component also runs without it. (Optioneel)' })
  @Column('boolean')
  isOptional: boolean;

  @Column('text', { nullable: true })
  onComponentId?: string;

  @Column('text', { nullable: true })
  onStandardId?: string;

  @Column('text', { nullable: true })
  onVersionId?: string;

  @Column('boolean')
  isFromKnown: boolean;

  @Column('text')
  confidence: Confidence;

  @Field(() => String, { nullable: true, description: PROVENANCE })
  @Column('text', { nullable: true })
  provenance?: string;
}

/** Which reference components a component fills in, through time. */
@Entity('component_filling')
export class ComponentFilling extends Temporal {
  @Column('text')
  id: string;

  @Column('text')
  componentId: string;

  @Column('text')
  referenceComponentId: string;

  @Column('boolean')
  isFromKnown: boolean;

  @Column('text')
  confidence: Confidence;

  @Column('text', { nullable: true })
  provenance?: string;
}
