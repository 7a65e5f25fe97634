import { Float } from '@nestjs/graphql';
import { embed, type Env, many, one, projection, queries, type Row, value } from '../../platform/reading/projection.js';
import { asc, sql, type Sql } from '../../platform/reading/sql.js';
import { Standard } from '../standards/standard.entity.js';
import { StandardVersion } from '../standards/version.entity.js';
import { AdoptionStatisticsArgs, priceOf, PRICES, refuseStatistics } from './statistics.inputs.js';
import { AdoptionPoint, AdoptionStatistics, type Counts } from './statistics.types.js';

/** The VNG office sees what is counted as it is. */
export const isOffice = ({ actor }: Env): boolean => actor.isRegistrar === true || actor.isAuditor === true;

/** The moment of the record as an argument of a function; null for what is held now. */
export const moment = ({ at }: Env): Sql => (at.knownAt === undefined ? sql`null::timestamptz` : sql`${at.knownAt}`);

/** Of all there could be, and of all of which something is known; made of the figures shown, so that they tell no more. */
export const shares = <C extends Counts>(possible: (counts: Row<C>) => Sql) => ({
  share: value<C>(
    () => Float,
    (counts) => sql`coalesce(round(${counts.applied}::numeric / nullif(${possible(counts)}, 0), 4), 0)`,
    { description: 'The part that applies it, of all; 0 when there are none. (Aandeel)' },
  ),
  shareOfKnown: value<C>(
    () => Float,
    (counts) =>
      sql`round(${counts.applied}::numeric / nullif(greatest(${possible(counts)} - ${counts.unknown}, ${counts.applied}), 0), 4)`,
    {
      nullable: true,
      description:
        'The part that applies it, of those of which something is known; null when nothing is. (Aandeel van wat bekend is)',
    },
  ),
});

projection(AdoptionStatistics, {
  fields: {
    standard: one(() => Standard, {
      nullable: true,
      description: 'The standard asked for. (Standaard)',
      where: (standard, statistics) => sql`${standard.id} = ${statistics.standardId}`,
    }),
    points: many(() => AdoptionPoint, {
      size: 25,
      description: 'By month, and within a month by group. (Punten)',
      from: ({ standardId, from, to, dimension, forOffice }, env) =>
        sql`select * from adoption_points(${standardId}, month_number(${from}), month_number(${to}), ${dimension}, ${forOffice}, ${moment(env)})`,
      order: (point) => [asc(point.month, 'text'), asc(point.place, 'text')],
    }),
  },
});

projection(AdoptionPoint, {
  fields: {
    group: value(
      () => String,
      (point) => point.grp,
      {
        nullable: true,
        description:
          'What is counted apart here: a province, a class of inhabitants, or the id of a version or standard; null when it has none, or nothing is counted apart. (Groep)',
      },
    ),
    version: one(() => StandardVersion, {
      nullable: true,
      description: 'The version, with groupBy VERSION. (Versie)',
      where: (version, point) => sql`${version.id} = ${point.grp}`,
    }),
    standard: one(() => Standard, {
      nullable: true,
      description: 'The standard, with groupBy STANDARD. (Standaard)',
      where: (standard, point) => sql`${standard.id} = ${point.grp}`,
    }),
    ...shares<AdoptionPoint>((point) => sql`(${point.municipalities} * ${point.standards})`),
  },
});

queries('anyone', {
  adoptionStatistics: embed<AdoptionStatistics, {}, AdoptionStatisticsArgs>(
    () => AdoptionStatistics,
    (_, env) => {
      const { standardId, from, to, groupBy } = env.args;
      const isNorm = sql`exists (select from standard s where s.id = ${standardId ?? sql`null`} and s.kind = 'SECURITY_NORM')`;
      return {
        standardId: standardId ?? sql`null::text`,
        from,
        to,
        dimension: sql`${groupBy ?? 'NONE'}`,
        forOffice: sql`${isOffice(env)}`,
        isRounded: isOffice(env) || standardId === undefined ? sql`false` : isNorm,
      };
    },
    {
      args: AdoptionStatisticsArgs,
      refuse: refuseStatistics,
      cost: ({ args, at }) => priceOf(PRICES.statistics, args.standardId !== undefined, at.knownAt !== undefined),
      description:
        'How many municipalities apply a standard, month by month. Empty when there is no such standard; a security norm is told to others than the office rounded, and by version, by standard or as known before not at all. (Adoptiestatistiek)',
    },
  ),
});
