import { beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { projectRoot } from '../../../platform/config/project-root.js';
import { Confidence } from '../../../domain/organisations/provenance.js';
import { type Catalogue } from './catalogue.schema.js';
import { checkGibit } from './check-gibit.js';
import { gibitFile, type NormRecord, type NormSetRecord, type TermsRecord } from './gibit.schema.js';
import { gibitOddities } from './oddities-of-gibit.js';
import { parseCatalogue, readFiles } from './read-catalogue.js';

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = parseCatalogue((await readFiles(join(projectRoot, 'data'))).texts);
});

const faultsWith = (more: Partial<Pick<Catalogue, 'terms' | 'normSets'>>) =>
  checkGibit({ ...catalogue, ...more }).map(({ file, record, field, message }) =>
    [file, record, field, message].filter(Boolean).join(': '),
  );
const setsWith = (edition: string, values: Partial<NormSetRecord>) => ({
  normSets: catalogue.normSets.map((set) => (set.edition === edition ? { ...set, ...values } : set)),
});
const normsWith = (code: string, values: Partial<NormRecord>) => {
  const { norms } = catalogue.normSets.find(({ edition }) => edition === '2024-1')!;
  return setsWith('2024-1', { norms: norms.map((norm) => (norm.code === code ? { ...norm, ...values } : norm)) });
};
const termsWith = (edition: string, values: Partial<TermsRecord>) => ({
  terms: catalogue.terms.map((each) => (each.edition === edition ? { ...each, ...values } : each)),
});

describe('The terms and norms of GIBIT', () => {
  test('of the files that come with the register hold together', () => {
    expect(faultsWith({})).toEqual([]);
    expect(catalogue.terms.map(({ edition }) => edition)).toEqual(['2016', '2020', '2023']);
    expect(catalogue.normSets.map(({ edition, norms }) => [edition, norms.length])).toEqual([
      ['2017-1', 30],
      ['2017-2', 32],
      ['2020-2', 40],
      ['2021-1', 44],
      ['2024-1', 58],
    ]);
  });

  test('were seen in a source in one set alone, and never in part of an older one', () => {
    const seen = catalogue.normSets.map(
      ({ norms }) => norms.filter(({ confidence }) => confidence === Confidence.SEEN).length,
    );
    expect(seen).toEqual([0, 0, 0, 0, 13]);
  });

  test.each<[string, () => Partial<Pick<Catalogue, 'terms' | 'normSets'>>, string[]]>([
    [
      'terms that end before they begin',
      () => termsWith('2020', { inForceTo: '2020-10-26' }),
      ['2020: inForceTo: is not after inForceFrom'],
    ],
    [
      'a rule of an article that is not there',
      () => termsWith('2023', { rules: [{ number: '99.1', article: '99', nl: 'Iets' }] }),
      ['2023, rules 99.1: article: 99 is not an article of 2023'],
    ],
    [
      'a set for terms that are not there',
      () => setsWith('2024-1', { appliesTo: [{ terms: '2024', from: '2024-07-22' }], norms: [] }),
      ['2024-1: appliesTo: 2024 is not in the catalogue'],
    ],
    [
      'a set that binds contracts under terms that were still to come',
      () => setsWith('2021-1', { appliesTo: [{ terms: '2020', from: '2020-01-01' }], norms: [] }),
      ['2021-1: appliesTo: binds contracts under 2020 before these terms were there'],
    ],
    [
      'a norm twice',
      () => {
        const { norms } = catalogue.normSets[4]!;
        return setsWith('2024-1', { norms: [...norms, norms[0]!] });
      },
      ['2024-1, norms ARC-01: is there twice'],
    ],
    [
      'a standard that is not there',
      () => normsWith('INT-05', { standards: [{ standard: 'iwmoo' }] }),
      ['2024-1, norms INT-05: standards: iwmoo is not in the catalogue'],
    ],
    [
      'a version that is not there',
      () => normsWith('TOE-02', { standards: [{ standard: 'wcag', from: '2.1', to: '3.0' }] }),
      ['2024-1, norms TOE-02: standards: 3.0 is not a version of wcag'],
    ],
    [
      'a range of versions the wrong way round',
      () => normsWith('TOE-02', { standards: [{ standard: 'wcag', from: '2.2', to: '2.1' }] }),
      ['2024-1, norms TOE-02: standards: 2.2 comes after 2.1 among the versions of wcag'],
    ],
    [
      'a reference component that is not there',
      () => normsWith('INT-09', { components: ['servicebus'] }),
      ['2024-1, norms INT-09: components: servicebus is not in the catalogue'],
    ],
    [
      'an article that is not there, and terms that the set is not for',
      () => normsWith('DOC-01', { articles: { '2023': ['8', '37'], '2016': ['11'] } }),
      [
        '2024-1, norms DOC-01: articles: the set does not apply to the terms of 2016',
        '2024-1, norms DOC-01: articles: 37 is not an article of the terms of 2023',
      ],
    ],
  ])('are refused by name with %s', (_, altered, faults) => {
    expect(faultsWith(altered())).toEqual(faults.map((fault) => `gibit.yaml: ${fault}`));
  });

  test('are named by set and code when they cannot be read', async () => {
    const { texts } = await readFiles(join(projectRoot, 'data'));
    const [start, end] = texts.get('gibit.yaml')!.split('code: INT-04');
    const altered = end!.replace('condition: REQUIRED_OF_COMPONENT', 'condition: SOMETIMES');
    const files = new Map(texts).set('gibit.yaml', `${start}code: INT-04${altered}`);
    expect(() => parseCatalogue(files)).toThrow(/gibit\.yaml: 2017-1, norms INT-04: condition: /);
  });

  test('ask of products with a characteristic only where that is the condition', () => {
    const norm = { code: 'INT-01', nl: 'Iets', theme: 'INTEROPERABILITY', source: 'bron', confidence: 'SEEN' };
    const set = { edition: '2030-1', inForceFrom: '2030-01-01', appliesTo: [{ terms: '2023', from: '2030-01-01' }] };
    const parse = (values: object) =>
      gibitFile
        .safeParse({
          terms: [],
          sets: [{ ...set, source: 'bron', confidence: 'SEEN', norms: [{ ...norm, ...values }] }],
        })
        .error?.issues.map(({ path, message }) => [path.at(-1), message]);
    expect(parse({ condition: 'ALWAYS' })).toBeUndefined();
    expect(parse({ condition: 'ALWAYS', characteristic: 'API' })).toEqual([
      ['characteristic', 'is named where it is the condition, and only there'],
    ]);
    expect(parse({ condition: 'REFERENCE_COMPONENT' })).toEqual([
      ['components', 'are named where they are the condition, and only there'],
    ]);
  });
});

describe('Odd about GIBIT', () => {
  const odd = (kind: string) =>
    gibitOddities(catalogue)
      .filter((each) => each.kind === kind)
      .map(({ subject, explanation }) => `${subject}: ${explanation}`);

  test('are the days on which terms were in force without norms', () => {
    expect(odd('TERMS_WITHOUT_NORMS')).toEqual([
      'gibit 2016: in force from 2016-12-08; no set of norms applies before 2017-02-01',
      'gibit 2020: in force from 2020-10-26; no set of norms applies before 2021-03-17',
      'gibit 2023: in force from 2023-12-05; no set of norms applies before 2024-07-22',
    ]);
  });

  test('is the set of 2020 before the second', () => {
    expect(odd('SET_BEFORE_IT_UNKNOWN')).toEqual(['2020-2: nothing is known of 2020-1']);
  });

  test('are standards that two norms of a set ask for, and norms that ask for none', () => {
    expect(odd('STANDARD_IN_TWO_NORMS')).toEqual([
      '2024-1 digikoppeling: INT-04 and INF-01',
      ...['digikoppeling-wus', 'digikoppeling-ebms2', 'digikoppeling-grote-berichten', 'digikoppeling-rest-api'].map(
        (slug) => `2024-1 ${slug}: INT-04 and INF-01`,
      ),
      '2024-1 mdto: ARV-02 and MET-02',
      '2024-1 tmlo: ARV-03 and MET-01',
    ]);
    expect(odd('NORM_WITHOUT_STANDARD')).toHaveLength(5);
  });

  test('are norms whose standard had ended, or was still to come, when the set began', () => {
    const found = odd('NORM_WITHOUT_VERSION_IN_USE');
    expect(found).toContain('2024-1 ARV-03: no version of tmlo was in use on 2024-07-22, as far as is known');
    expect(found.some((each) => each.startsWith('2024-1 SEC-01'))).toBe(false);
  });
});
