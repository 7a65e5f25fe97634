/** What public sources say of adoption, where the municipality itself has not spoken. */
import { type Author, type Writing } from '../../platform/audit/audit.js';
import { newId } from '../../platform/database/id.js';
import { type Transaction } from '../../platform/database/database.js';
import { type Sourced, type Span } from '../organisations/organisations.service.js';
import { Confidence } from '../organisations/provenance.js';
import { type AdoptionRow, newAdoptionId, rowOf } from './adoption.record.js';
import { AdoptionStatus, confirmBy } from './adoption.statuses.js';
import { AdoptionOrigin } from './adoptions.enums.js';
import { type HeldAdoption, lockAdoptions, municipalityOf, revisionsOf, timelinesOf } from './adoptions.held.js';
import { writeRows } from './adoptions.writing.js';

/** A fact that a source gives of a municipality and a standard. */
export interface AdoptionFromSource extends Sourced {
  readonly municipalityId: string;
  readonly standardId: string;
  readonly versionId: string | null;
  readonly status: AdoptionStatus.IMPLEMENTING | AdoptionStatus.APPLIED | AdoptionStatus.PHASED_OUT;
}

/**
 * Records what a source says, on nobody's behalf. What the municipality said, or took over in a merger, stands: then nothing
 * is written. A first day that is not known makes the whole INFERRED, because an adoption has no other way to say so.
 * @returns whether the fact could be recorded, now or before
 */
export async function recordFromSource(
  tx: Writing<Author>,
  fact: AdoptionFromSource,
  span: Omit<Span, 'to'>,
): Promise<boolean> {
  const { municipalityId, standardId } = fact;
  const municipality = await municipalityOf(tx, municipalityId);
  if (!municipality) throw new Error(`municipality ${municipalityId} is not in the register`);
  await lockAdoptions(tx, [municipalityId]);
  if (await hasSpoken(tx, municipalityId, standardId)) return false;

  const timelines = await timelinesOf(tx, municipalityId, [standardId]);
  const keys = await revisionsOf(tx, municipalityId, [standardId]);
  // What followed from software is no earlier load: who may not see it would see that it was set right.
  const held = (timelines.get(standardId) ?? []).filter(({ origin }) => origin !== AdoptionOrigin.DERIVED);
  const begins = municipality.existence[0]?.from ?? span.from;
  const validFrom = span.isFromKnown || span.from > begins ? span.from : begins;
  const row = rowFromSource(fact, {
    id: keys.get(standardId)?.id ?? newAdoptionId(),
    validFrom,
    isFromKnown: span.isFromKnown,
    isCorrection: held.length > 0,
  });
  await writeRows(tx, municipality, [...takenBack(held, row), row, ...replaced(held, row)], { timelines });
  return true;
}

/** Whether anyone but a source has said something: by a report, a confirmation or a merger. Software in use says nothing here. */
async function hasSpoken(tx: Transaction, municipalityId: string, standardId: string): Promise<boolean> {
  const [said] = await tx.query<{ hasSpoken: boolean }>(
    `select exists (select from adoption where municipality_id = $1 and standard_id = $2
       and origin <> 'DERIVED' and (origin <> 'REPORTED' or recorded_by is not null)) as "hasSpoken"`,
    [municipalityId, standardId],
  );
  return said?.hasSpoken === true;
}

function rowFromSource(
  { municipalityId, standardId, versionId, status, confidence, provenance }: AdoptionFromSource,
  given: {
    readonly id: string;
    readonly validFrom: string;
    readonly isFromKnown: boolean;
    readonly isCorrection: boolean;
  },
): AdoptionRow {
  const { id, validFrom, isFromKnown, isCorrection } = given;
  const row = rowOf(
    {
      status,
      versionId,
      validFrom,
      plannedFor: null,
      explanation: null,
      // A correction has a reason: here it is what the source now says.
      reason: isCorrection ? (provenance ?? null) : null,
      isCorrection,
    },
    {
      id,
      municipality_id: municipalityId,
      standard_id: standardId,
      origin: AdoptionOrigin.REPORTED,
      recorded_by: null,
      // Nobody has confirmed it since that day, so it is the municipality's to confirm from the first year on.
      confirm_by: confirmBy({ status, validFrom, reviewOn: null, today: validFrom }),
    },
  );
  const isSure = isFromKnown || confidence !== Confidence.SEEN;
  return { ...row, confidence: isSure ? confidence : Confidence.INFERRED, provenance: provenance ?? null };
}

/** What an earlier load let begin too early is not known after all. */
function takenBack(held: readonly HeldAdoption[], row: AdoptionRow): AdoptionRow[] {
  const [first] = held;
  if (!first || first.from >= row.valid_from || first.status === AdoptionStatus.UNKNOWN) return [];
  return [
    {
      ...row,
      status: AdoptionStatus.UNKNOWN,
      version_id: null,
      confirm_by: null,
      change_id: newId('adc'),
      valid_from: first.from,
    },
  ];
}

/** What an earlier load let begin later gives way: a source speaks of everything from its day on. */
const replaced = (held: readonly HeldAdoption[], row: AdoptionRow): AdoptionRow[] =>
  held
    .filter(({ from }) => from > row.valid_from)
    .map(({ from }) => ({ ...row, change_id: newId('adc'), valid_from: from }));
