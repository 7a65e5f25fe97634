/** Numbers that look like chance and are the same for the same seed: a register filled twice holds the same. */
export class Chance {
  private state: number;

  /** @param seed any text */
  constructor(seed: string) {
    // FNV-1a.
    let hash = 0x811c9dc5;
    for (const letter of seed) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
    this.state = hash >>> 0;
  }

  /** From 0 up to 1. */
  next(): number {
    // Mulberry32.
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `least` to `most`. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** Whether something happens that does so in this share of cases. */
  is(share: number): boolean {
    return this.next() < share;
  }

  one<T>(among: readonly [T, ...T[]]): T {
    return among[Math.floor(this.next() * among.length)] ?? among[0];
  }
}
