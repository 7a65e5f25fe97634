import { describe, expect, test } from '@jest/globals';
import { divided, type Share } from './fund.rule.js';

/** Numbers that look random and are the same every time. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const sharesOf = (weights: readonly number[]): Share[] =>
  weights.map((weight, i) => ({ key: `GM${String(i).padStart(4, '0')}`, weight }));
const sumOf = (parts: ReadonlyMap<string, bigint>): bigint => [...parts.values()].reduce((a, b) => a + b, 0n);

describe('A total that is divided over municipalities', () => {
  test('gives the cent that is left to whom most was cut off', () => {
    // 100 × 2/7 = 28.57…, 100 × 4/7 = 57.14…, 100 × 1/7 = 14.28…
    expect([...divided(100n, sharesOf([2, 4, 1]))]).toEqual([
      ['GM0000', 29n],
      ['GM0001', 57n],
      ['GM0002', 14n],
    ]);
  });

  test('gives it to the first by code where as much was cut off, in whatever order they are named', () => {
    const shares = sharesOf([1, 1, 1]);
    const expected = new Map([
      ['GM0000', 34n],
      ['GM0001', 33n],
      ['GM0002', 33n],
    ]);
    expect(divided(100n, shares)).toEqual(expected);
    expect(divided(100n, [...shares].reverse())).toEqual(expected);
  });

  test('gives nothing to who has no inhabitants, and nothing to anyone when there is nothing', () => {
    expect([...divided(5n, sharesOf([0, 3])).values()]).toEqual([0n, 5n]);
    expect([...divided(0n, sharesOf([1, 2])).values()]).toEqual([0n, 0n]);
  });

  test('is refused where there is nobody to divide it over', () => {
    expect(() => divided(1n, [])).toThrow(RangeError);
    expect(() => divided(1n, sharesOf([0, 0]))).toThrow(RangeError);
  });

  test('adds up, and nobody is a cent or more from a fair share, for any total and any inhabitants', () => {
    const random = chance(20200101);
    for (let round = 0; round < 400; round++) {
      const shares = sharesOf(Array.from({ length: 1 + Math.floor(random() * 360) }, () => Math.floor(random() * 9e5)));
      const all = shares.reduce((sum, { weight }) => sum + BigInt(weight), 0n);
      if (all === 0n) continue;
      const total = BigInt(Math.floor(random() * 10 ** (1 + Math.floor(random() * 14))));
      const parts = divided(total, shares);
      expect(parts.size).toBe(shares.length);
      expect(sumOf(parts)).toBe(total);
      for (const { key, weight } of shares) {
        const off = (parts.get(key) ?? -1n) * all - total * BigInt(weight);
        expect(off < all && off > -all).toBe(true);
      }
    }
  });

  test('never gives less to who has more inhabitants', () => {
    const random = chance(546);
    for (let round = 0; round < 200; round++) {
      const shares = sharesOf(Array.from({ length: 50 }, () => 1 + Math.floor(random() * 5000)));
      const parts = divided(BigInt(Math.floor(random() * 1e7)), shares);
      const inOrder = [...shares].sort((a, b) => a.weight - b.weight);
      inOrder.slice(1).forEach((each, i) => {
        const before = inOrder[i]!;
        if (before.weight < each.weight) expect(parts.get(each.key)! >= parts.get(before.key)!).toBe(true);
      });
    }
  });
});
