import { type Transaction } from '../database/database.js';

/** One fact for one key, from a day until a day; `validTo` left out means until further notice. Keys are column names. */
export interface Fact {
  valid_from: string;
  valid_to?: string | undefined;
  [column: string]: unknown;
}

/**
 * Closes what the fact overlaps and appends it: the one way to write a temporal table.
 * Answers the record time (ISO 8601), or null when the register already held exactly this.
 */
export async function put(tx: Transaction, table: string, fact: Fact): Promise<Date | null> {
  return write(tx, table, fact, false);
}

/** Takes what is said of the key out of the period, from the record time on. */
export async function clear(tx: Transaction, table: string, fact: Fact): Promise<Date | null> {
  return write(tx, table, fact, true);
}

async function write(tx: Transaction, table: string, fact: Fact, clearing: boolean): Promise<Date | null> {
  const name = `"${table.replaceAll('"', '""')}"`;
  const [row] = await tx.query<{ at: Date | null }>(
    `select "${table.replaceAll('"', '""')}_put"(jsonb_populate_record(null::${name}, $1::jsonb), $2) as at`,
    [JSON.stringify(fact), clearing],
  );
  return row?.at ?? null;
}
