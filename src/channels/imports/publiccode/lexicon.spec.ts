import { describe, expect, test } from '@jest/globals';
import { AMBIGUOUS, organisationKey, referenceSlugIn, type StandardEntry, StandardLexicon } from './lexicon.js';

const version = (label: string, ...urls: string[]) => ({
  id: `ver ${label}`,
  label,
  labelPath: label,
  publishedOn: null,
  urls,
});
const standard = (slug: string, names: string[], versions = [version('1.0')], urls: string[] = []): StandardEntry => ({
  id: `std ${slug}`,
  slug,
  names,
  urls,
  versions,
});
const lexicon = new StandardLexicon(
  [
    standard(
      'zaken-api',
      ['Zaken API', 'ZRC'],
      [version('1.4.0'), version('1.5.0'), version('1.5.1', 'https://docs.example.nl/zrc/1.5/')],
    ),
    standard('stuf-bg', ['StUF-BG (basisgegevens)', 'StUF-BG', 'StUF-BG 3.10'], [version('2.04'), version('3.10')]),
    standard('dms', ['DMS-norm', 'DMS'], undefined, ['https://docs.example.nl/dms']),
    standard('dms-oud', ['Oude norm', 'DMS']),
    standard('digid', ['DigiD'], [version('actueel')]),
  ],
  'https://register.example.nl',
);
const found = (text: string, label?: string) => {
  const it = lexicon.find(text, label);
  return it === undefined || it === AMBIGUOUS
    ? it
    : [it.standard.slug, it.version?.label ?? it.unknownVersion ?? null, it.isCertain];
};

describe('A standard is found', () => {
  test.each<[string, unknown[]]>([
    ['https://register.example.nl/id/standards/zaken-api', ['zaken-api', null, true]],
    ['https://register.example.nl/id/standards/zaken-api/versions/1.5.1', ['zaken-api', '1.5.1', true]],
    ['https://elders.example.nl/id/standards/zaken-api/versions/1.5.1/', ['zaken-api', '1.5.1', false]],
    ['https://docs.example.nl/zrc/1.5', ['zaken-api', '1.5.1', true]],
    ['http://docs.example.nl/dms/#top', ['dms', null, true]],
    ['zaken-api', ['zaken-api', null, true]],
    ['zaken-api@1.5.1', ['zaken-api', '1.5.1', true]],
    ['Zaken API', ['zaken-api', null, true]],
    ['zaken api v1.5.1', ['zaken-api', '1.5.1', true]],
    ['Zaken API (1.5.1)', ['zaken-api', '1.5.1', true]],
    ['Zaken-API versie 1.4', ['zaken-api', '1.4.0', true]],
    ['ZRC', ['zaken-api', null, false]],
    ['StUF-BG 3.10', ['stuf-bg', null, false]],
    ['StUF-BG 2.04', ['stuf-bg', '2.04', false]],
  ])('by %s', (text, expected) => expect(found(text)).toEqual(expected));

  test('with a version that stands apart', () =>
    expect(found('Zaken API', '1.4.0')).toEqual(['zaken-api', '1.4.0', true]));
  test('without one that two of its versions could be', () =>
    expect(found('Zaken API 1.5')).toEqual(['zaken-api', '1.5', true]));
});

test.each([
  'alias:gdpr',
  'urn:example:zaken-api',
  'https://register.example.nl/id/standards/weg',
  'Zaken zoeken',
  'API',
  '',
  '1.5.1',
])('no standard is: %s', (text) => expect(found(text)).toBeUndefined());

test('a name that two standards have means neither', () => {
  expect(found('DMS')).toBe(AMBIGUOUS);
  expect(found('dms')).toEqual(['dms', null, true]);
});

test('a municipality is called what it is called, with or without the word for it', () => {
  const names = [
    'Utrecht',
    'Gemeente Utrecht',
    'gemeente utrecht',
    'Municipality of Utrecht',
    'Utrecht (gemeente)',
    'City of Utrecht',
  ];
  expect(new Set(names.map(organisationKey))).toEqual(new Set(['utrecht']));
  expect(organisationKey('Gemeente ’s-Gravenhage')).toBe(organisationKey('Den Haag'));
  expect(organisationKey('Súdwest-Fryslân')).toBe(organisationKey('gemeente Sudwest Fryslan'));
});

test('a reference component has an address too', () => {
  expect(referenceSlugIn('https://register.example.nl/id/reference-components/zaakregistratiecomponent')).toBe(
    'zaakregistratiecomponent',
  );
  expect(referenceSlugIn('https://register.example.nl/id/standards/zaken-api')).toBeUndefined();
});
