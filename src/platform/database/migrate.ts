import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { withConnection } from './connection.js';
import { createDataSource } from './data-source.js';
import { StartRefused } from './start-refused.js';

export interface MigrateOptions {
  /** At most so many migrations, in their order; all of them when left out. */
  readonly steps?: number;
  /** Told before each migration begins. */
  readonly log?: (line: string) => void;
}

/** Any number will do, as long as nothing else in this database locks it. */
const LOCK = 7_316_424_158;

/**
 * Brings the database up to the code, each migration in a transaction of its own. Processes that start at once take turns.
 * @returns the names of the migrations that ran
 * @throws StartRefused when a newer version of the register has already migrated this database.
 */
export function migrate(url: string, options: MigrateOptions = {}): Promise<string[]> {
  return oneAtATime(url, options, async (executor, runner, source) => {
    await refuseUnknown(executor, source);
    const pending = (await executor.getPendingMigrations()).slice(0, options.steps);
    for (const migration of pending) {
      options.log?.(`Migrating the database: ${migration.name}`);
      const isAtomic = migration.instance?.transaction !== false;
      if (isAtomic) await runner.startTransaction();
      try {
        await executor.executeMigration(migration);
        if (isAtomic) await runner.commitTransaction();
      } catch (error) {
        if (isAtomic) await runner.rollbackTransaction();
        throw new Error(`Migration ${migration.name} failed: ${(error as Error).message}`, { cause: error });
      }
    }
    return pending.map(({ name }) => name);
  });
}

/** Takes back the last migrations, one unless told otherwise. @returns the names of the migrations that were undone */
export function revert(url: string, options: MigrateOptions = {}): Promise<string[]> {
  return oneAtATime(url, options, async (executor) => {
    const done: string[] = [];
    const newestFirst = (await executor.getExecutedMigrations()).sort((a, b) => Number(b.id) - Number(a.id));
    for (const { name } of newestFirst.slice(0, options.steps ?? 1)) {
      options.log?.(`Taking back: ${name}`);
      await executor.undoLastMigration();
      done.push(name);
    }
    return done;
  });
}

function oneAtATime<T>(
  url: string,
  { log }: MigrateOptions,
  work: (executor: MigrationExecutor, runner: QueryRunner, source: DataSource) => Promise<T>,
): Promise<T> {
  return withConnection(url, async (client) => {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [LOCK]);
    if (!rows[0]?.taken) {
      log?.('Another process is migrating the database; waiting for it.');
      await client.query('select pg_advisory_lock($1)', [LOCK]);
    }
    const source = await (await createDataSource(url, [])).initialize();
    const runner = source.createQueryRunner();
    const executor = new MigrationExecutor(source, runner);
    executor.transaction = 'each';
    try {
      return await work(executor, runner, source);
    } finally {
      await runner.release();
      await source.destroy();
    }
  });
}

async function refuseUnknown(executor: MigrationExecutor, source: DataSource): Promise<void> {
  const known = new Set(source.migrations.map((migration) => migration.name ?? migration.constructor.name));
  const unknown = (await executor.getExecutedMigrations()).map(({ name }) => name).filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new StartRefused(
    `A newer version of the register has migrated this database (${unknown.join(', ')}). Start that version instead.`,
  );
}
