import { Int } from '@nestjs/graphql';
import { contribute, embed, many, one, projection, rowOf, value, type Row } from '../../platform/reading/projection.js';
import { asc, sql } from '../../platform/reading/sql.js';
import { registered } from '../../platform/temporal/temporal.js';
import { Municipality } from '../organisations/municipality.entity.js';
import { verified } from '../organisations/provenance.js';
import { FundAllocation, FundContribution, FundYear, Money } from './fund.entity.js';
import { allocations, centsOn, moneyOn, yearOf } from './fund.fields.js';
import { OneBasisArgs, YearsArgs } from './fund.inputs.js';
import { Programme } from './programme.entity.js';
import { Project } from './project.entity.js';

const fundYear: Row<FundYear> = rowOf(FundYear, 'y');

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
