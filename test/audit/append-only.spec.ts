import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Register, register } from '../support/register.js';
import { connection, sealed } from './events.js';

const TABLES = ['audit_event', 'audit_leaf', 'audit_node', 'audit_head', 'audit_key', 'audit_epoch'];
const COLUMN: Record<string, string> = {
  audit_event: 'body',
  audit_leaf: 'xid',
  audit_node: 'level',
  audit_head: 'tree_size',
  audit_key: 'public_key',
  audit_epoch: 'epoch',
};

let on: Register;
beforeAll(async () => {
  on = await register();
  await sealed(on.sql);
  // So that there is something to change in every table.
  await on.sql(`insert into audit_node values (30, 0, sha256('')) on conflict do nothing`);
});

describe.each(TABLES)('What stands in %s', (table) => {
  const statements = [
    `update ${table} set ${COLUMN[table]} = ${COLUMN[table]}`,
    `delete from ${table}`,
    `truncate ${table} cascade`,
  ];

  test.each(statements)('cannot be changed by the role of the service: %s', async (statement) => {
    const client = await connection(on.databaseUrl);
    await client.query('set role standaardenregister_service');
    await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
    await client.end();
  });

  test.each(statements)('cannot be changed by its owner either: %s', async (statement) => {
    await expect(on.sql(statement)).rejects.toMatchObject({ code: '42501' });
  });
});

test('The role of the service may add to the log', async () => {
  const granted = await on.sql<{ name: string }>(
    `select t as name from unnest($1::text[]) t where has_table_privilege('standaardenregister_service', t, 'insert')`,
    [TABLES],
  );
  expect(granted).toHaveLength(TABLES.length);
});

test('A change without an event is refused', async () => {
  const client = await connection(on.databaseUrl);
  await client.query('begin');
  await client.query(`update revision_slot set n = n where slot = 0`);
  await expect(client.query('select finish_write()')).rejects.toMatchObject({ constraint: 'audit_event_missing' });
  await client.end();
});
