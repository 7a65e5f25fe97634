import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type OwnRegister, startService } from '../support/register.js';

let on: OwnRegister;
beforeAll(async () => void (on = await startService()));
afterAll(() => on.stop());

const STANDARD = 'query Kept($slug: String!) { standard(by: { slug: $slug }) { name updatedAt } }';
const ask = (variables = { slug: 'zaken-api' }, headers: Record<string, string> = {}, document = STANDARD) =>
  on.graphql(document, variables, { headers });
const known = (tag: string | null): Record<string, string> => ({ 'if-none-match': tag ?? '' });
/** A transaction of the register's own kind: its revision is bumped last. */
const change = () => on.sql('update revision_slot set n = n + 1 where slot = 3');

describe('A public answer', () => {
  test('has the same tag on both ways, for as long as the catalogue does not change', async () => {
    const answers = [await ask(), await ask(), await ask()];
    const tags = new Set(answers.map(({ headers }) => headers.get('etag')));
    expect(tags.size).toBe(1);
    expect([...tags][0]).toMatch(/^W\/"[\w-]{27}"$/);
    expect(answers[0]!.headers.get('cache-control')).toBe('public, no-cache');
  });

  test('is not sent again to who still has it: 304, without a body', async () => {
    const first = await ask();
    const tag = first.headers.get('etag');
    for (const header of [tag, `"other", ${tag}`, tag!.replace('W/', '')]) {
      const { status, text, headers } = await ask(undefined, known(header));
      expect([status, text, headers.get('etag')]).toEqual([304, '', tag]);
    }
  });

  test('is sent again after a change', async () => {
    const before = await ask();
    await change();
    const after = await ask(undefined, known(before.headers.get('etag')));
    expect(after.status).toBe(200);
    expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'));
  });

  test('has another tag for other values, another document and another media type', async () => {
    const answers = await Promise.all([
      ask(),
      ask({ slug: 'stuf-zkn' }),
      ask(undefined, {}, `${STANDARD} `),
      ask(undefined, { accept: 'application/graphql-response+json' }),
    ]);
    expect(new Set(answers.map(({ headers }) => headers.get('etag'))).size).toBe(4);
  });

  test('is sent to who only says "anything": such a header names nothing', async () => {
    expect((await ask(undefined, known('*'))).status).toBe(200);
    expect((await ask(undefined, known('nonsense'))).status).toBe(200);
  });

  test('by GET carries a tag as well', async () => {
    const address = `${on.url}/graphql?query=${encodeURIComponent('{ standard(by: { slug: "zaken-api" }) { name } }')}`;
    const headers = { accept: 'application/json' };
    const tag = (await fetch(address, { headers })).headers.get('etag');
    expect((await fetch(address, { headers: { ...headers, ...known(tag) } })).status).toBe(304);
  });
});

describe('Without a tag, and not to be kept, is', () => {
  test.each([
    ['an answer with errors', '{ standards(first: 0) { totalCount } }'],
    ['a refusal', '{ nonsense }'],
    ['what does not depend on the catalogue', '{ __typename }'],
  ])('%s', async (_, document) => {
    const { headers } = await ask(undefined, {}, document);
    expect([headers.get('etag'), headers.get('cache-control')]).toEqual([null, 'no-store']);
  });
});
