import { beforeAll, describe, expect, test } from '@jest/globals';
import { freshDatabase, register, type Register, startService } from '../support/register.js';
import { aProduct, aProductVersion } from '../suppliers/market.js';

let on: Register;
let product: string;
beforeAll(async () => {
  on = await register();
  const { id, slug } = await aProduct(on.sql);
  product = slug;
  for (const label of ['4.2 <i>', '5/0']) await aProductVersion(on.sql, { productId: id, label });
});

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${on.url}/badges/gibit/${path}`, { headers });
const of = (label: string): string => `${product}/${encodeURIComponent(label)}.svg`;
const titleOf = async (response: Response): Promise<string> =>
  /<title>(.*)<\/title>/.exec(await response.text())?.[1] ?? '';

describe('A badge', () => {
  test('says what came of the check, also to who cannot see it, on any page', async () => {
    const response = await get(`${of('4.2 <i>')}?terms=2023&date=2026-11-01`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    const svg = await response.text();
    expect(svg).toContain('role="img" aria-label="GIBIT 2023: voldoet niet"');
    expect(svg).not.toMatch(/<script|<i>/);
  });

  test('is of the terms and the day asked, in the language asked', async () => {
    const old = await get(`${of('5/0')}?terms=2016&date=2021-06-01&language=en`);
    expect(await titleOf(old)).toBe('GIBIT 2016: cannot be told');
    const now = await get(of('5/0'));
    expect(await titleOf(now)).toMatch(/^GIBIT \d{4}: voldoet niet$/);
  });

  test('is kept for a while, and then asked whether it changed', async () => {
    const first = await get(of('5/0'));
    expect(first.headers.get('cache-control')).toBe('public, max-age=300');
    const again = await get(of('5/0'), { 'if-none-match': first.headers.get('etag')! });
    expect(again.status).toBe(304);
    await aProduct(on.sql);
    expect((await get(`${of('5/0')}?language=en`, { 'if-none-match': first.headers.get('etag')! })).status).toBe(200);
  });

  test.each([
    ['a product', 'bestaat-niet/1.svg', 'GIBIT: onbekend'],
    ['a version', 'PRODUCT/9.svg?terms=2023', 'GIBIT 2023: onbekend'],
    ['an edition', 'PRODUCT/5%2F0.svg?terms=%3Cb%3E', 'GIBIT: onbekend'],
    ['a day before all terms', 'PRODUCT/5%2F0.svg?date=1999-01-01', 'GIBIT: onbekend'],
    ['a text that is none', 'PRODUCT/%00.svg', 'GIBIT: onbekend'],
  ])('is grey for %s that the register does not know', async (_, path, title) => {
    const response = await get(path.replace('PRODUCT', product));
    expect([response.status, await titleOf(response)]).toEqual([200, title]);
  });

  test.each([
    ['another parameter', '?asOf=2026-01-01', 400, '"asOf" is no parameter here'],
    ['a day that is none', '?date=2026-02-30', 400, '"date": Date expects'],
    ['another language', '?language=fr', 400, '"language" is nl or en'],
  ])('has an address that is looked at: %s', async (_, query, status, detail) => {
    const response = await get(`${of('5/0')}${query}`);
    expect(response.status).toBe(status);
    expect(((await response.json()) as { detail: string }).detail).toContain(detail);
  });

  test('is grey too when the register cannot look', async () => {
    const database = await freshDatabase('starter');
    const service = await startService({ databaseUrl: database.url });
    try {
      await database.drop();
      const response = await fetch(`${service.url}/badges/gibit/pakket/1.svg?terms=2023`);
      expect([response.status, await titleOf(response)]).toEqual([200, 'GIBIT 2023: onbekend']);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('etag')).toBeNull();
    } finally {
      await service.stop();
    }
  });
});
