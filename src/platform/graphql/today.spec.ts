import { expect, test } from '@jest/globals';
import { dateInAmsterdam, todayInAmsterdam } from './today.js';

test.each([
  ['2026-06-30T21:59:59Z', '2026-06-30'],
  ['2026-06-30T22:00:00Z', '2026-07-01'],
  ['2026-12-31T22:59:59Z', '2026-12-31'],
  ['2026-12-31T23:00:00Z', '2027-01-01'],
  ['2026-03-28T23:30:00Z', '2026-03-29'],
])('At %s it is %s in Amsterdam', (instant, date) => {
  expect(dateInAmsterdam(Date.parse(instant))).toBe(date);
});

test('Today is the date of now', () => {
  const before = dateInAmsterdam(Date.now());
  expect([before, dateInAmsterdam(Date.now())]).toContain(todayInAmsterdam());
});
