import { hashOfNodes, type Node, nodesOf, type Range } from './merkle.js';

/** Nodes from this level on are kept; those below are made from at most 2^level leaves. */
export const KEPT_FROM = 8;

/** Runs a statement and gives its rows, on whichever connection. */
export type Query = <R extends object>(text: string, values: unknown[]) => Promise<R[]>;

interface Hashed {
  readonly hash: Buffer;
}

/** The hashes of ranges of the log, from what the database keeps of it: one statement for all of them. */
export async function hashesOf(query: Query, ranges: readonly Range[]): Promise<Buffer[]> {
  const wanted = ranges.map((range) => nodesOf(range));
  const hashes = await hashesOfNodes(query, wanted.flat());
  return wanted.map((nodes) => hashOfNodes(nodes.map((node) => found(hashes, node))));
}

/** The hashes of the full subtrees that a log of this size is made of, from left to right. */
export async function peaksOf(query: Query, size: number): Promise<Buffer[]> {
  const nodes = nodesOf({ from: 0, to: size });
  const hashes = await hashesOfNodes(query, nodes);
  return nodes.map((node) => found(hashes, node));
}

const keyOf = ({ level, index }: Node): string => `${level}/${index}`;

function found(hashes: ReadonlyMap<string, Buffer>, node: Node): Buffer {
  const hash = hashes.get(keyOf(node));
  if (!hash) throw new Error(`The log has no hash for the subtree ${keyOf(node)}: leaves or nodes are missing.`);
  return hash;
}

async function hashesOfNodes(query: Query, nodes: readonly Node[]): Promise<Map<string, Buffer>> {
  const high = nodes.filter(({ level }) => level >= KEPT_FROM);
  const low = nodes.filter(({ level }) => level < KEPT_FROM);
  const rows = await query<Hashed & { level: number; index: string }>(
    `select n.level, n.node_index as index, n.hash
     from unnest($1::smallint[], $2::bigint[]) w(level, node_index) join audit_node n using (level, node_index)
     union all
     select 0, l.leaf_index, l.hash
     from unnest($3::bigint[], $4::bigint[]) r(a, b) join audit_leaf l on l.leaf_index >= r.a and l.leaf_index < r.b`,
    [
      high.map(({ level }) => level),
      high.map(({ index }) => index),
      low.map(({ level, index }) => index * 2 ** level),
      low.map(({ level, index }) => (index + 1) * 2 ** level),
    ],
  );
  const hashes = new Map(rows.map(({ level, index, hash }) => [keyOf({ level, index: Number(index) }), hash]));
  for (const node of low) fold(hashes, node);
  return hashes;
}

/** Adds the hash of a low subtree, from its leaves. */
function fold(hashes: Map<string, Buffer>, node: Node): void {
  if (node.level === 0 || hashes.has(keyOf(node))) return;
  const halves = [0, 1].map((side) => ({ level: node.level - 1, index: node.index * 2 + side }));
  for (const half of halves) fold(hashes, half);
  hashes.set(keyOf(node), hashOfNodes(halves.map((half) => found(hashes, half))));
}
