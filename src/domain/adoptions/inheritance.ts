/** Brings adoptions across mergers: from municipalities that end to those that follow them. */
import { type Author, type Writing } from '../../platform/audit/audit.js';
import { type Transaction } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { type AdoptionRow, heldWords, newAdoptionId, putAdoptions, wordsOf } from './adoption.record.js';
import { AdoptionStatus } from './adoption.statuses.js';
import { AdoptionOrigin } from './adoptions.enums.js';
import { type HeldAdoption, lockAdoptions } from './adoptions.held.js';
import { inheritanceOf, type Legacy } from './inheritance.rule.js';

/** A municipality that follows others on a day, YYYY-MM-DD. */
export interface Heir {
  readonly municipalityId: string;
  readonly on: string;
}
/** Who lets it happen, and why. */
interface Occasion {
  /** The organisation that recorded it. */
  readonly organisationId: string;
  readonly reason: string | null;
}
/** A standard that an heir takes over, or took over and nobody has confirmed since. */
interface Estate extends Heir {
  readonly organisationId: string;
  readonly standardId: string;
  /** Of its record, when there is one. */
  readonly id: string | null;
  readonly held: HeldAdoption | null;
  readonly legacies: readonly Legacy[];
}

/**
 * What municipalities take over on the day on which they follow others: for each standard on which one of these reported,
 * unless the heir itself said something that holds on that day. Takes part in the caller's transaction, and writes the events:
 * in the log of the office when it decided on the merger, else in that of the heir, whose own they are.
 * @param standardIds all standards when left out
 * Whoever follows the heirs in turn takes over from them.
 * @returns the ids of the records of the heirs that were written
 */
export async function inherit(
  tx: Writing<Author>,
  heirs: readonly Heir[],
  occasion: Occasion & { readonly isOfOffice: boolean },
  standardIds?: readonly string[],
): Promise<string[]> {
  if (heirs.length === 0) return [];
  await lockAdoptions(tx, idsOf(heirs));
  const estates = await estatesOf(tx, heirs, standardIds);
  const taken = estates.map((estate) => ({ estate, row: rowOf(estate, occasion) }));
  const recorded = await putAdoptions(
    tx,
    taken.map(({ row }) => row),
  );
  const fresh = new Set(recorded.map(({ changeId }) => changeId));
  const written = taken.filter(({ row }) => fresh.has(row.change_id));
  for (const { estate, row } of written) {
    tx.record({
      subjectId: row.id,
      organisationId: occasion.isOfOffice ? occasion.organisationId : estate.organisationId,
      reason: occasion.reason,
      before: heldWords(estate.held ?? undefined, row.municipality_id),
      after: wordsOf(row),
    });
  }
  await followPredecessors(
    tx,
    written.map(({ row }) => row.municipality_id),
    written.map(({ row }) => row.standard_id),
    occasion,
  );
  return written.map(({ row }) => row.id);
}

/**
 * Brings what was written of municipalities along to those that follow them, as far as nobody there has said otherwise.
 * Everything that writes adoptions of a municipality calls this in the same transaction.
 */
export async function followPredecessors(
  tx: Writing<Author>,
  municipalityIds: readonly string[],
  standardIds: readonly string[],
  occasion: Occasion,
): Promise<void> {
  if (municipalityIds.length === 0) return;
  const heirs = await tx.query<Heir>(
    `select distinct successor_id as "municipalityId", valid_from as on from municipality_succession
     where predecessor_id = any($1) and known_to = 'infinity'`,
    [[...new Set(municipalityIds)]],
  );
  // Each of them begins later than the one before, so this ends.
  await inherit(tx, heirs, { ...occasion, isOfOffice: false }, [...new Set(standardIds)]);
}

const idsOf = (heirs: readonly Heir[]): string[] => heirs.map(({ municipalityId }) => municipalityId);

function rowOf({ id, municipalityId, standardId, legacies, on }: Estate, { organisationId }: Occasion): AdoptionRow {
  const taken = inheritanceOf(legacies, on);
  return {
    id: id ?? newAdoptionId(),
    municipality_id: municipalityId,
    standard_id: standardId,
    version_id: taken.versionId,
    status: taken.status,
    origin: AdoptionOrigin.INHERITED,
    planned_for: taken.plannedFor,
    explain_reason: taken.explainReason,
    motivation: taken.motivation,
    review_on: taken.reviewOn,
    is_confidential: taken.isConfidential,
    product_version_id: null,
    confirm_by: taken.confirmBy,
    reason: taken.reason,
    recorded_by: organisationId,
    confidence: taken.confidence,
    change_id: newId('adc'),
    is_correction: false,
    valid_from: on,
  };
}

/**
 * What follows from software counts for nothing here: it is confidential, and the successor may use other software.
 * A standard of which no predecessor ever said anything is left out, until something was taken over.
 */
function estatesOf(tx: Transaction, heirs: readonly Heir[], standardIds?: readonly string[]): Promise<Estate[]> {
  return tx.query<Estate>(
    `with heir as (
       select distinct * from unnest($1::text[], $2::date[]) h(id, day)
     ), party as (
       select h.id, h.day, p.id as predecessor_id, p.name from heir h
       join municipality_succession s on s.successor_id = h.id and s.valid_from = h.day and s.known_to = 'infinity'
       join municipality p on p.id = s.predecessor_id
     ), estate as (
       select distinct p.id, p.day, k.standard_id from party p join adoption_key k on k.municipality_id = p.predecessor_id
       where $3::text[] is null or k.standard_id = any($3)
     ), legacy as (
       select e.id, e.day, e.standard_id, bool_or(a.status <> $4) as is_something,
         json_agg(json_build_object('name', p.name, 'status', coalesce(a.status, $4), 'versionId', a.version_id,
           'plannedFor', a.planned_for, 'explainReason', a.explain_reason, 'motivation', a.motivation, 'reviewOn', a.review_on,
           'isConfidential', coalesce(a.is_confidential, false), 'reason', a.reason, 'confidence', coalesce(a.confidence, 'SEEN'))
           order by p.name, p.predecessor_id) as legacies
       from estate e join party p using (id, day)
       left join adoption a on a.municipality_id = p.predecessor_id and a.standard_id = e.standard_id and a.known_to = 'infinity'
         and a.valid_from < e.day and a.valid_to >= e.day and a.origin <> 'DERIVED'
       group by e.id, e.day, e.standard_id
     )
     select l.id as "municipalityId", m.organisation_id as "organisationId", l.day as on, l.standard_id as "standardId", k.id, l.legacies,
       case when h.id is not null then json_build_object('id', h.id, 'standardId', h.standard_id, 'from', h.valid_from, 'to', h.valid_to,
         'versionId', h.version_id, 'status', h.status, 'origin', h.origin, 'plannedFor', h.planned_for, 'explainReason', h.explain_reason,
         'motivation', h.motivation, 'reviewOn', h.review_on, 'isConfidential', h.is_confidential,
         'productVersionId', h.product_version_id, 'confirmBy', h.confirm_by, 'reason', h.reason) end as held
     from legacy l
     join municipality m on m.id = l.id
     left join adoption_key k on k.municipality_id = l.id and k.standard_id = l.standard_id
     left join adoption h on h.id = k.id and h.known_to = 'infinity' and h.valid_from <= l.day and h.valid_to > l.day
     where case when h.id is null or h.origin = 'DERIVED' then l.is_something
       else h.origin = 'INHERITED' and h.valid_from = l.day end
     order by 1, 3`,
    [idsOf(heirs), heirs.map(({ on }) => on), standardIds ?? null, AdoptionStatus.UNKNOWN],
  );
}
