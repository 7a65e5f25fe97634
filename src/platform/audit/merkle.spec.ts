import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectRoot } from '../config/project-root.js';
import {
  CompactRange,
  consistencyRanges,
  emptyRoot,
  hashOfNodes,
  includes,
  inclusionRanges,
  isConsistent,
  leafHash,
  nodeHash,
  nodesOf,
  type Range,
} from './merkle.js';

type Digest = [length: number, start: string];

/** Made by make-vectors.py, from the recursive definitions. */
const vectors = JSON.parse(readFileSync(join(projectRoot, 'test/audit/vectors/vectors.json'), 'utf8')) as {
  reference: { leaves: string[]; roots: string[] };
  entries: string[];
  roots: string[];
  inclusion: Digest[][];
  consistency: Digest[][];
  'written out': {
    inclusion: { index: number; size: number; proof: string[] }[];
    consistency: { from: number; to: number; proof: string[] }[];
  };
};
const LARGEST = vectors.entries.length;
const leaves = vectors.entries.map((entry) => leafHash(Buffer.from(entry)));
const root = (size: number) => Buffer.from(vectors.roots[size]!, 'hex');

/** As the log does it: only from the hashes of full subtrees. */
const hashOf = (range: Range): Buffer =>
  hashOfNodes(
    nodesOf(range).map(({ level, index }) => {
      let hashes = leaves.slice(index * 2 ** level, (index + 1) * 2 ** level);
      while (hashes.length > 1) {
        hashes = hashes.flatMap((left, at) => (at % 2 === 0 ? [nodeHash(left, hashes[at + 1]!)] : []));
      }
      return hashes[0]!;
    }),
  );
const inclusion = (index: number, size: number) => inclusionRanges(index, size).map(hashOf);
const consistency = (first: number, second: number) => consistencyRanges(first, second).map(hashOf);
const digest = (hashes: Buffer[]): Digest => [
  hashes.length,
  createHash('sha256').update(Buffer.concat(hashes)).digest('hex').slice(0, 16),
];
const hex = (hashes: Buffer[]) => hashes.map((hash) => hash.toString('hex'));
const everySize = Array.from({ length: LARGEST }, (_, at) => at + 1);

describe('The tree of the log', () => {
  test('has the roots that Certificate Transparency publishes for its eight reference leaves', () => {
    // As they stand in the test data of CT logs, not made by anything here.
    const published = [
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
      '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
      'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    ];
    const range = CompactRange.empty();
    const roots = [range.root.toString('hex')];
    for (const leaf of vectors.reference.leaves) {
      range.append(leafHash(Buffer.from(leaf, 'hex')));
      roots.push(range.root.toString('hex'));
    }
    expect(roots).toEqual(published);
    expect(vectors.reference.roots).toEqual(published);
  });

  test('has the same root however it is made, at every size', () => {
    const range = CompactRange.empty();
    expect(range.root).toEqual(root(0));
    expect(emptyRoot()).toEqual(root(0));
    for (const size of everySize) {
      const full = range.append(leaves[size - 1]!);
      expect(range.root).toEqual(root(size));
      expect(hashOf({ from: 0, to: size })).toEqual(root(size));
      for (const { level, index, hash } of full) {
        expect(hash).toEqual(hashOf({ from: index * 2 ** level, to: (index + 1) * 2 ** level }));
      }
      const again = CompactRange.of(
        size,
        nodesOf({ from: 0, to: size }).map(({ level, index }) =>
          hashOf({ from: index * 2 ** level, to: (index + 1) * 2 ** level }),
        ),
      );
      expect(again.root).toEqual(root(size));
    }
  });

  test('gives the inclusion proofs of the recursive definition, and they hold', () => {
    for (const size of everySize) {
      for (let index = 0; index < size; index++) {
        const proof = inclusion(index, size);
        expect(digest(proof)).toEqual(vectors.inclusion[size - 1]![index]);
        expect(includes(leaves[index]!, index, size, proof, root(size))).toBe(true);
      }
    }
    for (const { index, size, proof } of vectors['written out'].inclusion)
      expect(hex(inclusion(index, size))).toEqual(proof);
  });

  test('gives the consistency proofs of the recursive definition, and they hold', () => {
    for (const second of everySize) {
      for (let first = 1; first <= second; first++) {
        const proof = consistency(first, second);
        expect(digest(proof)).toEqual(vectors.consistency[second - 1]![first - 1]);
        expect(isConsistent(first, second, proof, root(first), root(second))).toBe(true);
      }
    }
    for (const { from, to, proof } of vectors['written out'].consistency)
      expect(hex(consistency(from, to))).toEqual(proof);
  });
});

describe('A proof of inclusion does not hold', () => {
  const [index, size] = [37, LARGEST];
  const proof = inclusion(index, size);
  const leaf = leaves[index]!;

  test('for another leaf, place, size or root', () => {
    expect(includes(leaves[38]!, index, size, proof, root(size))).toBe(false);
    for (let other = 0; other < size; other++) {
      if (other !== index) expect(includes(leaf, other, size, proof, root(size))).toBe(false);
    }
    expect(includes(leaf, index, size, proof, root(size - 1))).toBe(false);
    for (const [place, of] of [
      [size, size],
      [-1, size],
      [0, 0],
      [1.5, size],
      [NaN, size],
    ] as const) {
      expect(includes(leaf, place, of, proof, root(size))).toBe(false);
    }
  });

  test('with any hash of it changed, left out or added', () => {
    for (const [at, hash] of proof.entries()) {
      const changed = Buffer.from(hash);
      changed[at] = changed[at]! ^ 1;
      expect(includes(leaf, index, size, proof.with(at, changed), root(size))).toBe(false);
      expect(includes(leaf, index, size, proof.toSpliced(at, 1), root(size))).toBe(false);
      expect(includes(leaf, index, size, proof.toSpliced(at, 0, randomBytes(32)), root(size))).toBe(false);
    }
  });

  test('when a subtree is passed off as a leaf', () => {
    const [sibling, ...rest] = inclusion(0, 8);
    expect(includes(nodeHash(leaves[0]!, sibling!), 0, 4, rest, root(8))).toBe(true); // hashes alone cannot tell …
    expect(leafHash(Buffer.concat([leaves[0]!, sibling!]))).not.toEqual(nodeHash(leaves[0]!, sibling!)); // … so leaves and nodes are hashed apart
  });
});

describe('A proof of consistency does not hold', () => {
  test('for growth from nothing, to something smaller, or for other roots', () => {
    expect(isConsistent(0, 8, [], root(0), root(8))).toBe(false);
    expect(isConsistent(0, 0, [], root(0), root(0))).toBe(false);
    expect(() => consistencyRanges(0, 8)).toThrow(RangeError);
    expect(() => consistencyRanges(9, 8)).toThrow(RangeError);
    expect(isConsistent(8, 7, consistency(7, 8), root(8), root(7))).toBe(false);
    expect(isConsistent(8, 8, [], root(8), root(7))).toBe(false);
    expect(isConsistent(8, 8, [root(8)], root(8), root(8))).toBe(false);
    expect(isConsistent(6, 8, consistency(6, 8), root(5), root(8))).toBe(false);
    expect(isConsistent(6, 8, consistency(6, 8), root(6), root(9))).toBe(false);
    expect(isConsistent(6, 8, [], root(6), root(8))).toBe(false);
  });

  test('with any hash of it changed, left out or added', () => {
    for (const [first, second] of [
      [32, 70],
      [37, 64],
      [37, 70],
      [69, 70],
    ] as const) {
      const proof = consistency(first, second);
      for (const [at, hash] of proof.entries()) {
        const changed = Buffer.from(hash);
        changed[31 - at] = changed[31 - at]! ^ 128;
        for (const wrong of [
          proof.with(at, changed),
          proof.toSpliced(at, 1),
          proof.toSpliced(at, 0, randomBytes(32)),
        ]) {
          expect(isConsistent(first, second, wrong, root(first), root(second))).toBe(false);
        }
      }
    }
  });
});

describe('A tree of any size', () => {
  test('needs no more hashes for a proof than it has levels, far beyond 32 bits', () => {
    for (const size of [2 ** 31, 2 ** 40 + 12_345, 2 ** 49 - 1, 2 ** 52 + 1]) {
      const levels = (size - 1).toString(2).length;
      for (const index of [0, 1, size - 1, Math.floor(size / 3)]) {
        expect(inclusionRanges(index, size).length).toBeLessThanOrEqual(levels);
        expect(consistencyRanges(index + 1, size).length).toBeLessThanOrEqual(levels + 1);
      }
      const nodes = nodesOf({ from: 0, to: size });
      expect(nodes.reduce((sum, { level }) => sum + 2 ** level, 0)).toBe(size);
    }
  });

  test('refuses a leaf it does not have', () => {
    expect(() => inclusionRanges(5, 5)).toThrow('leaf 5 is not in a tree of 5.');
    expect(() => inclusionRanges(-1, 5)).toThrow(RangeError);
  });
});
