import { describe, expect, test } from '@jest/globals';
import { derivedFrom, type Held, type Support } from './derivation.rule.js';

const support = (from: string, to = 'infinity', position = 1, productVersionId = 'pvn_a'): Support => ({
  ...{ from, to, position, productVersionId },
  versionId: `ver_${position}`,
});
const own = (from: string, to = 'infinity'): Held => ({ from, to, isDerived: false });
const derived = (from: string, to = 'infinity'): Held => ({ from, to, isDerived: true });
/** Such as `2026-01-01 ver_1`, or with a dash where nothing supports it. */
const told = (supports: Support[], held: Held[] = []) =>
  derivedFrom(supports, held).map(({ from, by }) => `${from} ${by?.versionId ?? '-'}`);

describe('What follows from software in use', () => {
  test('is applied from the first day on, and nothing is known once it ends', () => {
    expect(told([support('2026-01-01')])).toEqual(['2026-01-01 ver_1']);
    expect(told([support('2026-01-01', '2026-06-01')])).toEqual(['2026-01-01 ver_1', '2026-06-01 -']);
  });

  test('says nothing where nothing ever supported it', () => {
    expect(told([])).toEqual([]);
    expect(told([], [own('2026-01-01')])).toEqual([]);
  });

  test('is the newest of the versions that are supported on a day', () => {
    expect(told([support('2026-01-01'), support('2026-03-01', '2026-06-01', 2)])).toEqual([
      '2026-01-01 ver_1',
      '2026-03-01 ver_2',
      '2026-06-01 ver_1',
    ]);
  });

  test('does not change when a second product supports the same', () => {
    expect(told([support('2026-01-01'), support('2026-03-01', '2026-06-01', 1, 'pvn_b')])).toEqual([
      '2026-01-01 ver_1',
    ]);
  });

  test('never touches what a municipality said itself', () => {
    expect(told([support('2026-01-01')], [own('2025-01-01')])).toEqual([]);
    expect(told([support('2026-01-01')], [own('2026-05-01')])).toEqual(['2026-01-01 ver_1']);
    expect(told([support('2026-01-01', '2026-03-01')], [own('2026-05-01')])).toEqual([
      '2026-01-01 ver_1',
      '2026-03-01 -',
    ]);
  });

  test('takes the place of what followed before', () => {
    expect(told([support('2026-02-01')], [derived('2026-01-01')])).toEqual(['2026-01-01 -', '2026-02-01 ver_1']);
    expect(told([], [derived('2026-01-01', '2026-04-01'), own('2026-04-01')])).toEqual(['2026-01-01 -']);
    expect(told([support('2025-06-01')], [derived('2026-01-01')])).toEqual(['2025-06-01 ver_1', '2026-01-01 ver_1']);
  });
});
