/** Heads as the database keeps them. */
import { type Head } from './heads.js';
import { type Query } from './log-tree.js';

interface HeadRow extends Omit<Head, 'signedAt'> {
  readonly signedAt: Date;
}

const HEADS = `
select h.tree_size::float8 as "treeSize", encode(h.root, 'hex') as "rootHash", h.signed_at as "signedAt", k.key_id as "keyId",
  k.public_key as "publicKey", rtrim(translate(encode(h.signature, 'base64'), E'+/\\n', '-_'), '=') as signature
from audit_head h join audit_key k using (key_id)`;

const headFrom = ({ treeSize, rootHash, signedAt, ...signed }: HeadRow): Head => ({
  treeSize,
  rootHash,
  signedAt: signedAt.toISOString(),
  ...signed,
});

/** The newest head; undefined while nothing was sealed. */
export async function newestHead(query: Query): Promise<Head | undefined> {
  const [row] = await query<HeadRow>(`${HEADS} order by h.tree_size desc limit 1`, []);
  return row && headFrom(row);
}

/** The head of a size; undefined when none was signed then. */
export async function headOf(query: Query, treeSize: number): Promise<Head | undefined> {
  const [row] = await query<HeadRow>(`${HEADS} where h.tree_size = $1`, [treeSize]);
  return row && headFrom(row);
}

/** The heads of sizes beyond one up to another, by size, at most so many. */
export async function headsBetween(query: Query, after: number, upTo: number, most: number): Promise<Head[]> {
  const rows = await query<HeadRow>(
    `${HEADS} where h.tree_size > $1 and h.tree_size <= $2 order by h.tree_size limit $3`,
    [after, upTo, most],
  );
  return rows.map(headFrom);
}
