/** `npm run bench -- <what> [options]`: measurements side by side, in one run, on this machine. */
import { parseArgs } from 'node:util';
import { benchRead } from './read.js';

const USAGE = `npm run bench -- read [--seconds 2] [--rounds 5] [--connections 32]

  read   three reads of the register beside the same JSON from a bare pg statement behind node:http

  --seconds      how long each measurement takes, 1 to 30
  --rounds       how often each is taken; the two take turns, and the ratio is the median of the pairs, 1 to 20
  --connections  how many ask at once, 1 to 256
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
    options: { seconds: text, rounds: text, connections: text },
  });
  if (positionals.length !== 1 || positionals[0] !== 'read') throw new RangeError('Say what to measure.');
  await benchRead({
    seconds: within(values.seconds, 1, 30, 2),
    rounds: Math.round(within(values.rounds, 1, 20, 5)),
    connections: Math.round(within(values.connections, 1, 256, 32)),
  });
}

await main().catch((error: unknown) => {
  const isUsage = error instanceof RangeError || (error instanceof TypeError && 'code' in error);
  console.error(isUsage ? `${error.message}\n\n${USAGE}` : error);
  process.exitCode = 1;
});
