import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { type Transaction } from '../../platform/database/database.js';
import { type HeldVersion } from './standards.held.js';
import { record } from './standards.record.js';
import { type TransitionStandardVersionInput } from './version.edit.inputs.js';
import { Lifecycle } from './version.lifecycle.js';
import { type HeldStage } from './version.stages.js';
import { type VersionsService } from './versions.service.js';

/** What a draft misses to be seen by all, in words. */
export async function missingToAnnounce(tx: Transaction, { isDraft, lineId }: HeldVersion): Promise<string[]> {
  if (!isDraft || lineId === null) return [];
  const [line] = await tx.query<{ label: string }>(
    'select label from standard_version where id = $1 and announced_at is null',
    [lineId],
  );
  return line ? [`the announcement of its line ${line.label}`] : [];
}

/** From here on everyone sees it, at the place among the others that was meant for it. */
export async function announce(
  tx: Writing<Actor>,
  versions: VersionsService,
  { id, standardId, afterId }: HeldVersion,
  stages: readonly HeldStage[],
  { to, on, reason }: TransitionStandardVersionInput,
): Promise<void> {
  const moved = await tx.query<{ id: string; position: number }>(
    `with place as (
       select coalesce((select position from standard_version where id = $3 and announced_at is not null),
         (select max(position) from standard_version where standard_id = $2 and announced_at is not null), 0) + 1 as position),
     announced as (
       update standard_version set announced_at = clock_timestamp(), position = place.position from place where id = $1)
     update standard_version v set position = v.position + 1 from place
     where v.standard_id = $2 and v.announced_at is not null and v.position >= place.position returning v.id, v.position`,
    [id, standardId, afterId],
  );
  for (const { id: movedId, position } of moved) {
    record(tx, movedId, reason, { before: { position: position - 1 }, after: { position } });
  }
  // What the office had it as before is no history of the version when it was in that stage since another day.
  const [first] = stages;
  if (first && to === Lifecycle.IN_DEVELOPMENT && first.from < on) await versions.clearPhases(tx, id, first.from, on);
}
