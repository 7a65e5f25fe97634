import { Field, Int, ObjectType } from '@nestjs/graphql';
import { YearMonthScalar } from '../../platform/graphql/scalars.js';

/** What both kinds of counts have. Every figure of a security norm is rounded to five from its true value, unless the office asks. */
@ObjectType({ isAbstract: true })
export abstract class Counts {
  grp?: string;

  @Field(() => Int, { description: 'How many municipalities existed on that day. (Gemeenten)' })
  municipalities: number;

  @Field(() => Int, { description: 'That apply it. (Toegepast)' })
  applied: number;

  @Field(() => Int, { description: 'That are bringing it into use. (In invoering)' })
  implementing: number;

  @Field(() => Int, { description: 'That will, by a date. (Gepland)' })
  planned: number;

  @Field(() => Int, { description: 'That do not, and explain why. (Uitgelegd)' })
  explained: number;

  @Field(() => Int, { description: 'Whom it does not concern. (Niet van toepassing)' })
  notApplicable: number;

  @Field(() => Int, { description: 'That no longer use it. (Uitgefaseerd)' })
  phasedOut: number;

  @Field(() => Int, {
    description: 'Of which nobody has said; with groupBy VERSION of the standard as such. (Onbekend)',
  })
  unknown: number;

  @Field(() => Int, { description: 'Of all these, what was not confirmed in time. (Verouderd)' })
  stale: number;
}

@ObjectType({
  description:
    'Counts on the last day of a month, over the municipalities that existed then; of several standards together, each municipality counts once for each. (Adoptie in een maand)',
})
export class AdoptionPoint extends Counts {
  @Field(() => YearMonthScalar, { description: 'Which month. (Maand)' })
  month: string;

  @Field(() => Int, { description: 'How many standards are counted together. (Standaarden)' })
  standards: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Inhabitants of those municipalities; null when not known of each of them. (Inwonertal)',
  })
  population?: number;

  /** By which groups stand in order within a month. */
  place: string;
}

@ObjectType({ description: 'Adoption of standards by municipalities, month by month. (Adoptiestatistiek)' })
export class AdoptionStatistics {
  @Field(() => Boolean, {
    description:
      'Whether every figure is rounded to five, each from its true value: so it is for security norms, which are told in no other way. (Afgerond)',
  })
  isRounded: boolean;

  standardId?: string;
  from: string;
  to: string;
  dimension: string;
  forOffice: boolean;
}

@ObjectType({
  description:
    'How far the municipalities of one group, the own one among them, are with a standard, on the last day of the month of the date asked. (Vergelijking)',
})
export class AdoptionComparison extends Counts {
  municipalityId: string;
  standardId: string;
  slug: string;
}
