import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity } from 'typeorm';
import { Node } from '../../platform/graphql/node.js';
import { CentsScalar, DateScalar, UrlScalar } from '../../platform/graphql/scalars.js';
import { KeptRecord } from '../organisations/kept-record.js';

@ObjectType({ description: 'An amount in euro cents, with its basis. (Bedrag)' })
export class Money {
  @Field(() => CentsScalar, { description: 'Euro cents. (Eurocenten)' })
  cents: string;

  @Field(() => Boolean, { description: 'Whether VAT is in it. (Inclusief btw)' })
  includesVat: boolean;
}

@ObjectType({ implements: () => Node, description: 'The fund of joint execution in one year. (Fondsjaar)' })
@Entity('fund_year')
export class FundYear extends KeptRecord {
  @Field(() => Int, { description: 'The year. (Jaar)' })
  @Column('integer')
  year: number;

  @Field(() => DateScalar, { description: 'The day whose inhabitants divide the total. (Peildatum inwoners)' })
  @Column('date')
  referenceDate: string;

  @Column('bigint', { nullable: true })
  centsWithVat?: string;

  @Column('bigint', { nullable: true })
  centsWithoutVat?: string;

  @Column('integer', { nullable: true })
  printedCentsPerInhabitant?: number;

  @Column('bigint', { nullable: true })
  plannedCentsWithoutVat?: string;

  @Column('bigint', { nullable: true })
  otherCentsWithoutVat?: string;

  @Column('text', { nullable: true })
  decisionId?: string;
}

@ObjectType({ implements: () => Node, description: 'What one municipality pays in one year. (Bijdrage)' })
@Entity('fund_contribution')
export class FundContribution extends Node {
  @Column('text')
  fundYearId: string;

  @Column('text')
  municipalityId: string;

  @Field(() => Int, { description: 'The inhabitants by which it was worked out. (Inwoners)' })
  @Column('integer')
  inhabitants: number;

  @Field(() => Int, {
    description:
      'Of which year these are: the nearest known where those of the reference date are not. (Jaar van de inwoners)',
  })
  @Column('integer')
  populationYear: number;

  @Column('bigint', { nullable: true })
  centsWithVat?: string;

  @Column('bigint', { nullable: true })
  centsWithoutVat?: string;

  @Column({ type: 'timestamptz', precision: 3 })
  registeredAt: Date;
}

@ObjectType({ implements: () => Node, description: 'What of the fund is for a programme or project. (Toewijzing)' })
@Entity('fund_allocation')
export class FundAllocation extends KeptRecord {
  @Column('text')
  fundYearId: string;

  @Column('text', { nullable: true })
  programmeId?: string;

  @Column('text', { nullable: true })
  projectId?: string;

  @Column('bigint')
  plannedCents: string;

  @Column('bigint', { nullable: true })
  realisedCents?: string;

  @Column('boolean')
  includesVat: boolean;

  @Field(() => String, { nullable: true, description: 'What came of it. (Verantwoording)' })
  @Column('text', { nullable: true })
  account?: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Where the account can be read. (Webadres)' })
  @Column('text', { nullable: true })
  url?: string;
}
