import { type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../database/database.js';
import { type Head, signHead } from './heads.js';
import { LogKey } from './log-key.js';
import { KEPT_FROM, peaksOf } from './log-tree.js';
import { CompactRange, type FullNode } from './merkle.js';

/** How one pass over what is not sealed yet went. */
export interface Pass {
  readonly sealed: number;
  /** `all`: nothing is left; `more`: go on at once; `waiting`: for transactions that still run, or for another process that seals. */
  readonly left: 'all' | 'more' | 'waiting';
}

/** The last leaf: where the next pass begins. */
interface Cursor {
  readonly epoch: number;
  readonly xid: string;
  readonly event_id: string;
}
interface Leaf extends Cursor {
  readonly leaf_index: string;
}

const BATCH = 5000;
const START: Cursor = { epoch: 0, xid: '0', event_id: '0' };

/**
 * Transactions of this cluster below the horizon are over and those of clusters before it are too, so nothing can come
 * between events that were sealed. The leaves are hashed here, where the bodies are.
 */
const SEAL = `
insert into audit_leaf (leaf_index, event_id, epoch, xid, hash)
select $4::bigint - 1 + row_number() over (order by epoch, xid, event_id), event_id, epoch, xid, sha256('\\x00'::bytea || convert_to(body, 'UTF8'))
from (
  select * from audit_event where (epoch, xid, event_id) > ($1::integer, $2::bigint, $3::bigint)
    and (epoch < current_epoch() or xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint)
  order by epoch, xid, event_id limit ${BATCH}
) ready
returning leaf_index, event_id, epoch, xid, hash`;

/** Gives events their place in the log: leaves, nodes and a signed head, in one transaction. */
@Injectable()
export class Sealing {
  /** What the tree was after the last pass of this process; another process may have gone on since. */
  private tree = CompactRange.empty();
  private registered: string | undefined;

  constructor(
    private readonly database: Database,
    private readonly key: LogKey,
  ) {}

  /** Seals one batch, unless another process is at it. */
  async pass(): Promise<Pass> {
    const key = this.key.private;
    const { tree, head, ...pass } = await this.database.housekeeping((tx) => this.seal(tx, key));
    // Only now is it so.
    if (tree && head) [this.tree, this.registered] = [tree, head.keyId];
    return pass;
  }

  private async seal(tx: Transaction, key: KeyObject): Promise<Pass & { tree?: CompactRange; head?: Head }> {
    // Let go when the transaction ends, however it ends: when a process dies, another goes on.
    const [lock] = await tx.query<{ isOurs: boolean }>(
      `select pg_try_advisory_xact_lock(hashtextextended('seal the audit log', 0)) as "isOurs"`,
    );
    if (lock?.isOurs !== true) return { sealed: 0, left: 'waiting' };
    const [last] = await tx.query<Leaf>(
      'select leaf_index, epoch, xid, event_id from audit_leaf order by leaf_index desc limit 1',
    );
    const size = last === undefined ? 0 : Number(last.leaf_index) + 1;
    const { epoch, xid, event_id } = last ?? START;
    const leaves = await tx.query<Leaf & { hash: Buffer }>(SEAL, [epoch, xid, event_id, size]);
    if (leaves.length === 0) return { sealed: 0, left: await this.leftAfter(tx, { epoch, xid, event_id }) };
    leaves.sort((a, b) => Number(a.leaf_index) - Number(b.leaf_index));
    const tree = await this.treeAt(tx, size);
    const full = leaves.flatMap(({ hash }) => tree.append(hash)).filter(({ level }) => level >= KEPT_FROM);
    const head = await this.keep(tx, full, tree, key);
    const left = leaves.length === BATCH ? 'more' : await this.leftAfter(tx, leaves.at(-1) ?? START);
    return { sealed: leaves.length, left, tree, head };
  }

  private async treeAt(tx: Transaction, size: number): Promise<CompactRange> {
    if (this.tree.size === size) return this.tree.copy();
    return CompactRange.of(size, await peaksOf((text, values) => tx.query(text, values), size));
  }

  private async keep(tx: Transaction, full: readonly FullNode[], tree: CompactRange, key: KeyObject): Promise<Head> {
    const signedAt = new Date().toISOString();
    const head = signHead({ treeSize: tree.size, rootHash: tree.root.toString('hex'), signedAt }, key);
    if (this.registered !== head.keyId) {
      await tx.query('insert into audit_key (key_id, public_key) values ($1, $2) on conflict do nothing', [
        head.keyId,
        head.publicKey,
      ]);
    }
    if (full.length > 0) {
      await tx.query(
        'insert into audit_node (level, node_index, hash) select * from unnest($1::smallint[], $2::bigint[], $3::bytea[])',
        [full.map(({ level }) => level), full.map(({ index }) => index), full.map(({ hash }) => hash)],
      );
    }
    await tx.query(
      'insert into audit_head (tree_size, root, signed_at, key_id, signature) values ($1, $2, $3, $4, $5)',
      [tree.size, tree.root, signedAt, head.keyId, Buffer.from(head.signature, 'base64url')],
    );
    return head;
  }

  private async leftAfter(tx: Transaction, { epoch, xid, event_id }: Cursor): Promise<'all' | 'waiting'> {
    const [found] = await tx.query<{ isLeft: boolean }>(
      'select exists (select from audit_event where (epoch, xid, event_id) > ($1::integer, $2::bigint, $3::bigint)) as "isLeft"',
      [epoch, xid, event_id],
    );
    return found?.isLeft === true ? 'waiting' : 'all';
  }
}
