import { type HeldAdoption } from '../../../domain/adoptions/adoptions.held.js';
import { type Transaction } from '../../../platform/database/database.js';

/** The record of a municipality and a standard as the register holds it. */
export interface HeldRecord {
  readonly id: string;
  /** Earliest first; empty for a record that was never filled. */
  readonly timeline: readonly HeldAdoption[];
}
interface Pair {
  readonly municipalityId: string;
  readonly standardId: string;
}

export const keyOf = ({ municipalityId, standardId }: Pair): string => `${municipalityId} ${standardId}`;

/** What is held of each of these, by `keyOf`; nothing where there is no record yet. */
export async function heldRecords(tx: Transaction, pairs: readonly Pair[]): Promise<ReadonlyMap<string, HeldRecord>> {
  const rows = await tx.query<HeldAdoption & { keyId: string; municipalityId: string; isHeld: boolean }>(
    `select k.id as "keyId", k.municipality_id as "municipalityId", a.row_id is not null as "isHeld", k.id, k.standard_id as "standardId",
       a.valid_from as from, a.valid_to as to, a.version_id as "versionId", a.status, a.origin,
       a.planned_for as "plannedFor", a.explain_reason as "explainReason", a.motivation, a.review_on as "reviewOn",
       a.is_confidential as "isConfidential", a.product_version_id as "productVersionId", a.confirm_by as "confirmBy", a.reason
     from unnest($1::text[], $2::text[]) pair (municipality_id, standard_id)
     -- Each is looked up by its key (offset 0), also when the tables have grown since they were last looked over.
     cross join lateral (select * from adoption_key k where k.municipality_id = pair.municipality_id and k.standard_id = pair.standard_id offset 0) k
     left join lateral (select * from adoption a where a.id = k.id and a.known_to = 'infinity' offset 0) a on true
     order by k.id, a.valid_from`,
    [pairs.map(({ municipalityId }) => municipalityId), pairs.map(({ standardId }) => standardId)],
  );
  const records = new Map<string, { id: string; timeline: HeldAdoption[] }>();
  for (const { keyId, municipalityId, isHeld, ...adoption } of rows) {
    const key = keyOf({ municipalityId, standardId: adoption.standardId });
    const record = records.get(key) ?? { id: keyId, timeline: [] };
    if (isHeld) record.timeline.push(adoption);
    records.set(key, record);
  }
  return records;
}
