import { ArgsType, Field, ID, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar, YearMonthScalar } from '../../platform/graphql/scalars.js';

export enum AdoptionDimension {
  NONE = 'NONE',
  PROVINCE = 'PROVINCE',
  POPULATION_CLASS = 'POPULATION_CLASS',
  VERSION = 'VERSION',
  STANDARD = 'STANDARD',
}
registerEnumType(AdoptionDimension, {
  name: 'AdoptionDimension',
  description: 'By what adoption is counted apart. (Uitsplitsing)',
  valuesMap: {
    NONE: { description: 'All together. (Geen)' },
    PROVINCE: { description: 'By the province of the municipality in that month. (Provincie)' },
    POPULATION_CLASS: {
      description:
        'By its inhabitants in that month: UNDER_20000, FROM_20000, FROM_50000, FROM_100000, FROM_250000; null when not known. (Grootteklasse)',
    },
    VERSION: { description: 'By the version that is reported; null when none is. For one standard. (Versie)' },
    STANDARD: { description: 'By standard. (Standaard)' },
  },
});

/** The dimensions of which municipalities have one value each, so that each has its peers. */
export enum PeerGroup {
  POPULATION_CLASS = 'POPULATION_CLASS',
  PROVINCE = 'PROVINCE',
}
registerEnumType(PeerGroup, {
  name: 'PeerGroup',
  description: 'With whom a municipality is compared. (Vergelijkingsgroep)',
  valuesMap: {
    POPULATION_CLASS: { description: 'Municipalities with about as many inhabitants. (Grootteklasse)' },
    PROVINCE: { description: 'Municipalities of the same province. (Provincie)' },
  },
});

@ArgsType()
export class AdoptionStatisticsArgs {
  @Field(() => ID, {
    nullable: true,
    description: 'Of one standard; of all that are no security norm when left out. (Standaard)',
  })
  standardId?: string;

  @Field(() => YearMonthScalar, { description: 'The first month. (Van)' })
  from: string;

  @Field(() => YearMonthScalar, {
    description:
      'The last month, at most ten years on; with groupBy STANDARD and no standardId at most one year. (Tot en met)',
  })
  to: string;

  @Field(() => AdoptionDimension, {
    nullable: true,
    defaultValue: AdoptionDimension.NONE,
    description: 'By what the counts are taken apart. (Uitsplitsen naar)',
  })
  groupBy?: AdoptionDimension;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'What the register held at this moment; now when left out. Holds for everything below. (Bekend op)',
  })
  knownAt?: string;
}

@ArgsType()
export class ComparisonArgs {
  @Field(() => PeerGroup, {
    nullable: true,
    defaultValue: PeerGroup.POPULATION_CLASS,
    description: 'With whom. (Vergeleken met)',
  })
  peers?: PeerGroup;

  @Field(() => ID, { nullable: true, description: 'Of one standard only. (Standaard)' })
  standardId?: string;
}

const MOST_MONTHS = 120;
const MOST_MONTHS_OF_ALL = 12;

const numberOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));

/** Why these counts are not made; undefined when they are. */
export function refuseStatistics({ standardId, from, to, groupBy }: AdoptionStatisticsArgs): string | undefined {
  const months = numberOf(to) - numberOf(from) + 1;
  if (months < 1) return '"from" must not lie after "to".';
  if (months > MOST_MONTHS) return `At most ${MOST_MONTHS} months are counted at a time, not ${months}.`;
  if (standardId != null) return undefined;
  if (groupBy === AdoptionDimension.VERSION)
    return 'Versions are counted of one standard at a time: "standardId" is missing.';
  if (groupBy === AdoptionDimension.STANDARD && months > MOST_MONTHS_OF_ALL)
    return `All standards apart are counted over at most ${MOST_MONTHS_OF_ALL} months at a time, not ${months}.`;
  return undefined;
}

/** In the measure of other prices: what the database reads for it, of one standard or all, as kept or from the history. */
export const PRICES = {
  statistics: { one: 50, all: 500, oneThen: 200, allThen: 3_000 },
  comparison: { one: 20, all: 250, oneThen: 50, allThen: 1_000 },
} as const;

export const priceOf = (
  prices: Record<'one' | 'all' | 'oneThen' | 'allThen', number>,
  isOne: boolean,
  isThen: boolean,
) => (isThen ? (isOne ? prices.oneThen : prices.allThen) : isOne ? prices.one : prices.all);
