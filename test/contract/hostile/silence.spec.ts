import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { signIn } from '../../support/actors.js';
import { type FreshDatabase, freshDatabase, type OwnRegister, startService } from '../../support/register.js';

/** What no line of the log may hold, each sent somewhere else. */
const SECRET = {
  password: 'wachtwoord-van-de-database-7f3a',
  token: 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJnZWhlaW0ifQ.handtekening-geheim',
  scheme: 'Basic Z2VoZWltOmdlaGVpbQ==',
  cookie: 'sessie=geheim-koekje-91c2',
  variable: 'geheime-variabele-44d1',
  literal: 'geheime-letterlijke-waarde-0b7e',
  key: 'geheime-idempotentiesleutel-5e21',
  operation: 'variabele-zonder-naam-c0de',
  search: 'geheim-in-de-zoekreeks-66aa',
  path: 'geheim-in-het-pad-2d2d',
} as const;
const LEVELS = ['trace', 'error'] as const;

describe.each(LEVELS)('At LOG_LEVEL=%s the output of the service', (level) => {
  let database: FreshDatabase;
  let on: OwnRegister;
  let held: string;
  beforeAll(async () => {
    database = await freshDatabase('starter');
    await database.sql(
      `do $$ begin create role intruder login superuser password '${SECRET.password}'; exception when duplicate_object then null; end $$`,
    );
    const url = new URL(database.url);
    url.username = 'intruder';
    url.password = SECRET.password;
    on = await startService({ databaseUrl: url.toString(), env: { LOG_LEVEL: level } });
    held = (await signIn('registrar', on)).headers.authorization;
  });
  afterAll(async () => {
    await on?.stop();
    await database?.drop();
  });

  const attacks = async (): Promise<void> => {
    const signedIn = { authorization: held };
    const asks: Promise<unknown>[] = [
      on.graphql('query ($t: String!) { search(text: $t) { totalCount } }', { t: SECRET.variable }),
      on.graphql('query ($d: Date) { standards(asOf: $d) { totalCount } }', { d: SECRET.variable }),
      on.graphql(`{ standard(by: { slug: "${SECRET.literal}" }) { id nonsense } }`),
      on.graphql(`{ standard(by: { slug: "${SECRET.literal}" }) { id } }`),
      on.graphql(`{ standard(by: { slug: "${SECRET.literal}`),
      on.graphql('{ viewer { name } }', {}, { headers: { authorization: `Bearer ${SECRET.token}` } }),
      on.graphql('{ viewer { name } }', {}, { headers: { authorization: SECRET.scheme } }),
      on.graphql('{ standards { totalCount } }', {}, { headers: { ...signedIn, cookie: SECRET.cookie } }),
      on.graphql('{ standards { totalCount } }', { [SECRET.operation]: SECRET.operation }),
      on.graphql(
        'mutation ($input: RevokeRoleInput!) { revokeRole(input: $input) { errors { message } } }',
        { input: { membershipId: SECRET.variable, reason: SECRET.variable, idempotencyKey: SECRET.key } },
        { headers: signedIn },
      ),
      on.graphql(
        'mutation ($input: RevokeRoleInput!) { revokeRole(input: $input) { errors { message } } }',
        { input: { membershipId: `${SECRET.variable}\0`, reason: SECRET.variable, idempotencyKey: SECRET.key } },
        { headers: signedIn },
      ),
      fetch(`${on.url}/graphql?query={__typename}&variables={"a":"${SECRET.search}"}`, {
        headers: { accept: 'application/json' },
      }),
      fetch(`${on.url}/id/standards/${SECRET.path}?asOf=${SECRET.search}`),
      fetch(`${on.url}/id/standards/${SECRET.path}/versions/${SECRET.path}`),
      fetch(`${on.url}/${SECRET.path}?token=${SECRET.search}`, {
        headers: { authorization: `Bearer ${SECRET.token}` },
      }),
      fetch(`${on.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: `{"query":"${SECRET.literal}`,
      }),
    ];
    await Promise.all(asks);
  };

  const silent = async (): Promise<string> => {
    await pause(600);
    const output = await on.output();
    const found = [...Object.entries(SECRET), ['token that was taken', held.replace('Bearer ', '')] as const]
      .filter(([, secret]) => output.includes(secret))
      .map(([name]) => name);
    expect(found).toEqual([]);
    expect(output).not.toMatch(/authorization["':]|bearer ey/i);
    return output;
  };

  test('holds nothing of what was sent', async () => {
    await attacks();
    const output = await silent();
    expect(output.includes('"msg":"operation"')).toBe(level === 'trace');
  });

  test('nor when the database fails in the middle of it', async () => {
    await on.sql('alter table standard rename column name_nl to renamed');
    await on.sql('alter table membership rename column reason to renamed');
    try {
      await on.graphql(
        'query ($t: String!) { standard(by: { slug: $t }) { name } search(text: $t) { nodes { ... on Standard { name } } } }',
        { t: SECRET.variable },
      );
      await on.graphql('{ standards(first: 2) { nodes { name } } }');
      await attacks();
    } finally {
      await on.sql('alter table standard rename column renamed to name_nl');
      await on.sql('alter table membership rename column renamed to reason');
    }
    expect(await silent()).toContain('"level":"error"');
  });

  test('nor when it is away', async () => {
    const [{ name }] = (await on.sql<{ name: string }>('select current_database() as name')) as [{ name: string }];
    await on
      .sql(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid()`,
      )
      .catch(() => undefined);
    await attacks();
    await silent();
  });
});

test('A service that cannot start says why without the password', async () => {
  const fault = await startService({
    databaseUrl: `postgresql://nobody:${SECRET.password}@127.0.0.1:9/none`,
  }).then(
    async (service) => {
      await service.stop();
      return '';
    },
    (error: Error) => error.message,
  );
  expect(fault).toContain('127.0.0.1');
  expect(fault).not.toContain(SECRET.password);
});
