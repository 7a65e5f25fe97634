import pg from 'pg';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * The tables of the queue of jobs, which its package makes, and what the role of the service may do with them. A version of
 * the package that brings changes needs a migration that does the same again.
 */
export class CreateJobs1795306500000 implements MigrationInterface {
  name = 'CreateJobs1795306500000';

  /** The package commits on a connection of its own; what is left half done, running this again completes. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await installQueue(runner);
    await runner.query(RIGHTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema graphile_worker cascade');
  }
}

async function installQueue({ dataSource: { options } }: QueryRunner): Promise<void> {
  // Here, because it takes long to load and is needed once.
  const { Logger, runMigrations } = await import('graphile-worker');
  const { url, extra } = options as { url: string; extra: pg.PoolConfig };
  const pgPool = new pg.Pool({ ...extra, connectionString: url, max: 1 });
  try {
    await runMigrations({ pgPool, logger: new Logger(() => () => undefined) });
  } finally {
    await pgPool.end();
  }
}

/** The package guards its tables row by row, so that only their owner sees any; the service works on all of them. */
const RIGHTS = `
  do $$
  declare
    t regclass;
  begin
    if not exists (select from pg_roles where rolname = 'standaardenregister_service') then return; end if;
    grant usage on schema graphile_worker to standaardenregister_service;
    grant select, insert, update, delete on all tables in schema graphile_worker to standaardenregister_service;
    revoke insert, update, delete on graphile_worker.migrations from standaardenregister_service;
    grant usage on all sequences in schema graphile_worker to standaardenregister_service;
    for t in select oid from pg_class where relnamespace = 'graphile_worker'::regnamespace and relkind = 'r' and relrowsecurity loop
      execute format('drop policy if exists service on %s', t);
      execute format('create policy service on %s to standaardenregister_service using (true) with check (true)', t);
    end loop;
  end $$;
`;
