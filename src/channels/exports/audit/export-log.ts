/** The sealed log, as it was at one head, in lines. */
import { type Head } from '../../../platform/audit/heads.js';
import { headsBetween } from '../../../platform/audit/kept-heads.js';
import { type Query } from '../../../platform/audit/log-tree.js';
import { FORMAT, VERSION, written } from './log-file.js';

interface EventRow {
  readonly record: number;
  readonly hash: string;
  readonly body: string;
}

/** Events of a page; the text of one may be as large as what it changed. */
const PAGE = 200;
const HEADS_AT_ONCE = 1000;

/** How many events wait for their place in the log. */
export async function unsealed(query: Query): Promise<number> {
  const [row] = await query<{ count: number }>(
    `select count(*)::float8 as count from audit_event where (epoch, xid, event_id) > (
       coalesce((select epoch from audit_leaf order by leaf_index desc limit 1), 0),
       coalesce((select xid from audit_leaf order by leaf_index desc limit 1), 0),
       coalesce((select event_id from audit_leaf order by leaf_index desc limit 1), 0))`,
    [],
  );
  return row?.count ?? 0;
}

/**
 * The lines of the log up to a head, each with its end. What was sealed never changes, so writers may go on meanwhile.
 * @param upTo the head that ends it; undefined for a log in which nothing was sealed
 * @param progress is told how many records were given
 */
export async function* exportLog(
  query: Query,
  upTo: Head | undefined,
  progress: (records: number) => void = () => undefined,
): AsyncGenerator<string> {
  const records = upTo?.treeSize ?? 0;
  const [counted] = await query<{ heads: number }>(
    'select count(*)::float8 as heads from audit_head where tree_size <= $1',
    [records],
  );
  yield `${written({ format: FORMAT, version: VERSION, records, heads: counted?.heads ?? 0 })}\n`;
  const heads = headsUpTo(query, records);
  let number = 0;
  let head = await heads.next();
  for (let from = 0; from < records; from += PAGE) {
    for (const event of await eventsFrom(query, from, records)) {
      yield `${written(event)}\n`;
      if (head.done === true || head.value.treeSize !== event.record) continue;
      yield `${written({ head: ++number, ...head.value })}\n`;
      head = await heads.next();
    }
    progress(Math.min(from + PAGE, records));
  }
}

const eventsFrom = (query: Query, from: number, records: number): Promise<EventRow[]> =>
  query<EventRow>(
    `select (l.leaf_index + 1)::float8 as record, encode(l.hash, 'hex') as hash, e.body
     from audit_leaf l join audit_event e using (event_id)
     where l.leaf_index >= $1 and l.leaf_index < $2 order by l.leaf_index`,
    [from, Math.min(from + PAGE, records)],
  );

async function* headsUpTo(query: Query, records: number): AsyncGenerator<Head, undefined> {
  for (let after = 0; ;) {
    const found = await headsBetween(query, after, records, HEADS_AT_ONCE);
    yield* found;
    const last = found.at(-1);
    if (last === undefined) return undefined;
    after = last.treeSize;
  }
}
