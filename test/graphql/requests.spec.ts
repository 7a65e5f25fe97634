import { request as httpRequest } from 'node:http';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Body, type Register, register } from '../support/register.js';

let on: Register;
beforeAll(async () => void (on = await register()));

const JSON_HEADERS = { 'content-type': 'application/json' };

async function send(init: RequestInit, search = '') {
  const response = await fetch(`${on.url}/graphql${search}`, { redirect: 'manual', ...init });
  const text = await response.text();
  const body = (text === '' ? {} : JSON.parse(text)) as Body;
  return { status: response.status, headers: response.headers, body, code: body.errors?.[0]?.extensions.code };
}
const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = JSON_HEADERS) =>
  send({ method: 'POST', headers, body });
const get = (parameters: Record<string, string>, headers: Record<string, string> = { accept: 'application/json' }) =>
  send({ headers }, `?${new URLSearchParams(parameters).toString()}`);

describe('A POST', () => {
  test.each([
    ['is no JSON', '{ "query": '],
    ['is empty', ''],
    ['is a list of operations', '[{ "query": "{ __typename }" }]'],
    ['is text', '"{ __typename }"'],
    ['is null', 'null'],
    ['has no query', '{ "variables": {} }'],
    ['has an empty query', '{ "query": "" }'],
    ['has a query that is no text', '{ "query": { "kind": "Document" } }'],
    ['has variables that are no object', '{ "query": "{ __typename }", "variables": [1] }'],
    ['has extensions that are no object', '{ "query": "{ __typename }", "extensions": "a" }'],
    ['has a persisted query without a hash', '{ "extensions": { "persistedQuery": { "version": 1 } } }'],
  ])('whose body %s is refused with 400 and an error of GraphQL', async (_, body) => {
    const { status, body: told, code } = await post(body);
    expect([status, code]).toEqual([400, 'BAD_USER_INPUT']);
    expect(told.errors).toHaveLength(1);
    expect(told.errors![0]!.message).not.toBe('');
    expect(told).not.toHaveProperty('data');
  });

  test('whose body is not UTF-8 is refused', async () => {
    const { status, code } = await post(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]));
    expect([status, code]).toEqual([400, 'BAD_USER_INPUT']);
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/graphql',
    'application/json; charset=latin1',
  ])('with a body of %s is refused with 415', async (type) => {
    const { status, headers } = await post('{ "query": "{ __typename }" }', { 'content-type': type });
    expect(status).toBe(415);
    expect(headers.get('accept-post')).toBe('application/json');
  });

  test('with a compressed body is refused with 415: a small one may unfold into a large one', async () => {
    expect((await post('{}', { ...JSON_HEADERS, 'content-encoding': 'gzip' })).status).toBe(415);
  });
});

describe('A GET', () => {
  test('asks a query, with variables and the name of its operation', async () => {
    const { status, body } = await get({
      query: 'query A { __typename } query B($by: StandardBy!) { standard(by: $by) { slug } }',
      operationName: 'B',
      variables: '{ "by": { "slug": "zaken-api" } }',
    });
    expect([status, body.data]).toEqual([200, { standard: { slug: 'zaken-api' } }]);
  });

  test('may not change anything', async () => {
    const { status, headers, code } = await get({ query: 'mutation { __typename }' });
    expect([status, code]).toEqual([405, 'BAD_USER_INPUT']);
    expect(headers.get('allow')).toBe('POST');
  });

  test.each<[string, Record<string, string>]>([
    ['variables that are no JSON', { query: '{ __typename }', variables: '{' }],
    ['variables that are no object', { query: '{ __typename }', variables: '1' }],
    ['no query', { operationName: 'A' }],
  ])('with %s is refused with 400', async (_, parameters) => {
    const { status, code } = await get(parameters);
    expect([status, code]).toEqual([400, 'BAD_USER_INPUT']);
  });

  test('with a parameter twice is refused with 400', async () => {
    const { status } = await send(
      { headers: { accept: 'application/json' } },
      '?query={__typename}&query={__typename}',
    );
    expect(status).toBe(400);
  });

  test('from a browser without a question leads to the explorer', async () => {
    const { status, headers } = await send({ headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } });
    expect([status, headers.get('location')]).toEqual([303, '/graphiql']);
  });
});

describe('A GET that another site could make a browser send is refused', () => {
  const query = { query: '{ __typename }' };
  test.each<[string, Record<string, string>, number]>([
    ['an image or a link of any site', { accept: '*/*' }, 400],
    ['a script of another site', { accept: 'application/json', 'sec-fetch-site': 'cross-site' }, 400],
    ['a script of a neighbour', { accept: 'application/json', 'sec-fetch-site': 'same-site' }, 400],
    ['our own explorer', { accept: '*/*', 'sec-fetch-site': 'same-origin' }, 200],
    ['a person who typed the address', { accept: '*/*', 'sec-fetch-site': 'none' }, 200],
    ['a program that says what it wants', { accept: 'application/graphql-response+json' }, 200],
    ['a client that makes browsers ask first', { accept: '*/*', 'apollo-require-preflight': '1' }, 200],
  ])('%s', async (_, headers, status) => {
    const response = await get(query, headers);
    expect(response.status).toBe(status);
    if (status === 400) expect(response.body.errors![0]!.message).toContain('another site');
  });
});

describe('The answer', () => {
  test.each([
    [undefined, 'application/json; charset=utf-8'],
    ['application/json', 'application/json; charset=utf-8'],
    ['application/graphql-response+json', 'application/graphql-response+json; charset=utf-8'],
    ['application/graphql-response+json, application/json;q=0.9', 'application/graphql-response+json; charset=utf-8'],
  ])('to Accept: %s is %s, on both ways of answering', async (accept, type) => {
    const headers = { ...JSON_HEADERS, ...(accept && { accept }) };
    const body = JSON.stringify({
      query: `query T${String(accept).replace(/\W/g, '')} { standard(by: { slug: "zaken-api" }) { id } }`,
    });
    for (let i = 0; i < 3; i++) {
      const answer = await post(body, headers);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
      expect(answer.headers.get('vary')).toBe('accept, authorization');
    }
  });

  test('cannot be had as anything else: 406', async () => {
    const { status, body } = await post('{ "query": "{ __typename }" }', { ...JSON_HEADERS, accept: 'text/csv' });
    expect(status).toBe(406);
    expect(body.errors![0]!.message).toContain('application/json');
  });

  test('carries the id that a proxy gave, or one of our own, in the header and in every error', async () => {
    const given = await post('{ "query": "{ nonsense }" }', { ...JSON_HEADERS, 'x-request-id': 'proxy-0001' });
    expect(given.headers.get('x-request-id')).toBe('proxy-0001');
    expect(given.body.errors![0]!.extensions.requestId).toBe('proxy-0001');
    const own = await post('{ "query": "{ nonsense }" }', { ...JSON_HEADERS, 'x-request-id': '"><script>' });
    const id = own.headers.get('x-request-id');
    expect(id).toMatch(/^[0-9a-f]{12}-[0-9a-z]+$/);
    expect(own.body.errors![0]!.extensions.requestId).toBe(id);
  });

  test('carries the headers that keep browsers safe, and no name of what runs here', async () => {
    const { headers } = await post('{ "query": "{ __typename }" }');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('server')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'])('%s is not served: 405', async (method) => {
  const response = await fetch(`${on.url}/graphql`, { method });
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
});

describe('A body of 10 MB', () => {
  const chunk = Buffer.alloc(64 * 1024, 0x20);
  /** Sends for as long as it is listened to; tells what came back and how much went out until then. */
  const pour = (headers: Record<string, string | number>) =>
    new Promise<{ status: number | undefined; text: string; sent: number }>((resolve, reject) => {
      let sent = 0;
      const { hostname, port } = new URL(on.url);
      const request = httpRequest(
        { hostname, port, path: '/graphql', method: 'POST', headers: { ...JSON_HEADERS, ...headers } },
        (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (part: string) => (text += part));
          response.on('end', () => {
            resolve({ status: response.statusCode, text, sent });
            request.destroy();
          });
        },
      );
      request.on('error', reject);
      const more = () => {
        while (sent < 10_000_000 && !request.destroyed) {
          sent += chunk.length;
          if (!request.write(chunk)) return void request.once('drain', more);
        }
      };
      more();
    });

  test.each([
    ['announced', { 'content-length': 10_000_000 }],
    ['in pieces of unknown number', { 'transfer-encoding': 'chunked' }],
  ])('%s is refused with 413 before most of it is sent', async (_, headers) => {
    const { status, text, sent } = await pour(headers);
    expect(status).toBe(413);
    expect((JSON.parse(text) as Body).errors![0]!.extensions.code).toBe('QUERY_TOO_COMPLEX');
    expect(sent).toBeLessThan(8_000_000);
  });

  test('is refused the same to those who send it at one go', async () => {
    const { status, code } = await post(`{ "query": "${'a'.repeat(10_000_000)}" }`);
    expect([status, code]).toEqual([413, 'QUERY_TOO_COMPLEX']);
  });

  test('is refused before it is sent at all, when the sender asks first', async () => {
    const { hostname, port } = new URL(on.url);
    const outcome = await new Promise((resolve, reject) => {
      const headers = { ...JSON_HEADERS, 'content-length': 10_000_000, expect: '100-continue' };
      const request = httpRequest({ hostname, port, path: '/graphql', method: 'POST', headers }, (response) => {
        resolve(response.statusCode);
        request.destroy();
      });
      request.on('continue', () => resolve('told to go on')).on('error', reject);
      request.flushHeaders();
    });
    expect(outcome).toBe(413);
  });
});
