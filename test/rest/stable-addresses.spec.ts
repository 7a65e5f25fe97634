import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Register, startingRegister } from '../support/register.js';

let on: Register;
beforeAll(async () => void (on = await startingRegister()));

async function get(address: string, headers: Record<string, string> = {}) {
  const response = await fetch(address.startsWith('http') ? address : `${on.url}${address}`, { headers });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    type: response.headers.get('content-type'),
    text,
    body: text === '' ? {} : JSON.parse(text),
  };
}

describe('The address of a thing resolves:', () => {
  test('that of a standard, to what the register holds of it', async () => {
    const { body } = await on.graphql('{ standard(by: { slug: "zaken-api" }) { id uri name summary bindingLevel } }');
    const { standard } = body.data;
    const found = await get(standard.uri);
    expect([found.status, found.type]).toEqual([200, 'application/json; charset=utf-8']);
    expect(found.body).toMatchObject({
      type: 'Standard',
      asOf: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      ...standard,
    });
    expect(found.body.versions.nodes.length).toBe(found.body.versions.totalCount);
  });

  test('that of every version, whatever is in its label', async () => {
    const { body } = await on.graphql(`{
      standards(first: 100) { pageInfo { endCursor } nodes { versions(first: 4) { nodes { id uri label } } } }
    }`);
    const versions = body.data.standards.nodes.flatMap(({ versions: { nodes } }: any) => nodes);
    const odd = versions.filter(({ label }: any) => /[^\w.-]/.test(label));
    expect(odd.length).toBeGreaterThan(3);
    for (const { id, uri, label } of [...odd, ...versions.slice(0, 20)]) {
      const found = await get(uri);
      expect([uri, found.status, found.body.id, found.body.label]).toEqual([uri, 200, id, label]);
      expect(found.body.standard.uri).toBe(uri.slice(0, uri.indexOf('/versions/')));
    }
  });

  test('that of every reference component, and of a municipality that has ended', async () => {
    const { body } = await on.graphql('{ referenceComponents(first: 5) { nodes { slug name } } }');
    for (const { slug, name } of body.data.referenceComponents.nodes) {
      expect((await get(`/id/reference-components/${slug}`)).body).toMatchObject({
        type: 'ReferenceComponent',
        slug,
        name,
      });
    }
    const found = await get('/id/municipalities/GM1992');
    expect(found.body).toMatchObject({ type: 'Municipality', code: 'GM1992', name: 'Voorne aan Zee' });
    expect(found.body.predecessors).toHaveLength(3);
    expect((await get(`/id/municipalities/${found.body.predecessors[0].code}`)).status).toBe(200);
  });
});

describe('An address answers', () => {
  test('for the date asked', async () => {
    const then = await get('/id/standards/zaken-api?asOf=2021-01-01');
    expect([then.status, then.body.asOf, then.body.currentVersion.label]).toEqual([200, '2021-01-01', '1.0.2']);
    expect((await get('/id/standards/zaken-api')).body.currentVersion.label).not.toBe('1.0.2');
  });

  test('for what was known at a moment', async () => {
    const { status, body } = await get('/id/standards/zaken-api?knownAt=2001-01-01T00:00:00Z');
    expect([status, body.detail]).toEqual([
      404,
      'The register has no Standard with slug "zaken-api" as known at 2001-01-01T00:00:00.000Z.',
    ]);
  });

  test('304 to who still has the answer, of that date and no other', async () => {
    const first = await get('/id/standards/zaken-api?asOf=2021-01-01');
    const tag = { 'if-none-match': first.headers.get('etag')! };
    const again = await get('/id/standards/zaken-api?asOf=2021-01-01', tag);
    expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', tag['if-none-match']]);
    expect((await get('/id/standards/zaken-api', tag)).status).toBe(200);
  });

  test.each([undefined, '*/*', 'application/json', 'text/html,application/xhtml+xml;q=0.9', 'application/*'])(
    'JSON to who asks for %s',
    async (accept) => {
      const { status, type, headers } = await get('/id/standards/zaken-api', accept === undefined ? {} : { accept });
      expect([status, type, headers.get('vary')]).toEqual([200, 'application/json; charset=utf-8', 'accept']);
    },
  );

  test('HEAD with the same head and no body', async () => {
    const response = await fetch(`${on.url}/id/standards/zaken-api`, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(response.headers.get('etag')).toBe((await get('/id/standards/zaken-api')).headers.get('etag'));
  });
});

describe('A problem is told (RFC 9457) when', () => {
  test.each<[string, string, number, string | RegExp, Record<string, string>?]>([
    ['a standard is not there', '/id/standards/bestaat-niet', 404, 'no Standard with slug "bestaat-niet"'],
    ['a version is not there', '/id/standards/zaken-api/versions/0.0.0', 404, /no StandardVersion .* label "0\.0\.0"/],
    ['a municipality is not there', '/id/municipalities/GM9999', 404, 'no Municipality with code "GM9999"'],
    ['a date is none', '/id/standards/zaken-api?asOf=2026-02-30', 400, '"asOf": Date expects an existing day'],
    ['a moment is none', '/id/standards/zaken-api?knownAt=gisteren', 400, '"knownAt": DateTime expects'],
    [
      'a moment stands there twice',
      '/id/standards/zaken-api?asOf=2026-01-01&asOf=2026-01-02',
      400,
      'may be given once',
    ],
    ['a parameter is not known', '/id/standards/zaken-api?asof=2026-01-01', 400, '"asof" is no parameter here'],
    ['a slug cannot be one', '/id/standards/%00', 404, 'no Standard with slug "\\u0000"'],
    [
      'it is asked for as something else',
      '/id/standards/zaken-api',
      406,
      'application/json',
      { accept: 'text/turtle' },
    ],
  ])('%s', async (_, address, status, detail, headers = {}) => {
    const found = await get(address, headers);
    expect([found.status, found.type]).toEqual([status, 'application/problem+json; charset=utf-8']);
    expect(found.body).toMatchObject({
      type: 'about:blank',
      status,
      instance: `urn:request:${found.headers.get('x-request-id')}`,
    });
    expect(found.body.detail).toMatch(detail);
    expect([found.headers.get('cache-control'), found.headers.get('etag')]).toEqual(['no-store', null]);
  });
});
