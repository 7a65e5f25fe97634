/** The tree of RFC 9162 by its recursive definition, which the register does not use: to check it by. */
import { createHash } from 'node:crypto';

const sha256 = (...parts: Uint8Array[]): Buffer =>
  parts.reduce((sum, part) => sum.update(part), createHash('sha256')).digest();
export const leafOf = (text: string): Buffer => sha256(Buffer.of(0), Buffer.from(text));
const parent = (left: Buffer, right: Buffer): Buffer => sha256(Buffer.of(1), left, right);
const split = (n: number): number => 2 ** (n.toString(2).length - (Number.isInteger(Math.log2(n)) ? 2 : 1));

export function rootOf(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 1) return leaves[0]!;
  const k = split(leaves.length);
  return parent(rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
}

/** The root that follows from a leaf and its inclusion proof. */
export function rootByInclusion(leaf: Buffer, index: number, size: number, proof: readonly Buffer[]): Buffer {
  if (size === 1) return leaf;
  const [sibling, rest] = [proof.at(-1)!, proof.slice(0, -1)];
  const k = split(size);
  return index < k
    ? parent(rootByInclusion(leaf, index, k, rest), sibling)
    : parent(sibling, rootByInclusion(leaf, index - k, size - k, rest));
}

/** Both roots that follow from a consistency proof; the older one is given where the proof leaves it out. */
export function rootsByConsistency(
  from: number,
  to: number,
  proof: readonly Buffer[],
  older: Buffer,
): [Buffer, Buffer] {
  const rest = [...proof];
  const walk = (m: number, n: number, isComplete: boolean): [Buffer, Buffer] => {
    if (m === n) {
      const whole = isComplete ? older : rest.shift()!;
      return [whole, whole];
    }
    const k = split(n);
    if (m <= k) {
      const [a, b] = walk(m, k, isComplete);
      return [a, parent(b, rest.shift()!)];
    }
    const [a, b] = walk(m - k, n - k, false);
    const left = rest.shift()!;
    return [parent(left, a), parent(left, b)];
  };
  const roots = walk(from, to, true);
  if (rest.length > 0) throw new Error('The proof is longer than it has to be.');
  return roots;
}
