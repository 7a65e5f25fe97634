import { describe, expect, test } from '@jest/globals';
import { AdoptionStatus, canFollow, confirmBy, monthsAfter } from './adoption.statuses.js';

const STATUSES = Object.values(AdoptionStatus);

/** Every pair, decided by hand: rows from, columns to, in the order of the statuses; `=` is the same status again. */
const STEPS: Record<AdoptionStatus, string> = {
  //               U P I A O N E
  UNKNOWN: /*   */ '= + + + + + +',
  PLANNED: /*   */ '. = + + . + +',
  IMPLEMENTING: /**/ '. . = + . + +',
  APPLIED: /*   */ '. . . = + . .',
  PHASED_OUT: /**/ '. . . . = + +',
  NOT_APPLICABLE: /**/ '. + + + . = +',
  EXPLAINED: /**/ '. + + + . + =',
};
const pairs = STATUSES.flatMap((from) =>
  STEPS[from].split(' ').map((mark, i) => [from, STATUSES[i]!, mark !== '.'] as const),
);

describe('The steps between statuses', () => {
  test('are all decided', () => {
    expect(pairs).toHaveLength(STATUSES.length ** 2);
  });

  test.each(pairs)('from %s to %s: %s', (from, to, may) => {
    expect(canFollow(from, to)).toBe(may);
  });

  test('lead everywhere from what nobody has said', () => {
    expect(STATUSES.every((to) => canFollow(AdoptionStatus.UNKNOWN, to))).toBe(true);
  });

  test('never take back what was said: nobody becomes unknown again', () => {
    const others = STATUSES.filter((from) => from !== AdoptionStatus.UNKNOWN);
    expect(others.some((from) => canFollow(from, AdoptionStatus.UNKNOWN))).toBe(false);
  });
});

describe('What is said has to be confirmed', () => {
  const said = { validFrom: '2026-03-01', reviewOn: null, today: '2026-03-15' };

  test.each(STATUSES)('or not, when it is %s', (status) => {
    const never = status === AdoptionStatus.UNKNOWN || status === AdoptionStatus.PHASED_OUT;
    expect(confirmBy({ ...said, status })).toBe(never ? null : '2027-03-15');
  });

  test('a year after it was said, also of long ago', () => {
    expect(confirmBy({ ...said, status: AdoptionStatus.APPLIED, validFrom: '2001-01-01' })).toBe('2027-03-15');
  });

  test('a year after it begins, when that is still to come', () => {
    expect(confirmBy({ ...said, status: AdoptionStatus.APPLIED, validFrom: '2028-06-01' })).toBe('2029-06-01');
  });

  test('on its own date, when it is an explanation', () => {
    expect(confirmBy({ ...said, status: AdoptionStatus.EXPLAINED, reviewOn: '2026-09-01' })).toBe('2026-09-01');
  });
});

describe('Months later', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2027-02-28', 12, '2028-02-28'],
    ['2026-11-22', 12, '2027-11-22'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-08-31', 6, '2027-02-28'],
  ])('from %s, %i on, it is %s', (from, months, to) => {
    expect(monthsAfter(from, months)).toBe(to);
  });

  test('never lie in another month, whatever the day', () => {
    for (let n = 0; n < 1461; n++) {
      const from = new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10);
      const to = monthsAfter(from, 12);
      expect([Number(to.slice(0, 4)), to.slice(5, 7)]).toEqual([Number(from.slice(0, 4)) + 1, from.slice(5, 7)]);
      expect(to <= `${Number(from.slice(0, 4)) + 1}${from.slice(4)}`).toBe(true);
    }
  });
});
