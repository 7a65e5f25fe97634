import { hash } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Body, type Register, register } from '../support/register.js';

describe('A document sent by its hash', () => {
  let on: Register;
  beforeAll(async () => void (on = await register()));

  const query = `# ${process.pid} ${Date.now()}\n{ standard(by: { slug: "zaken-api" }) { name } }`;
  const send = async (extensions: object, text?: string) => {
    const response = await fetch(`${on.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: text, extensions }),
    });
    return { status: response.status, body: (await response.json()) as Body };
  };
  const named = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: hash('sha256', text) } });

  test('is asked for when it is not here yet, and known from then on', async () => {
    const unknown = await send(named(query));
    expect([unknown.status, unknown.body.errors![0]!.extensions.code]).toEqual([200, 'PERSISTED_QUERY_NOT_FOUND']);
    const { body } = await send(named(query), query);
    expect(body.data).toEqual({ standard: { name: 'Zaken API' } });
    expect((await send(named(query))).body).toEqual(body);
  });

  test('is refused when the hash is another’s', async () => {
    const { status, body } = await send(named('{ __typename }'), query);
    expect([status, body.errors![0]!.extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
  });

  test('is not kept when it cannot be answered', async () => {
    const wrong = '{ nonsense }';
    await send(named(wrong), wrong);
    expect((await send(named(wrong))).body.errors![0]!.extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
  });
});
