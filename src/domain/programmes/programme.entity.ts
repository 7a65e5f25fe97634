import { Field, ObjectType } from '@nestjs/graphql';
import { Column, Entity } from 'typeorm';
import { UrlScalar } from '../../platform/graphql/scalars.js';
import { KeptRecord } from '../organisations/kept-record.js';
import { Node } from '../../platform/graphql/node.js';
import { ProgrammeKind } from './programmes.enums.js';

@ObjectType({ implements: () => Node, description: 'What municipalities decided to do together. (Programma)' })
@Entity('programme')
export class Programme extends KeptRecord {
  @Field(() => String, { description: 'Name in addresses; unique, never reused. (Korte naam)' })
  @Column('text')
  slug: string;

  @Column('text')
  name: string;

  @Column('text', { nullable: true })
  nameEn?: string;

  @Field(() => ProgrammeKind, { description: 'What sort of plan it is. (Soort)' })
  @Column('text')
  kind: ProgrammeKind;

  @Column('date')
  runsFrom: string;

  @Column('date', { nullable: true })
  runsTo?: string;

  @Column('text', { nullable: true })
  partOfId?: string;

  @Column('text', { nullable: true })
  decisionId?: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Where it can be read. (Webadres)' })
  @Column('text', { nullable: true })
  url?: string;
}
