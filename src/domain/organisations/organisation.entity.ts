import { Field, ObjectType } from '@nestjs/graphql';
import { Column, Entity } from 'typeorm';
import { UrlScalar } from '../../platform/graphql/scalars.js';
import { Node } from '../../platform/graphql/node.js';
import { Temporal } from '../../platform/temporal/temporal.js';
import { OrganisationKind, Province } from './organisations.enums.js';
import { Confidence } from './provenance.js';
import { KeptRecord } from './kept-record.js';

@ObjectType({
  implements: () => Node,
  description: 'A municipality, supplier, partnership, keeper of standards or part of government. (Organisatie)',
})
@Entity('organisation')
export class Organisation extends KeptRecord {
  @Field(() => String, { description: 'Name in addresses; unique, never reused. (Korte naam)' })
  @Column('text')
  slug: string;

  @Field(() => OrganisationKind, { description: 'What sort of organisation it is. (Soort)' })
  @Column('text')
  kind: OrganisationKind;

  /** The newest name: what lists are ordered by. The API gives the name of the date asked. */
  @Column('text', { name: 'name' })
  latestName: string;

  @Field(() => [String], { description: 'Other names and spellings by which sources call it. (Ook bekend als)' })
  @Column('text', { array: true })
  aliases: string[];

  @Field(() => String, {
    nullable: true,
    description: 'Organisation identification number, 20 digits. (Organisatie-identificatienummer, OIN)',
  })
  @Column('text', { nullable: true })
  oin?: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Its address in TOOI, where it has one. (TOOI-URI)' })
  @Column('text', { nullable: true })
  uri?: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Its own site. (Website)' })
  @Column('text', { nullable: true })
  website?: string;
}

/** Under which name, and for a municipality in which province, an organisation exists through time. */
@Entity('organisation_profile')
export class OrganisationProfile extends Temporal {
  @Column('text')
  organisationId: string;

  @Column('text')
  name: string;

  @Column('text', { nullable: true })
  province?: Province;

  @Column('boolean')
  isFromKnown: boolean;

  @Column('text')
  confidence: Confidence;

  @Column('text', { nullable: true })
  provenance?: string;
}
