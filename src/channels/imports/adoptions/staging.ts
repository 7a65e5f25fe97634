/** Rows of a file on their way into the register: in tables of the transaction, in memory only a few at a time. */
import { copyIn } from '../../../platform/database/copy-in.js';
import { type Transaction } from '../../../platform/database/database.js';
import { type Said } from '../../../domain/adoptions/adoption.guards.js';
import { type FaultyRow, type ReportRow } from './report-row.js';

const TABLES = `
  create temp table staged_report (line bigint not null, municipality_id text collate "C", standard_id text collate "C",
    valid_from date, said text) on commit drop;
  create temp table staged_fault (line bigint not null, faults text not null) on commit drop`;

/** So many rows are looked at together. */
const CHUNK = 2_000;
/** Of one municipality and one standard; more is no history, and would have to be held in memory together. */
export const MOST_OF_A_RECORD = 500;

/**
 * Gives the transaction its tables. It may take minutes, as the file is read while it is copied, and read again, without a
 * word to the database, while its faults are written beside it.
 */
export async function openStaging(tx: Transaction): Promise<void> {
  await tx.query(
    `select set_config(name, '30min', true) from unnest(array['statement_timeout', 'idle_in_transaction_session_timeout']) name`,
  );
  await tx.query(TABLES);
}

/** Copies the reports of a file, and keeps its faulty rows for later. */
export function stage(tx: Transaction, rows: AsyncIterable<ReportRow | FaultyRow>): Promise<number> {
  const values = async function* () {
    for await (const row of rows) {
      yield 'faults' in row
        ? [row.line, null, null, null, JSON.stringify(row.faults)]
        : [row.line, row.municipalityId, row.standardId, row.said.validFrom, JSON.stringify(row.said)];
    }
  };
  return copyIn(tx, 'staged_report (line, municipality_id, standard_id, valid_from, said)', values());
}

/** Takes the faulty rows apart; answers how many there are. */
export async function partFaulty(tx: Transaction): Promise<number> {
  const [found] = await tx.query<{ n: number }>(
    `with faulty as (insert into staged_fault select line, said from staged_report where municipality_id is null returning line)
     select count(*)::int as n from faulty`,
  );
  await tx.query('analyze staged_report');
  return found?.n ?? 0;
}

/** Of which municipalities there are reports. */
export async function stagedMunicipalities(tx: Transaction): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    'select distinct municipality_id as id from staged_report where municipality_id is not null',
  );
  return rows.map(({ id }) => id);
}

/** Reports of one municipality and one standard, earliest day first. */
export interface StagedRecord {
  readonly municipalityId: string;
  readonly standardId: string;
  readonly reports: readonly { readonly line: number; readonly said: Said }[];
  /** Rows beyond the most that are looked at together. */
  readonly beyond: readonly number[];
}

/** All reports, by record, some at a time: of one standard together, so that what is counted by standard adds up to few rows. */
export async function* stagedRecords(tx: Transaction): AsyncGenerator<StagedRecord[]> {
  await tx.query(
    `declare staged no scroll cursor for select line::int as line, municipality_id as "municipalityId", standard_id as "standardId", said
     from staged_report where municipality_id is not null order by standard_id, municipality_id, valid_from, line`,
  );
  let open: Open | undefined;
  for (;;) {
    const rows = await tx.query<StagedRow>(`fetch ${CHUNK} from staged`);
    const records: StagedRecord[] = [];
    for (const row of rows) {
      if (open?.municipalityId !== row.municipalityId || open.standardId !== row.standardId) {
        if (open) records.push(open);
        open = { municipalityId: row.municipalityId, standardId: row.standardId, reports: [], beyond: [] };
      }
      if (open.reports.length < MOST_OF_A_RECORD)
        open.reports.push({ line: row.line, said: JSON.parse(row.said) as Said });
      else open.beyond.push(row.line);
    }
    if (rows.length < CHUNK && open) records.push(open);
    if (records.length > 0) yield records;
    if (rows.length < CHUNK) return;
  }
}
interface StagedRow {
  readonly line: number;
  readonly municipalityId: string;
  readonly standardId: string;
  readonly said: string;
}
interface Open extends StagedRecord {
  readonly reports: { readonly line: number; readonly said: Said }[];
  readonly beyond: number[];
}

/** Keeps faults that were found after the file was read. */
export async function keepFaults(tx: Transaction, rows: readonly FaultyRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `insert into staged_fault select (f ->> 'line')::bigint, f ->> 'faults' from jsonb_array_elements($1::jsonb) f`,
    [JSON.stringify(rows.map(({ line, faults }) => ({ line, faults: JSON.stringify(faults) })))],
  );
}

/** Every faulty row, in the order of the file. */
export async function* faultyRows(tx: Transaction): AsyncGenerator<FaultyRow> {
  await tx.query(
    'declare faulty no scroll cursor for select line::int as line, faults from staged_fault order by line',
  );
  for (;;) {
    const rows = await tx.query<{ line: number; faults: string }>(`fetch ${CHUNK} from faulty`);
    for (const { line, faults } of rows) yield { line, faults: JSON.parse(faults) as FaultyRow['faults'] };
    if (rows.length < CHUNK) break;
  }
  await tx.query('close faulty');
}
