import { setTimeout as pause } from 'node:timers/promises';
import { type Pool } from 'pg';

/** Moments in milliseconds since 1970. */
interface Look {
  /** Up to which the record can no longer change. */
  readonly horizon: number;
  readonly now: number;
}
/** So long a report waits for who is still writing, such as a large import; then it tells what was fixed before that. */
const LONGEST_WAIT_MS = 2_000;
const LOOK_MS = 20;

/**
 * The moment a report is to speak of: what was committed before this is called is in the record at that moment, and nothing can come
 * into it any more. Where someone goes on writing for longer than is waited, an earlier one.
 * @returns both in ISO 8601; `issuedAt` is when it was certain
 */
export async function fixedMoment(reads: Pool): Promise<{ knownAt: string; issuedAt: string }> {
  let seen = await look(reads);
  const begun = seen.now;
  // A record is known from up to a millisecond after the clock that its writer read.
  const wanted = begun + 1;
  while (seen.horizon < wanted && seen.now - begun < LONGEST_WAIT_MS) {
    await pause(LOOK_MS);
    seen = await look(reads);
  }
  const knownAt = Math.min(seen.horizon, wanted);
  // A clock may be set back.
  return { knownAt: written(knownAt), issuedAt: written(Math.max(seen.now, knownAt)) };
}

const written = (moment: number): string => new Date(moment).toISOString();

async function look(reads: Pool): Promise<Look> {
  const { rows } = await reads.query<Look>(
    `select floor(extract(epoch from safe_known_at()) * 1000)::float8 as horizon,
       floor(extract(epoch from clock_timestamp()) * 1000)::float8 as now`,
  );
  const [row] = rows;
  if (!row) throw new Error('safe_known_at() gave no moment.');
  return row;
}
