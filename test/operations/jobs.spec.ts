import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../src/platform/config/project-root.js';
import { doJob, timesDone, until } from '../support/jobs.js';
import { type OwnRegister, startService } from '../support/register.js';

const JOB = 'adoption-reminders';
const left = async ({ sql }: OwnRegister) =>
  (await sql<{ n: number }>('select count(*)::int as n from graphile_worker._private_jobs'))[0]?.n;

describe('Jobs', () => {
  let one: OwnRegister;
  let other: OwnRegister;
  beforeAll(async () => {
    one = await startService();
    other = await startService({ databaseUrl: one.databaseUrl });
  });
  afterAll(async () => {
    await one?.stop();
    await other?.stop();
  });

  test('are done once each, by whichever of two services has time', async () => {
    let asked = 0;
    await until('both work', async () => {
      await one.sql('select graphile_worker.add_job($1) from generate_series(1, 20)', [JOB]);
      asked += 20;
      return (await timesDone(JOB, one)) > 0 && (await timesDone(JOB, other)) > 0;
    });
    await until('all are done', async () => (await timesDone(JOB, one, other)) >= asked);
    await pause(200);
    expect(await timesDone(JOB, one, other)).toBe(asked);
    expect(await left(one)).toBe(0);
  });

  test('that belong together with a change wait until it is committed, and are gone when it is not', async () => {
    const before = await timesDone(JOB, one, other);
    const gone = one.sql(`do $$ begin perform graphile_worker.add_job('${JOB}'); raise 'no'; end $$`);
    await expect(gone).rejects.toThrow('no');
    await pause(500);
    expect(await timesDone(JOB, one, other)).toBe(before);
  });

  test('go on when every connection to the database was lost', async () => {
    await one.sql(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await doJob(JOB, one, other);
    expect((await one.graphql('{ standards(first: 1) { totalCount } }')).body.errors).toBeUndefined();
  });

  test('belong to the role of the service, but for the version of the queue', async () => {
    const [rights] = await one.sql(
      `select has_table_privilege(role, 'graphile_worker._private_jobs', 'UPDATE') as jobs,
         has_table_privilege(role, 'graphile_worker.migrations', 'INSERT') as version, has_schema_privilege(role, 'graphile_worker', 'CREATE') as tables
       from (select 'standaardenregister_service'::name as role) service`,
    );
    expect(rights).toEqual({ jobs: true, version: false, tables: false });
  });

  test('find a queue of the version that their package needs', async () => {
    const needed = readdirSync(join(projectRoot, 'node_modules/graphile-worker/sql')).map((file) => parseInt(file));
    const [held] = await one.sql<{ id: number }>('select max(id) as id from graphile_worker.migrations');
    expect(held?.id).toBe(Math.max(...needed));
  });
});

describe('A daily job', () => {
  test('that was missed while no service ran is done once when one starts, and none is left behind when it stops', async () => {
    const first = await startService();
    await until(
      'the plan is known',
      async () => (await first.sql('select from graphile_worker._private_known_crontabs')).length > 0,
    );
    expect((await first.stop()).code).toBe(0);
    await first.sql(
      `update graphile_worker._private_known_crontabs set known_since = now() - interval '9 days', last_execution = now() - interval '5 days'`,
    );
    const again = await startService({ databaseUrl: first.databaseUrl });
    await until('it is done', async () => (await timesDone(JOB, again)) > 0);
    await pause(500);
    expect(await timesDone(JOB, again)).toBe(1);
    const began = Date.now();
    const { code, output } = await again.stop();
    expect([code, Date.now() - began < 3_000]).toEqual([0, true]);
    expect(output).not.toMatch(/"level":"(error|fatal)"/);
    expect(await left(again)).toBe(0);
  });

  test('is left to the service by a command', async () => {
    const { runCommand } = await import('../support/service-process.js');
    const on = await startService();
    await on.stop();
    await on.sql('delete from graphile_worker._private_known_crontabs');
    await runCommand(on.databaseUrl, 'load');
    expect(await on.sql('select from graphile_worker._private_known_crontabs')).toEqual([]);
  });
});
