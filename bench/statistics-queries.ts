/** What is measured: a question to the register, and the aggregate over the adoptions themselves that answers it. */

export interface StatisticsQuery {
  readonly name: string;
  /** With the variables `standardId`, `from` and `to`. */
  readonly document: string;
  readonly months: number;
  readonly isOfOneStandard: boolean;
  /** At most so many ask at once: where one answer takes seconds, more would only wait for a connection. */
  readonly connections: number;
  /** Answers one column of JSON, the points; its parameters are the standard, the first month and the last. */
  readonly sql: string;
}

const FIGURES = 'municipalities applied implementing planned explained notApplicable phasedOut unknown stale';

const document = (groupBy: string) => `query ($standardId: ID, $from: YearMonth!, $to: YearMonth!) {
  adoptionStatistics(standardId: $standardId, from: $from, to: $to, groupBy: ${groupBy}) { points { month group ${FIGURES} } } }`;

/** What holds on the last day of each month, joined and counted: no table is kept for it, only the indexes of the tables. */
const live = (group: string, standards: string) => `
  with months as (
    select to_char(first, 'YYYY-MM') as month, (first + interval '1 month' - interval '1 day')::date as day
    from generate_series(($2 || '-01')::date, ($3 || '-01')::date, interval '1 month') first
  ), asked as (
    select id from standard where ${standards}
  ), lived as (
    select d.month, ${group} as grp, count(*) as municipalities
    from months d join organisation_profile o on o.valid_from <= d.day and o.valid_to > d.day and o.known_to = 'infinity'
    join municipality m on m.organisation_id = o.organisation_id
    group by 1, 2
  ), counted as (
    select d.month, ${group} as grp, count(*) filter (where a.status = 'APPLIED') as applied, count(*) filter (where a.status = 'IMPLEMENTING') as implementing,
      count(*) filter (where a.status = 'PLANNED') as planned, count(*) filter (where a.status = 'EXPLAINED') as explained,
      count(*) filter (where a.status = 'NOT_APPLICABLE') as not_applicable, count(*) filter (where a.status = 'PHASED_OUT') as phased_out,
      count(*) filter (where a.confirm_by < d.day) as stale
    from months d
    join adoption a on a.standard_id in (select id from asked) and a.known_to = 'infinity' and a.valid_from <= d.day and a.valid_to > d.day
      and a.status <> 'UNKNOWN' and a.origin not in ('DERIVED', 'PROPOSED')
    join municipality m on m.id = a.municipality_id
    join organisation_profile o on o.organisation_id = m.organisation_id and o.valid_from <= d.day and o.valid_to > d.day and o.known_to = 'infinity'
    group by 1, 2
  )
  select json_agg(json_build_object('month', month, 'group', grp, 'municipalities', municipalities, 'applied', coalesce(applied, 0),
      'implementing', coalesce(implementing, 0), 'planned', coalesce(planned, 0), 'explained', coalesce(explained, 0),
      'notApplicable', coalesce(not_applicable, 0), 'phasedOut', coalesce(phased_out, 0),
      'unknown', municipalities * (select count(*) from asked)
        - coalesce(applied + implementing + planned + explained + not_applicable + phased_out, 0),
      'stale', coalesce(stale, 0)) order by month, grp)::text
  from lived l left join counted c using (month, grp)`;

const ONE = 'id = $1';
const ALL = `($1::text is null and kind <> 'SECURITY_NORM')`;
/** Never null, so that the two halves can be joined by it. */
const NONE = `''::text`;

export const STATISTICS_QUERIES: readonly StatisticsQuery[] = [
  {
    name: 'one standard, 36 months',
    document: document('NONE'),
    months: 36,
    isOfOneStandard: true,
    connections: 256,
    sql: live(NONE, ONE),
  },
  {
    name: 'one standard by province, 12 months',
    document: document('PROVINCE'),
    months: 12,
    isOfOneStandard: true,
    connections: 256,
    sql: live('o.province', ONE),
  },
  {
    name: 'all standards, 12 months',
    document: document('NONE'),
    months: 12,
    isOfOneStandard: false,
    connections: 4,
    sql: live(NONE, ALL),
  },
];
