import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Register, startingRegister } from '../support/register.js';

describe('The terms of GIBIT', () => {
  let on: Register;
  beforeAll(async () => void (on = await startingRegister()));

  const data = async (document: string, variables?: Record<string, unknown>) => {
    const { body } = await on.graphql(document, variables);
    expect(body.errors).toBeUndefined();
    return body.data;
  };

  test('come in three editions, of which the last is in force', async () => {
    const { procurementTerms } = await data(
      '{ procurementTerms { edition adoptedOn inForce { from to isFromKnown } verified } }',
    );
    expect(procurementTerms).toEqual([
      {
        edition: '2023',
        adoptedOn: '2023-12-05',
        inForce: { from: '2023-12-05', to: null, isFromKnown: true },
        verified: true,
      },
      {
        edition: '2020',
        adoptedOn: '2020-10-26',
        inForce: { from: '2020-10-26', to: '2023-12-05', isFromKnown: true },
        verified: true,
      },
      {
        edition: '2016',
        adoptedOn: '2016-12-08',
        inForce: { from: '2016-12-08', to: '2020-10-26', isFromKnown: true },
        verified: false,
      },
    ]);
  });

  test.each([
    ['2016-12-07', []],
    ['2016-12-08', ['2016']],
    ['2023-12-04', ['2020', '2016']],
    ['2023-12-05', ['2023', '2020', '2016']],
  ])('are those that were adopted by %s', async (asOf, editions) => {
    const { procurementTerms } = await data('query ($asOf: Date) { procurementTerms(asOf: $asOf) { edition } }', {
      asOf,
    });
    expect(procurementTerms.map((terms: any) => terms.edition)).toEqual(editions);
  });

  test('have their articles in order, by chapter, in both languages', async () => {
    const { procurementTerms } = await data(
      '{ procurementTerms { edition articles { number title en: title(language: EN) chapterNumber chapter terms { edition } } } }',
    );
    expect(procurementTerms.map(({ articles }: any) => articles.length)).toEqual([36, 30, 30]);
    const [{ articles }] = procurementTerms;
    expect(articles.map(({ number }: any) => number)).toEqual(Array.from({ length: 36 }, (_, i) => String(i + 1)));
    expect(articles[12]).toEqual({
      number: '13',
      title: 'Algoritmische toepassingen',
      en: 'Algorithmic applications',
      chapterNumber: 'I',
      chapter: 'Algemeen deel',
      terms: { edition: '2023' },
    });
    expect(new Set(articles.map(({ chapterNumber }: any) => chapterNumber))).toEqual(new Set(['I', 'II', 'III']));
  });

  test('of 2023 say in article 8 what a supplier has to do', async () => {
    const { procurementTerms } = await data(
      '{ procurementTerms { edition articles { number rules { number text en: text(language: EN) } } } }',
    );
    const rules = procurementTerms.map(({ edition, articles }: any) => [
      edition,
      articles.flatMap((article: any) => article.rules.map((rule: any) => [article.number, rule.number])),
    ]);
    expect(rules).toEqual([
      ['2023', ['8.1 (i)', '8.1 (ii)', '8.2', '8.3', '8.4', '8.5', '8 (toelichting)'].map((number) => ['8', number])],
      ['2020', []],
      ['2016', []],
    ]);
    const [again] = procurementTerms[0].articles[7].rules.filter(({ number }: any) => number === '8.3');
    expect(again.text).toMatch(/^Niet opnieuw testen/);
    expect(again.en).toMatch(/^No retest/);
  });

  test('are found again by their id, with the sets that bind contracts under them', async () => {
    const { procurementTerms } = await data('{ procurementTerms { id edition } }');
    const first = procurementTerms.find(({ edition }: any) => edition === '2016');
    const { node } = await data(
      'query ($id: ID!) { node(id: $id) { id ... on ProcurementTerms { edition normSets { edition } } } }',
      { id: first.id },
    );
    expect(node).toEqual({
      ...first,
      normSets: ['2021-1', '2020-2', '2017-2', '2017-1'].map((edition) => ({ edition })),
    });
  });
});
