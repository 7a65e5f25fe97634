import { Float, Int } from '@nestjs/graphql';
import { PageArgs } from '../../platform/graphql/page.js';
import {
  connection,
  embed,
  many,
  one,
  projection,
  queries,
  rowOf,
  value,
  type Row,
} from '../../platform/reading/projection.js';
import { asc, desc, sql, type Sql } from '../../platform/reading/sql.js';
import { MomentArgs } from '../../platform/temporal/moments.js';
import { registered } from '../../platform/temporal/temporal.js';
import { Decision } from '../decisions/decision.entity.js';
import { Municipality } from '../organisations/municipality.entity.js';
import { verified } from '../organisations/provenance.js';
import { FundContribution, FundYear, Money } from './fund.entity.js';
import { allocations, centsOn, moneyOn } from './fund.fields.js';
import { BasisArgs, FundYearArgs } from './fund.inputs.js';

const contribution: Row<FundContribution> = rowOf(FundContribution, 'c');
const municipality: Row<Municipality> = rowOf(Municipality, 'm');

/** An amount that is known without VAT, or not at all. */
const withoutVat = (cents: (year: Row<FundYear>) => Sql, description: string) =>
  embed<Money, FundYear>(
    () => Money,
    (year) => ({ cents: cents(year), includesVat: sql`false` }),
    {
      nullable: true,
      present: (year) => sql`${cents(year)} is not null`,
      description,
    },
  );

const contributionsOf = (year: Row<FundYear>): Sql =>
  sql`from fund_contribution c where ${contribution.fundYearId} = ${year.id}`;
const inhabitantsOf = (year: Row<FundYear>): Sql =>
  sql`(select sum(${contribution.inhabitants}) ${contributionsOf(year)})`;
projection(FundYear, {
  id: 'fyr',
  visible: (year, env) => [registered(year, env)],
  fields: {
    verified: verified(),
    total: embed<Money, FundYear, BasisArgs>(
      () => Money,
      (year, { args }) => moneyOn(year, args.basis),
      {
        args: BasisArgs,
        nullable: true,
        present: (year, { args }) => sql`${centsOn(year, args.basis)} is not null`,
        description: 'What all municipalities pay together; null when not known. (Totaal)',
      },
    ),
    planned: withoutVat(
      (year) => year.plannedCentsWithoutVat,
      'What the plan of the year comes to, whoever pays; null when not known. (Begroot)',
    ),
    otherFunding: withoutVat(
      (year) => year.otherCentsWithoutVat,
      'What of the plan others than the municipalities pay; null when not known. (Andere dekking)',
    ),
    isDivided: value(
      () => Boolean,
      (year) => sql`exists (select ${contributionsOf(year)})`,
      {
        description:
          'Whether what each pays is known: false when the total, or which municipalities there were, is not. (Verdeeld)',
      },
    ),
    inhabitants: value(() => Int, inhabitantsOf, {
      nullable: true,
      description: 'Of all municipalities that it is divided over; null when it is not divided. (Inwoners)',
    }),
    perInhabitant: value<FundYear, BasisArgs>(
      () => Float,
      (year, { args }) =>
        sql`round(${centsOn(year, args.basis)}::numeric / 100 / nullif(${inhabitantsOf(year)}, 0), 4)`,
      {
        args: BasisArgs,
        nullable: true,
        description: 'Euros for each inhabitant, worked out, to four decimals; null when not known. (Per inwoner)',
      },
    ),
    printedPerInhabitant: value(
      () => Float,
      (year) => sql`${year.printedCentsPerInhabitant}::numeric / 100`,
      {
        nullable: true,
        description: 'Euros for each inhabitant as the source prints it, which rounds. (Per inwoner volgens de bron)',
      },
    ),
    decision: one(() => Decision, {
      nullable: true,
      description: 'The decision that it rests on; null when not known. (Besluit)',
      where: (decision, year) => sql`${decision.id} = ${year.decisionId}`,
    }),
    contributions: connection<FundContribution, FundYear, PageArgs>(() => FundContribution, {
      args: PageArgs,
      description: 'What each municipality pays, by its name; nobody when it is not divided. (Bijdragen)',
      where: (each, year) => sql`${each.fundYearId} = ${year.id}`,
      order: (each) => [
        asc(
          sql`(select lower(${municipality.latestName}) collate "C" from municipality m where ${municipality.id} = ${each.municipalityId})`,
          'text',
        ),
        asc(each.id),
      ],
    }),
    allocations: allocations<FundYear>(
      (allocation, year) => sql`${allocation.fundYearId} = ${year.id}`,
      'What of it is for which programme or project, as far as is known. (Toewijzingen)',
    ),
  },
});

queries('anyone', {
  fundYear: one(() => FundYear, {
    args: FundYearArgs,
    nullable: true,
    description: 'The fund of joint execution in one year; null when nothing is known of it. (Fondsjaar)',
    where: (year, _, { args }) => sql`${year.year} = ${args.year}`,
  }),
  fundYears: many(() => FundYear, {
    args: MomentArgs,
    size: 10,
    description: 'The years of the fund, the newest first. (Fondsjaren)',
    order: (year) => [desc(year.year), desc(year.id)],
  }),
});
