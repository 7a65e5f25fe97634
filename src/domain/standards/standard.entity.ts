import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Node } from '../../platform/graphql/node.js';
import { DateTimeScalar, UrlScalar } from '../../platform/graphql/scalars.js';
import { type Confidence, PROVENANCE } from '../organisations/provenance.js';
import { StandardKind } from './standards.enums.js';

@ObjectType({ implements: () => Node, description: 'What municipalities are asked to work with. (Standaard)' })
@Entity('standard')
export class Standard extends Node {
  @Field(() => String, { description: 'Name in addresses; unique, never reused. (Korte naam)' })
  @Column('text')
  slug: string;

  @Column('text')
  nameNl: string;

  @Column('text', { nullable: true })
  nameEn?: string;

  @Field(() => String, { nullable: true, description: 'By which it is known in short, such as ZGW. (Afkorting)' })
  @Column('text', { nullable: true })
  abbreviation?: string;

  @Field(() => [String], { description: 'Other names by which people look for it. (Synoniemen)' })
  @Column('text', { array: true })
  synonyms: string[];

  @Field(() => [String], { description: 'Names it had before. (Vroegere namen)' })
  @Column('text', { array: true })
  formerNames: string[];

  @Column('text')
  summaryNl: string;

  @Column('text', { nullable: true })
  summaryEn?: string;

  @Field(() => StandardKind, { description: 'What it is about. (Soort)' })
  @Column('text')
  kind: StandardKind;

  @Field(() => String, { nullable: true, description: 'The field of work it belongs to. (Thema)' })
  @Column('text', { nullable: true })
  theme?: string;

  @Column('text')
  stewardId: string;

  /** What is said of it without a decision, as is its counterpart. */
  @Column('text', { nullable: true })
  functionalScope?: string;

  @Column('text', { nullable: true })
  organisationalScope?: string;

  @Field(() => String, { nullable: true, description: 'The law it rests on. (Wettelijke grondslag)' })
  @Column('text', { nullable: true })
  legalBasis?: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Where its steward publishes it. (Website)' })
  @Column('text', { nullable: true })
  website?: string;

  @Field(() => String, {
    nullable: true,
    description: 'What a source says of its status where that is no obligation, as printed. (Vermelde status)',
  })
  @Column('text', { nullable: true })
  statedObligation?: string;

  @Column('text')
  confidence: Confidence;

  @Field(() => String, { nullable: true, description: PROVENANCE })
  @Column('text', { nullable: true })
  provenance?: string;

  @Column({ type: 'timestamptz', precision: 3 })
  registeredAt: Date;

  @Field(() => DateTimeScalar, {
    description:
      'When the register last changed it, its versions, relations, obligations or requirements. (Gewijzigd op)',
  })
  @Column({ type: 'timestamptz', precision: 3 })
  updatedAt: Date;

  @Field(() => Int, { description: 'Counts edits of the standard itself. (Revisie)' })
  @Column('integer')
  revision: number;
}

@ObjectType({ description: 'How another register calls the same thing. (Identificatie elders)' })
export class ExternalIdentifier {
  @Field(() => String, { description: 'Which register, such as GEMMA. (Register)' })
  register: string;

  @Field(() => String, { description: 'What it is called there. (Identificatie)' })
  identifier: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Where it stands there. (Webadres)' })
  url?: string;

  confidence: Confidence;
}

/** The table behind the identifiers of standards. */
@Entity('standard_identifier')
export class StandardIdentifier {
  @PrimaryColumn('text')
  register: string;

  @PrimaryColumn('text')
  identifier: string;

  @Column('text', { nullable: true })
  url?: string;

  @Column('text')
  confidence: Confidence;

  @PrimaryColumn('text')
  standardId: string;
}
