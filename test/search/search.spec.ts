import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Register, startingRegister } from '../support/register.js';

describe('Search', () => {
  let on: Register;
  beforeAll(async () => void (on = await startingRegister()));

  const search = async (text: string, more = '', filter?: Record<string, unknown>) => {
    const { body } = await on.graphql(
      `query ($text: String!, $filter: SearchFilter) { search(text: $text, filter: $filter, first: 10) {
        totalCount suggestion ${more} nodes { __typename ... on Standard { slug } ... on Municipality { code } ... on ReferenceComponent { name } } } }`,
      { text, filter },
    );
    expect(body.errors).toBeUndefined();
    return body.data.search;
  };
  const slugs = (found: { nodes: { slug?: string }[] }) => found.nodes.map(({ slug }) => slug);

  test.each([
    ['zaakgericht werken', 'zgw-apis'],
    ['ZGW', 'zgw-apis'],
    ['ZDS', 'zaak-en-documentservices'],
    ['StUF-ZKN', 'stuf-zkn'],
    ['stuf zkn', 'stuf-zkn'],
    ['zaken api', 'zaken-api'],
    ['DigiD', 'digid'],
  ])('finds by name, abbreviation or synonym: %s', async (text, slug) => {
    expect(slugs(await search(text))[0]).toBe(slug);
  });

  test('finds what was typed wrong, and says what may have been meant', async () => {
    const found = await search('zaakgericht werkn');
    expect(slugs(found)[0]).toBe('zgw-apis');
    expect(found.suggestion).toBe('zaakgericht werken');
    expect((await search('amsterdm')).nodes[0]).toEqual({ __typename: 'Municipality', code: 'GM0363' });
  });

  test('finds words in any order and parts of compound words', async () => {
    expect(slugs(await search('koppelvlak berichten'))).toEqual(expect.arrayContaining(['mijnoverheid-berichtenbox']));
    expect(slugs(await search('verwerkers'))).toContain('standaard-verwerkersovereenkomst');
    expect(slugs(await search('berichtenkoppelvlak'))).toContain('mijnoverheid-berichtenbox');
  });

  test('reads accents and capitals as their plain letters', async () => {
    expect((await search('SUDWEST FRYSLAN')).nodes[0]).toMatchObject({ code: 'GM1900' });
    expect((await search('den haag')).nodes[0]).toMatchObject({ code: 'GM0518' });
  });

  test('counts facets as if their own filter were not there', async () => {
    const facets = 'facets(fields: [KIND, LIFECYCLE]) { field buckets { value label count } }';
    const all = await search('stuf', facets);
    const some = await search('stuf', facets, { lifecycles: ['END_OF_SUPPORT'] });
    const of = (found: any, field: string) => found.facets.find((f: any) => f.field === field).buckets;
    expect(of(some, 'LIFECYCLE')).toEqual(of(all, 'LIFECYCLE'));
    const ended = of(all, 'LIFECYCLE').find((b: any) => b.value === 'END_OF_SUPPORT');
    expect(ended.label).toBe('Einde ondersteuning');
    expect(some.totalCount).toBe(ended.count);
    expect(of(some, 'KIND')).toEqual([{ value: 'STANDARD', label: 'Standaard', count: ended.count }]);
    expect(all.totalCount).toBeGreaterThan(some.totalCount);
  });

  test('gives facets in the order asked, empty ones too', async () => {
    const found = await search('amsterdam', 'facets(fields: [THEME, KIND, THEME]) { field buckets { value } }', {
      kinds: ['MUNICIPALITY'],
    });
    expect(found.facets.map((f: any) => f.field)).toEqual(['THEME', 'KIND']);
  });

  test('finds nothing where there is nothing, and everything for an empty text', async () => {
    expect(await search('qqqqxxxx')).toEqual({ totalCount: 0, suggestion: null, nodes: [] });
    expect((await search('')).totalCount).toBeGreaterThan(500);
  });

  test.each(["'; drop table standard; --", '%', '\\', '& | ! ( ) :*', '"onafgemaakt', '🏛️', 'a'.repeat(2000)])(
    'survives %s',
    async (text) => {
      expect((await search(text, 'edges { snippet cursor }')).nodes).toEqual(expect.any(Array));
    },
  );

  test('shows the part of the summary that fits', async () => {
    const { edges } = await search('zaakgericht werken', 'edges { snippet }');
    expect(edges[0].snippet).toEqual(expect.stringMatching(/zaak/i));
  });

  test('pages through, each result once', async () => {
    const ids: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 20; page++) {
      const { body }: { body: any } = await on.graphql(
        `query ($after: String) { search(text: "api", first: 9, after: $after) { totalCount nodes { ... on Node { id } } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      ids.push(...body.data.search.nodes.map((n: { id: string }) => n.id));
      after = body.data.search.pageInfo.endCursor;
      if (!body.data.search.pageInfo.hasNextPage) {
        expect(ids).toHaveLength(body.data.search.totalCount);
        break;
      }
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(9);
  });
});
