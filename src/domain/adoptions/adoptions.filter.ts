import { ArgsType, Field, ID, InputType } from '@nestjs/graphql';
import { PageArgs } from '../../platform/graphql/page.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { type Env, type Given, rowOf, type Row } from '../../platform/reading/projection.js';
import { sql, type Sql } from '../../platform/reading/sql.js';
import { known, valid } from '../../platform/temporal/temporal.js';
import { isInsider } from '../organisations/insiders.js';
import { Municipality } from '../organisations/municipality.entity.js';
import { OrganisationProfile } from '../organisations/organisation.entity.js';
import { Province } from '../organisations/organisations.enums.js';
import { Adoption } from './adoption.entity.js';
import { AdoptionStatus } from './adoption.statuses.js';
import { isOverdue } from './adoptions.projection.js';

const change: Row<Adoption> = rowOf(Adoption, 'change');
const municipality: Row<Municipality> = rowOf(Municipality, 'm');
const profile: Row<OrganisationProfile> = rowOf(OrganisationProfile, 'p');

@InputType({
  description: 'Values in a list are alternatives; what is asked besides must hold too. (Filter op adopties)',
})
export class AdoptionFilter {
  @Field(() => [AdoptionStatus], { nullable: true, description: 'With one of these statuses. (Statussen)' })
  statuses?: AdoptionStatus[];

  @Field(() => [Province], {
    nullable: true,
    description: 'Of municipalities that are in one of these provinces on the date asked. (Provincies)',
  })
  provinces?: Province[];

  @Field(() => ID, { nullable: true, description: 'Of this standard. (Standaard)' })
  standardId?: string;

  @Field(() => ID, { nullable: true, description: 'Of this municipality. (Gemeente)' })
  municipalityId?: string;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True: only what was not confirmed in time, on the date asked; false: only what was, or needs no confirming. (Verouderd)',
  })
  stale?: boolean;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Of which a change was recorded at or after this moment, for whatever date. (Gewijzigd sinds)',
  })
  changedSince?: string;
}

@ArgsType()
export class AdoptionsArgs extends PageArgs {
  @Field(() => AdoptionFilter, { nullable: true, description: 'Which adoptions. (Filter)' })
  filter?: AdoptionFilter;
}

/** What a filter asks of each adoption of a list. */
export const filtered = (adoption: Row<Adoption>, env: Env<AdoptionsArgs>): (Sql | undefined)[] => {
  const { filter } = env.args;
  if (filter === undefined) return [];
  const { statuses, provinces, standardId, municipalityId, stale, changedSince } = filter;
  return [
    statuses && sql`${adoption.status} = any(${statuses})`,
    provinces && existing(adoption, env, provinces),
    standardId && sql`${adoption.standardId} = ${standardId}`,
    municipalityId && sql`${adoption.municipalityId} = ${municipalityId}`,
    stale === undefined ? undefined : isOverdue(adoption, env, stale),
    changedSince && changed(adoption, env, changedSince),
  ];
};

/** Of a municipality that exists on the date asked, in one of these provinces when they are given. */
export const existing = (
  { municipalityId }: Row<Pick<Adoption, 'municipalityId'>>,
  env: Env,
  provinces?: Given<AdoptionFilter>['provinces'],
): Sql => sql`exists (select from municipality m join organisation_profile p on ${profile.organisationId} = ${municipality.organisationId}
  where ${municipality.id} = ${municipalityId} and ${known(profile, env)} and ${valid(profile, env)} ${
    provinces ? sql`and ${profile.province} = any(${provinces})` : sql``
  })`;

/** A change that the caller may not see has not been. */
function changed(adoption: Row<Adoption>, env: Env, since: NonNullable<Given<AdoptionFilter>['changedSince']>): Sql {
  const insider = isInsider(adoption.municipalityId, env);
  return sql`exists (select from adoption change where ${change.id} = ${adoption.id} and not ${change.isRemainder}
    and ${change.knownFrom} >= ${since} ${env.at.knownAt ? sql`and ${change.knownFrom} <= ${env.at.knownAt}` : sql``} ${
      insider === true ? sql`` : sql`and (${change.origin} <> 'DERIVED' or (${insider}))`
    })`;
}
