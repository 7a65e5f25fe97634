import { Audit } from '../../platform/audit/audit.js';
import { settingsOfProcess } from '../../platform/config/environment.js';
import { Site } from '../../platform/config/site.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { migrate } from '../../platform/database/migrate.js';
import { type PubliccodeReport } from '../imports/publiccode/import-report.js';
import { PubliccodeImport, type PubliccodeOrder } from '../imports/publiccode/publiccode-import.js';
import { CommandRefused } from './explained.js';
import { onAnyServer } from './on-any-server.js';

const EVERY_MS = 1000;

/**
 * Brings files of publiccode.yml into the register's database, beside its service when that runs.
 * @throws CommandRefused when there is no such file among them, StartRefused, what the system says of a path that is not there
 */
export async function importPubliccode(
  order: Pick<PubliccodeOrder, 'paths' | 'isTrial' | 'layer'>,
): Promise<PubliccodeReport> {
  const settings = settingsOfProcess();
  const reports: PubliccodeReport[] = [];
  await onAnyServer(async (url) => {
    await migrate(url, { log: (line) => console.error(line) });
    const database = await Database.open(url, settings);
    try {
      const work = new PubliccodeImport(new Audit(database), new Site(settings).url);
      reports.push(await work.run({ ...order, requestId: newId('cli'), progress: told() }));
    } finally {
      await database.close();
    }
  });
  const [report] = reports;
  if (report && report.files.length > 0) return report;
  throw new CommandRefused(
    'There is no publiccode.yml or publiccode.yaml there. / Daar is geen publiccode.yml of publiccode.yaml.',
  );
}

/** A line every second, on standard error. */
function told(): (files: number) => void {
  let spokeAt = Date.now();
  return (files) => {
    if (Date.now() - spokeAt < EVERY_MS) return;
    spokeAt = Date.now();
    console.error(`read / gelezen: ${files}`);
  };
}
