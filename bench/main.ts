/** `npm run bench -- <what> [options]`: measurements side by side, in one run, on this machine. */
import { parseArgs } from 'node:util';
import { benchImpact } from './impact.js';
import { benchImport } from './import.js';
import { benchRead } from './read.js';
import { benchStatistics } from './statistics.js';
import { benchWrite } from './write.js';

const USAGE = `npm run bench -- read [--seconds 2] [--rounds 5] [--connections 32]
npm run bench -- write [--seconds 2] [--rounds 5]
npm run bench -- import [--rows 100000] [--rounds 5]
npm run bench -- impact [--adoptions 100000] [--seconds 2] [--rounds 5] [--connections 32]
npm run bench -- statistics [--changes 1000000] [--seconds 2] [--rounds 5] [--connections 32]

  read   four reads of the register beside the same JSON from a bare pg statement behind node:http
  write  sixteen writers that record what they change in the audit log, beside the same without it
  import  a file of reports by the register beside the same rows by COPY and one merge
  impact  what a version that leaves support touches beside the same counts from a bare statement
  statistics  counts of adoption by month beside the live aggregate over the adoptions themselves

  --seconds      how long each measurement takes, 1 to 30
  --rounds       how often each is taken; they take turns, and the ratio is the median of the pairs, 1 to 20
  --connections  how many ask at once, 1 to 256; of read, impact and statistics
  --rows         how many reports the file has, 1,000 to 1,000,000; of import alone
  --adoptions    how many adoptions there are, 1,000 to 100,000; of impact alone
  --changes      how many changes of adoption there are, 1,000 to 10,000,000; of statistics alone
`;

function within(value: string | undefined, least: number, most: number, otherwise: number): number {
  const found = value === undefined ? otherwise : Number(value);
  if (!Number.isFinite(found) || found < least || found > most)
    throw new RangeError(`${value} is not from ${least} to ${most}.`);
  return found;
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { seconds: text, rounds: text, connections: text, changes: text, rows: text, adoptions: text },
  });
  const bench = {
    seconds: within(values.seconds, 1, 30, 2),
    rounds: Math.round(within(values.rounds, 1, 20, 5)),
  };
  const connections = Math.round(within(values.connections, 1, 256, 32));
  const [what, ...more] = positionals;
  if (what === 'read' && more.length === 0) await benchRead({ ...bench, connections });
  else if (what === 'write' && more.length === 0) await benchWrite(bench);
  else if (what === 'import' && more.length === 0) {
    await benchImport({ ...bench, rows: Math.round(within(values.rows, 1000, 1_000_000, 100_000)) });
  } else if (what === 'impact' && more.length === 0) {
    const adoptions = Math.round(within(values.adoptions, 1000, 100_000, 100_000));
    await benchImpact({ ...bench, connections, adoptions });
  } else if (what === 'statistics' && more.length === 0) {
    const changes = Math.round(within(values.changes, 1000, 10_000_000, 1_000_000));
    await benchStatistics({ ...bench, connections, changes });
  } else throw new RangeError('Say what to measure.');
}

await main().catch((error: unknown) => {
  const isUsage = error instanceof RangeError || (error instanceof TypeError && 'code' in error);
  console.error(isUsage ? `${error.message}\n\n${USAGE}` : error);
  process.exitCode = 1;
});
