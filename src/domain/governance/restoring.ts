/** What was held of some days before something was written, held again: for what should not have been written. */
import { type Transaction } from '../../platform/database/database.js';
import { clear, type Fact, put } from '../../platform/temporal/put.js';

/** A row of a temporal table, by its columns; days are YYYY-MM-DD or "infinity". */
export type Held = Fact & { readonly valid_to: string; readonly row_id: number };

/** Which rows, and which of their days; the names are our own, never a caller's. */
interface Place {
  readonly table: 'obligation' | 'version_phase';
  readonly column: 'id' | 'version_id';
  readonly key: string;
}
interface Written extends Place {
  readonly from: string;
  readonly to: string;
  /** The record time: until then something else was held. */
  readonly at: Date;
  /** Who wrote; what someone else wrote since stays. */
  readonly decisionId: string;
}

/** What is held instead of a piece of what was written. */
type Instead = (before: Held | undefined, wrong: Held | undefined) => Held | undefined;

const UNCOMPARED = ['row_id', 'valid_from', 'valid_to', 'known_from', 'known_to', 'is_from_known'];

/**
 * Says of the days that are still as they were written what was held of them before.
 * @param instead what to make of that; what was held before, when left out
 * @returns whether anything was
 */
export async function restore(
  tx: Transaction,
  written: Written,
  instead: Instead = (before) => before,
): Promise<boolean> {
  const { table, column, key, at } = written;
  const now = await heldNow(tx, written);
  const before = await heldBefore(tx, written, at);
  let isAny = false;
  for (const stretch of stretchesOf(written, now)) {
    for (const piece of piecesOf(before, stretch)) {
      isAny = true;
      const wrong = now.find((row) => row.valid_from <= piece.from && row.valid_to > piece.from);
      const said = instead(piece.row, wrong);
      if (said) await put(tx, table, joined(now, { ...bare(said), valid_from: piece.from, valid_to: piece.to }));
      else await clear(tx, table, { [column]: key, valid_from: piece.from, valid_to: piece.to });
    }
  }
  return isAny;
}

/**
 * Holds other rows from a day on, where nothing is held or what a decision wrote that was wrong; what others wrote since stays.
 * @returns whether anything changed
 */
export async function holdInstead(
  tx: Transaction,
  place: Place & { readonly from: string; readonly decisionId: string },
  rows: readonly Held[],
): Promise<boolean> {
  const { table, column, key, from, decisionId } = place;
  const now = await heldNow(tx, place);
  const isWrong = (row: Held | undefined) => row === undefined || row['decision_id'] === decisionId;
  const open = piecesOf(now, { from, to: 'infinity' }).filter((piece) => isWrong(piece.row));
  let isAny = false;
  for (const stretch of joinedDays(open)) {
    for (const piece of piecesOf(rows, stretch)) {
      if (!piece.row && !now.some((row) => overlap(daysOf(row), piece))) continue;
      isAny = true;
      const days = { valid_from: piece.from, valid_to: piece.to };
      if (piece.row) await put(tx, table, joined(now, { ...bare(piece.row), ...days }));
      else await clear(tx, table, { [column]: key, ...days });
    }
  }
  return isAny;
}

/** Some rows without some days. */
export const cut = (rows: readonly Held[], { from, to }: Days): Held[] =>
  rows.flatMap((row) =>
    [
      { ...row, valid_to: row.valid_to < from ? row.valid_to : from },
      { ...row, valid_from: row.valid_from > to ? row.valid_from : to },
    ].filter((each) => each.valid_from < each.valid_to),
  );

const joinedDays = (days: readonly Days[]): Days[] =>
  days.reduce<Days[]>((all, { from, to }) => {
    const last = all.at(-1);
    return last?.to === from ? [...all.slice(0, -1), { from: last.from, to }] : [...all, { from, to }];
  }, []);

interface Days {
  readonly from: string;
  readonly to: string;
}
const overlap = (a: Days, b: Days): Days | undefined => {
  const days = { from: a.from > b.from ? a.from : b.from, to: a.to < b.to ? a.to : b.to };
  return days.from < days.to ? days : undefined;
};
const daysOf = (row: Held): Days => ({ from: row.valid_from, to: row.valid_to });

/** The days that are still as they were written. */
function stretchesOf({ from, to, decisionId }: Written, now: readonly Held[]): Days[] {
  return now.flatMap((row) => (row['decision_id'] === decisionId ? (overlap(daysOf(row), { from, to }) ?? []) : []));
}

/** The days cut where another row begins, each with the row that is held of it; without one where none is. */
function piecesOf(rows: readonly Held[], { from, to }: Days): (Days & { readonly row: Held | undefined })[] {
  const pieces: (Days & { readonly row: Held | undefined })[] = [];
  let day = from;
  for (const row of rows.toSorted((a, b) => (a.valid_from < b.valid_from ? -1 : 1))) {
    const days = overlap(daysOf(row), { from: day, to });
    if (!days) continue;
    if (day < days.from) pieces.push({ from: day, to: days.from, row: undefined });
    pieces.push({ ...days, row });
    day = days.to;
  }
  return day < to ? [...pieces, { from: day, to, row: undefined }] : pieces;
}

/** One row again with what is held on the days before and after, where that says the same. */
function joined(now: readonly Held[], fact: Fact & { valid_to: string }): Fact {
  const before = now.find((row) => row.valid_to === fact.valid_from && isSame(row, fact));
  const after = now.find((row) => row.valid_from === fact.valid_to && isSame(row, fact));
  return {
    ...fact,
    ...(before && { valid_from: before.valid_from, is_from_known: before['is_from_known'] }),
    ...(after && { valid_to: after.valid_to }),
  };
}

const valuesOf = (row: Fact): string =>
  JSON.stringify(
    Object.entries(row)
      .filter(([name]) => !UNCOMPARED.includes(name))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
const isSame = (a: Fact, b: Fact): boolean => valuesOf(a) === valuesOf(b);

/** Without what the table gives each row itself. */
function bare(row: Held): Fact {
  const fact: Record<string, unknown> = { ...row };
  for (const name of ['row_id', 'known_from', 'known_to']) delete fact[name];
  return fact as Fact;
}

const heldNow = (tx: Transaction, { table, column, key }: Place): Promise<Held[]> =>
  rowsOf(tx, `select to_jsonb(t) as row from ${table} t where ${column} = $1 and known_to = 'infinity'`, [key]);

/** What was held until a moment, without what decisions wrote that were corrected since: of that, what was held before them. */
async function heldBefore(tx: Transaction, place: Place, at: Date): Promise<Held[]> {
  const rows = await rowsOf(
    tx,
    `select to_jsonb(t) as row from ${place.table} t where ${place.column} = $1 and known_from < $2 and known_to >= $2`,
    [place.key, at],
  );
  const held: Held[] = [];
  for (const row of rows) {
    const [wrong] = await tx.query<{ writtenAt: Date }>(
      `select e.written_at as "writtenAt" from decision_effect e join decision c on c.corrects_id = e.decision_id
       where e.decision_id = $1 and $2 in (e.version_id, e.obligation_id) and e.written_at < $3 limit 1`,
      [row['decision_id'], place.key, at],
    );
    const instead = wrong ? await heldBefore(tx, place, wrong.writtenAt) : [row];
    const outside = [
      { from: '', to: row.valid_from },
      { from: row.valid_to, to: 'infinity' },
    ];
    held.push(...outside.reduce<Held[]>(cut, instead));
  }
  return held;
}

const rowsOf = async (tx: Transaction, question: string, values: unknown[]): Promise<Held[]> =>
  (await tx.query<{ row: Held }>(question, values)).map(({ row }) => row);
