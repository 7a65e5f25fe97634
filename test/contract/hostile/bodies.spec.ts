import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { BODY } from './sockets.js';
import { attacked, leaksIn } from './watch.js';

const on = attacked();

describe('A body', () => {
  const ask = async (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}, method = 'POST') => {
    const response = await fetch(`${on().url}/graphql`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    return { status: response.status, text: await response.text() };
  };

  test.each(['gzip', 'deflate', 'br', 'zstd', 'compress', 'x-gzip', 'gzip, gzip', 'identity, gzip', 'GZIP'])(
    'that was packed with %s is not unpacked',
    async (coding) => {
      const bomb = gzipSync(Buffer.alloc(20_000_000, ' '));
      const { status, text } = await ask(new Uint8Array(bomb), { 'content-encoding': coding });
      expect([status, leaksIn(text)]).toEqual([415, false]);
    },
  );

  test.each<[string, string]>([
    ['a million brackets', '['.repeat(99_000)],
    ['a hundred thousand nested objects', `${'{"a":'.repeat(16_000)}1${'}'.repeat(16_000)}`],
    [
      'numbers out of this world',
      `{"query":"{ __typename }","variables":{"a":1e999999,"b":-1e-999999,"c":${'9'.repeat(5_000)}}}`,
    ],
    ['a key twice', '{"query":"{ __typename }","query":"{ nonsense }"}'],
    ['a prototype', '{"__proto__":{"query":"{ __typename }"}}'],
    [
      'a prototype of everything',
      '{"query":"{ __typename }","variables":{"__proto__":{"polluted":1}},"extensions":{"__proto__":{"persistedQuery":{"version":1}}}}',
    ],
    ['a constructor', '{"constructor":{"prototype":{"query":"{ __typename }"}}}'],
    ['its own toString', '{"query":"{ __typename }","operationName":"toString","toString":1}'],
    ['half of a surrogate pair', '{"query":"{ a\\ud800: __typename }"}'],
    ['a byte order mark', '\ufeff{"query":"{ __typename }"}'],
    ['NaN', '{"query":"{ __typename }","variables":{"a":NaN}}'],
    ['a number as query', '{"query":1}'],
    ['a list as query', '{"query":["{ __typename }"]}'],
    ['a batch', `[${BODY},${BODY}]`],
    ['a batch of one hundred', `[${Array.from({ length: 100 }, () => BODY).join()}]`],
    ['a list as extensions', '{"query":"{ __typename }","extensions":[]}'],
    ['a hash of nothing', '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"__proto__"}}}'],
  ])('of %s is answered as any other', async (_, body) => {
    const { status, text } = await ask(body);
    expect(status === 200 || status === 400).toBe(true);
    expect(text).not.toMatch(/INTERNAL_SERVER_ERROR|polluted/);
    expect(leaksIn(text)).toBe(false);
  });

  test.each([
    'text/plain',
    'text/plain; a=application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=application/json',
    'application/json; charset=utf-16',
    'application/json, text/plain',
    'application/jsonp',
    'application/json+x',
    'image/png',
    '*/*',
    '',
  ])('of a type that a form of another site could send, or that is none, is refused: %j', async (type) => {
    const { status, text } = await ask(BODY, { 'content-type': type });
    expect([status, leaksIn(text)]).toEqual([415, false]);
  });

  test('by GET, HEAD, PUT, PATCH or DELETE asks for nothing', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE']) expect((await ask(BODY, {}, method)).status).toBe(405);
  });
});
