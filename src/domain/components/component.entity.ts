import { Field, ObjectType } from '@nestjs/graphql';
import { Column, Entity } from 'typeorm';
import { Node } from '../../platform/graphql/node.js';
import { DateScalar, UrlScalar } from '../../platform/graphql/scalars.js';
import { Temporal } from '../../platform/temporal/temporal.js';
import { type Confidence } from '../organisations/provenance.js';
import { CommonGroundLayer } from './components.enums.js';
import { KeptRecord } from '../organisations/kept-record.js';

@ObjectType({
  implements: () => Node,
  description: 'A piece of software of Common Ground, as it is made and published. (Component)',
})
@Entity('component')
export class Component extends KeptRecord {
  @Field(() => String, { description: 'Name in addresses; unique, never reused. (Korte naam)' })
  @Column('text')
  slug: string;

  @Field(() => String, { description: 'What it is called. (Naam)' })
  @Column('text')
  name: string;

  @Column('text')
  summaryNl: string;

  @Column('text', { nullable: true })
  summaryEn?: string;

  @Field(() => CommonGroundLayer, { description: 'The layer it is in, in the judgement of the register. (Laag)' })
  @Column('text')
  layer: CommonGroundLayer;

  @Field(() => UrlScalar, { description: 'Where its source is published. (Broncode)' })
  @Column('text')
  repositoryUrl: string;

  @Field(() => String, {
    description: 'Its licence as an SPDX expression; NOASSERTION where no source names one that SPDX knows. (Licentie)',
  })
  @Column('text')
  licence: string;

  @Field(() => String, {
    nullable: true,
    description: 'What the source says of the licence, where that is no SPDX expression. (Licentie volgens de bron)',
  })
  @Column('text', { nullable: true })
  licenceText?: string;

  @Field(() => String, { nullable: true, description: 'Who keeps it, as the source has it. (Beheerder)' })
  @Column('text', { nullable: true })
  maintainer?: string;

  @Field(() => String, {
    nullable: true,
    description:
      'How far it is: concept, development, beta, stable or obsolete, the words of publiccode.yml; null when not known. (Volwassenheid)',
  })
  @Column('text', { nullable: true })
  maturity?: string;

  @Field(() => String, {
    nullable: true,
    description: 'What is said of how far it is, where that is more than one of those words. (Toelichting)',
  })
  @Column('text', { nullable: true })
  maturityText?: string;

  @Field(() => String, { nullable: true, description: 'The newest release that was seen. (Nieuwste versie)' })
  @Column('text', { nullable: true })
  latestVersion?: string;

  @Field(() => DateScalar, { nullable: true, description: 'The day of that release. (Uitgebracht op)' })
  @Column('date', { nullable: true })
  latestReleasedOn?: string;
}

/** One component that another is delivered with. */
@Entity('component_part')
export class ComponentPart extends Temporal {
  @Column('text')
  id: string;

  @Column('text')
  wholeId: string;

  @Column('text')
  partId: string;

  @Column('boolean')
  isFromKnown: boolean;

  @Column('text')
  confidence: Confidence;

  @Column('text', { nullable: true })
  provenance?: string;
}
