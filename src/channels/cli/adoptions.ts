import { type Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { Audit } from '../../platform/audit/audit.js';
import { settingsOfProcess } from '../../platform/config/environment.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { migrate } from '../../platform/database/migrate.js';
import { todayInAmsterdam } from '../../platform/graphql/today.js';
import { openSheet } from '../../platform/workbooks/open-sheet.js';
import { AdoptionImport, type ImportProgress, type ImportResult } from '../imports/adoptions/adoption-import.js';
import { atCommandLine } from '../imports/adoptions/speaker.js';
import { templateFor } from '../imports/adoptions/template.js';
import { CommandRefused } from './explained.js';
import { onAnyServer } from './on-any-server.js';

const EVERY_MS = 1000;

/**
 * Brings a file of reports into the register's database, beside its service when that runs.
 * @throws WorkbookRefused for a file that is no table of reports, StartRefused
 */
export async function importAdoptions(order: {
  readonly file: string;
  readonly isTrial: boolean;
  readonly faultsPath: string;
}): Promise<ImportResult> {
  // A heap that is let grow holds mostly what is done with; the file would take twice the memory for the same time.
  setFlagsFromString('--optimize-for-size');
  const sheet = await openSheet(order.file);
  try {
    return await onDatabase((database) =>
      new AdoptionImport(new Audit(database)).run({
        sheet,
        speaker: atCommandLine,
        requestId: newId('cli'),
        isTrial: order.isTrial,
        faultsPath: order.faultsPath,
        progress: told(),
      }),
    );
  } finally {
    sheet.close();
  }
}

/** Writes the template of a municipality. @throws CommandRefused when there is none of that code, StartRefused */
export async function template(
  code: string,
  format: 'csv' | 'xlsx',
  write: (stream: Readable) => Promise<void>,
): Promise<void> {
  await onDatabase(async ({ reads }) => {
    const query = async <R extends object>(text: string, values: unknown[]): Promise<R[]> =>
      (await reads.query<R>(text, values)).rows;
    const [found] = await query<{ id: string }>('select id from municipality where code = $1', [code]);
    if (!found) throw new CommandRefused(`There is no municipality ${code}. / Er is geen gemeente ${code}.`);
    await write(await templateFor(query, { municipalityId: found.id, code, today: todayInAmsterdam() }, format));
  });
}

async function onDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const results: T[] = [];
  await onAnyServer(async (url) => {
    await migrate(url, { log: (line) => console.error(line) });
    const database = await Database.open(url, settingsOfProcess());
    try {
      results.push(await work(database));
    } finally {
      await database.close();
    }
  });
  return results[0] as T;
}

/** A line every second, on standard error. */
function told(): ImportProgress {
  let spokeAt = Date.now();
  const tell = (line: string): void => {
    if (Date.now() - spokeAt < EVERY_MS) return;
    spokeAt = Date.now();
    console.error(line);
  };
  return {
    read: (rows) => tell(`read / gelezen: ${rows}`),
    judged: (rows) => tell(`judged / beoordeeld: ${rows}`),
  };
}
