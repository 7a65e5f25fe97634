import { type Transaction } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';

/** By the names of columns. */
export type Values = Readonly<Record<string, unknown>>;

/** Names of our own, never a caller's. */
const list = (names: readonly string[], of = ''): string => names.map((name) => of + name).join(', ');
const row = (names: readonly string[], of: string): string => `row (${list(names, of)})`;

export interface Kept {
  id: string;
  /** Whether it was new, or something else was held of it. */
  isWritten: boolean;
}

/** Writes a thing with an id under its key, or brings what is held of it up to date. */
export async function keep(
  tx: Transaction,
  table: 'procurement_terms' | 'quality_norm_set' | 'quality_norm',
  prefix: string,
  key: Values,
  values: Values,
): Promise<Kept> {
  const [keys, said] = [Object.keys(key), Object.keys(values)];
  const given = [newId(prefix), ...Object.values(key), ...Object.values(values).map((value) => value ?? null)];
  const [written] = await tx.query<{ id: string }>(
    `insert into ${table} as held (id, ${list([...keys, ...said])}) values (${given.map((_, i) => `$${i + 1}`).join(', ')})
     on conflict (${list(keys)}) do update set (${list(said)}, updated_at, revision) = row (${list(said, 'excluded.')}, clock_timestamp(), held.revision + 1)
     where ${row(said, 'held.')} is distinct from ${row(said, 'excluded.')} returning id`,
    given,
  );
  if (written) return { id: written.id, isWritten: true };
  const found = await tx.query<{ id: string }>(
    `select id from ${table} where ${keys.map((name, i) => `${name} = $${i + 1}`).join(' and ')}`,
    Object.values(key),
  );
  if (!found[0]) throw new Error(`${table} ${Object.values(key).join(' ')} was not written`);
  return { id: found[0].id, isWritten: false };
}

interface Part {
  table:
    | 'procurement_article'
    | 'procurement_rule'
    | 'quality_norm_set_terms'
    | 'quality_norm_standard'
    | 'quality_norm_component'
    | 'quality_norm_article';
  /** The column that says of what it is a part. */
  of: string;
  /** The columns by which the parts of one thing are told apart. */
  key: readonly string[];
  values: readonly string[];
  /** Parts of which others may speak stay when they are named no longer. */
  isKept?: boolean;
}

/** Makes these the parts of a thing; answers whether that changed anything. */
export async function keepParts(
  tx: Transaction,
  { table, of, key, values, isKept = false }: Part,
  id: string,
  parts: readonly Values[],
): Promise<boolean> {
  const wanted = JSON.stringify(parts.map((part) => ({ ...part, [of]: id })));
  const gone = isKept
    ? []
    : await tx.query(
        `delete from ${table} held where ${of} = $1 and not exists (select from jsonb_populate_recordset(null::${table}, $2) w
         where ${row(key, 'w.')} = ${row(key, 'held.')}) returning ${of}`,
        [id, wanted],
      );
  const change =
    values.length > 0
      ? `update set (${list(values)}) = ${row(values, 'excluded.')} where ${row(values, 'held.')} is distinct from ${row(values, 'excluded.')}`
      : 'nothing';
  const written = await tx.query(
    `insert into ${table} as held select * from jsonb_populate_recordset(null::${table}, $1)
     on conflict (${list([of, ...key])}) do ${change} returning ${of}`,
    [wanted],
  );
  return gone.length + written.length > 0;
}

/** What a thing is made of changed, though nothing that stands beside its name did. */
export async function touch(
  tx: Transaction,
  table: 'procurement_terms' | 'quality_norm_set' | 'quality_norm',
  id: string,
) {
  await tx.query(`update ${table} set updated_at = clock_timestamp(), revision = revision + 1 where id = $1`, [id]);
}
