import { Injectable } from '@nestjs/common';
import { type Transaction } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { type Sourced } from '../organisations/organisations.service.js';
import { divided } from './fund.rule.js';

/** What the fund is in a year. Amounts are whole cents as text; what is left out is not known. */
export interface FundYearEntry extends Sourced {
  year: number;
  /** YYYY-MM-DD */
  referenceDate: string;
  centsWithVat?: string | undefined;
  centsWithoutVat?: string | undefined;
  printedCentsPerInhabitant?: number | undefined;
  plannedCentsWithoutVat?: string | undefined;
  otherCentsWithoutVat?: string | undefined;
  decisionId?: string | undefined;
}

/** Amounts are whole cents; null is not known. */
export interface FundAllocationEntry extends Sourced {
  fundYearId: string;
  programmeId: string | null;
  projectId: string | null;
  plannedCents: number;
  realisedCents: number | null;
  includesVat: boolean;
  account: string | null;
  url: string | null;
}

/** A municipality on the reference date, with the inhabitants of the nearest year of which they are known. */
interface Sharer {
  readonly id: string;
  readonly code: string;
  readonly inhabitants: number | null;
  readonly year: number | null;
}

/**
 * From this day on the register holds every municipality that existed; of those that ended before it, it holds none. A total of
 * an earlier day cannot be divided: those that are there would pay for those that are not.
 */
export const MUNICIPALITIES_KNOWN_FROM = '2019-01-01';

const OF_YEAR = [
  ...['year', 'reference_date', 'cents_with_vat', 'cents_without_vat', 'printed_cents_per_inhabitant'],
  ...['planned_cents_without_vat', 'other_cents_without_vat', 'decision_id', 'confidence', 'provenance'],
];
const OF_CONTRIBUTION = ['inhabitants', 'population_year', 'cents_with_vat', 'cents_without_vat'];
const OF_ALLOCATION = ['planned_cents', 'realised_cents', 'includes_vat', 'account', 'url', 'confidence', 'provenance'];
const list = (names: readonly string[], of = ''): string => names.map((name) => of + name).join(', ');

const SHARERS = `
  select m.id, m.code, n.inhabitants, n.year
  from municipality m
  join organisation_profile p on p.organisation_id = m.organisation_id and p.known_to = 'infinity' and p.valid_from <= $1 and p.valid_to > $1
  left join lateral (
    select c.inhabitants, extract(year from c.valid_from)::int as year from municipality_population c
    where c.municipality_id = m.id and c.known_to = 'infinity'
    order by abs(extract(year from c.valid_from) - extract(year from $1::date)), c.valid_from limit 1
  ) n on true
  order by m.code`;

/** Writes years of the fund and what each municipality pays. Every method takes part in the caller's transaction and may be repeated. */
@Injectable()
export class FundService {
  /** Records what the fund is in a year, or brings it up to date; answers its id. What each pays is then still to be worked out. */
  async putYear(tx: Transaction, entry: FundYearEntry): Promise<string> {
    const values = [
      ...[newId('fyr'), entry.year, entry.referenceDate, entry.centsWithVat, entry.centsWithoutVat],
      ...[entry.printedCentsPerInhabitant, entry.plannedCentsWithoutVat, entry.otherCentsWithoutVat, entry.decisionId],
      ...[entry.confidence, entry.provenance],
    ].map((value) => value ?? null);
    await tx.query(
      `insert into fund_year as held (id, ${list(OF_YEAR)}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       on conflict (year) do update set (${list(OF_YEAR)}, updated_at, revision)
         = row (${list(OF_YEAR, 'excluded.')}, clock_timestamp(), held.revision + 1)
       where row (${list(OF_YEAR, 'held.')}) is distinct from row (${list(OF_YEAR, 'excluded.')})`,
      values,
    );
    const [year] = await tx.query<{ id: string }>('select id from fund_year where year = $1', [entry.year]);
    if (!year) throw new Error(`the fund of ${entry.year} was not written`);
    return year.id;
  }

  /**
   * Divides each total of a year, or of every year, over the municipalities that existed on its reference date, by their inhabitants.
   * Where a total, who there were, or the inhabitants of one of them are not known, nothing can be said of any, and no contribution
   * stands.
   * @returns whether anybody pays something else than before
   */
  async divide(tx: Transaction, fundYearId?: string): Promise<boolean> {
    const years = await tx.query<Totals>(
      `select id, reference_date as "referenceDate", cents_with_vat as "withVat", cents_without_vat as "withoutVat" from fund_year
       where $1::text is null or id = $1`,
      [fundYearId ?? null],
    );
    let isChanged = false;
    for (const year of years) {
      const parts = partsOf(year, await tx.query<Sharer>(SHARERS, [year.referenceDate]));
      if (await keepContributions(tx, year.id, parts)) isChanged = true;
    }
    return isChanged;
  }

  /** Records what of the fund of a year is for a programme or project, or brings it up to date. */
  async putAllocation(tx: Transaction, entry: FundAllocationEntry): Promise<{ id: string; isWritten: boolean }> {
    const values = [
      ...[newId('fal'), entry.fundYearId, entry.programmeId, entry.projectId, entry.plannedCents, entry.realisedCents],
      ...[entry.includesVat, entry.account, entry.url, entry.confidence, entry.provenance ?? null],
    ];
    const [written] = await tx.query<{ id: string }>(
      `insert into fund_allocation as held (id, fund_year_id, programme_id, project_id, ${list(OF_ALLOCATION)})
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       on conflict (fund_year_id, programme_id, project_id) do update set (${list(OF_ALLOCATION)}, updated_at, revision)
         = row (${list(OF_ALLOCATION, 'excluded.')}, clock_timestamp(), held.revision + 1)
       where row (${list(OF_ALLOCATION, 'held.')}) is distinct from row (${list(OF_ALLOCATION, 'excluded.')}) returning id`,
      values,
    );
    if (written) return { id: written.id, isWritten: true };
    const [held] = await tx.query<{ id: string }>(
      `select id from fund_allocation where fund_year_id = $1 and programme_id is not distinct from $2 and project_id is not distinct from $3`,
      [entry.fundYearId, entry.programmeId, entry.projectId],
    );
    if (!held) throw new Error('the allocation was not written');
    return { id: held.id, isWritten: false };
  }
}

interface Totals {
  readonly id: string;
  readonly referenceDate: string;
  readonly withVat: string | null;
  readonly withoutVat: string | null;
}

/** What each pays of the totals of a year; nobody when that cannot be known. */
function partsOf({ id, referenceDate, withVat, withoutVat }: Totals, sharers: readonly Sharer[]): object[] {
  const shares = sharers.flatMap(({ id: municipalityId, code, inhabitants, year }) =>
    inhabitants === null || year === null ? [] : [{ municipalityId, key: code, weight: inhabitants, year }],
  );
  const isAllKnown = referenceDate >= MUNICIPALITIES_KNOWN_FROM && shares.length === sharers.length;
  if (!isAllKnown || (withVat ?? withoutVat) === null || !shares.some(({ weight }) => weight > 0)) return [];
  const [parts, partsWithoutVat] = [withVat, withoutVat].map((total) =>
    total === null ? undefined : divided(BigInt(total), shares),
  );
  return shares.map(({ municipalityId, key, weight, year }) => ({
    ...{ id: newId('fct'), fund_year_id: id, municipality_id: municipalityId, inhabitants: weight },
    population_year: year,
    // As text: JSON knows no bigint.
    cents_with_vat: parts?.get(key)?.toString(),
    cents_without_vat: partsWithoutVat?.get(key)?.toString(),
  }));
}

/** Makes these the contributions of a year; answers whether that changed anything. */
async function keepContributions(tx: Transaction, fundYearId: string, rows: readonly object[]): Promise<boolean> {
  const wanted = JSON.stringify(rows);
  const gone = await tx.query(
    `delete from fund_contribution where fund_year_id = $1
     and municipality_id <> all (select municipality_id from jsonb_populate_recordset(null::fund_contribution, $2)) returning id`,
    [fundYearId, wanted],
  );
  const written = await tx.query(
    `insert into fund_contribution as held (id, fund_year_id, municipality_id, ${list(OF_CONTRIBUTION)})
     select id, fund_year_id, municipality_id, ${list(OF_CONTRIBUTION)} from jsonb_populate_recordset(null::fund_contribution, $1)
     on conflict (fund_year_id, municipality_id) do update set (${list(OF_CONTRIBUTION)}) = row (${list(OF_CONTRIBUTION, 'excluded.')})
     where row (${list(OF_CONTRIBUTION, 'held.')}) is distinct from row (${list(OF_CONTRIBUTION, 'excluded.')}) returning id`,
    [wanted],
  );
  return gone.length + written.length > 0;
}
