/** How rounds of consultation are opened, moved and looked up: by whoever changes them, in his own transaction. */
import { type Transaction } from '../../platform/database/database.js';
import { type Checks } from '../../platform/graphql/checks.js';
import { faultOfBegin, faultOfEnd, type OpenDays } from './consultation.rule.js';

/** A round as it stands; the first is 1. */
export interface HeldRound extends OpenDays {
  readonly round: number;
}

interface AskedPeriod {
  readonly from: string;
  readonly to?: string | null | undefined;
}

/** The last round of a proposal that is locked; undefined while there was none. */
export async function lastRoundOf(tx: Transaction, proposalId: string): Promise<HeldRound | undefined> {
  const [held] = await tx.query<HeldRound>(
    `select round, open_from::text as from, open_until::text as until from consultation
     where proposal_id = $1 order by round desc, position desc limit 1`,
    [proposalId],
  );
  return held;
}

/** Appends what holds from now on of a round. */
export const writeRound = (
  tx: Transaction,
  proposalId: string,
  { round, from, until }: HeldRound,
  reason?: string | null,
): Promise<unknown> =>
  tx.query(
    `insert into consultation (proposal_id, round, position, open_from, open_until, reason)
     values ($1, $2, (select coalesce(max(position), 0) + 1 from consultation where proposal_id = $1 and round = $2), $3, $4, $5)`,
    [proposalId, round, from, until, reason ?? null],
  );

/** As events tell of it. */
export const valuesOfRound = ({ round, from, until }: HeldRound) => ({ round, period: { from, to: until } });

/** Notes what is wrong with a period, at the place where the input has it. */
export function checkPeriod(checks: Checks, { from, to }: AskedPeriod, today: string, place = 'consultation'): void {
  const at = checks.within(place);
  at.date('from', from).date('to', to).required('to', to);
  const begin = faultOfBegin(from, today);
  if (begin !== undefined) at.refuse('from', begin);
  const end = to == null ? undefined : faultOfEnd({ from, until: to });
  if (end !== undefined) at.refuse('to', end);
}

/**
 * Opens the first or the next round of a proposal that is locked.
 * @param today YYYY-MM-DD
 * @returns what the event of the step tells of it
 * @throws Rejection with what is wrong with the period, and what was found before
 */
export async function openConsultation(
  tx: Transaction,
  checks: Checks,
  { id }: { readonly id: string },
  period: AskedPeriod,
  today: string,
): Promise<{ readonly consultation: ReturnType<typeof valuesOfRound> }> {
  checkPeriod(checks, period, today);
  checks.throwIfAny();
  const last = await lastRoundOf(tx, id);
  const opened = { round: (last?.round ?? 0) + 1, from: period.from, until: period.to as string };
  await writeRound(tx, id, opened);
  return { consultation: valuesOfRound(opened) };
}
