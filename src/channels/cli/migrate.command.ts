import { Command, InvalidArgumentError } from 'commander';
import { migrate, revert } from '../../platform/database/migrate.js';
import { onServer } from './on-server.js';

function count(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('A whole number of migrations, 1 or more.');
  return Number(text);
}

/** `migrate` brings the database up to the code; `migrate --down` takes the last migration back. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description('run the migrations that the database does not have yet')
    .option('--down', 'take the last migration back instead')
    .option('--steps <count>', 'at most so many migrations', count)
    .action(async ({ down, steps }: { down?: true; steps?: number }) => {
      const options = { log: (line: string) => console.error(line), ...(steps === undefined ? {} : { steps }) };
      await onServer(async (url) => {
        const done = await (down ? revert : migrate)(url, options);
        console.error(done.length > 0 ? `Done: ${done.length}.` : 'Nothing to do.');
      });
    });
}
