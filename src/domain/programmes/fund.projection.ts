import { Float, Int } from '@nestjs/graphql';
import { PageArgs } from '../../platform/graphql/page.js';
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
  type Row,
} from '../../platform/reading/projection.js';
import { asc, desc, sql, type Sql } from '../../platform/reading/sql.js';
import { MomentArgs } from '../../platform/temporal/moments.js';
import { registered } from '../../platform/temporal/temporal.js';
import { Decision } from '../decisions/decision.entity.js';
import { Municipality } from '../organisations/municipality.entity.js';
import { verified } from '../organisations/provenance.js';
import { FundAllocation, FundContribution, FundYear, Money } from './fund.entity.js';
import { VatBasis } from './fund.enums.js';
import { BasisArgs, FundYearArgs, OneBasisArgs, YearsArgs } from './fund.inputs.js';
import { Programme } from './programme.entity.js';
import { Project } from './project.entity.js';

const contribution: Row<FundContribution> = rowOf(FundContribution, 'c');
const fundYear: Row<FundYear> = rowOf(FundYear, 'y');
const municipality: Row<Municipality> = rowOf(Municipality, 'm');

type BothBases = Row<{ centsWithVat?: string; centsWithoutVat?: string }>;

/** On the basis asked; when none is, with VAT where that is known. */
const centsOn = (row: BothBases, basis: VatBasis | undefined): Sql => {
  if (basis === VatBasis.WITH_VAT) return row.centsWithVat;
  if (basis === VatBasis.WITHOUT_VAT) return row.centsWithoutVat;
  return sql`coalesce(${row.centsWithVat}, ${row.centsWithoutVat})`;
};
const hasVat = (row: BothBases, basis: VatBasis | undefined): Sql =>
  basis === undefined ? sql`(${row.centsWithVat} is not null)` : sql`${basis === VatBasis.WITH_VAT}`;
const moneyOn = (row: BothBases, basis: VatBasis | undefined) => ({
  cents: centsOn(row, basis),
  includesVat: hasVat(row, basis),
});

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
const yearOf = (row: Row<FundContribution> | Row<FundAllocation>): Sql =>
  sql`(select ${fundYear.year} from fund_year y where ${fundYear.id} = ${row.fundYearId})`;

const allocations = <P>(of: (allocation: Row<FundAllocation>, parent: Row<P>) => Sql, description: string) =>
  many<FundAllocation, P>(() => FundAllocation, {
    size: 5,
    description,
    where: of,
    order: (allocation) => [asc(yearOf(allocation), 'int'), asc(allocation.id)],
  });

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

projection(FundContribution, {
  id: 'fct',
  visible: (each, env) => [registered(each, env)],
  fields: {
    year: value(
      () => Int,
      (each) => yearOf(each),
      { description: 'The year. (Jaar)' },
    ),
    fundYear: one(() => FundYear, {
      description: 'What it is a part of. (Fondsjaar)',
      where: (year, each) => sql`${year.id} = ${each.fundYearId}`,
    }),
    municipality: one(() => Municipality, {
      description: 'Who pays: a municipality that existed on the reference date. (Gemeente)',
      where: (payer, each) => sql`${payer.id} = ${each.municipalityId}`,
    }),
    amount: embed<Money, FundContribution>(
      () => Money,
      (each) => moneyOn(each, undefined),
      {
        description: 'What it pays: with VAT where that is known, and without where not. (Bedrag)',
      },
    ),
    amountOn: embed<Money, FundContribution, OneBasisArgs>(
      () => Money,
      (each, { args }) => moneyOn(each, args.basis),
      {
        args: OneBasisArgs,
        nullable: true,
        present: (each, { args }) => sql`${centsOn(each, args.basis)} is not null`,
        description: 'What it pays with VAT, or without; null when that total is not known. (Bedrag naar grondslag)',
      },
    ),
    isEstimated: value(
      () => Boolean,
      (each) => sql`(select ${each.populationYear} <> extract(year from ${fundYear.referenceDate})
        from fund_year y where ${fundYear.id} = ${each.fundYearId})`,
      {
        description:
          'Whether it was worked out with the inhabitants of another year than that of the reference date. (Schatting)',
      },
    ),
    verified: value(
      () => Boolean,
      (
        each,
      ) => sql`(select ${fundYear.confidence} = 'SEEN' and ${each.populationYear} = extract(year from ${fundYear.referenceDate})
        from fund_year y where ${fundYear.id} = ${each.fundYearId})`,
      {
        description:
          'Whether the total was seen in a source and the inhabitants are those of the reference date; when false, take it as a lead, not as fact. (Geverifieerd)',
      },
    ),
  },
});

projection(FundAllocation, {
  id: 'fal',
  visible: (each, env) => [registered(each, env)],
  fields: {
    year: value(
      () => Int,
      (each) => yearOf(each),
      { description: 'The year. (Jaar)' },
    ),
    fundYear: one(() => FundYear, {
      description: 'Of which year of the fund. (Fondsjaar)',
      where: (year, each) => sql`${year.id} = ${each.fundYearId}`,
    }),
    programme: one(() => Programme, {
      nullable: true,
      description: 'For which programme; null when it is for a project. (Programma)',
      where: (programme, each) => sql`${programme.id} = ${each.programmeId}`,
    }),
    project: one(() => Project, {
      nullable: true,
      description: 'For which project; null when it is for a programme. (Project)',
      where: (project, each) => sql`${project.id} = ${each.projectId}`,
    }),
    planned: embed<Money, FundAllocation>(
      () => Money,
      (each) => ({ cents: each.plannedCents, includesVat: each.includesVat }),
      { description: 'What was planned. (Begroot)' },
    ),
    realised: embed<Money, FundAllocation>(
      () => Money,
      (each) => ({ cents: each.realisedCents, includesVat: each.includesVat }),
      {
        nullable: true,
        present: (each) => sql`${each.realisedCents} is not null`,
        description: 'What was spent; null while that is not known. (Gerealiseerd)',
      },
    ),
    verified: verified(),
  },
});

contribute(Programme, {
  allocations: allocations<Programme>(
    (allocation, programme) => sql`${allocation.programmeId} = ${programme.id}`,
    'What of the fund is for it, by year, as far as is known. (Toewijzingen)',
  ),
});
contribute(Project, {
  allocations: allocations<Project>(
    (allocation, project) => sql`${allocation.projectId} = ${project.id}`,
    'What of the fund is for it, by year, as far as is known. (Toewijzingen)',
  ),
});
contribute(Municipality, {
  contributions: many<FundContribution, Municipality, YearsArgs>(() => FundContribution, {
    args: YearsArgs,
    size: 4,
    description: 'What it pays into the fund, by year, as far as is known. (Bijdragen)',
    where: (each, payer, { args }) => [
      sql`${each.municipalityId} = ${payer.id}`,
      args.years && sql`${yearOf(each)} = any(${args.years})`,
    ],
    order: (each) => [asc(yearOf(each), 'int'), asc(each.id)],
  }),
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
