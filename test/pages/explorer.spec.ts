import { beforeAll, describe, expect, test } from '@jest/globals';
import { EXAMPLES } from '../../src/channels/pages/examples.js';
import { type Register, register } from '../support/register.js';

describe('The explorer', () => {
  let on: Register;
  beforeAll(async () => void (on = await register()));
  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${on.url}${path}`, { headers });

  test('needs nothing but this service: every file its page names is here, of the right type', async () => {
    const response = await get('/graphiql');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const page = await response.text();
    const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file!);
    expect(files.filter((file) => /^(https?:)?\/\//.test(file))).toEqual([]);
    const own = files.filter((file) => file.startsWith('/graphiql/'));
    expect(own.length).toBeGreaterThanOrEqual(6);
    for (const file of own) {
      const found = await get(file);
      expect([file, found.status]).toEqual([file, 200]);
      expect(found.headers.get('content-type')).toMatch(file.endsWith('.css') ? /^text\/css/ : /^text\/javascript/);
      expect((await found.text()).length).toBeGreaterThan(100);
    }
  });

  test('runs no code and no style that stands in the page, nor any from elsewhere', async () => {
    const response = await get('/graphiql');
    const policy = response.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self';");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    const page = await response.text();
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=/i);
  });

  test('sends large files compressed, and not again when they are known', async () => {
    const first = await get('/graphiql/graphiql.js', { 'accept-encoding': 'gzip' });
    expect(first.headers.get('content-encoding')).toBe('gzip');
    expect((await first.arrayBuffer()).byteLength).toBeGreaterThan(1_000_000);
    const etag = first.headers.get('etag')!;
    expect((await get('/graphiql/graphiql.js', { 'accept-encoding': 'gzip', 'if-none-match': etag })).status).toBe(304);
    const plain = await get('/graphiql/graphiql.js', { 'accept-encoding': 'identity' });
    expect(plain.headers.get('etag')).not.toBe(etag);
  });

  test('serves no other file', async () => {
    for (const path of [
      '/graphiql/package.json',
      '/graphiql/..%2f..%2fpackage.json',
      '/graphiql/%2e%2e/package.json',
    ]) {
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    }
  });

  test.each(EXAMPLES.map(({ title, query, variables = '{}' }) => ({ title, query, variables })))(
    'begins with a question that has an answer: $title',
    async ({ query, variables }) => {
      const { body } = await on.graphql(query, JSON.parse(variables) as Record<string, unknown>);
      expect(body.errors).toBeUndefined();
      const lists = Object.values(body.data as object).flatMap((root: any) => [root, root?.nodes, root?.edges]);
      expect(lists.filter((list) => Array.isArray(list) && list.length === 0)).toEqual([]);
      expect(Object.values(body.data as object)).not.toContain(null);
      // The script of the page carries them as they are.
      expect(await (await get('/graphiql/page.js')).text()).toContain(JSON.stringify(query));
    },
  );
});
