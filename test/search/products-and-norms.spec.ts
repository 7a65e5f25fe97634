import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Register, register } from '../support/register.js';
import { aProduct, aSupplier, aSupplyingOrganisation } from '../suppliers/market.js';

describe('Search finds', () => {
  let on: Register;
  beforeAll(async () => void (on = await register()));

  const search = async (text: string, more: Record<string, unknown> = {}) => {
    const { body } = await on.graphql(
      `query ($text: String!, $filter: SearchFilter, $asOf: Date) { search(text: $text, filter: $filter, asOf: $asOf, first: 10) {
        totalCount facets(fields: [KIND]) { buckets { value label count } }
        edges { snippet node { __typename ... on Product { slug } ... on Standard { slug } ... on QualityNorm { code set { edition } } } } } }`,
      { text, ...more },
    );
    expect(body.errors).toBeUndefined();
    const { edges, facets, totalCount } = body.data.search;
    return { totalCount, edges, kinds: facets[0].buckets, nodes: edges.map((edge: any) => edge.node) };
  };

  describe('a product', () => {
    test('by its name, its summary and the name of its supplier', async () => {
      const organisationId = await aSupplyingOrganisation(on.sql);
      const [{ name }] = (await on.sql<{ name: string }>('select name from organisation where id = $1', [
        organisationId,
      ])) as [{ name: string }];
      const supplierId = await aSupplier(on.sql, organisationId);
      const { id, slug } = await aProduct(on.sql, { supplierId, name: 'Zaakwijzerplus Klassiek' });
      expect((await search('zaakwijzerplus')).nodes).toEqual([{ __typename: 'Product', slug }]);
      expect((await search(name, { filter: { kinds: ['PRODUCT'] } })).nodes).toEqual([{ __typename: 'Product', slug }]);
      await on.sql(
        `update product set name = 'Loketbalie Rondom', summary = 'Voor vergunningverlening.' where id = $1`,
        [id],
      );
      expect((await search('zaakwijzerplus', { filter: { kinds: ['PRODUCT'] } })).totalCount).toBe(0);
      const { edges, kinds } = await search('loketbalie vergunningverlening');
      expect(edges).toEqual([
        { snippet: expect.stringContaining('vergunningverlening'), node: { __typename: 'Product', slug } },
      ]);
      expect(kinds).toEqual([{ value: 'PRODUCT', label: 'Pakket', count: 1 }]);
    });

    test('by the new name of its supplier, as soon as it has one', async () => {
      const organisationId = await aSupplyingOrganisation(on.sql);
      const { slug } = await aProduct(on.sql, { supplierId: await aSupplier(on.sql, organisationId) });
      await on.sql('update organisation set name = $2 where id = $1', [
        organisationId,
        `Hernoemd Wubbosoft ${organisationId.slice(-4)}`,
      ]);
      expect((await search('wubbosoft', { filter: { kinds: ['PRODUCT'] } })).nodes).toEqual([
        { __typename: 'Product', slug },
      ]);
    });

    test('by the name of another supplier, as soon as it is of that one', async () => {
      const named = async (word: string) => {
        const id = await aSupplyingOrganisation(on.sql);
        await on.sql('update organisation set name = $2 where id = $1', [id, `${word} ${id.slice(-4)}`]);
        return id;
      };
      const [first, second, third] = [
        await named('Krabbelsoft'),
        await named('Knarbedrijf'),
        await named('Kwekdiensten'),
      ];
      const supplierId = await aSupplier(on.sql, first);
      const { id, slug } = await aProduct(on.sql, { supplierId });
      const found = async (text: string) => (await search(text, { filter: { kinds: ['PRODUCT'] } })).nodes;

      await on.sql('update supplier set organisation_id = $2 where id = $1', [supplierId, second]);
      expect(await found('knarbedrijf')).toEqual([{ __typename: 'Product', slug }]);
      await on.sql('update product set supplier_id = $2 where id = $1', [id, await aSupplier(on.sql, third)]);
      expect(await found('kwekdiensten')).toEqual([{ __typename: 'Product', slug }]);
      expect([await found('krabbelsoft'), await found('knarbedrijf')]).toEqual([[], []]);
    });
  });

  describe('a quality norm', () => {
    test('by its code, and by what it is about', async () => {
      expect((await search('INT-04')).nodes[0]).toEqual({
        __typename: 'QualityNorm',
        code: 'INT-04',
        set: { edition: '2024-1' },
      });
      const { kinds } = await search('kwaliteitsnorm', { filter: { kinds: ['QUALITY_NORM'] } });
      expect(kinds).toContainEqual({ value: 'QUALITY_NORM', label: 'Kwaliteitsnorm', count: 58 });
    });

    test('behind the standard that it is called after', async () => {
      const { nodes } = await search('digikoppeling');
      expect(nodes[0]).toEqual({ __typename: 'Standard', slug: 'digikoppeling' });
      expect(nodes).toContainEqual({ __typename: 'QualityNorm', code: 'INT-04', set: { edition: '2024-1' } });
    });

    test('of the set in force on the date asked, and of no other', async () => {
      const norms = { filter: { kinds: ['QUALITY_NORM'] } };
      const editions = async (asOf?: string) => {
        const { nodes, totalCount } = await search('zaak documentservices', { ...norms, ...(asOf && { asOf }) });
        expect(nodes).toHaveLength(totalCount);
        return nodes.map(({ set }: any) => set.edition);
      };
      expect(await editions()).toEqual([]);
      expect(await editions('2021-06-01')).toEqual(['2021-1']);
      expect(await editions('2018-01-01')).toEqual(['2017-2']);
      expect(await editions('2016-01-01')).toEqual([]);
    });

    test('still after all documents were made anew', async () => {
      const before = await on.sql(
        `select md5(string_agg(d::text, ',' order by id)) as hash from search_document d where kind in ('PRODUCT', 'QUALITY_NORM')`,
      );
      await on.sql('select search_rebuild()');
      expect(
        await on.sql(
          `select md5(string_agg(d::text, ',' order by id)) as hash from search_document d where kind in ('PRODUCT', 'QUALITY_NORM')`,
        ),
      ).toEqual(before);
    });
  });
});
