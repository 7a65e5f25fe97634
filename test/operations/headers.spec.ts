import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type OwnRegister, type Register, register, startService } from '../support/register.js';

let on: Register;
beforeAll(async () => void (on = await register()));

/** Every way in, with what is answered there and how it can go wrong. */
const PATHS: [method: string, path: string, status: number][] = [
  ['GET', '/', 200],
  ['GET', '/graphiql', 200],
  ['GET', '/schema.graphql', 200],
  ['GET', '/health/live', 200],
  ['GET', '/health/ready', 200],
  ['GET', '/metrics', 200],
  ['GET', '/id/standards/zaken-api', 200],
  ['GET', '/id/standards/nothing', 404],
  ['GET', '/id/standards/zaken-api?asOf=nonsense', 400],
  ['POST', '/id/standards/zaken-api', 404],
  ['HEAD', '/', 200],
  ['OPTIONS', '/', 404],
  ['GET', '/nothing', 404],
  ['GET', '/id/standards/%E0%A4%A', 400],
  ['GET', '/.well-known/security.txt', 200],
  ['GET', '/.well-known/security-policy.md', 200],
  ['GET', '/graphql', 400],
  ['GET', '/graphql?query={__typename}', 400],
  ['POST', '/graphql', 415],
  ['PUT', '/graphql', 405],
  ['OPTIONS', '/graphql', 405],
];

describe('Every answer carries what keeps browsers safe, and no word of what runs here', () => {
  test.each(PATHS)('%s %s', async (method, path, status) => {
    const response = await fetch(`${on.url}${path}`, { method, redirect: 'manual' });
    const { headers } = response;
    expect(response.status).toBe(status);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|\*/);
    expect(headers.get('x-request-id')).toMatch(/^[\w.:-]+$/);
    for (const name of ['server', 'x-powered-by', 'via', 'access-control-allow-origin', 'set-cookie'])
      expect([name, headers.get(name)]).toEqual([name, null]);
    for (const [, value] of headers) expect(value).not.toMatch(/fastify|node\.?js|apollo|nest|postgres/i);
  });

  test('also where it is asked for by a browser', async () => {
    const response = await fetch(`${on.url}/graphql`, { headers: { accept: 'text/html' }, redirect: 'manual' });
    expect([response.status, response.headers.get('x-content-type-options')]).toEqual([303, 'nosniff']);
  });

  test('and no answer of the API tells versions of what runs here', async () => {
    for (const document of ['{', '{ nonsense }', '{ __typename }', 'subscription { a }']) {
      const { text } = await on.graphql(document);
      expect(text).not.toMatch(/apollo|graphql-js|fastify|postgres|version/i);
    }
  });
});

describe('Where to tell of a weakness', () => {
  let published: OwnRegister;
  beforeAll(
    async () => void (published = await startService({ env: { PUBLIC_URL: 'https://standaarden.example.nl' } })),
  );
  afterAll(() => published.stop());

  const fieldsOf = async (url: string) => {
    const response = await fetch(`${url}/.well-known/security.txt`);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const lines = (await response.text()).trim().split('\n');
    return lines.map((line) => /^([A-Z][\w-]*): (\S.*)$/.exec(line)!.slice(1) as [string, string]);
  };
  const all = (fields: [string, string][], name: string) =>
    fields.flatMap(([each, value]) => (each === name ? [value] : []));

  test('stands in security.txt (RFC 9116), which never runs out', async () => {
    const fields = await fieldsOf(on.url);
    expect(all(fields, 'Contact').length).toBeGreaterThan(0);
    for (const contact of all(fields, 'Contact')) expect(contact).toMatch(/^(mailto:|https?:)/);
    const [expires, ...others] = all(fields, 'Expires');
    expect(others).toEqual([]);
    const days = (Date.parse(expires!) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(90);
    expect(days).toBeLessThan(366);
    expect(all(fields, 'Preferred-Languages')).toEqual(['nl, en']);
    expect(all(fields, 'Canonical')).toEqual([]);
  });

  test('names its own address where the service has a public one', async () => {
    const fields = await fieldsOf(published.url);
    expect(all(fields, 'Canonical')).toEqual(['https://standaarden.example.nl/.well-known/security.txt']);
    for (const address of [...all(fields, 'Contact'), ...all(fields, 'Policy')])
      expect(address).toMatch(/^(https|mailto):/);
  });

  test('leads nowhere that is not there', async () => {
    const fields = await fieldsOf(on.url);
    for (const address of all(fields, 'Policy')) {
      const response = await fetch(address);
      expect([response.status, (await response.text()).includes('Reporting a weakness')]).toEqual([200, true]);
    }
    for (const contact of all(fields, 'Contact')) expect(contact).not.toContain('.invalid');
  });
});
