/** How far a municipality is with a standard, and the ways between (the domain's state machine for adoptions). */
export enum AdoptionStatus {
  UNKNOWN = 'UNKNOWN',
  PLANNED = 'PLANNED',
  IMPLEMENTING = 'IMPLEMENTING',
  APPLIED = 'APPLIED',
  PHASED_OUT = 'PHASED_OUT',
  NOT_APPLICABLE = 'NOT_APPLICABLE',
  EXPLAINED = 'EXPLAINED',
}
const { UNKNOWN, PLANNED, IMPLEMENTING, APPLIED, PHASED_OUT, NOT_APPLICABLE, EXPLAINED } = AdoptionStatus;

/** Steps may be skipped forwards; what goes back is a correction. Only what was applied can be phased out. */
export const TRANSITIONS: Readonly<Record<AdoptionStatus, readonly AdoptionStatus[]>> = {
  UNKNOWN: [PLANNED, IMPLEMENTING, APPLIED, PHASED_OUT, NOT_APPLICABLE, EXPLAINED],
  PLANNED: [IMPLEMENTING, APPLIED, NOT_APPLICABLE, EXPLAINED],
  IMPLEMENTING: [APPLIED, NOT_APPLICABLE, EXPLAINED],
  APPLIED: [PHASED_OUT],
  PHASED_OUT: [NOT_APPLICABLE, EXPLAINED],
  NOT_APPLICABLE: [PLANNED, IMPLEMENTING, APPLIED, EXPLAINED],
  EXPLAINED: [PLANNED, IMPLEMENTING, APPLIED, NOT_APPLICABLE],
};

/** One status may follow itself: another version, or the same thing said again. */
export const canFollow = (from: AdoptionStatus, to: AdoptionStatus): boolean =>
  from === to || TRANSITIONS[from].includes(to);

/** For how long what was said stands before it has to be confirmed. */
const CONFIRM_AFTER_MONTHS = 12;

/** Statuses that hold until something else is said: of the unknown and of what is over there is nothing to confirm. */
const SETTLED: readonly AdoptionStatus[] = [UNKNOWN, PHASED_OUT];

/**
 * Until when a statement made today counts as current; null when it needs no confirmation.
 * @param said days are YYYY-MM-DD; an explanation has to be reviewed on its own date
 */
export function confirmBy(said: {
  readonly status: AdoptionStatus;
  readonly validFrom: string;
  readonly reviewOn: string | null;
  readonly today: string;
}): string | null {
  if (SETTLED.includes(said.status)) return null;
  if (said.reviewOn !== null) return said.reviewOn;
  return monthsAfter(said.validFrom > said.today ? said.validFrom : said.today, CONFIRM_AFTER_MONTHS);
}

/** The same day so many months on; the last day of the month where that one has no such day. */
export function monthsAfter(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0));
  last.setUTCDate(Math.min(date, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
}
