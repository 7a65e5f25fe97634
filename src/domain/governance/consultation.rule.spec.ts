import { describe, expect, test } from '@jest/globals';
import { faultOfBegin, faultOfEnd, faultOfMove, isOpenOn } from './consultation.rule.js';

const TODAY = '2026-03-10';

describe('A round of consultation', () => {
  test.each([
    ['2026-03-09', 'A consultation begins today, 2026-03-10, or later.'],
    ['2026-03-10', undefined],
    ['2026-09-06', undefined],
    ['2026-09-07', 'A consultation begins within 180 days: on 2026-09-06 at last.'],
  ])('that begins on %s: %s', (from, fault) => {
    expect(faultOfBegin(from, TODAY)).toBe(fault);
  });

  test.each([
    ['2026-03-09', 'It ends after 2026-03-10, its first day.'],
    ['2026-03-10', 'It ends after 2026-03-10, its first day.'],
    ['2026-03-11', undefined],
    ['2026-09-06', undefined],
    ['2026-09-07', 'A consultation lasts at most 180 days: until 2026-09-06.'],
  ])('of 2026-03-10 that ends on %s: %s', (until, fault) => {
    expect(faultOfEnd({ from: '2026-03-10', until })).toBe(fault);
  });

  test.each([
    ['2026-03-01', '2026-03-09', 'It cannot have ended before today, 2026-03-10.'],
    ['2026-03-01', '2026-03-10', undefined],
    ['2026-03-10', '2026-03-10', undefined],
    ['2026-03-01', '2026-08-28', undefined],
    ['2026-03-01', '2026-08-29', 'A consultation lasts at most 180 days: until 2026-08-28.'],
    ['2026-04-01', '2026-03-20', 'It ends after 2026-04-01, its first day.'],
    ['2026-04-01', '2026-04-02', undefined],
  ])('of %s of which the end is moved to %s: %s', (from, until, fault) => {
    expect(faultOfMove(until, { from, until: '2026-04-30' }, TODAY)).toBe(fault);
  });

  test('is open from its first day until the day before its end', () => {
    const days = { from: '2026-03-10', until: '2026-03-12' };
    const open = ['2026-03-09', '2026-03-10', '2026-03-11', '2026-03-12'].filter((day) => isOpenOn(days, day));
    expect(open).toEqual(['2026-03-10', '2026-03-11']);
  });
});
