import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { signIn } from '../support/actors.js';
import { type Answer, type FreshDatabase, freshDatabase, type OwnRegister, startService } from '../support/register.js';

const BUDGET = 300;
const env = { COST_PER_MINUTE: String(BUDGET), TRUSTED_PROXIES: '1' };
/** One statement, priced somewhere between the least and the whole budget. */
const PAGE = '{ standards(first: 10) { nodes { name } } }';

const from = (address: string, more: Record<string, string> = {}) => ({
  headers: { 'x-forwarded-for': address, ...more },
});

/** Budgets start anew with the minute of the clock: a test that needs one does not begin at its end. */
async function atLeastSeconds(seconds: number): Promise<void> {
  const left = 60_000 - (Date.now() % 60_000);
  if (left < seconds * 1_000) await pause(left + 50);
}

let database: FreshDatabase;
let on: OwnRegister;
let other: OwnRegister;

beforeAll(async () => {
  database = await freshDatabase('starter');
  [on, other] = await Promise.all([
    startService({ databaseUrl: database.url, env }),
    startService({ databaseUrl: database.url, env }),
  ]);
});
beforeEach(() => atLeastSeconds(5));
afterAll(async () => {
  await Promise.all([on?.stop(), other?.stop()]);
  await database?.drop();
});

const codes = ({ body }: Answer) => (body.errors ?? []).map(({ extensions }) => extensions.code);

/** Asks until it is refused. @returns the answers before that, and the refusal */
async function spendAll(document: string, options: { headers: Record<string, string> }, service = on) {
  const taken: Answer[] = [];
  for (let i = 0; i <= BUDGET; i++) {
    const answer = await service.graphql(document, {}, options);
    if (answer.status === 429) return { taken, refused: answer };
    taken.push(answer);
  }
  throw new Error('Nothing was refused.');
}

describe('A caller who has spent his budget', () => {
  test('is refused with 429, one error, and the seconds until he may come back', async () => {
    const { taken, refused } = await spendAll(PAGE, from('192.0.2.1'));
    const costs = taken.map(({ body }) => Number(body.extensions!['cost']));
    const total = costs.reduce((sum, cost) => sum + cost, 0);
    expect(total).toBeLessThanOrEqual(BUDGET);
    expect(total).toBeGreaterThan(BUDGET - costs[0]!);
    expect(codes(refused)).toEqual(['RATE_LIMITED']);
    expect(refused.body).not.toHaveProperty('data');
    expect(refused.body.errors![0]!.message).toContain(String(BUDGET));
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThanOrEqual(1);
    expect(seconds).toBeLessThanOrEqual(60);
  });

  test('is refused on both ways of answering, by GET, and at the stable addresses', async () => {
    const caller = from('192.0.2.2');
    await spendAll('{ nonsense }', caller);
    for (const document of [PAGE, '{ standards(first: 9) { nodes { name } } }', 'no GraphQL at all'])
      expect((await on.graphql(document, {}, caller)).status).toBe(429);
    const get = await fetch(`${on.url}/graphql?query={__typename}`, {
      headers: { ...caller.headers, accept: 'application/json' },
    });
    expect([get.status, get.headers.has('retry-after')]).toEqual([429, true]);
    const address = await fetch(`${on.url}/id/standards/zaken-api`, caller);
    expect([address.status, address.headers.get('content-type'), address.headers.has('retry-after')]).toEqual([
      429,
      'application/problem+json; charset=utf-8',
      true,
    ]);
  });

  test('does not hinder anyone else, and health and figures stay to be had', async () => {
    const caller = from('192.0.2.3');
    await spendAll('{ nonsense }', caller);
    expect((await on.graphql(PAGE, {}, from('192.0.2.4'))).status).toBe(200);
    for (const path of ['/health/live', '/health/ready', '/metrics'])
      expect([path, (await fetch(`${on.url}${path}`, caller)).status]).toEqual([path, 200]);
  });
});

describe('What is more than a question is paid for beside the request itself', () => {
  test.each([
    ['/fund/2020.csv', '192.0.2.240', 5],
    ['/decisions.atom', '192.0.2.241', 5],
    ['/meetings.ics', '192.0.2.242', 5],
    ['/badges/gibit/no-such-product/1.svg', '192.0.2.243', 11],
    ['/agendas/CVD/2027-01-14.pdf', '192.0.2.244', 0],
  ])('%s', async (path, address, often) => {
    let answered = 0;
    let answer = await fetch(`${on.url}${path}`, from(address));
    for (; answer.status !== 429 && answered <= BUDGET; answered += 1) answer = await fetch(answer.url, from(address));
    expect([answered, answer.headers.get('content-type'), answer.headers.has('retry-after')]).toEqual([
      often,
      'application/problem+json; charset=utf-8',
      true,
    ]);
  });
});

describe('Every request costs at least one', () => {
  test.each<[string, () => Promise<{ status: number }>]>([
    ['a document that is none', () => on.graphql('{', {}, from('192.0.2.10'))],
    ['a body that is no JSON', () => send('nothing', '192.0.2.11')],
    ['another media type', () => send('{}', '192.0.2.12', { 'content-type': 'text/plain' })],
    ['a token that is not taken', () => on.graphql(PAGE, {}, from('192.0.2.13', { authorization: 'Bearer a.b.c' }))],
    ['a method that is not served', () => fetch(`${on.url}/graphql`, { method: 'PUT', ...from('192.0.2.14') })],
    ['a path that is not there', () => fetch(`${on.url}/nothing`, from('192.0.2.15'))],
  ])('%s', async (_, ask) => {
    let answered = 0;
    while ((await ask()).status !== 429) answered += 1;
    expect(answered).toBe(BUDGET);
  });

  const send = (body: string, address: string, headers: Record<string, string> = {}) =>
    fetch(`${on.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': address, ...headers },
      body,
    });

  test('an answer that has not changed costs one', async () => {
    const caller = '192.0.2.20';
    const { headers } = await on.graphql(PAGE, {}, from(caller));
    const again = from(caller, { 'if-none-match': headers.get('etag')! });
    let answered = 0;
    for (;;) {
      const { status } = await on.graphql(PAGE, {}, again);
      if (status === 429) break;
      expect(status).toBe(304);
      answered += 1;
    }
    expect(answered).toBeGreaterThan(BUDGET / 2);
  });
});

describe('Who pays', () => {
  test('whoever signed in pays himself, from wherever he asks', async () => {
    const registrar = { ...(await signIn('registrar', on)).headers };
    const supplier = { ...(await signIn('supplier-a', on)).headers };
    await spendAll('{ nonsense }', from('192.0.2.80', registrar));
    expect((await on.graphql(PAGE, {}, from('192.0.2.81', registrar))).status).toBe(429);
    expect((await on.graphql(PAGE, {}, from('192.0.2.80', supplier))).status).toBe(200);
    expect((await on.graphql(PAGE, {}, from('192.0.2.80'))).status).toBe(200);
  });

  test('an IPv6 network pays as one, since its holder has all addresses of it', async () => {
    await spendAll('{ nonsense }', from('2001:db8:1:2::1'));
    expect((await on.graphql(PAGE, {}, from('2001:db8:1:2:ffff::9'))).status).toBe(429);
    expect((await on.graphql(PAGE, {}, from('2001:db8:1:3::1'))).status).toBe(200);
  });

  test('nobody gets a new budget by writing other addresses in front of his own', async () => {
    await spendAll('{ nonsense }', from('192.0.2.30'));
    for (let i = 0; i < 5; i++) expect((await on.graphql(PAGE, {}, from(`10.0.0.${i}, 192.0.2.30`))).status).toBe(429);
  });
});

describe('Processes of one service', () => {
  test('share the budget of a caller: what he spent at one is gone at the other', async () => {
    await atLeastSeconds(10);
    const caller = from('192.0.2.40');
    await spendAll('{ nonsense }', caller);
    expect((await other.graphql('{ nonsense }', {}, caller)).status).toBe(200);
    // Learned when he is told of, which is within a second or two.
    let answered = 0;
    for (let i = 0; i < 40; i++) {
      await pause(100);
      const { status } = await other.graphql('{ nonsense }', {}, caller);
      if (status === 429) break;
      answered += 1;
    }
    expect(answered).toBeLessThan(35);
  });

  test('keep no address and no text of callers in the database, and nothing once its minute is over', async () => {
    await atLeastSeconds(10);
    await spendAll('{ nonsense }', from('192.0.2.50'));
    await database.sql(`insert into caller_budget values (1, 'of a minute long ago', 1)`);
    await on.graphql(PAGE, {}, from('192.0.2.51'));
    await pause(2_500);
    const rows = await database.sql<{ caller: string; minute: number }>('select caller, minute from caller_budget');
    expect(rows.length).toBeGreaterThan(0);
    for (const { caller } of rows) expect(caller).toMatch(/^[\w-]{22}$/);
    const [kept] = await database.sql<{ kind: string }>(
      `select relpersistence::text as kind from pg_class where relname = 'caller_budget'`,
    );
    expect(kept!.kind).toBe('u');
  });
});

test('Counting goes on when nothing can be exchanged, and the service says so once', async () => {
  await database.sql('alter table caller_budget rename to hidden_budget');
  try {
    await spendAll('{ nonsense }', from('192.0.2.60'));
    await pause(3_000);
    expect((await on.graphql(PAGE, {}, from('192.0.2.61'))).status).toBe(200);
    const told = (await on.output()).split('\n').filter((line) => line.includes('Budgets of callers'));
    expect(told).toHaveLength(1);
  } finally {
    await database.sql('alter table hidden_budget rename to caller_budget');
  }
});

test('An operation that costs more than a whole budget is told so, instead of to come back', async () => {
  const { status, body } = await on.graphql(
    '{ standards(first: 100) { nodes { name versions(first: 10) { nodes { label } } } } }',
    {},
    from('192.0.2.70'),
  );
  expect([status, body.errors![0]!.extensions.code]).toEqual([200, 'QUERY_TOO_COMPLEX']);
});
