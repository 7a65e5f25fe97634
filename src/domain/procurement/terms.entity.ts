import { Field, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Node } from '../../platform/graphql/node.js';
import { DateScalar, UrlScalar } from '../../platform/graphql/scalars.js';
import { KeptRecord } from '../organisations/kept-record.js';

@ObjectType({
  implements: () => Node,
  description:
    'One edition of the terms under which municipalities buy IT, GIBIT. What was agreed under an edition stays under it. (Inkoopvoorwaarden)',
})
@Entity('procurement_terms')
export class ProcurementTerms extends KeptRecord {
  @Field(() => String, { description: 'The year that names it, such as 2023. (Editie)' })
  @Column('text')
  edition: string;

  @Field(() => String, { description: 'What it is called. (Naam)' })
  @Column('text')
  name: string;

  @Field(() => DateScalar, { description: 'When it was adopted. (Vastgesteld op)' })
  @Column('date')
  adoptedOn: string;

  @Column('date')
  inForceFrom: string;

  @Column('date', { nullable: true })
  inForceTo?: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Where it is published. (Webadres)' })
  @Column('text', { nullable: true })
  url?: string;
}

@ObjectType({ description: 'An article of the terms. (Artikel)' })
@Entity('procurement_article')
export class ProcurementArticle {
  @PrimaryColumn('text')
  termsId: string;

  @Field(() => String, { description: 'Its number, as printed. (Nummer)' })
  @PrimaryColumn('text')
  number: string;

  @Column('integer')
  position: number;

  @Column('text')
  titleNl: string;

  @Column('text', { nullable: true })
  titleEn?: string;

  @Field(() => String, { description: 'The number of the chapter it stands in, as printed. (Hoofdstuknummer)' })
  @Column('text')
  chapterNumber: string;

  @Column('text')
  chapterNl: string;

  @Column('text', { nullable: true })
  chapterEn?: string;
}

@ObjectType({ description: 'What a paragraph of an article comes down to, in the words of the register. (Regel)' })
@Entity('procurement_rule')
export class ProcurementRule {
  @PrimaryColumn('text')
  termsId: string;

  @Column('text')
  articleNumber: string;

  @Field(() => String, { description: 'The number of the paragraph, such as 8.3. (Nummer)' })
  @PrimaryColumn('text')
  number: string;

  @Column('integer')
  position: number;

  @Column('text')
  textNl: string;

  @Column('text', { nullable: true })
  textEn?: string;
}
