/** What the database guarantees of the tables that are read. */
import { type Pool } from 'pg';

export interface UniqueKey {
  readonly name: string;
  /** At most one row has the same values here, at one moment when it is temporal. */
  readonly columns: readonly string[];
  /** The periods of a temporal key: bounds of the valid one, and the end of the recorded one. */
  readonly periods: { readonly from: string; readonly to: string; readonly recordedTo: string } | undefined;
  /** Whether the columns tell the whole of it; an expression or a condition keeps it from being seen through. */
  readonly isPlain: boolean;
}
export interface TableFacts {
  readonly isView: boolean;
  readonly columns: ReadonlyMap<string, { readonly type: number; readonly isNeverNull: boolean }>;
  readonly keys: readonly UniqueKey[];
  /** CHECK and foreign key constraints on one column: what they let through. */
  readonly guards: readonly { readonly column: string; readonly definition: string }[];
}
export interface DatabaseFacts {
  readonly tables: ReadonlyMap<string, TableFacts>;
  /** Type names as PostgreSQL numbers them; absent when it knows no such type. */
  readonly types: ReadonlyMap<string, number>;
  readonly functions: ReadonlySet<string>;
}

interface Found {
  readonly name: string;
  readonly isView: boolean;
  readonly columns: { name: string; type: number; isNeverNull: boolean }[] | null;
  readonly indexes: { name: string; columns: string[]; isPlain: boolean }[] | null;
  readonly constraints:
    | {
        name: string;
        kind: string;
        columns: (string | null)[] | null;
        definition: string;
      }[]
    | null;
}

const TABLES = `
select c.relname as name, c.relkind in ('v', 'm') as "isView",
  (select json_agg(json_build_object('name', a.attname, 'type', a.atttypid::bigint, 'isNeverNull', a.attnotnull))
   from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
  (select json_agg(json_build_object('name', i.indexrelid::regclass, 'isPlain', i.indpred is null and i.indexprs is null, 'columns',
     array(select a.attname from unnest(i.indkey) with ordinality k(attnum, at)
       join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum where k.at <= i.indnkeyatts)))
   from pg_index i where i.indrelid = c.oid and i.indisunique) as indexes,
  (select json_agg(json_build_object('name', n.conname, 'kind', n.contype, 'definition', pg_get_constraintdef(n.oid),
     'columns', array(select a.attname from unnest(n.conkey) with ordinality k(attnum, at)
       left join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum order by k.at)))
   from pg_constraint n where n.conrelid = c.oid and n.contype in ('c', 'f', 'x')) as constraints
from pg_class c where c.relname = any($1) and pg_table_is_visible(c.oid)`;

export async function factsOf(
  pool: Pool,
  tables: readonly string[],
  types: readonly string[],
  functions: readonly string[],
): Promise<DatabaseFacts> {
  const { rows } = await pool.query<Found>(TABLES, [tables]);
  const known = await pool.query<{ name: string; type: number }>(
    'select t as name, to_regtype(t)::oid::bigint::float8 as type from unnest($1::text[]) t where to_regtype(t) is not null',
    [types],
  );
  const found = await pool.query<{ name: string }>(
    'select f as name from unnest($1::text[]) f where to_regprocedure(f) is not null',
    [functions],
  );
  return {
    tables: new Map(rows.map((row) => [row.name, tableFacts(row)])),
    types: new Map(known.rows.map(({ name, type }) => [name, type])),
    functions: new Set(found.rows.map(({ name }) => name)),
  };
}

function tableFacts({ isView, columns, indexes, constraints }: Found): TableFacts {
  const exclusions = (constraints ?? []).filter(({ kind }) => kind === 'x').map(exclusion);
  const guards = (constraints ?? []).flatMap(({ kind, columns, definition }) => {
    const [column, ...others] = columns ?? [];
    return kind !== 'x' && column != null && others.length === 0 ? [{ column, definition }] : [];
  });
  return {
    isView,
    columns: new Map((columns ?? []).map((column) => [column.name, column])),
    keys: [...(indexes ?? []).map((index) => ({ ...index, periods: undefined })), ...exclusions],
    guards,
  };
}

/**
 * Of the form the temporal tables have: keys that are equal, a period that overlaps, among what is still recorded. A key may
 * stand there with an empty text behind it, which tells the same apart and keeps the index from being used for anything else,
 * or as its hash, by which more may be refused, but never less.
 */
function exclusion({ name, definition }: NonNullable<Found['constraints']>[number]): UniqueKey {
  const [, listed = ''] = /USING gist \((.*)\) WHERE /.exec(definition) ?? [];
  const [, from, to] = /daterange\((\w+), (\w+)\) WITH &&$/.exec(listed) ?? [];
  const [, recordedTo] = /WHERE \(\((\w+) = 'infinity'/.exec(definition) ?? [];
  const keys = listed.split(/ WITH (?:=, |&&)/).slice(0, -2);
  const columns = keys.flatMap((key) => {
    const [, own, hashed] = /^(?:\(\()?(\w+)(?: \|\| ''::text\)\))?$|^hashtextextended\((\w+), .*\)$/.exec(key) ?? [];
    return own ?? hashed ?? [];
  });
  const periods = from && to && recordedTo ? { from, to, recordedTo } : undefined;
  return { name, columns, periods, isPlain: periods !== undefined && columns.length === keys.length };
}
