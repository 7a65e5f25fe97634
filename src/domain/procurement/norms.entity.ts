import { Field, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Node } from '../../platform/graphql/node.js';
import { UrlScalar } from '../../platform/graphql/scalars.js';
import { NormCondition, NormTheme, ProductCharacteristic } from './procurement.enums.js';
import { KeptRecord } from '../organisations/kept-record.js';

@ObjectType({
  implements: () => Node,
  description:
    'The quality norms for municipal IT as they were published together; a set can bind contracts under older terms. (Gemeentelijke ICT-kwaliteitsnormen)',
})
@Entity('quality_norm_set')
export class QualityNormSet extends KeptRecord {
  @Field(() => String, { description: 'The year and its number in it, such as 2024-1. (Editie)' })
  @Column('text')
  edition: string;

  @Column('date')
  inForceFrom: string;

  @Column('date', { nullable: true })
  inForceTo?: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Where it is published. (Webadres)' })
  @Column('text', { nullable: true })
  url?: string;
}

@ObjectType({ description: 'That a set binds contracts under an edition of the terms. (Werking van een set)' })
@Entity('quality_norm_set_terms')
export class NormSetBinding {
  @PrimaryColumn('text')
  setId: string;

  @PrimaryColumn('text')
  termsId: string;

  @Column('date')
  appliesFrom: string;
}

@ObjectType({
  implements: () => Node,
  description: 'What a set asks of a product, and of which products. (Kwaliteitsnorm)',
})
@Entity('quality_norm')
export class QualityNorm extends KeptRecord {
  @Column('text')
  setId: string;

  @Field(() => String, { description: 'Its code, unique within the set, such as INT-04. (Code)' })
  @Column('text')
  code: string;

  @Column('integer')
  position: number;

  @Column('text')
  titleNl: string;

  @Column('text', { nullable: true })
  titleEn?: string;

  @Field(() => NormTheme, { description: 'What it is about. (Thema)' })
  @Column('text')
  theme: NormTheme;

  @Field(() => NormCondition, { description: 'Of which products it is asked. (Toepassingsvoorwaarde)' })
  @Column('text')
  condition: NormCondition;

  @Field(() => ProductCharacteristic, {
    nullable: true,
    description: 'Of products with this characteristic, where that is the condition. (Kenmerk)',
  })
  @Column('text', { nullable: true })
  characteristic?: ProductCharacteristic;

  @Column('text', { nullable: true })
  appliesWhenNl?: string;

  @Column('text', { nullable: true })
  appliesWhenEn?: string;
}

@ObjectType({
  description:
    'A standard that a norm points at: any version of it, or those from one to another in the order of its versions. (Standaard van een norm)',
})
@Entity('quality_norm_standard')
export class NormStandard {
  @PrimaryColumn('text')
  normId: string;

  @PrimaryColumn('text')
  standardId: string;

  @Column('integer')
  position: number;

  @Column('text', { nullable: true })
  fromVersionId?: string;

  @Column('text', { nullable: true })
  toVersionId?: string;
}

@Entity('quality_norm_component')
export class NormComponent {
  @PrimaryColumn('text')
  normId: string;

  @PrimaryColumn('text')
  componentId: string;
}

@Entity('quality_norm_article')
export class NormArticle {
  @PrimaryColumn('text')
  normId: string;

  @PrimaryColumn('text')
  termsId: string;

  @PrimaryColumn('text')
  number: string;
}
