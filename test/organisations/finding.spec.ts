import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Asking, asking } from '../support/persona.js';
import { type Register, register } from '../support/register.js';

describe('Organisations', () => {
  let on: Register;
  let ask: Asking;
  beforeAll(async () => {
    on = await register();
    ask = asking(on);
  });

  test('are found by short name and by id; what is not there is null', async () => {
    const { vng } = await ask('{ vng: organisation(by: { slug: "vng" }) { id slug kind } }');
    expect(vng).toMatchObject({ slug: 'vng', kind: 'BODY' });
    const found = await ask(
      'query ($id: ID!) { same: organisation(by: { id: $id }) { slug } none: organisation(by: { slug: "nergens" }) { id } number: organisation(by: { oin: "1" }) { id } }',
      { id: vng.id },
    );
    expect(found).toEqual({ same: { slug: 'vng' }, none: null, number: null });
  });

  test('are not found at a moment before they were registered', async () => {
    const before = '2001-01-01T00:00:00.000Z';
    const { found, all } = await ask(
      'query ($at: DateTime) { found: organisation(by: { slug: "vng" }, knownAt: $at) { id } all: organisations(knownAt: $at) { totalCount } }',
      { at: before },
    );
    expect([found, all.totalCount]).toEqual([null, 0]);
  });

  test('are listed by name, page after page, and can be narrowed down by kind', async () => {
    const kinds = ['SUPPLIER', 'STANDARDS_BODY', 'PARTNERSHIP'];
    const document =
      'query ($kinds: [OrganisationKind!], $after: String) { organisations(kinds: $kinds, first: 4, after: $after) { totalCount nodes { slug name kind } pageInfo { hasNextPage endCursor } } }';
    const listed: { slug: string; name: string; kind: string }[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { organisations } = await ask(document, { kinds, after });
      expect(organisations.totalCount).toBeGreaterThan(8);
      listed.push(...organisations.nodes);
      ({ hasNextPage: more, endCursor: after } = organisations.pageInfo);
      if (!more) expect(listed).toHaveLength(organisations.totalCount);
    }
    expect(new Set(listed.map(({ kind }) => kind))).toEqual(new Set(kinds));
    // By its newest name, which another test may have changed without a day on which it holds.
    const held = await on.sql<{ slug: string }>(
      'select slug from organisation where kind = any($1) order by lower(name) collate "C", id',
      [kinds],
    );
    expect(listed.map(({ slug }) => slug)).toEqual(held.map(({ slug }) => slug));
  });
});
