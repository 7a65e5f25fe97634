import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { FORMAT, VERSION, written } from '../../src/channels/exports/audit/log-file.js';
import { type Head, signHead } from '../../src/platform/audit/heads.js';
import { CompactRange, leafHash } from '../../src/platform/audit/merkle.js';

/** An exported log, made without a register. */
export interface ALog {
  readonly lines: readonly string[];
  /** In the order of their sizes. */
  readonly heads: readonly Head[];
}

export const aKey = (): KeyObject => generateKeyPairSync('ed25519').privateKey;
export const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/** @param sizes at which a head was signed; the last is the size of the log */
export function aLog(bodies: readonly string[], sizes: readonly number[], key: KeyObject): ALog {
  const tree = CompactRange.empty();
  const heads: Head[] = [];
  const lines = [written({ format: FORMAT, version: VERSION, records: bodies.length, heads: sizes.length })];
  for (const [at, body] of bodies.entries()) {
    const leaf = leafHash(Buffer.from(body));
    tree.append(leaf);
    lines.push(written({ record: at + 1, hash: leaf.toString('hex'), body }));
    if (!sizes.includes(tree.size)) continue;
    const signedAt = new Date(Date.UTC(2026, 0, 1, 12, 0, at)).toISOString();
    const head = signHead({ treeSize: tree.size, rootHash: tree.root.toString('hex'), signedAt }, key);
    heads.push(head);
    lines.push(written({ head: heads.length, ...head }));
  }
  return { lines, heads };
}

/** What the register writes for a change. */
export const aBody = (n: number): string =>
  JSON.stringify({
    id: `evt_${String(n).padStart(26, '0')}`,
    occurredAt: new Date(Date.UTC(2026, 0, 1, 12, 0, n)).toISOString(),
    action: 'describeOrganisation',
    subjectId: `org_${String(n % 5).padStart(26, '0')}`,
    actor: { issuer: 'https://login.example.nl', subject: `s${n % 3}`, name: 'Noor de Brùin – Jansen' },
    organisationId: null,
    reason: n % 2 === 0 ? `Regel ${n}: "zo" \\ of zo\n` : null,
    requestId: `r-${n}`,
    changes: [{ field: 'website', before: null, after: `https://example.nl/${n}` }],
  });
