import { hash } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Register, register } from '../support/register.js';

describe('The front door', () => {
  let on: Register;
  beforeAll(async () => void (on = await register()));
  const get = (accept: string) => fetch(on.url, { headers: { accept } });

  test('shows people, in both languages, where everything is', async () => {
    const response = await get('text/html,*/*;q=0.8');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const page = await response.text();
    expect(page).toContain('<html lang="nl">');
    expect(page).toContain('lang="en"');
    const [, style] = /<style>(.*)<\/style>/s.exec(page)!;
    expect(response.headers.get('content-security-policy')).toContain(`'sha256-${hash('sha256', style!, 'base64')}'`);
    const doors = new Set([...page.matchAll(/<a href="([^"]+)"/g)].map(([, href]) => href!));
    expect(doors.size).toBeGreaterThanOrEqual(5);
    for (const door of doors) {
      const { status } = await fetch(`${on.url}${door}`, { headers: { accept: 'text/html' }, redirect: 'manual' });
      expect([door, [200, 303].includes(status)]).toEqual([door, true]);
    }
  });

  test('tells programs the same', async () => {
    const response = await get('*/*');
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const { links } = (await response.json()) as { links: { href: string; title: { nl: string; en: string } }[] };
    expect(links.map(({ href }) => href)).toContain('/graphql');
    expect(links.every(({ title }) => title.nl && title.en)).toBe(true);
  });

  test('is nothing else: 406', async () => {
    expect((await get('image/png')).status).toBe(406);
  });
});
