import { createPublicKey, verify } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Register, register } from '../support/register.js';
import { anEvent, sealed } from './events.js';
import { leafOf, rootByInclusion, rootOf, rootsByConsistency } from './rfc9162.js';

const hex = (hash: Buffer): string => hash.toString('hex');
const bytes = (hash: string): Buffer => Buffer.from(hash, 'hex');

let on: Register;
/** From the texts of the events themselves. */
let leaves: Buffer[];
beforeAll(async () => {
  on = await register();
  // Beyond the first kept subtrees, which are of 256 leaves.
  await Promise.all(Array.from({ length: 600 }, () => anEvent(on.sql)));
  await sealed(on.sql);
  const rows = await on.sql<{ body: string }>(
    'select body from audit_leaf join audit_event using (event_id) order by leaf_index',
  );
  leaves = rows.map(({ body }) => leafOf(body));
}, 60_000);

const ask = async (query: string, variables: Record<string, unknown> = {}): Promise<any> =>
  (await on.graphql(query, variables)).body;
const HEAD =
  'query ($size: Int) { auditHead(treeSize: $size) { treeSize rootHash signedAt keyId publicKey signature } }';
const INCLUSION =
  'query ($at: Int!, $size: Int) { auditInclusion(sequence: $at, treeSize: $size) { sequence treeSize leafHash hashes } }';
const CONSISTENCY =
  'query ($from: Int!, $to: Int) { auditConsistency(from: $from, to: $to) { fromSize toSize hashes } }';

describe('A head of the log', () => {
  test('is signed, over the root of all events', async () => {
    const { auditHead: head } = (await ask(HEAD)).data;
    expect(head.treeSize).toBe(leaves.length);
    expect(head.rootHash).toBe(hex(rootOf(leaves)));
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: head.publicKey }, format: 'jwk' });
    const text = `standaardenregister audit head v1\n${head.treeSize}\n${head.rootHash}\n${head.signedAt}\n`;
    expect(verify(null, Buffer.from(text), key, Buffer.from(head.signature, 'base64url'))).toBe(true);
    expect(verify(null, Buffer.from(`${text} `), key, Buffer.from(head.signature, 'base64url'))).toBe(false);
  });

  test('stays to be had for every size that was signed, and for no other', async () => {
    const sizes = (await on.sql<{ size: number }>('select tree_size::int as size from audit_head order by 1')).map(
      ({ size }) => size,
    );
    expect(sizes.length).toBeGreaterThan(1);
    for (const size of sizes.slice(0, 20)) {
      expect((await ask(HEAD, { size })).data.auditHead).toMatchObject({
        treeSize: size,
        rootHash: hex(rootOf(leaves.slice(0, size))),
      });
    }
    expect((await ask(HEAD, { size: leaves.length + 1 })).data).toEqual({ auditHead: null });
  });

  test('is never kept by those in between, also beside what may be', async () => {
    const { headers } = await on.graphql('{ auditHead { treeSize } standards(first: 1) { totalCount } }');
    expect(headers.get('etag')).toBeNull();
  });
});

describe('Proofs of the log', () => {
  test('show that an event is in it, at each size since', async () => {
    const size = leaves.length;
    const cases = [
      [1, 1],
      [1, size],
      [size, size],
      [2, 3],
      [255, 256],
      [256, 257],
      [257, 512],
      [300, 513],
      [511, size],
      [size - 1, size - 1],
    ];
    for (const [at, of] of cases as [number, number][]) {
      const { auditInclusion: proof } = (await ask(INCLUSION, { at, size: of })).data;
      expect(proof).toMatchObject({ sequence: at, treeSize: of, leafHash: hex(leaves[at - 1]!) });
      const root = rootByInclusion(leaves[at - 1]!, at - 1, of, proof.hashes.map(bytes));
      expect(hex(root)).toBe(hex(rootOf(leaves.slice(0, of))));
    }
    expect((await ask(INCLUSION, { at: 5 })).data.auditInclusion.treeSize).toBe(size);
  });

  test('show that it only grew', async () => {
    const size = leaves.length;
    const cases = [
      [1, 1],
      [1, size],
      [2, 5],
      [6, 8],
      [255, 257],
      [256, 512],
      [257, 511],
      [300, size],
      [size - 1, size],
      [size, size],
    ];
    for (const [from, to] of cases as [number, number][]) {
      const { auditConsistency: proof } = (await ask(CONSISTENCY, { from, to })).data;
      expect(proof).toMatchObject({ fromSize: from, toSize: to });
      const older = rootOf(leaves.slice(0, from));
      const roots = rootsByConsistency(from, to, proof.hashes.map(bytes), older);
      expect(roots.map(hex)).toEqual([older, rootOf(leaves.slice(0, to))].map(hex));
    }
    expect((await ask(CONSISTENCY, { from: 7 })).data.auditConsistency.toSize).toBe(size);
  });

  test.each([
    [INCLUSION, { at: 0 }],
    [INCLUSION, { at: -1 }],
    [INCLUSION, { at: 2_147_483_647 }],
    [INCLUSION, { at: 5, size: 4 }],
    [INCLUSION, { at: 1, size: 0 }],
    [INCLUSION, { at: 1, size: 2_147_483_647 }],
    [CONSISTENCY, { from: 0 }],
    [CONSISTENCY, { from: -5, to: 5 }],
    [CONSISTENCY, { from: 6, to: 5 }],
    [CONSISTENCY, { from: 1, to: 2_147_483_647 }],
    [HEAD, { size: 0 }],
    [HEAD, { size: -1 }],
  ])('are refused for what the log does not have: %s %j', async (query, variables) => {
    const { errors } = await ask(query, variables);
    expect(errors.map(({ extensions }: any) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    expect(errors[0].message).toMatch(/must be/);
  });

  test('have their price', async () => {
    expect((await ask(CONSISTENCY, { from: 1 })).extensions.cost).toBe(25);
    expect((await ask(INCLUSION, { at: 1 })).extensions.cost).toBe(25);
    expect((await ask(HEAD)).extensions.cost).toBe(5);
  });
});
