import { expect, test } from '@jest/globals';
import { dayIn } from './days.js';

test.each([
  ['2026-12-31', '2026-12-31'],
  ['31-12-2026', '2026-12-31'],
  ['1/2/2026', '2026-02-01'],
  ['2026-12-31T00:00:00', '2026-12-31'],
  [' 2026-01-01 ', '2026-01-01'],
  [46023, '2026-01-01'],
  [61, '1900-03-01'],
])('%j is the day %s', (cell, day) => {
  expect(dayIn(cell, false)).toBe(day);
});

test('a workbook that counts from 1904 is 1462 days ahead', () => {
  expect(dayIn(46023 - 1462, true)).toBe('2026-01-01');
});

test.each([
  '2026-02-30',
  '31-31-2026',
  'morgen',
  '2026-1-1',
  '20260101',
  '2026-12-31T10:00:00',
  46023.5,
  -1,
  0,
  3_000_000,
  true,
])('%j is no day', (cell) => {
  expect(dayIn(cell, false)).toBeUndefined();
});
