import { Int } from '@nestjs/graphql';
import { UrlScalar } from '../../platform/graphql/scalars.js';
import {
  connection,
  contribute,
  embed,
  many,
  one,
  projection,
  queries,
  rowOf,
  value,
  type Env,
  type Row,
} from '../../platform/reading/projection.js';
import { asc, sql, type Sql } from '../../platform/reading/sql.js';
import { Period } from '../../platform/temporal/period.js';
import { current, known, registered, valid } from '../../platform/temporal/temporal.js';
import { Municipality, MunicipalityPopulation, MunicipalitySuccession } from './municipality.entity.js';
import { Organisation, OrganisationProfile } from './organisation.entity.js';
import {
  MunicipalitiesArgs,
  MunicipalityArgs,
  OrganisationArgs,
  OrganisationsArgs,
  PopulationArgs,
} from './organisations.inputs.js';
import { Province } from './organisations.enums.js';
import { verified } from './provenance.js';

const profile: Row<OrganisationProfile> = rowOf(OrganisationProfile, 'profile');
const population: Row<MunicipalityPopulation> = rowOf(MunicipalityPopulation, 'population');
const succession: Row<MunicipalitySuccession> = rowOf(MunicipalitySuccession, 'succession');

const profilesOf = (organisationId: Sql, env: Env) =>
  sql`from organisation_profile profile where ${profile.organisationId} = ${organisationId} and ${known(profile, env)}`;

/** The name of an organisation on the date asked, or the newest when it was not there then. */
export const nameOn = (organisationId: Sql, latest: Sql, env: Env) =>
  sql`coalesce((select ${profile.name} ${profilesOf(organisationId, env)} and ${valid(profile, env)}), ${latest})`;

projection(Organisation, {
  id: 'org',
  fields: {
    name: value(
      () => String,
      (organisation, env) => nameOn(organisation.id, organisation.latestName, env),
      {
        description: 'Its name on the date asked. (Naam)',
      },
    ),
    verified: verified(),
    municipality: one(() => Municipality, {
      nullable: true,
      description: 'The municipality that this organisation is. (Gemeente)',
      where: (municipality, organisation) => sql`${municipality.organisationId} = ${organisation.id}`,
    }),
  },
});

/** By name as people look it up, then by id. */
const byName = (named: Row<Pick<Municipality, 'id' | 'latestName'>>) => [
  asc(sql`lower(${named.latestName}) collate "C"`, 'text'),
  asc(named.id),
];

projection(Municipality, {
  id: 'mun',
  // One that ended stays to be found: its code stands in old contracts. Which existed on a date, `municipalities` tells.
  visible: (municipality, env) =>
    env.at.knownAt === undefined ? [] : [sql`exists (select ${profilesOf(municipality.organisationId, env)})`],
  fields: {
    uri: value(
      () => UrlScalar,
      (municipality) => sql`'https://identifier.overheid.nl/tooi/id/gemeente/' || lower(${municipality.code})`,
      {
        description: 'Its address in TOOI. (TOOI-URI)',
      },
    ),
    name: value(
      () => String,
      (municipality, env) => nameOn(municipality.organisationId, municipality.latestName, env),
      {
        description: 'Its name on the date asked, or the newest when it did not exist then. (Naam)',
      },
    ),
    province: value(
      () => Province,
      (municipality, env) => sql`(select ${profile.province} ${profilesOf(municipality.organisationId, env)}
        order by ${profile.validFrom} <= ${env.at.asOf} desc,
          case when ${profile.validFrom} <= ${env.at.asOf} then ${profile.validFrom} end desc, ${profile.validFrom} limit 1)`,
      { description: 'Its province on the date asked, or the nearest known. (Provincie)' },
    ),
    population: value<Municipality, PopulationArgs>(
      () => Int,
      (municipality, env) => sql`(select ${population.inhabitants} from municipality_population population
        where ${population.municipalityId} = ${municipality.id} and ${known(population, env)} and ${
          env.args.year
            ? sql`extract(year from ${population.validFrom}) = ${env.args.year}`
            : sql`${population.validFrom} <= ${env.at.asOf}`
        } order by ${population.validFrom} desc limit 1)`,
      {
        args: PopulationArgs,
        nullable: true,
        description: 'Inhabitants on 1 January; null when not known. (Inwonertal)',
      },
    ),
    existence: embed(
      () => Period,
      (municipality, env) => ({
        from: sql`(select min(${profile.validFrom}) ${profilesOf(municipality.organisationId, env)})`,
        to: sql`(select nullif(max(${profile.validTo}), 'infinity') ${profilesOf(municipality.organisationId, env)})`,
        isFromKnown: sql`(select ${profile.isFromKnown} ${profilesOf(municipality.organisationId, env)} order by ${profile.validFrom} limit 1)`,
      }),
      { description: 'From its first day to the day on which it no longer was. (Bestaan)' },
    ),
    predecessors: many(() => Municipality, {
      size: 4,
      description: 'Those it followed, wholly or in part, by the date asked. (Voorgangers)',
      where: (municipality, successor, env) => sql`exists (select from municipality_succession succession
        where ${succession.successorId} = ${successor.id} and ${succession.predecessorId} = ${municipality.id} and ${current(succession, env)})`,
      order: byName,
    }),
    successors: many(() => Municipality, {
      size: 4,
      description: 'Those that followed it, wholly or in part, by the date asked. (Opvolgers)',
      where: (municipality, predecessor, env) => sql`exists (select from municipality_succession succession
        where ${succession.predecessorId} = ${predecessor.id} and ${succession.successorId} = ${municipality.id} and ${current(succession, env)})`,
      order: byName,
    }),
  },
});
contribute(Municipality, {
  organisation: one(() => Organisation, {
    description: 'The municipality as an organisation. (Organisatie)',
    where: (organisation, municipality) => sql`${organisation.id} = ${municipality.organisationId}`,
  }),
});

queries('anyone', {
  organisation: one(() => Organisation, {
    args: OrganisationArgs,
    nullable: true,
    description: 'One organisation. (Organisatie)',
    where: (organisation, _, env) => [
      env.args.by.id && sql`${organisation.id} = ${env.args.by.id}`,
      env.args.by.slug && sql`${organisation.slug} = ${env.args.by.slug}`,
      env.args.by.oin && sql`${organisation.oin} = ${env.args.by.oin}`,
      registered(organisation, env),
    ],
  }),
  organisations: connection(() => Organisation, {
    args: OrganisationsArgs,
    description: 'The organisations in the register, those that ended too, by name. (Organisaties)',
    where: (organisation, _, env) => [
      env.args.kinds && sql`${organisation.kind} = any(${env.args.kinds})`,
      registered(organisation, env),
    ],
    order: byName,
  }),
  municipality: one(() => Municipality, {
    args: MunicipalityArgs,
    nullable: true,
    description: 'One municipality, also when it has ended. (Gemeente)',
    where: (municipality, _, { args: { by } }) => [
      by.id && sql`${municipality.id} = ${by.id}`,
      by.code && sql`${municipality.code} = ${by.code}`,
    ],
  }),
  municipalities: connection(() => Municipality, {
    args: MunicipalitiesArgs,
    description: 'The municipalities that existed on the date asked, by name. (Gemeenten)',
    where: (municipality, _, env) =>
      sql`exists (select ${profilesOf(municipality.organisationId, env)} and ${valid(profile, env)} and ${
        env.args.provinces ? sql`${profile.province} = any(${env.args.provinces})` : sql`true`
      })`,
    order: byName,
  }),
});
