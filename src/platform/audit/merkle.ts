/** The Merkle tree of RFC 9162 (and RFC 6962) over SHA-256: hashes, proofs and their verification. Pure. */
import { createHash } from 'node:crypto';

/** The leaves from `from` up to but not including `to`, as one subtree. */
export interface Range {
  readonly from: number;
  readonly to: number;
}
/** A subtree that is full: 2^level leaves, the `index`th of its level. */
export interface Node {
  readonly level: number;
  readonly index: number;
}

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

export const leafHash = (entry: Uint8Array): Buffer => createHash('sha256').update(LEAF).update(entry).digest();
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer =>
  createHash('sha256').update(NODE).update(left).update(right).digest();
/** The root of a tree without leaves. */
export const emptyRoot = (): Buffer => createHash('sha256').digest();

/** The full subtrees a range is made of, from left to right. The range starts where a subtree of its size may start. */
export function nodesOf({ from, to }: Range): Node[] {
  const nodes: Node[] = [];
  for (let at = from; at < to;) {
    let level = 0;
    while (at + 2 ** (level + 1) <= to) level++;
    nodes.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return nodes;
}

/** The hash of a range from those of its full subtrees. @param hashes from left to right, at least one */
export function hashOfNodes(hashes: readonly Buffer[]): Buffer {
  const whole = hashes.reduceRight<Buffer | undefined>(
    (right, left) => (right ? nodeHash(left, right) : left),
    undefined,
  );
  return whole ?? emptyRoot();
}

/** The subtrees whose hashes prove that a leaf is in a tree, from the leaf upwards. */
export function inclusionRanges(index: number, size: number): Range[] {
  requireSizes(index >= 0 && index < size, `leaf ${index} is not in a tree of ${size}`);
  const ranges: Range[] = [];
  for (let from = 0, to = size; to - from > 1;) {
    const middle = from + largestPowerBelow(to - from);
    if (index < middle) {
      ranges.unshift({ from: middle, to });
      to = middle;
    } else {
      ranges.unshift({ from, to: middle });
      from = middle;
    }
  }
  return ranges;
}

/** The subtrees whose hashes prove that a tree only grew, in the order of RFC 9162 2.1.4.1. Nothing proves growth from an empty tree. */
export function consistencyRanges(first: number, second: number): Range[] {
  requireSizes(first > 0 && first <= second, `a tree of ${second} did not grow from one of ${first}`);
  const ranges: Range[] = [];
  let [from, to] = [0, second];
  let isComplete = true;
  while (first < to) {
    const middle = from + largestPowerBelow(to - from);
    if (first <= middle) {
      ranges.unshift({ from: middle, to });
      to = middle;
    } else {
      ranges.unshift({ from, to: middle });
      from = middle;
      isComplete = false;
    }
  }
  return isComplete ? ranges : [{ from, to }, ...ranges];
}

/** Whether a leaf stands at a place in the tree that has this root (RFC 9162 2.1.3.2). */
export function includes(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!isSize(index) || !isSize(size) || index >= size) return false;
  let [place, last] = [index, size - 1];
  let hash: Uint8Array = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(sibling, hash);
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && same(hash, root);
}

/** Whether the tree of one root is what the tree of the other began with (RFC 9162 2.1.4.2). Growth from an empty tree is refused. */
export function isConsistent(
  first: number,
  second: number,
  proof: readonly Uint8Array[],
  firstRoot: Uint8Array,
  secondRoot: Uint8Array,
): boolean {
  if (!isSize(first) || !isSize(second) || first === 0 || first > second) return false;
  if (first === second) return proof.length === 0 && same(firstRoot, secondRoot);
  const isFull = nodesOf({ from: 0, to: first }).length === 1;
  const [start, ...rest] = isFull ? [firstRoot, ...proof] : proof;
  if (start === undefined || proof.length === 0) return false;
  let [place, last] = [first - 1, second - 1];
  while (place % 2 === 1) [place, last] = [half(place), half(last)];
  let [older, newer] = [start, start];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      [older, newer] = [nodeHash(sibling, older), nodeHash(sibling, newer)];
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      newer = nodeHash(newer, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && same(older, firstRoot) && same(newer, secondRoot);
}

/** A subtree that became full, with its hash. */
export interface FullNode extends Node {
  readonly hash: Buffer;
}

/** As little of a tree as is needed to let it grow: the hashes of the full subtrees it is made of. */
export class CompactRange {
  private constructor(
    private count: number,
    private readonly peaks: Buffer[],
  ) {}

  static empty(): CompactRange {
    return new CompactRange(0, []);
  }
  /** @param peaks the hashes of `nodesOf({ from: 0, to: size })` */
  static of(size: number, peaks: readonly Buffer[]): CompactRange {
    return new CompactRange(size, [...peaks]);
  }
  copy(): CompactRange {
    return CompactRange.of(this.count, this.peaks);
  }

  get size(): number {
    return this.count;
  }
  get root(): Buffer {
    return hashOfNodes(this.peaks);
  }
  /** Adds a leaf. @returns the subtrees that became full by it, from the leaf upwards */
  append(leaf: Buffer): FullNode[] {
    const full: FullNode[] = [{ level: 0, index: this.count, hash: leaf }];
    let hash = leaf;
    for (let [level, rest] = [1, this.count]; rest % 2 === 1; level++, rest = half(rest)) {
      hash = nodeHash(this.peaks.pop() ?? emptyRoot(), hash);
      full.push({ level, index: half(rest), hash });
    }
    this.peaks.push(hash);
    this.count += 1;
    return full;
  }
}

// Sizes go beyond 32 bits, where operators on bits would cut them off.
const half = (n: number): number => Math.floor(n / 2);
const isSize = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;
const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** The largest power of two smaller than `n`, which is at least 2. */
function largestPowerBelow(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}

function requireSizes(isSound: boolean, fault: string): void {
  if (!isSound) throw new RangeError(`${fault}.`);
}
