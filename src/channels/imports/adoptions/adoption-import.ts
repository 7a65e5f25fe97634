import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type HeldMunicipality, lockAdoptions } from '../../../domain/adoptions/adoptions.held.js';
import { Audit, type Author, type Writing } from '../../../platform/audit/audit.js';
import { todayInAmsterdam } from '../../../platform/graphql/today.js';
import { type Sheet, shownIn, WorkbookRefused } from '../../../platform/workbooks/sheet.js';
import { type Places, placesIn } from './columns.js';
import { faultyFile } from './faulty-file.js';
import { type HeldRecord, heldRecords, keyOf } from './held-records.js';
import { judgeRecord } from './judge-record.js';
import { type Known, readKnown } from './known.js';
import { type JudgedRecord, RecordWriter } from './record-writer.js';
import { type FaultyRow, readRow, type ReportRow } from './report-row.js';
import { type Speaker } from './speaker.js';
import {
  faultyRows,
  keepFaults,
  openStaging,
  partFaulty,
  stage,
  stagedMunicipalities,
  type StagedRecord,
  stagedRecords,
} from './staging.js';

/** What came of a file. */
export interface ImportResult {
  /** How many rows said something. */
  readonly rows: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly faulty: number;
  /** The first of the faulty rows, in the order of the file. */
  readonly faults: readonly FaultyRow[];
  /** Whether the register has changed: not when a row was faulty, when nothing was new, or when it was tried only. */
  readonly isKept: boolean;
}
/** Is told how far an import is, in rows. */
export interface ImportProgress {
  read(rows: number): void;
  judged(rows: number): void;
}
export interface ImportOrder {
  readonly sheet: Sheet;
  readonly speaker: Speaker;
  readonly requestId: string;
  /** Tries everything and keeps nothing. */
  readonly isTrial: boolean;
  /** Where the file goes with its faults told, when there are any. */
  readonly faultsPath?: string | undefined;
  readonly progress?: ImportProgress | undefined;
}

const FIRST_FAULTS = 100;

/** Leaves a transaction without keeping what it wrote. */
class NotKept extends Error {
  constructor(readonly result: ImportResult) {
    super('Nothing of this is kept.');
  }
}
interface Table {
  readonly head: readonly string[];
  readonly places: Places;
}

/** Brings a file of reports into the register: every row, or none. */
@Injectable()
export class AdoptionImport {
  constructor(private readonly audit: Audit) {}

  /**
   * Reads a file row by row, judges every report, and writes all of them in one transaction when none is faulty.
   * @throws WorkbookRefused for a file that is no table of reports
   */
  async run(order: ImportOrder): Promise<ImportResult> {
    const { speaker, requestId } = order;
    try {
      return await this.audit.transaction({ actor: speaker.author, requestId, action: 'importAdoptions' }, (tx) =>
        this.within(tx, order),
      );
    } catch (error) {
      if (error instanceof NotKept) return error.result;
      throw error;
    }
  }

  private async within(tx: Writing<Author>, order: ImportOrder): Promise<ImportResult> {
    const { sheet, speaker, progress } = order;
    const today = todayInAmsterdam();
    await speaker.begin(tx);
    const read = () => readKnown(tx, (municipality) => speaker.mayReport(municipality));
    let known = await read();
    await openStaging(tx);
    let table: Table | undefined;
    const rows = await stage(tx, reportsIn(sheet, { known, today, progress, found: (head) => (table = head) }));
    if (!table) throw new WorkbookRefused('The file has no rows.', 'Het bestand heeft geen rijen.');
    let faulty = await partFaulty(tx);

    const municipalityIds = await stagedMunicipalities(tx);
    await speaker.checkSignOff(
      tx,
      municipalityIds.map((id) => municipalityIn(known, id)),
      today,
    );
    await lockAdoptions(tx, municipalityIds);
    known = await read(); // reading the file took its time, and municipalities may have been merged meanwhile
    const writer = new RecordWriter(tx, known);
    let [unchanged, judged] = [0, faulty];
    let before: readonly JudgedRecord[] = [];
    for await (const records of stagedRecords(tx)) {
      const held = await heldRecords(tx, records);
      // While the database writes what was judged before, this is judged. Of a file that is refused already, nothing is written.
      const [, now] = await Promise.all([
        faulty === 0 ? writer.write(before) : undefined,
        turn().then(() => judge(records, held, { known, speaker, today })),
      ]);
      const found = now.flatMap((each) => each.faulty);
      await keepFaults(tx, found);
      faulty += found.length;
      for (const each of now) unchanged += each.unchanged;
      before = now;
      judged += records.reduce((sum, { reports, beyond }) => sum + reports.length + beyond.length, 0);
      progress?.judged(judged);
    }
    if (faulty > 0) throw new NotKept(await this.refused(tx, order, table, { rows, unchanged, faulty }));
    await writer.write(before);
    await writer.finish();
    const result = { rows, changed: writer.changed, unchanged, faulty, faults: [] };
    if (order.isTrial || writer.changed === 0) throw new NotKept({ ...result, isKept: false });
    return { ...result, isKept: true };
  }

  private async refused(
    tx: Writing<Author>,
    { sheet, faultsPath }: ImportOrder,
    table: Table,
    counts: Pick<ImportResult, 'rows' | 'unchanged' | 'faulty'>,
  ): Promise<ImportResult> {
    if (faultsPath !== undefined) {
      await pipeline(faultyFile(sheet, table, faultyRows(tx)), createWriteStream(faultsPath, { mode: 0o600 }));
    }
    const faults: FaultyRow[] = [];
    for await (const row of faultyRows(tx)) if (faults.push(row) >= FIRST_FAULTS) break;
    return { ...counts, changed: 0, faults, isKept: false };
  }
}

interface Reading {
  readonly known: Known;
  readonly today: string;
  readonly progress: ImportProgress | undefined;
  readonly found: (table: Table) => void;
}

/** The rows below the head, as reports; a row that says nothing is passed over. */
async function* reportsIn(
  sheet: Sheet,
  { known, today, progress, found }: Reading,
): AsyncGenerator<ReportRow | FaultyRow> {
  let places: Places | undefined;
  let count = 0;
  for await (const row of sheet.rows()) {
    if (!places) {
      const head = row.cells.map(shownIn);
      places = placesIn(head);
      found({ head, places });
      continue;
    }
    const report = readRow(row, places, { known, today, isFrom1904: sheet.isFrom1904 });
    if (report) yield report;
    progress?.read(++count);
  }
}

/** Judges records against what is held of them. */
function judge(
  records: readonly StagedRecord[],
  held: ReadonlyMap<string, HeldRecord>,
  { known, speaker, today }: { readonly known: Known; readonly speaker: Speaker; readonly today: string },
): JudgedRecord[] {
  return records.map((record) => {
    const municipality = municipalityIn(known, record.municipalityId);
    const standard = known.standards.get(record.standardId);
    if (!standard) throw new Error(`A standard that was known is gone: ${record.standardId}.`);
    const voice = speaker.voiceFor(municipality);
    const judgement = judgeRecord(record, { municipality, standard, held: held.get(keyOf(record)), voice, today });
    return { ...judgement, municipality };
  });
}

function municipalityIn({ municipalities }: Known, id: string): HeldMunicipality {
  const municipality = municipalities.get(id);
  if (!municipality) throw new Error(`A municipality that was known is gone: ${id}.`);
  return municipality;
}
