/** What an obligation is without the decisions that were corrected: told anew from those that stand. */
import { type Transaction } from '../../platform/database/database.js';
import { cut, type Held } from './restoring.js';

/** What a decision wrote, from a day on: the row that it added, or the end of one. */
interface Layer {
  readonly from: string;
  readonly row: Held | null;
}

/** The rows of an obligation as they would be had no decision been taken that was corrected. */
export async function standingRows(tx: Transaction, obligationId: string): Promise<Held[]> {
  const rows = await heldBefore(tx, obligationId);
  return (await layersOf(tx, obligationId)).reduce(over, rows);
}

/** The same as when it was decided: what begins on a later day goes on then, and an end is that of what holds on its day. */
function over(rows: Held[], { from, row }: Layer): Held[] {
  const later = rows.map((each) => each.valid_from).filter((day) => day > from);
  const ended = rows.find((each) => each.valid_from <= from && each.valid_to > from);
  if (row === null) return ended ? cut(rows, { from, to: ended.valid_to }) : rows;
  const to = later.sort()[0] ?? 'infinity';
  return [...cut(rows, { from, to }), { ...row, valid_from: from, valid_to: to }];
}

/** What was held before any decision was written over it. */
const heldBefore = async (tx: Transaction, obligationId: string): Promise<Held[]> =>
  (
    await tx.query<{ row: Held }>(
      `select to_jsonb(o) as row from obligation o, (select min(written_at) as at from decision_effect where obligation_id = $1) first
       where o.id = $1 and o.known_from < first.at and o.known_to >= first.at`,
      [obligationId],
    )
  ).map(({ row }) => row);

/**
 * Of the decisions that stand, in the order in which they were recorded. What is decided of how the whole standard binds ends what was
 * decided of some versions, also where a decision that was corrected had ended that before.
 */
const layersOf = (tx: Transaction, obligationId: string): Promise<Layer[]> =>
  tx.query<Layer>(
    `select e.valid_from::text as from, to_jsonb(o) as row from decision_effect e
     left join obligation o on e.obligation_id = $1 and e.kind = 'OBLIGATION' and o.id = $1 and o.decision_id = e.decision_id
       and o.valid_from = e.valid_from and o.known_from = e.written_at
     where (e.obligation_id = $1 or e.kind = 'OBLIGATION' and e.version_id is null
         and exists (select from obligation n where n.id = $1 and n.standard_id = e.standard_id and n.scope <> '')
         and exists (select from proposal_decision l join proposal p on p.id = l.proposal_id
           where l.decision_id = e.decision_id and p.kind = 'BINDING_CHANGE'))
       and e.written_at >= (select min(written_at) from decision_effect where obligation_id = $1)
       and not exists (select from decision c where c.corrects_id = e.decision_id) order by e.written_at, e.position`,
    [obligationId],
  );
