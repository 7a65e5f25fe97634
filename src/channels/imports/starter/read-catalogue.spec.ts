import { beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { projectRoot } from '../../../platform/config/project-root.js';
import { CatalogueFaults } from './faults.js';
import { parseCatalogue, readFiles } from './read-catalogue.js';

let texts: ReadonlyMap<string, string>;
beforeAll(async () => {
  ({ texts } = await readFiles(join(projectRoot, 'data')));
});

/** The files that come with the register, with some text in one of them replaced. */
function altered(file: string, find: string, replacement: string): Map<string, string> {
  const before = texts.get(file) ?? '';
  expect(before).toContain(find);
  return new Map([...texts, [file, before.replace(find, replacement)]]);
}
function faultsIn(files: ReadonlyMap<string, string>): string[] {
  try {
    parseCatalogue(files);
  } catch (error) {
    if (!(error instanceof CatalogueFaults)) throw error;
    return error.faults.map(({ file, record, field, message }) =>
      [file, record, field, message].filter(Boolean).join(': '),
    );
  }
  return [];
}
const ZGW = 'standards/zaakgericht-werken.yaml';

describe('the files that come with the register', () => {
  test('are understood as a whole', () => {
    const catalogue = parseCatalogue(texts);
    expect(catalogue.standards).toHaveLength(140);
    expect(catalogue.standards.flatMap(({ versions }) => versions)).toHaveLength(372);
    expect(catalogue.municipalities).toHaveLength(360);
    expect(catalogue.successions).toHaveLength(21);
  });

  test.each([
    [2019, 355],
    [2020, 355],
    [2021, 352],
    [2022, 345],
    [2023, 342],
    [2024, 342],
    [2025, 342],
    [2026, 342],
  ])('know the municipalities of 1 January %i: %i', (year, count) => {
    const on = `${year}-01-01`;
    const existing = parseCatalogue(texts).municipalities.filter(
      ({ exists_from, exists_until }) => (exists_from ?? '') <= on && (exists_until ?? '9999') > on,
    );
    expect(existing).toHaveLength(count);
  });

  test('keep every known first day of a phase on or after the publication of its version, but for what is reported', () => {
    const early = parseCatalogue(texts).standards.flatMap(({ slug, versions }) =>
      versions
        .filter(({ publishedOn, phases }) => phases.some(({ from }) => from && publishedOn && from < publishedOn))
        .map(({ label }) => `${slug} ${label}`),
    );
    expect(early).toEqual(['gibit 2023']);
  });

  test('give every standard its labels in an order of their own, from 1 without gaps', () => {
    for (const { versions } of parseCatalogue(texts).standards) {
      expect(versions.map(({ position }) => position)).toEqual(versions.map((_, i) => i + 1));
    }
  });
});

describe('a fault is named by file, record and field:', () => {
  test.each([
    [
      'a day that is none',
      ZGW,
      'publishedOn: 2019-11-18',
      'publishedOn: 2019-02-30',
      `${ZGW}: autorisaties-api, versions 1.0.0: publishedOn: a day such as 2021-04-01`,
    ],
    [
      'a field that nobody knows',
      ZGW,
      'kind: INTERFACE',
      'colour: red\n    kind: INTERFACE',
      `${ZGW}: autorisaties-api: Unrecognized key: "colour"`,
    ],
    [
      'a steward that is not there',
      ZGW,
      'steward: vng-realisatie',
      'steward: vng-realisaties',
      `${ZGW}: autorisaties-api: steward: vng-realisaties is not in the catalogue`,
    ],
    [
      'a label that is there twice',
      ZGW,
      "label: '1.1.0'",
      "label: '1.0.0'",
      `${ZGW}: autorisaties-api, versions 1.0.0: is there twice`,
    ],
    [
      'a relation to nothing',
      ZGW,
      'standard: zgw-apis',
      'standard: zgw-api',
      `${ZGW}: autorisaties-api: relations: zgw-api is not in the catalogue`,
    ],
    [
      'a decision that is not there',
      'standards/inkoop-en-financien.yaml',
      'decision: gibit-2016',
      'decision: gibit-2017',
      'standards/inkoop-en-financien.yaml: gibit, versions 2016: phases.decision: gibit-2017 is not in the catalogue',
    ],
    [
      'phases in the wrong order',
      'standards/inkoop-en-financien.yaml',
      'lifecycle: END_OF_SUPPORT, notBefore: 2020-10-26',
      'lifecycle: END_OF_SUPPORT, notBefore: 2016-10-26',
      'standards/inkoop-en-financien.yaml: gibit, versions 2016: phases: END_OF_SUPPORT does not begin after IN_USE',
    ],
    ['a province that is none', 'municipalities.csv', 'GRONINGEN', 'GRUNNEN', 'municipalities.csv: line 2: province: '],
    [
      'inhabitants of nowhere',
      'municipality-populations.csv',
      'GM0003',
      'GM9999',
      'municipality-populations.csv: GM9999 2020: code: GM9999 is not in the catalogue',
    ],
    [
      'YAML that breaks off',
      'decisions.yaml',
      'title: Vaststelling van de BIO2, versie 1.2',
      "title: 'Vaststelling van de BIO2, versie 1.2",
      'decisions.yaml: line ',
    ],
  ])('%s', (_, file, find, replacement, expected) => {
    const faults = faultsIn(altered(file, find, replacement));
    expect(faults.some((fault) => fault.startsWith(expected))).toBe(true);
  });

  test('all at once, whatever file they are in', () => {
    const files = altered(ZGW, 'publishedOn: 2019-11-18', 'publishedOn: vorig jaar');
    files.set('organisations.yaml', (files.get('organisations.yaml') ?? '').replace('kind: BODY', 'kind: CLUB'));
    files.delete('synonyms.csv');
    files.set('standaarden.yaml', 'standards: []');
    const faults = faultsIn(files);
    for (const expected of [
      `${ZGW}: autorisaties-api, versions 1.0.0: publishedOn: `,
      'organisations.yaml: ibd: kind: ',
      'synonyms.csv: is missing',
      'standaarden.yaml: is not a file of the catalogue',
    ]) {
      expect(faults.filter((fault) => fault.startsWith(expected))).toHaveLength(1);
    }
    expect(faults).toHaveLength(4);
  });
});
