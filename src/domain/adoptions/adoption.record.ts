/** The one way adoptions get into the register. */
import { type Author, type Values, type Writing } from '../../platform/audit/audit.js';
import { type Transaction } from '../../platform/database/database.js';
import { newId, newTimelessId } from '../../platform/database/id.js';
import { type Said } from './adoption.guards.js';
import { type AdoptionOrigin } from './adoptions.enums.js';
import { type HeldAdoption } from './adoptions.held.js';

/**
 * The id of a new record. When it was made must not show: a record may begin with what follows from software in use, and
 * everyone sees its id once the municipality reports. To a supplier who had just declared something, the moment would tell
 * who uses it.
 */
export const newAdoptionId = (): string => newTimelessId('adp');

/** A row for `record_adoptions`: what it means, the column comments of the migration say. Days are YYYY-MM-DD. */
export interface AdoptionRow {
  readonly id: string;
  readonly municipality_id: string;
  readonly standard_id: string;
  readonly version_id: string | null;
  readonly status: string;
  readonly origin: AdoptionOrigin;
  readonly planned_for: string | null;
  readonly explain_reason: string | null;
  readonly motivation: string | null;
  readonly review_on: string | null;
  readonly is_confidential: boolean;
  readonly product_version_id: string | null;
  readonly confirm_by: string | null;
  readonly reason: string | null;
  readonly recorded_by: string | null;
  readonly confidence?: string;
  readonly provenance?: string | null;
  readonly change_id: string;
  readonly is_correction: boolean;
  readonly valid_from: string;
}
/** What came of a row: it is not there when the register held it already. */
export interface Recorded {
  readonly changeId: string;
  readonly id: string;
  readonly revision: number;
  readonly validTo: string;
}

/**
 * Writes rows, of one municipality or many; what each means until the next is worked out there. Events are the caller's.
 * @param evenUnchanged also what says nothing new, as a confirmation does
 */
export function putAdoptions(
  tx: Transaction,
  rows: readonly AdoptionRow[],
  { evenUnchanged = false } = {},
): Promise<Recorded[]> {
  return tx.query<Recorded>(
    `select r.change_id as "changeId", r.id, r.revision, r.valid_to as "validTo"
     from record_adoptions(array(select a from jsonb_populate_recordset(null::adoption, $1::jsonb) a), $2) r`,
    [JSON.stringify(rows), evenUnchanged],
  );
}

/** Columns of what was said of a record. */
export const rowOf = (
  said: Said & { readonly productVersionId?: string | null },
  where: Pick<AdoptionRow, 'id' | 'municipality_id' | 'standard_id' | 'origin' | 'recorded_by' | 'confirm_by'>,
): AdoptionRow => ({
  ...where,
  version_id: said.versionId,
  status: said.status,
  planned_for: said.plannedFor,
  explain_reason: said.explanation?.reason ?? null,
  motivation: said.explanation?.motivation ?? null,
  review_on: said.explanation?.reviewOn ?? null,
  is_confidential: said.explanation?.confidential ?? false,
  product_version_id: said.productVersionId ?? null,
  reason: said.reason,
  change_id: newId('adc'),
  is_correction: said.isCorrection,
  valid_from: said.validFrom,
});

/** The words of a row by their names in the API, for the log. */
export const wordsOf = (row: Omit<AdoptionRow, 'id' | 'change_id'>): Values => ({
  municipality: row.municipality_id,
  standard: row.standard_id,
  version: row.version_id,
  status: row.status,
  origin: row.origin,
  since: row.valid_from,
  plannedFor: row.planned_for,
  explanation:
    row.explain_reason === null
      ? null
      : {
          reason: row.explain_reason,
          motivation: row.motivation,
          reviewOn: row.review_on,
          confidential: row.is_confidential,
        },
  productVersion: row.product_version_id,
  confirmBy: row.confirm_by,
});

/** The same of what was held on the day from which the row holds. */
export const heldWords = (held: HeldAdoption | undefined, municipalityId: string): Values | undefined =>
  held &&
  wordsOf({
    municipality_id: municipalityId,
    standard_id: held.standardId,
    version_id: held.versionId,
    status: held.status,
    origin: held.origin,
    valid_from: held.from,
    planned_for: held.plannedFor,
    explain_reason: held.explainReason,
    motivation: held.motivation,
    review_on: held.reviewOn,
    is_confidential: held.isConfidential,
    product_version_id: held.productVersionId,
    confirm_by: held.confirmBy,
    reason: held.reason,
    recorded_by: null,
    is_correction: false,
  });

/** What held on the first day of a row until it was written: what was said with it from an earlier day on, or what was held. */
export function wordsBefore(
  { id, municipality_id, valid_from }: AdoptionRow,
  written: readonly AdoptionRow[],
  timeline: readonly HeldAdoption[] = [],
): Values | undefined {
  const held = timeline.findLast(({ from }) => from <= valid_from);
  const said = written
    .filter((other) => other.id === id && other.valid_from < valid_from && other.valid_from >= (held?.from ?? ''))
    .reduce<AdoptionRow | undefined>(
      (last, other) => (last && last.valid_from > other.valid_from ? last : other),
      undefined,
    );
  return said ? wordsOf(said) : heldWords(held, municipality_id);
}

/** Writes rows of one municipality, each with its event. Answers the rows that were new. */
export async function recordAdoptions(
  tx: Writing<Author>,
  rows: readonly AdoptionRow[],
  given: {
    readonly organisationId: string;
    readonly timelines: ReadonlyMap<string, readonly HeldAdoption[]>;
    readonly evenUnchanged?: boolean;
  },
): Promise<Recorded[]> {
  const recorded = rows.length === 0 ? [] : await putAdoptions(tx, rows, given);
  if (recorded.length === 0) tx.hadNoEffect();
  const made = new Map(recorded.map((each) => [each.changeId, each]));
  const written = rows.filter(({ change_id }) => made.has(change_id));
  for (const row of written) {
    tx.record({
      subjectId: row.id,
      organisationId: given.organisationId,
      reason: row.reason,
      before: wordsBefore(row, written, given.timelines.get(row.standard_id)),
      after: wordsOf(row),
    });
  }
  return recorded;
}
