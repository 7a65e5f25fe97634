import { newId } from '../../src/platform/database/id.js';
import { type Asking } from '../support/persona.js';
import { type Sql } from '../support/register.js';

const FIGURES = 'applied implementing planned explained notApplicable phasedOut unknown stale';
const POINT = `month group standards municipalities population ${FIGURES}`;
export type Point = Readonly<Record<string, number | string | null>>;

interface Question {
  readonly from: string;
  readonly to: string;
  readonly standardId?: string | undefined;
  readonly groupBy?: string;
  readonly knownAt?: string | undefined;
}

/** The points the register gives. */
export async function statistics(ask: Asking, question: Question, selection = POINT): Promise<Point[]> {
  const { counted } = await ask(
    `query ($standardId: ID, $from: YearMonth!, $to: YearMonth!, $groupBy: AdoptionDimension, $knownAt: DateTime) {
      counted: adoptionStatistics(standardId: $standardId, from: $from, to: $to, groupBy: $groupBy, knownAt: $knownAt) { points { ${selection} } } }`,
    { ...question },
  );
  return counted.points;
}

const GROUPS: Readonly<Record<string, string>> = {
  NONE: 'null',
  PROVINCE: 'province',
  POPULATION_CLASS: `case when inhabitants < 20000 then 'UNDER_20000' when inhabitants < 50000 then 'FROM_20000'
    when inhabitants < 100000 then 'FROM_50000' when inhabitants < 250000 then 'FROM_100000' when inhabitants >= 250000 then 'FROM_250000' end`,
  VERSION: 'version_id',
  STANDARD: 'standard_id',
};

/**
 * The same of one month as anyone would count it: every municipality that exists on the last day, with every standard, and what
 * is held of the two on that very day. Shares no code with how the register counts.
 */
export async function countedByHand(
  sql: Sql,
  {
    month,
    standardId,
    groupBy = 'NONE',
    knownAt,
    withNorms = false,
  }: {
    month: string;
    standardId?: string | undefined;
    groupBy?: string;
    knownAt?: string | undefined;
    withNorms?: boolean;
  },
): Promise<Point[]> {
  const held = (row: string) =>
    `${row}.known_from <= at.moment and (${row}.known_to > at.moment or ${row}.known_to = 'infinity')`;
  const status = (name: string) => `count(*) filter (where status = '${name}')::int`;
  return sql<Point>(
    `with at as (
       select coalesce($2::timestamptz, 'infinity') as moment, ($1 || '-01')::date + interval '1 month' - interval '1 day' as day
     ), lived as (
       select m.id, o.province, coalesce(
         (select p.inhabitants from municipality_population p where p.municipality_id = m.id and p.valid_from <= at.day and ${held('p')}
          order by p.valid_from desc limit 1),
         (select p.inhabitants from municipality_population p where p.municipality_id = m.id and ${held('p')} order by p.valid_from limit 1)) as inhabitants
       from at, municipality m join organisation_profile o on o.organisation_id = m.organisation_id
       where o.valid_from <= at.day and o.valid_to > at.day and ${held('o')}
     ), counted as (
       select l.*, s.id as standard_id, a.version_id, coalesce(a.status, 'UNKNOWN') as status, coalesce(a.confirm_by < at.day, false) as is_stale
       from at cross join lived l cross join standard s
       left join adoption a on a.municipality_id = l.id and a.standard_id = s.id and a.valid_from <= at.day and a.valid_to > at.day and ${held('a')}
         and a.origin not in ('DERIVED', 'PROPOSED') and a.status <> 'UNKNOWN'
       where (s.registered_at <= at.moment) and case when $3::text is null then $4 or s.kind <> 'SECURITY_NORM' else s.id = $3 end
     ), told as (
       select ${GROUPS[groupBy]} as "group", * from counted
     ), totals as (
       select ${groupBy === 'VERSION' ? 'null' : '"group"'} as "group", count(distinct id)::int as municipalities, count(distinct standard_id)::int as standards,
         case when count(distinct id) = count(distinct id) filter (where inhabitants is not null) then sum(inhabitants) / count(distinct standard_id) end::int as population,
         ${status('UNKNOWN')} as unknown
       from told group by 1
     )
     select $1 as month, t."group", u.standards, u.municipalities, u.population, ${status('APPLIED')} as applied, ${status('IMPLEMENTING')} as implementing,
       ${status('PLANNED')} as planned, ${status('EXPLAINED')} as explained, ${status('NOT_APPLICABLE')} as "notApplicable",
       ${status('PHASED_OUT')} as "phasedOut", u.unknown, count(*) filter (where is_stale)::int as stale
     from told t join totals u on ${groupBy === 'VERSION' ? 'true' : 'u."group" is not distinct from t."group"'}
     group by t."group", u.standards, u.municipalities, u.population, u.unknown`,
    [month, knownAt ?? null, standardId ?? null, withNorms],
  );
}

const byGroup = (a: Point, b: Point) => (String(a['group']) < String(b['group']) ? -1 : 1);
/** In an order of its own; versions of which nothing is reported in that month are left out. */
export const comparable = (points: readonly Point[]): Point[] =>
  points
    .filter(
      ({ group, applied, implementing, planned, explained, notApplicable, phasedOut }) =>
        !String(group).startsWith('ver_') ||
        [applied, implementing, planned, explained, notApplicable, phasedOut].some((n) => n !== 0),
    )
    .sort(byGroup);

/** Where what is kept differs from a recount of the history. */
export const differences = (sql: Sql): Promise<object[]> => sql('select * from adoption_recount_diff');

/** Writes rows past the rules of the API, as imports do, in one call. */
export async function record(sql: Sql, rows: readonly Record<string, unknown>[], evenUnchanged = false): Promise<void> {
  const ids = await sql<{ id: string; pair: string }>(
    `select id, municipality_id || standard_id as pair from adoption_key where municipality_id = any($1)`,
    [rows.map((row) => row['municipality_id'])],
  );
  const known = new Map(ids.map(({ pair, id }) => [pair, id]));
  const filled = rows.map((row) => {
    const pair = String(row['municipality_id']) + String(row['standard_id']);
    const id = known.get(pair) ?? newId('adp');
    known.set(pair, id);
    return { id, origin: 'REPORTED', change_id: newId('adc'), ...row };
  });
  await sql(
    'select count(*) from record_adoptions(array(select a from jsonb_populate_recordset(null::adoption, $1::jsonb) a), $2)',
    [JSON.stringify(filled), evenUnchanged],
  );
}

export async function municipalities(sql: Sql, ...codes: string[]): Promise<string[]> {
  const found = await sql<{ id: string }>(
    'select id from municipality where code = any($1) order by array_position($1, code)',
    [codes],
  );
  return found.map(({ id }) => id);
}
