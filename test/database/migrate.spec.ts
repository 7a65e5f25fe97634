import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { refuseOlder } from '../../src/platform/database/connection.js';
import { migrate, revert } from '../../src/platform/database/migrate.js';
import { type FreshDatabase, freshDatabase } from '../support/register.js';

const files = readdirSync(new URL('../../migrations', import.meta.url)).filter((file) => file.endsWith('.js'));
let fresh: FreshDatabase;

beforeAll(async () => {
  fresh = await freshDatabase('empty');
});
afterAll(() => fresh.drop());

describe('migrating', () => {
  test('does nothing on a database that is up to date', async () => {
    expect(await migrate(fresh.url)).toEqual([]);
  });

  test('goes as far as asked, and the other way too', async () => {
    expect(await revert(fresh.url, { steps: 2 })).toHaveLength(2);
    const told: string[] = [];
    expect(await migrate(fresh.url, { steps: 1, log: (line) => told.push(line) })).toHaveLength(1);
    expect(told).toHaveLength(1);
    expect(await migrate(fresh.url)).toHaveLength(1);
  });

  test('is done once by processes that start together', async () => {
    await revert(fresh.url, { steps: files.length });
    const told: string[] = [];
    const log = (line: string): void => void told.push(line);
    const done = await Promise.all([
      migrate(fresh.url, { log }),
      migrate(fresh.url, { log }),
      migrate(fresh.url, { log }),
    ]);
    expect(done.map((names) => names.length).sort((a, b) => a - b)).toEqual([0, 0, files.length]);
    expect(told.filter((line) => line.includes('waiting'))).toHaveLength(2);
  });

  test('is refused when a newer version of the register was here before', async () => {
    await fresh.sql(`insert into migration (timestamp, name) values (9000000000000, 'InventTheFuture9000000000000')`);
    await expect(migrate(fresh.url)).rejects.toThrow(/newer version.*InventTheFuture9000000000000/);
    await fresh.sql(`delete from migration where timestamp = 9000000000000`);
  });
});

describe('a PostgreSQL older than 18', () => {
  test('is refused with both versions', () => {
    expect(() => refuseOlder({ number: 170_006, name: '17.6' }, 'the database')).toThrow(
      /PostgreSQL 17\.6.*PostgreSQL 18/,
    );
    expect(() => refuseOlder({ number: 180_000, name: '18.0' }, 'the database')).not.toThrow();
  });
});
