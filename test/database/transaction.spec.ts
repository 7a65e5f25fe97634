import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isConnectionLost } from '../../src/platform/database/connection.js';
import { Database, type Transaction } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/database/id.js';
import { type FreshDatabase, freshDatabase } from '../support/register.js';

let fresh: FreshDatabase;
let database: Database;

beforeAll(async () => {
  Logger.overrideLogger(false);
  fresh = await freshDatabase('empty');
  await fresh.sql(`create table counter (name text primary key, n int not null default 0);
    insert into counter values ('a'), ('b');
    grant select, insert, update on counter to standaardenregister_service`);
  database = await Database.open(fresh.url, { statementTimeoutMs: 300, poolSize: 3 });
});

afterAll(async () => {
  await database.close();
  await fresh.drop();
});

const revision = async (): Promise<bigint> => {
  const { rows } = await database.reads.query<{ n: string }>('select catalogue_revision() as n');
  return BigInt(rows[0]!.n);
};
const change = (tx: Transaction, name: string) => tx.query('update counter set n = n + 1 where name = $1', [name]);
const add = async (tx: Transaction, name: string) => {
  await tx.query(
    `insert into audit_event (id, occurred_at, action, subject_id, request_id, body) values ($1, now(), 'add', $2, 'test', '{}')`,
    [newId('evt'), name],
  );
  return change(tx, name);
};
const value = async (name: string): Promise<unknown> =>
  (await fresh.sql('select n from counter where name = $1', [name]))[0]?.['n'];

describe('a transaction', () => {
  test('that changed something without an audit event is not kept', async () => {
    const before = await value('a');
    await expect(database.transaction((tx) => change(tx, 'a'))).rejects.toMatchObject({
      constraint: 'audit_event_missing',
    });
    expect(await value('a')).toBe(before);
    await database.housekeeping((tx) => change(tx, 'a'));
    expect(await value('a')).toBe(Number(before) + 1);
  });

  test('moves the revision of the catalogue on when it wrote, and only then', async () => {
    const before = await revision();
    await database.transaction((tx) => add(tx, 'a'));
    expect(await revision()).toBe(before + 1n);
    await database.transaction((tx) => tx.query('select n from counter'));
    expect(await revision()).toBe(before + 1n);
  });

  test('leaves nothing behind when its work fails, not even a revision', async () => {
    const [before, n] = [await revision(), await value('a')];
    const work = database.transaction(async (tx) => {
      await add(tx, 'a');
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect([await revision(), await value('a')]).toEqual([before, n]);
  });

  test('is not committed when one of its statements failed and its work went on regardless', async () => {
    const n = await value('a');
    const work = database.transaction(async (tx) => {
      await add(tx, 'a');
      await tx.query('select 1 / 0').catch(() => undefined);
    });
    await expect(work).rejects.toThrow(/aborted/);
    expect(await value('a')).toBe(n);
  });

  test('that deadlocks with another is run again, so that both do their work', async () => {
    const [a, b] = [Number(await value('a')), Number(await value('b'))];
    let attempts = 0;
    let arrived = 0;
    let meet = (): void => undefined;
    const bothHoldOne = new Promise<void>((resolve) => (meet = resolve));
    const lockInOrder = (first: string, second: string) =>
      database.transaction(async (tx) => {
        attempts += 1;
        await add(tx, first);
        if (++arrived === 2) meet();
        await bothHoldOne;
        await add(tx, second);
      });
    await Promise.all([lockInOrder('a', 'b'), lockInOrder('b', 'a')]);
    expect(attempts).toBe(3);
    expect([await value('a'), await value('b')]).toEqual([a + 2, b + 2]);
  });

  test('whose connection breaks while it does something else fails, and takes nothing else along', async () => {
    const work = database.transaction(async (tx) => {
      const [{ pid }] = (await tx.query('select pg_backend_pid() as pid')) as [{ pid: number }];
      await fresh.sql('select pg_terminate_backend($1)', [pid]);
      await pause(100);
      await add(tx, 'a');
    });
    await expect(work).rejects.toThrow();
    const n = await value('a');
    await database.transaction((tx) => add(tx, 'a'));
    expect(await value('a')).toBe(Number(n) + 1);
  });

  test('gives up after a few tries', async () => {
    let attempts = 0;
    const work = database.transaction(async (tx) => {
      attempts += 1;
      await tx.query(`do $$ begin raise exception 'no luck' using errcode = '40001'; end $$`);
    });
    await expect(work).rejects.toThrow('no luck');
    expect(attempts).toBe(5);
  });

  test('cannot be used once it is over', async () => {
    const kept = await database.transaction((tx) => Promise.resolve(tx));
    await expect(kept.query('select 1')).rejects.toThrow('over');
  });
});

describe('a read', () => {
  test('cannot write', async () => {
    await expect(database.reads.query(`update counter set n = 0`)).rejects.toMatchObject({ code: '25006' });
  });

  test('is stopped when it takes longer than the setting allows', async () => {
    await expect(database.reads.query('select pg_sleep(5)')).rejects.toMatchObject({ code: '57014' });
  });

  test('runs as the role of the service, in UTC, with plans that do not depend on values; a day is text', async () => {
    const { rows } = await database.reads.query(
      `select current_user::text as role, current_setting('timezone') as zone, current_setting('plan_cache_mode') as plans,
              current_setting('jit') as jit, date '2026-01-01' as day`,
    );
    expect(rows).toEqual([
      { role: 'standaardenregister_service', zone: 'UTC', plans: 'force_generic_plan', jit: 'off', day: '2026-01-01' },
    ]);
  });
});

describe('a database that is away', () => {
  test('is told apart from a fault of the caller, and found again by itself', async () => {
    const failing = database.reads.query('select pg_sleep(0.2)').catch((error: unknown) => error);
    await new Promise((soon) => setTimeout(soon, 50));
    await fresh.sql(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    expect(isConnectionLost(await failing)).toBe(true);
    expect((await database.reads.query('select 1 as one')).rows).toEqual([{ one: 1 }]);

    const nobody = new URL(fresh.url);
    nobody.port = '1';
    const refused = await Database.open(nobody.href, { statementTimeoutMs: 1000, poolSize: 1 }).catch(
      (error: unknown) => error,
    );
    expect(String(refused)).toMatch(/127\.0\.0\.1:1.*ECONNREFUSED/);
    expect(String(refused)).not.toContain(nobody.password);
    expect(isConnectionLost(await database.reads.query('select 1 / 0').catch((error: unknown) => error))).toBe(false);
  });
});
