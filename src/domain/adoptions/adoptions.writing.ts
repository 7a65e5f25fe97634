/** Writes what was judged: on whose behalf, from which day, and what that means to who follows the municipality. */
import { type Author, type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { Role } from '../../platform/auth/role.js';
import { type Transaction } from '../../platform/database/database.js';
import { type Said } from './adoption.guards.js';
import { type AdoptionRow, newAdoptionId, recordAdoptions, rowOf } from './adoption.record.js';
import { AdoptionStatus, confirmBy } from './adoption.statuses.js';
import { AdoptionOrigin } from './adoptions.enums.js';
import { type HeldAdoption, type HeldMunicipality } from './adoptions.held.js';
import { type Standing, type Statement } from './adoptions.judging.js';
import { followPredecessors } from './inheritance.js';

export const originOf = (actor: Actor, { organisationId }: HeldMunicipality): AdoptionOrigin =>
  actor.has(Role.APPROVER, organisationId) ? AdoptionOrigin.APPROVED : AdoptionOrigin.REPORTED;

/** On whose behalf: the municipality, or the office when a registrar sets something right. */
export const recordedFor = (actor: Actor, { organisationId }: HeldMunicipality): string =>
  actor.has(Role.REPORTER, organisationId) || actor.has(Role.APPROVER, organisationId)
    ? organisationId
    : (actor.organisationAs(Role.REGISTRAR) ?? organisationId);

/**
 * Writes statements that broke no rule, with their events.
 * @param today YYYY-MM-DD
 * @returns the row of each statement, in their order
 */
export async function recordStatements(
  tx: Writing<Actor>,
  municipality: HeldMunicipality,
  statements: readonly Statement[],
  standing: Pick<Standing, 'timelines' | 'keys'>,
  {
    today,
    evenUnchanged = false,
    isConfirmed = false,
  }: { readonly today: string; readonly evenUnchanged?: boolean; readonly isConfirmed?: boolean },
): Promise<AdoptionRow[]> {
  const ids = new Map<string, string>();
  const rows = statements.map(({ standardId, said, productVersionId }) => {
    const id = ids.get(standardId) ?? standing.keys.get(standardId)?.id ?? newAdoptionId();
    ids.set(standardId, id);
    const { status, validFrom, explanation } = said;
    const held = standing.timelines.get(standardId)?.findLast(({ from }) => from <= validFrom);
    // Who confirms changes nothing of what was signed off.
    const isSignedOff = isConfirmed && held?.origin === AdoptionOrigin.APPROVED;
    return rowOf(
      { ...said, productVersionId },
      {
        id,
        municipality_id: municipality.id,
        standard_id: standardId,
        origin: isSignedOff ? AdoptionOrigin.APPROVED : originOf(tx.actor, municipality),
        recorded_by: recordedFor(tx.actor, municipality),
        confirm_by: confirmBy({ status, validFrom, reviewOn: explanation?.reviewOn ?? null, today }),
      },
    );
  });
  const exists = municipality.existence.some(({ from, to }) => from <= today && today < to);
  const unknown = exists ? unknownUntil(rows, standing.timelines, today) : [];
  await writeRows(tx, municipality, [...unknown, ...rows], { timelines: standing.timelines, evenUnchanged });
  return rows;
}

/** Which of these records hold something on a day: one of a municipality that has yet to begin does not. */
export async function heldOn(tx: Transaction, rows: readonly AdoptionRow[], day: string): Promise<string[]> {
  const ids = [...new Set(rows.map(({ id }) => id))];
  const held = await tx.query<{ id: string }>(
    `select id from adoption where id = any($1) and known_to = 'infinity' and valid_from <= $2 and valid_to > $2`,
    [ids, day],
  );
  const present = new Set(held.map(({ id }) => id));
  return ids.filter((id) => present.has(id));
}

/** Writes rows of one municipality with their events, and brings them along to who follows it. */
export async function writeRows(
  tx: Writing<Author>,
  { id, organisationId }: HeldMunicipality,
  rows: readonly AdoptionRow[],
  given: { readonly timelines: Standing['timelines']; readonly evenUnchanged?: boolean },
): Promise<void> {
  const recorded = await recordAdoptions(tx, rows, { organisationId, ...given });
  const changed = new Set(recorded.map(({ changeId }) => changeId));
  const standardIds = rows.flatMap(({ change_id, standard_id }) => (changed.has(change_id) ? standard_id : []));
  if (standardIds.length > 0) await followPredecessors(tx, [id], standardIds, { organisationId, reason: null });
}

/**
 * Before the first day of which anything is known, what is reported for later is not known today. What followed from software
 * makes no difference: who may not see that would see the difference.
 */
export function unknownUntil(
  rows: readonly AdoptionRow[],
  timelines: ReadonlyMap<string, readonly HeldAdoption[]>,
  today: string,
): AdoptionRow[] {
  const firsts = new Map<string, AdoptionRow>();
  for (const row of rows) {
    const first = firsts.get(row.id);
    if (!first || row.valid_from < first.valid_from) firsts.set(row.id, row);
  }
  return [...firsts.values()]
    .filter(({ standard_id, valid_from }) => valid_from > today && !isSpokenOf(timelines.get(standard_id)))
    .map((row) => rowOf({ ...NOTHING_SAID, validFrom: today }, { ...row, confirm_by: null }));
}

const isSpokenOf = (timeline: readonly HeldAdoption[] = []): boolean =>
  timeline.some(({ origin }) => origin !== AdoptionOrigin.DERIVED);

const NOTHING_SAID: Omit<Said, 'validFrom'> = {
  status: AdoptionStatus.UNKNOWN,
  versionId: null,
  plannedFor: null,
  explanation: null,
  reason: null,
  isCorrection: false,
};
