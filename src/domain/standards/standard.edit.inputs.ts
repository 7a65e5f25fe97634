import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { REPEATED } from '../../platform/graphql/mutation-input.js';
import { DateScalar, UrlScalar } from '../../platform/graphql/scalars.js';
import { StandardKind, StandardRelationKind } from './standards.enums.js';

export const REASON = 'Why, for the audit log; at most 2,000 characters. (Reden)';
export const REVISION =
  'The revision that the change was decided on; refused when it is not the present one. (Verwachte revisie)';

/** What may be said of a standard, whether it is new or known. */
@InputType({ isAbstract: true })
abstract class StandardWords {
  @Field(() => String, { nullable: true, description: 'Its English name; at most 200 characters. (Engelse naam)' })
  nameEn?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'By which it is known in short; at most 50 characters. (Afkorting)',
  })
  abbreviation?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Other names by which people look for it; at most 50. (Synoniemen)',
  })
  synonyms?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Names it had before; at most 50. (Vroegere namen)' })
  formerNames?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'What it is for, in English; at most 2,000 characters. (Engelse samenvatting)',
  })
  summaryEn?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The field of work it belongs to; at most 100 characters. (Thema)',
  })
  theme?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'For what it is meant; at most 2,000 characters. (Functioneel toepassingsgebied)',
  })
  functionalScope?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'For whom it is meant; at most 2,000 characters. (Organisatorisch werkingsgebied)',
  })
  organisationalScope?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The law it rests on; at most 2,000 characters. (Wettelijke grondslag)',
  })
  legalBasis?: string | null;

  @Field(() => UrlScalar, { nullable: true, description: 'Where its steward publishes it. (Website)' })
  website?: string | null;

  @Field(() => String, { nullable: true, description: REASON })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({ description: 'A standard that the register does not have yet. (Standaard opnemen)' })
export class RegisterStandardInput extends StandardWords {
  @Field(() => String, {
    description:
      'Its name in addresses, for ever: small letters and digits with hyphens between, at most 100. (Korte naam)',
  })
  slug: string;

  @Field(() => String, { description: 'Its Dutch name; at most 200 characters. (Naam)' })
  name: string;

  @Field(() => String, { description: 'What it is for, in Dutch; at most 2,000 characters. (Samenvatting)' })
  summary: string;

  @Field(() => StandardKind, { description: 'What it is about. (Soort)' })
  kind: StandardKind;

  @Field(() => ID, { description: 'The organisation that keeps it. (Beheerder)' })
  stewardId: string;
}

@InputType({
  description: 'What is to be said of a standard from now on; what is left out stays as it is. (Standaard beschrijven)',
})
export class DescribeStandardInput extends StandardWords {
  @Field(() => ID, { description: 'Which standard. (Standaard)' })
  standardId: string;

  @Field(() => String, {
    nullable: true,
    description: 'Its Dutch name; the name it had goes to the former names. At most 200 characters. (Naam)',
  })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What it is for, in Dutch; at most 2,000 characters. (Samenvatting)',
  })
  summary?: string | null;

  @Field(() => ID, { nullable: true, description: 'The organisation that keeps it. (Beheerder)' })
  stewardId?: string | null;

  @Field(() => Int, { description: REVISION })
  expectedRevision: number;
}

@InputType({ description: 'What another register calls a standard. (Standaard elders aanwijzen)' })
export class IdentifyStandardInput {
  @Field(() => ID, { description: 'Which standard. (Standaard)' })
  standardId: string;

  @Field(() => String, { description: 'Which register, such as GEMMA; at most 100 characters. (Register)' })
  register: string;

  @Field(() => String, { description: 'What it is called there; at most 200 characters. (Identificatie)' })
  identifier: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Where it stands there. (Webadres)' })
  url?: string | null;

  @Field(() => String, { nullable: true, description: REASON })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

/** The two things between which something is the case. */
@InputType({ isAbstract: true })
abstract class RelationEnds {
  @Field(() => StandardRelationKind, { description: 'What the subject is to the object. (Soort)' })
  kind: StandardRelationKind;

  @Field(() => ID, { description: 'A standard, or one version of it. (Onderwerp)' })
  subjectId: string;

  @Field(() => ID, { description: 'Another standard, or one version of a standard. (Lijdend voorwerp)' })
  objectId: string;
}

@InputType({ description: 'What one standard or version is to another, and from when. (Standaarden verbinden)' })
export class RelateStandardsInput extends RelationEnds {
  @Field(() => DateScalar, { description: 'The first day on which it is so. (Vanaf)' })
  from: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day on which it is so no more; until further notice when left out. (Tot)',
  })
  to?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What else is to be said of it; at most 2,000 characters. (Toelichting)',
  })
  note?: string | null;

  @Field(() => String, { nullable: true, description: REASON })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Which relation ends, and when. (Relatie beëindigen)' })
export class EndStandardRelationInput extends RelationEnds {
  @Field(() => DateScalar, { description: 'The first day on which it is so no more. (Met ingang van)' })
  on: string;

  @Field(() => String, { description: REASON })
  reason: string;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}
