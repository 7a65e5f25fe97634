import { type Pool } from 'pg';
import { type Transaction } from '../../../platform/database/database.js';
import { type DemoMunicipality, type DemoStandard } from './demo-history.js';

/** Stands as the source of everything that was made up. */
export const DEMO_SOURCE = 'Demonstratiegegevens: verzonnen om mee te proberen';

export interface Place extends DemoMunicipality {
  readonly id: string;
  readonly organisationId: string;
}
export interface Subject extends DemoStandard {
  readonly id: string;
}

/** What there is to make something up about. */
export interface Ground {
  readonly places: readonly Place[];
  readonly subjects: readonly Subject[];
  readonly isMarked: boolean;
  /** Whether anyone really reported something. */
  readonly isReported: boolean;
}

/** Its last class of inhabitants goes for all of its history. */
const PLACES = `
  select m.id, m.organisation_id as "organisationId", m.code, p.from, p.to, p.class as "populationClass"
  from municipality m
  join lateral (
    select min(valid_from) as from, max(valid_to) as to, (array_agg(population_class order by valid_from desc))[1] as class
    from adoption_profile where municipality_id = m.id
  ) p on p.from is not null
  where $1::text[] is null or m.code = any($1)
  order by m.code`;

const SUBJECTS = `
  select s.id, s.slug,
    (select coalesce(json_agg(json_build_object('id', v.id, 'from', v.began) order by v.began, v.position), '[]')
     from (select v.id, v.position, to_char(greatest(min(p.valid_from), '1990-01-01'), 'YYYY-MM-DD') as began
       from standard_version v join version_phase p on p.version_id = v.id and p.known_to = 'infinity' and p.lifecycle = 'IN_USE'
       where v.standard_id = s.id and v.announced_at is not null group by v.id, v.position) v) as versions,
    (select coalesce(json_agg(json_build_object('level', o.level, 'from', o.valid_from, 'to', o.valid_to, 'versionIds',
       array(select l.version_id from obligation_version l where l.obligation_id = o.id)) order by o.valid_from, o.id), '[]')
     from obligation o where o.standard_id = s.id and o.known_to = 'infinity') as bindings
  from standard s
  where exists (select from standard_version v where v.standard_id = s.id and v.announced_at is not null)
    or not exists (select from standard_version v where v.standard_id = s.id)
  order by s.slug`;

/** @param only codes of municipalities; all when left out */
export async function groundOf(reads: Pool, only?: readonly string[]): Promise<Ground> {
  const [places, subjects, state] = await Promise.all([
    reads.query<Place>(PLACES, [only]),
    reads.query<Subject>(SUBJECTS),
    reads.query<{ isMarked: boolean; isReported: boolean }>(
      `select exists (select from demo_data) as "isMarked", exists (select from adoption where recorded_by is not null) as "isReported"`,
    ),
  ]);
  const { isMarked = false, isReported = false } = state.rows[0] ?? {};
  return { places: places.rows, subjects: subjects.rows, isMarked, isReported };
}

/** Municipality and standard of which something is held that was not made up. */
export async function recordedAlready(
  tx: Transaction,
  municipalityIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ key: string }>(
    `select distinct municipality_id || ' ' || standard_id as key from adoption
     where municipality_id = any($1) and provenance is distinct from $2`,
    [municipalityIds, DEMO_SOURCE],
  );
  return new Set(rows.map(({ key }) => key));
}

/** The ids of records, by municipality and standard. */
export async function recordIds(
  tx: Transaction,
  municipalityIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ key: string; id: string }>(
    `select municipality_id || ' ' || standard_id as key, id from adoption_key where municipality_id = any($1)`,
    [municipalityIds],
  );
  return new Map(rows.map(({ key, id }) => [key, id]));
}
