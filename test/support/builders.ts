import { newId } from '../../src/platform/database/id.js';
import { type Sql } from './register.js';

/** What the register writes by its own helper: closes what overlaps and appends; answers the record time. */
export async function put(sql: Sql, table: string, row: Record<string, unknown>, clear = false): Promise<Date | null> {
  const [written] = await sql<{ at: Date | null }>(
    `select ${table}_put(jsonb_populate_record(null::${table}, $1::jsonb), $2) as at`,
    [JSON.stringify({ confidence: 'SEEN', ...row }), clear],
  );
  return written!.at;
}

/** A standard of our own, with a name nobody else has. */
export async function aStandard(sql: Sql, values: { name?: string; kind?: string } = {}) {
  const id = newId('std');
  const slug = `test-${id.slice(-12)}`;
  const name = values.name ?? `Proefstandaard ${id.slice(-6)}`;
  await sql(
    `insert into standard (id, slug, name_nl, summary_nl, kind, steward_id, confidence)
     values ($1, $2, $3, 'Om te proberen.', $4, (select min(id) from organisation), 'SEEN')`,
    [id, slug, name, values.kind ?? 'INTERFACE'],
  );
  return { id, slug, name };
}

/** A version of a standard, without any stage yet. */
export async function aVersion(sql: Sql, standardId: string, label: string, position: number, kind = 'RELEASE') {
  const id = newId('ver');
  await sql(
    `insert into standard_version (id, standard_id, label, kind, position, confidence) values ($1, $2, $3, $4, $5, 'SEEN')`,
    [id, standardId, label, kind, position],
  );
  return id;
}

/** A stage of a version from a day on, until a day or until further notice. */
export const phase = (
  sql: Sql,
  versionId: string,
  lifecycle: string,
  from: string,
  more: Record<string, unknown> = {},
) =>
  put(sql, 'version_phase', {
    version_id: versionId,
    lifecycle,
    valid_from: from,
    is_without_successor: false,
    ...more,
  });

/** What is held of a municipality and a standard from a day on, past every rule and without an event. */
export async function anAdoption(
  sql: Sql,
  { municipalityId, standardId, ...more }: { municipalityId: string; standardId: string } & Record<string, unknown>,
): Promise<{ id: string; changeId: string }> {
  const [held] = await sql<{ id: string }>(
    'select id from adoption_key where municipality_id = $1 and standard_id = $2',
    [municipalityId, standardId],
  );
  const row = {
    ...{ id: held?.id ?? newId('adp'), municipality_id: municipalityId, standard_id: standardId },
    ...{ status: 'APPLIED', origin: 'REPORTED', valid_from: '2026-01-01', change_id: newId('adc'), ...more },
  };
  await sql('select from record_adoptions(array[jsonb_populate_record(null::adoption, $1::jsonb)])', [
    JSON.stringify(row),
  ]);
  return { id: row.id, changeId: row.change_id };
}
