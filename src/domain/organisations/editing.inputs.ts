import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { REPEATED } from '../../platform/graphql/mutation-input.js';
import { DateScalar, UrlScalar } from '../../platform/graphql/scalars.js';
import { OrganisationKind } from './organisations.enums.js';

/** What may be said of an organisation, whether it is new or known. */
@InputType({ isAbstract: true })
abstract class OrganisationWords {
  @Field(() => [String], {
    nullable: true,
    description: 'Other names and spellings by which sources call it, at most 50. (Ook bekend als)',
  })
  aliases?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Organisation identification number, 20 digits; no two organisations have the same. (OIN)',
  })
  oin?: string | null;

  @Field(() => UrlScalar, { nullable: true, description: 'Its address in TOOI, where it has one. (TOOI-URI)' })
  uri?: string | null;

  @Field(() => UrlScalar, { nullable: true, description: 'Its own site. (Website)' })
  website?: string | null;

  @Field(() => String, { nullable: true, description: 'Why, for the audit log. (Reden)' })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({ description: 'An organisation that the register does not have yet. (Organisatie opnemen)' })
export class RegisterOrganisationInput extends OrganisationWords {
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

  @Field(() => String, {
    nullable: true,
    description: 'The source in which it was seen; without one it counts as not verified. (Herkomst)',
  })
  provenance?: string | null;
}

@InputType({
  description:
    'What is to be said of an organisation: what is left out stays as it is, null takes a value away. (Organisatie beschrijven)',
})
export class DescribeOrganisationInput extends OrganisationWords {
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

  @Field(() => String, { nullable: true, description: 'The source in which all of it was seen. (Herkomst)' })
  provenance?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Its `revision` as you saw it; refused when someone else changed it since. (Verwachte revisie)',
  })
  expectedRevision?: number | null;
}
