import { asc, sql, type Sql } from '../../platform/reading/sql.js';
import { many, rowOf, type Row } from '../../platform/reading/projection.js';
import { FundAllocation, type FundContribution, FundYear } from './fund.entity.js';
import { VatBasis } from './fund.enums.js';

const fundYear: Row<FundYear> = rowOf(FundYear, 'y');

type BothBases = Row<{ centsWithVat?: string; centsWithoutVat?: string }>;

/** On the basis asked; when none is, with VAT where that is known. */
export const centsOn = (row: BothBases, basis: VatBasis | undefined): Sql => {
  if (basis === VatBasis.WITH_VAT) return row.centsWithVat;
  if (basis === VatBasis.WITHOUT_VAT) return row.centsWithoutVat;
  return sql`coalesce(${row.centsWithVat}, ${row.centsWithoutVat})`;
};
export const moneyOn = (row: BothBases, basis: VatBasis | undefined) => ({
  cents: centsOn(row, basis),
  includesVat: basis === undefined ? sql`(${row.centsWithVat} is not null)` : sql`${basis === VatBasis.WITH_VAT}`,
});

export const yearOf = (row: Row<FundContribution> | Row<FundAllocation>): Sql =>
  sql`(select ${fundYear.year} from fund_year y where ${fundYear.id} = ${row.fundYearId})`;

/** What of the fund is for what `of` says, by year. */
export const allocations = <P>(of: (allocation: Row<FundAllocation>, parent: Row<P>) => Sql, description: string) =>
  many<FundAllocation, P>(() => FundAllocation, {
    size: 5,
    description,
    where: of,
    order: (allocation) => [asc(yearOf(allocation), 'int'), asc(allocation.id)],
  });
