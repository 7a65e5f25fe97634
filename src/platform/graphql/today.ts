const calendar = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Amsterdam',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

// Midnight in Amsterdam falls on a whole hour of UTC, so a date holds at least until the next one.
const HOUR = 3_600_000;
let validUntil = 0;
let date = '';

/** The calendar date in Europe/Amsterdam, YYYY-MM-DD, at an instant in milliseconds. */
export const dateInAmsterdam = (instant: number): string => calendar.format(instant);

/** Today's date in Europe/Amsterdam, YYYY-MM-DD: what `asOf` means when it is left out. */
export function todayInAmsterdam(): string {
  const now = Date.now();
  if (now >= validUntil || now < validUntil - HOUR) {
    date = dateInAmsterdam(now);
    validUntil = (Math.floor(now / HOUR) + 1) * HOUR;
  }
  return date;
}

const DAY_MS = 86_400_000;

/** The calendar date so many days on, or back when negative; both YYYY-MM-DD. */
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
