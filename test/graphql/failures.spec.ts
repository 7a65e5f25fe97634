import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type OwnRegister, startService } from '../support/register.js';

const NAMES = '{ standards(first: 3) { nodes { name } } }';

describe('When the register fails', () => {
  let on: OwnRegister;
  beforeAll(async () => void (on = await startService({ env: { STATEMENT_TIMEOUT_MS: '300', POOL_SIZE: '2' } })));
  afterAll(() => on.stop());

  test('its caller sees no more than a request id, by which the log tells all', async () => {
    await on.sql('alter table standard rename column name_nl to secret_column');
    try {
      for (const document of [NAMES, `${NAMES} `, NAMES]) {
        const { status, body, text, headers } = await on.graphql(document);
        expect(status).toBe(500);
        expect(body.errors!.map(({ extensions }) => extensions.code)).toEqual(['INTERNAL_SERVER_ERROR']);
        expect(body).not.toHaveProperty('data');
        expect(text).not.toMatch(/secret_column|name_nl|select|\.[jt]s\b/i);
        expect(await eventually(() => on.output())).toContain(headers.get('x-request-id')!);
      }
      expect(await on.output()).toContain('name_nl does not exist');
    } finally {
      await on.sql('alter table standard rename column secret_column to name_nl');
    }
  });

  test('a statement that takes too long is broken off, and told as asking too much, on both ways', async () => {
    expect((await on.graphql(NAMES)).body.errors).toBeUndefined();
    await on.sql('alter table standard rename to standard_kept');
    await on.sql('create view standard as select s.* from standard_kept s, (select pg_sleep(1)) z');
    await on.sql('grant select on standard to public');
    try {
      for (const document of [NAMES, `${NAMES}  `]) {
        const plain = await on.graphql(document);
        expect([plain.status, plain.body.errors!.map(({ extensions }) => extensions.code)]).toEqual([
          200,
          ['QUERY_TOO_COMPLEX'],
        ]);
        expect(plain.body).not.toHaveProperty('data');
      }
      const newer = await on.graphql(NAMES, {}, { headers: { accept: 'application/graphql-response+json' } });
      expect(newer.status).toBe(400);
    } finally {
      await on.sql('drop view standard');
      await on.sql('alter table standard_kept rename to standard');
    }
  });

  test('a database that went away is told as such, and found again', async () => {
    const [{ name }] = (await on.sql<{ name: string }>('select current_database() as name')) as [{ name: string }];
    const lost = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid()`;
    await on.sql(`alter database "${name}" connection limit 0`);
    try {
      await on.sql('alter role standaardenregister_service nologin');
      await on.sql(lost);
      const { status, body } = await on.graphql(NAMES);
      if (body.errors) {
        expect([status, body.errors[0]!.extensions.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
      }
    } finally {
      await on.sql(`alter database "${name}" connection limit -1`);
    }
    expect((await on.graphql(NAMES)).body.data.standards.nodes).toHaveLength(3);
  });
});

/** The log is written in blocks, a moment later. */
async function eventually(read: () => Promise<string>): Promise<string> {
  await new Promise((resolve) => setTimeout(resolve, 400));
  return read();
}
