import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type OwnRegister, type Register, register, startService } from '../support/register.js';

const KNOWN = 'https://www.example.nl';
const QUERY = JSON.stringify({ query: '{ __typename }' });

let on: OwnRegister;
let closed: Register;
beforeAll(async () => {
  on = await startService({ env: { CORS_ORIGINS: `${KNOWN}, http://localhost:3000` } });
  closed = await register();
});
afterAll(() => on.stop());

const preflight = (url: string, origin: string, headers = 'content-type, authorization') =>
  fetch(`${url}/graphql`, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': headers },
  });
const post = (url: string, headers: Record<string, string>) =>
  fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: QUERY });

const corsHeaders = ({ headers }: Response) => [...headers].filter(([name]) => name.startsWith('access-control-'));
const listed = (response: Response, name: string) => response.headers.get(name)?.split(', ') ?? [];

describe('A page of an origin that is set', () => {
  test('may send what clients of GraphQL send, and is asked again after a while', async () => {
    const response = await preflight(on.url, KNOWN);
    expect([response.status, await response.text()]).toEqual([204, '']);
    expect(response.headers.get('access-control-allow-origin')).toBe(KNOWN);
    expect(listed(response, 'access-control-allow-methods').sort()).toEqual(['GET', 'POST']);
    expect(listed(response, 'access-control-allow-headers')).toEqual(
      expect.arrayContaining(['content-type', 'authorization', 'accept', 'x-request-id', 'if-none-match']),
    );
    expect(Number(response.headers.get('access-control-max-age'))).toBeGreaterThan(0);
    expect(listed(response, 'vary')).toContain('origin');
  });

  test.each([KNOWN, 'http://localhost:3000'])('may read the answer and the headers it needs: %s', async (origin) => {
    const response = await post(on.url, { origin });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(origin);
    expect(listed(response, 'access-control-expose-headers')).toEqual(
      expect.arrayContaining(['etag', 'x-request-id', 'retry-after']),
    );
    expect(listed(response, 'vary')).toContain('origin');
  });

  test('may read refusals as well, and that nothing has changed', async () => {
    const refused = await post(on.url, { origin: KNOWN, 'content-type': 'text/plain' });
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([415, KNOWN]);
    const query = JSON.stringify({ query: '{ standards(first: 1) { totalCount } }' });
    const ask = (headers: Record<string, string>) =>
      fetch(`${on.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: KNOWN, ...headers },
        body: query,
      });
    const tag = (await ask({})).headers.get('etag')!;
    const same = await ask({ 'if-none-match': tag });
    expect([same.status, same.headers.get('access-control-allow-origin')]).toEqual([304, KNOWN]);
  });

  test('may ask by GET, which its browser says comes from another site', async () => {
    const response = await fetch(`${on.url}/graphql?query={__typename}`, {
      headers: { origin: KNOWN, accept: 'application/json', 'sec-fetch-site': 'cross-site' },
    });
    expect(response.status).toBe(200);
  });
});

describe('No page of another origin is let in', () => {
  test.each([
    'https://evil.example',
    'null',
    '*',
    `${KNOWN}.evil.example`,
    `${KNOWN}:8443`,
    'http://www.example.nl',
    'https://WWW.EXAMPLE.NL',
    `${KNOWN}/`,
    `${KNOWN}, https://evil.example`,
    'file://',
    '',
  ])('%s', async (origin) => {
    const asked = await preflight(on.url, origin);
    expect([asked.status, corsHeaders(asked)]).toEqual([405, []]);
    const answered = await post(on.url, { origin });
    expect([answered.status, corsHeaders(answered)]).toEqual([200, []]);
    expect(listed(answered, 'vary')).toContain('origin');
  });

  test('and none at all when no origin is set', async () => {
    for (const origin of [KNOWN, 'null', '*']) {
      expect(corsHeaders(await preflight(closed.url, origin))).toEqual([]);
      expect(corsHeaders(await post(closed.url, { origin }))).toEqual([]);
    }
  });

  test('and never with the credentials of a browser', async () => {
    for (const response of [await preflight(on.url, KNOWN), await post(on.url, { origin: KNOWN })])
      expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  });
});
