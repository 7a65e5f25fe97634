/** Some of the writers of `write.ts`, in a process as a service is one: the same pool, the same sealer. */
import 'reflect-metadata';
import { Audit, REGISTER, type Writing } from '../src/platform/audit/audit.js';
import { LogKey } from '../src/platform/audit/log-key.js';
import { Sealer } from '../src/platform/audit/sealer.js';
import { Sealing } from '../src/platform/audit/sealing.js';
import { settingsOfProcess } from '../src/platform/config/environment.js';
import { Database, type Transaction } from '../src/platform/database/database.js';
import { newId } from '../src/platform/database/id.js';
import { put } from '../src/platform/temporal/put.js';
import { type Load, type Measured, type Way, WRITERS_OF_A_PROCESS } from './write-plan.js';

const FIRST_YEAR = 1900;
const YEARS = 150;

const settings = settingsOfProcess();
const url = settings.databaseUrl ?? '';
const database = await Database.open(url, { statementTimeoutMs: 5000, poolSize: 2 });
const audit = new Audit(database);
const sealer = new Sealer(audit, new Sealing(database, new LogKey(settings)));
const { rows } = await database.reads.query<{ id: string; organisation: string }>(
  'select id, organisation_id as organisation from municipality order by id',
);
sealer.onApplicationBootstrap();

/** A correction of the inhabitants of one municipality in one year. */
interface Correction {
  readonly municipality: string;
  readonly organisation: string;
  readonly year: number;
  readonly inhabitants: number;
}

function aCorrection(): Correction {
  const { id = '', organisation = '' } = rows[Math.floor(Math.random() * rows.length)] ?? {};
  const year = FIRST_YEAR + Math.floor(Math.random() * YEARS);
  return { municipality: id, organisation, year, inhabitants: Math.floor(Math.random() * 1e6) };
}

/** What a service does for it: looks at what is held, and puts what holds. @returns what was held */
async function correct(tx: Transaction, { municipality, year, inhabitants }: Correction): Promise<number | undefined> {
  const period = { valid_from: `${year}-01-01`, valid_to: `${year + 1}-01-01` };
  const [held] = await tx.query<{ inhabitants: number }>(
    `select inhabitants from municipality_population where municipality_id = $1 and known_to = 'infinity' and valid_from = $2`,
    [municipality, period.valid_from],
  );
  await put(tx, 'municipality_population', {
    ...{ municipality_id: municipality, inhabitants, confidence: 'SEEN' },
    ...period,
  });
  return held?.inhabitants;
}

const write: Record<Way, (correction: Correction) => Promise<unknown>> = {
  bare: (correction) => database.housekeeping((tx) => correct(tx, correction)),
  revision: (correction) =>
    database.housekeeping(async (tx) => {
      await correct(tx, correction);
      await tx.query('update revision_slot set n = n + 1 where slot = pg_backend_pid() % 16');
    }),
  audit: (correction) =>
    audit.transaction(
      { actor: REGISTER, requestId: newId('req'), action: 'correctPopulation' },
      async (tx: Writing) => {
        const before = await correct(tx, correction);
        tx.record({
          subjectId: correction.municipality,
          organisationId: correction.organisation,
          reason: 'The count was corrected by the statistics office.',
          before: { inhabitants: before, year: correction.year },
          after: { inhabitants: correction.inhabitants, year: correction.year },
        });
      },
    ),
};

async function measure({ way, seconds }: Load): Promise<Measured> {
  const end = performance.now() + seconds * 1000;
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: WRITERS_OF_A_PROCESS }, async () => {
      for (;;) {
        const begun = performance.now();
        await write[way](aCorrection());
        const now = performance.now();
        if (now > end) return;
        times.push(now - begun);
      }
    }),
  );
  return { times };
}

process.on('message', (load: Load) => void measure(load).then((measured) => process.send?.(measured)));
process.on('SIGTERM', () => void sealer.onApplicationShutdown().then(() => process.exit(0)));
process.send?.('ready');
