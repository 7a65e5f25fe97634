/** How a total is divided: pure functions over whole cents. */

export interface Share {
  readonly key: string;
  /** A whole number that is not negative. */
  readonly weight: number;
}

/**
 * Divides a total in proportion to weights so that the parts add up to it: each gets what its share is worth in whole cents, rounded
 * down, and what is then left goes, a cent each, to those of whom most was cut off; where that is the same, to the first by key.
 * BigInt, because a total times inhabitants exceeds what a double holds to the cent (5.2e9 × 9e5 and more).
 * @throws RangeError when there is nobody to divide it over
 */
export function divided(total: bigint, shares: readonly Share[]): Map<string, bigint> {
  const sum = shares.reduce((all, { weight }) => all + BigInt(weight), 0n);
  if (sum <= 0n) throw new RangeError('A total cannot be divided over nobody.');
  const parts = shares.map(({ key, weight }) => {
    const product = total * BigInt(weight);
    return { key, cents: product / sum, cut: product % sum };
  });
  const left = Number(total - parts.reduce((all, { cents }) => all + cents, 0n));
  const extra = new Set([...parts].sort(mostCutFirst).slice(0, left));
  return new Map(parts.map((part) => [part.key, part.cents + (extra.has(part) ? 1n : 0n)]));
}

interface Part {
  readonly key: string;
  readonly cut: bigint;
}
function mostCutFirst(a: Part, b: Part): number {
  if (a.cut !== b.cut) return a.cut > b.cut ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}
