import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { DateScalar, UrlScalar } from '../../platform/graphql/scalars.js';
import { OrganisationKind } from './organisations.enums.js';

const ALIASES = 'Other names and spellings by which sources call it, at most 50. (Ook bekend als)';
const OIN = 'Organisation identification number, 20 digits; no two organisations have the same. (OIN)';
const TOOI = 'Its address in TOOI, where it has one. (TOOI-URI)';
const WEBSITE = 'Its own site. (Website)';
const PROVENANCE = 'The source in which it was seen; without one it counts as not verified. (Herkomst)';
const REASON = 'Why, for the audit log. (Reden)';
const REPEATED =
  'Repeating a key returns the first answer and writes nothing; 8 to 128 characters. (Herhalingssleutel)';

@InputType({ description: 'An organisation that the register does not have yet. (Organisatie opnemen)' })
export class RegisterOrganisationInput {
  @Field(() => String, { description: 'Name in addresses: unique, and kept for good. (Korte naam)' })
  slug: string;

  @Field(() => String, { description: 'Its name. (Naam)' })
  name: string;

  @Field(() => OrganisationKind, {
    description: 'What sort of organisation it is, for good; municipalities begin by a merger. (Soort)',
  })
  kind: OrganisationKind;

  @Field(() => DateScalar, { nullable: true, description: 'Its first day; not known when left out. (Vanaf)' })
  from?: string | null;

  @Field(() => [String], { nullable: true, description: ALIASES })
  aliases?: string[] | null;

  @Field(() => String, { nullable: true, description: OIN })
  oin?: string | null;

  @Field(() => UrlScalar, { nullable: true, description: TOOI })
  uri?: string | null;

  @Field(() => UrlScalar, { nullable: true, description: WEBSITE })
  website?: string | null;

  @Field(() => String, { nullable: true, description: PROVENANCE })
  provenance?: string | null;

  @Field(() => String, { nullable: true, description: REASON })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({
  description:
    'What is to be said of an organisation: what is left out stays as it is, null takes a value away. (Organisatie beschrijven)',
})
export class DescribeOrganisationInput {
  @Field(() => ID, { description: 'Which organisation. (Organisatie)' })
  organisationId: string;

  @Field(() => String, { nullable: true, description: 'Its name from `nameFrom` on. (Naam)' })
  name?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'First day of the name, which holds until the next change on record; today when left out. (Naam vanaf)',
  })
  nameFrom?: string | null;

  @Field(() => [String], { nullable: true, description: ALIASES })
  aliases?: string[] | null;

  @Field(() => String, { nullable: true, description: OIN })
  oin?: string | null;

  @Field(() => UrlScalar, { nullable: true, description: TOOI })
  uri?: string | null;

  @Field(() => UrlScalar, { nullable: true, description: WEBSITE })
  website?: string | null;

  @Field(() => String, { nullable: true, description: 'The source in which all of it was seen. (Herkomst)' })
  provenance?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Its `revision` as you saw it; refused when someone else changed it since. (Verwachte revisie)',
  })
  expectedRevision?: number | null;

  @Field(() => String, { nullable: true, description: REASON })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}
