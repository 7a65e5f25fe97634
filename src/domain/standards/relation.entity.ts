import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Node } from '../../platform/graphql/node.js';
import { UrlScalar } from '../../platform/graphql/scalars.js';
import { Temporal } from '../../platform/temporal/temporal.js';
import { type Confidence, PROVENANCE } from '../organisations/provenance.js';
import { BindingLevel, ObligationSource, StandardRelationKind } from './standards.enums.js';

/** What one standard, or one version of it, is to another; the API shows it from the side of whoever is asked. */
@Entity('standard_relation')
export class RelationRecord extends Temporal {
  @Column('text')
  id: string;

  @Column('text')
  kind: StandardRelationKind;

  @Column('text')
  subjectStandardId: string;

  @Column('text', { nullable: true })
  subjectVersionId?: string;

  @Column('text')
  objectStandardId: string;

  @Column('text', { nullable: true })
  objectVersionId?: string;

  @Column('text', { nullable: true })
  note?: string;

  @Column('boolean')
  isFromKnown: boolean;

  @Column('text')
  confidence: Confidence;

  @Column('text', { nullable: true })
  provenance?: string;
}

@ObjectType({ description: 'How a standard stands to another, seen from the standard asked. (Relatie)' })
export class StandardRelation {
  id: string;

  @Field(() => StandardRelationKind, { description: 'What the subject is to the object. (Soort)' })
  kind: StandardRelationKind;

  @Field(() => Boolean, { description: 'True when the standard asked is the subject. (Uitgaand)' })
  outgoing: boolean;

  /** The standard on the other side. */
  standardId: string;
  versionId?: string;

  @Field(() => String, { nullable: true, description: 'What else is to be said of it. (Toelichting)' })
  note?: string;

  validFrom: string;
  validTo: string;
  isFromKnown: boolean;
  confidence: Confidence;

  @Field(() => String, { nullable: true, description: PROVENANCE })
  provenance?: string;
}

@ObjectType({
  implements: () => Node,
  description: 'That a standard binds, how much, by whose authority and since when. (Verplichting)',
})
@Entity('obligation')
export class Obligation extends Temporal {
  @Field(() => ID, { description: 'The same for every record of the one obligation. (Identificatie)' })
  @Column('text')
  id: string;

  @Column('text')
  standardId: string;

  @Field(() => String, {
    description:
      'Names the version range where it does not hold for the whole standard; empty otherwise. (Versiebereik)',
  })
  @Column('text')
  scope: string;

  @Field(() => BindingLevel, { description: 'How much it binds. (Verbindendheid)' })
  @Column('text')
  level: BindingLevel;

  @Field(() => ObligationSource, { description: 'By whose authority. (Bron)' })
  @Column('text')
  source: ObligationSource;

  @Field(() => String, {
    nullable: true,
    description: 'Whom it binds, where that is not every municipality. (Doelgroep)',
  })
  @Column('text', { nullable: true })
  audience?: string;

  @Field(() => String, { nullable: true, description: 'The words of the source. (Grondslag)' })
  @Column('text', { nullable: true })
  basis?: string;

  @Column('text', { nullable: true })
  decisionId?: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Where it can be read. (Webadres)' })
  @Column('text', { nullable: true })
  url?: string;

  @Column('boolean')
  isFromKnown: boolean;

  @Column('text')
  confidence: Confidence;

  @Field(() => String, { nullable: true, description: PROVENANCE })
  @Column('text', { nullable: true })
  provenance?: string;
}

/** The versions that an obligation is limited to. */
@Entity('obligation_version')
export class ObligationVersion {
  @PrimaryColumn('text')
  obligationId: string;

  @PrimaryColumn('text')
  versionId: string;
}
