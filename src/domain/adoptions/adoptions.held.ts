/** What the register holds of the things a report names, read in the transaction that judges and writes it. */
import { type Transaction } from '../../platform/database/database.js';
import { type Binding, type Stretch } from './adoption.guards.js';
import { type AdoptionStatus } from './adoption.statuses.js';
import { type AdoptionOrigin, type ExplainReason } from './adoptions.enums.js';

export interface HeldMunicipality {
  readonly id: string;
  readonly organisationId: string;
  readonly code: string;
  readonly name: string;
  readonly existence: readonly { readonly from: string; readonly to: string }[];
}

/** A municipality with the days between which it exists; undefined when there is none. */
export async function municipalityOf(tx: Transaction, id: string): Promise<HeldMunicipality | undefined> {
  const [municipality] = await tx.query<HeldMunicipality>(
    `select m.id, m.organisation_id as "organisationId", m.code, m.name, array(
       select json_build_object('from', p.valid_from, 'to', p.valid_to) from organisation_profile p
       where p.organisation_id = m.organisation_id and p.known_to = 'infinity' order by p.valid_from) as existence
     from municipality m where m.id = $1`,
    [id],
  );
  return municipality;
}

/** Whoever writes adoptions of these municipalities waits for the one before, until the transaction ends. */
export async function lockAdoptions(tx: Transaction, municipalityIds: readonly string[]): Promise<void> {
  await tx.query('select lock_adoptions($1)', [municipalityIds]);
}

/** One row of the record of a municipality and a standard, as held now. */
export interface HeldAdoption extends Stretch {
  readonly id: string;
  readonly standardId: string;
  readonly to: string;
  readonly versionId: string | null;
  readonly status: AdoptionStatus;
  readonly origin: AdoptionOrigin;
  readonly plannedFor: string | null;
  readonly explainReason: ExplainReason | null;
  readonly motivation: string | null;
  readonly reviewOn: string | null;
  readonly isConfidential: boolean;
  readonly productVersionId: string | null;
  readonly confirmBy: string | null;
  readonly reason: string | null;
}

const COLUMNS = `id, standard_id as "standardId", valid_from as from, valid_to as to, version_id as "versionId", status, origin,
  planned_for as "plannedFor", explain_reason as "explainReason", motivation, review_on as "reviewOn",
  is_confidential as "isConfidential", product_version_id as "productVersionId", confirm_by as "confirmBy", reason`;

/** Everything held now of a municipality and these standards, by standard, earliest first. */
export async function timelinesOf(
  tx: Transaction,
  municipalityId: string,
  standardIds: readonly string[],
): Promise<ReadonlyMap<string, readonly HeldAdoption[]>> {
  const rows = await tx.query<HeldAdoption>(
    `select ${COLUMNS} from adoption where municipality_id = $1 and standard_id = any($2) and known_to = 'infinity'
     order by standard_id, valid_from`,
    [municipalityId, standardIds],
  );
  return grouped(rows, ({ standardId }) => standardId);
}

/** Whom an obligation is for, where it says: whoever it names, municipalities must be among them. */
export const BINDS_MUNICIPALITIES = '%gemeente%';

/** A standard as far as reports about it are judged. */
export interface HeldStandard {
  readonly id: string;
  readonly versionIds: ReadonlySet<string>;
  readonly bindings: readonly Binding[];
}

/**
 * The standards of these ids, with the versions that are no drafts and every obligation, past and to come. One for some
 * versions is for their lines and for the releases of a line too.
 */
export async function standardsOf(tx: Transaction, ids: readonly string[]): Promise<ReadonlyMap<string, HeldStandard>> {
  const rows = await tx.query<{ id: string; versionIds: string[]; bindings: Binding[] }>(
    `select s.id,
       array(select v.id from standard_version v where v.standard_id = s.id and v.announced_at is not null) as "versionIds",
       array(select json_build_object('level', o.level, 'from', o.valid_from, 'to', o.valid_to, 'versionIds',
           array(select distinct v.id from obligation_version l join standard_version n on n.id = l.version_id
             join standard_version v on v.standard_id = n.standard_id and (v.id in (n.id, n.line_id) or v.line_id = n.id)
             where l.obligation_id = o.id))
         from obligation o where o.standard_id = s.id and o.known_to = 'infinity' and (o.audience is null or o.audience ilike $2)) as bindings
     from standard s where s.id = any($1)`,
    [ids, BINDS_MUNICIPALITIES],
  );
  return new Map(rows.map(({ id, versionIds, bindings }) => [id, { id, versionIds: new Set(versionIds), bindings }]));
}

/** Which of these are versions of products. */
export async function productVersionsOf(tx: Transaction, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.query<{ id: string }>('select id from product_version where id = any($1)', [ids]);
  return new Set(rows.map(({ id }) => id));
}

/** The present revision of the record of a municipality and each standard; none where there is no record. */
export async function revisionsOf(
  tx: Transaction,
  municipalityId: string,
  standardIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly id: string; readonly revision: number }>> {
  const rows = await tx.query<{ standardId: string; id: string; revision: number }>(
    `select k.standard_id as "standardId", k.id, coalesce((select max(a.revision) from adoption a where a.id = k.id and not a.is_remainder), 0) as revision
     from adoption_key k where k.municipality_id = $1 and k.standard_id = any($2)`,
    [municipalityId, standardIds],
  );
  return new Map(rows.map((row) => [row.standardId, row]));
}

export function grouped<R>(rows: readonly R[], keyOf: (row: R) => string): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
