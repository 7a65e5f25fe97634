import { beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { projectRoot } from '../../../platform/config/project-root.js';
import { type Catalogue } from './catalogue.schema.js';
import { checkCommonGround } from './check-common-ground.js';
import { adoptionRow, commonGroundFile, involvementRow } from './common-ground.schema.js';
import { parseCatalogue, readFiles } from './read-catalogue.js';

const SOURCED = { source: 'bron', confidence: 'SEEN' };
const adoption = (values: Record<string, string>) =>
  adoptionRow.parse({ version: '', from: '', not_before: '', note: '', status: 'APPLIED', ...SOURCED, ...values });
const involvement = (values: Record<string, string>) =>
  involvementRow.parse({ role: 'OWNER', from: '', not_before: '', until: '', note: '', ...SOURCED, ...values });

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = parseCatalogue((await readFiles(join(projectRoot, 'data'))).texts);
});
const faultsWith = (more: Partial<Pick<Catalogue, 'adoptions' | 'involvements' | 'commonGround'>>) =>
  checkCommonGround({
    ...catalogue,
    ...more,
    adoptions: [...catalogue.adoptions, ...(more.adoptions ?? [])],
    involvements: [...catalogue.involvements, ...(more.involvements ?? [])],
  }).map(({ file, record, field, message }) => [file, record, field, message].filter(Boolean).join(': '));

describe('Facts of adoption and involvement', () => {
  test('of the files that come with the register hold together', () => {
    expect(faultsWith({})).toEqual([]);
    const { commonGround, involvements, adoptions } = catalogue;
    expect(commonGround).toHaveLength(49);
    expect(commonGround.flatMap(({ supports }) => supports)).toHaveLength(93);
    expect([involvements.length, adoptions.length]).toEqual([63, 5]);
  });

  test.each([
    [{ municipality: 'GM9999', standard: 'gibit' }, 'GM9999 gibit: municipality: GM9999 is not in the catalogue'],
    [{ municipality: 'GM0363', standard: 'gobit' }, 'GM0363 gobit: standard: gobit is not in the catalogue'],
    [
      { municipality: 'GM0363', standard: 'gibit', version: '1999' },
      'GM0363 gibit: version: 1999 is not a version of gibit',
    ],
    [
      { municipality: 'GM0003', standard: 'gibit', from: '2024-01-01' },
      'GM0003 gibit: from: GM0003 does not exist on that day',
    ],
    [{ municipality: 'GM1842', standard: 'gibit', from: '2017-07-01' }, 'GM1842 gibit: is there twice'],
  ])('are refused by name when they cannot be: %j', (values, fault) => {
    expect(faultsWith({ adoptions: [adoption(values)] })).toEqual([`adoptions.csv: ${fault}`]);
  });

  test.each([
    [
      { municipality: 'GM0363', component: 'open-doos' },
      'GM0363 open-doos OWNER: component: open-doos is not in the catalogue',
    ],
    [
      { municipality: 'GM0363', component: 'open-zaak', from: '2024-01-01', until: '2024-01-01' },
      'GM0363 open-zaak OWNER: until: is not after the first day',
    ],
    [{ municipality: 'GM0363', component: 'open-zaak', role: 'USER' }, 'GM0363 open-zaak USER: is there twice'],
  ])('are refused by name when nobody can be that: %j', (values, fault) => {
    expect(faultsWith({ involvements: [involvement(values)] })).toEqual([`component-involvements.csv: ${fault}`]);
  });

  test('are no plans and no explanations: those a municipality reports itself', () => {
    for (const status of ['PLANNED', 'EXPLAINED', 'NOT_APPLICABLE', 'UNKNOWN']) {
      expect(() => adoption({ municipality: 'GM0363', standard: 'gibit', status })).toThrow('status');
    }
  });
});

describe('A component of Common Ground', () => {
  const altered = (values: object) =>
    faultsWith({ commonGround: catalogue.commonGround.map((c) => (c.slug === 'kiss' ? { ...c, ...values } : c)) });

  test('is no part of itself, nor of what is not there', () => {
    expect(altered({ parts: ['kiss', 'koss'] })).toEqual([
      'common-ground-components.yaml: kiss: parts: koss is not in the catalogue',
      'common-ground-components.yaml: kiss: parts: is no part of itself',
    ]);
  });

  test('speaks versions that there are, each once', () => {
    const { supports } = catalogue.commonGround.find(({ slug }) => slug === 'brp-api-personen')!;
    expect(altered({ supports: [...supports, ...supports] })).toEqual([
      'common-ground-components.yaml: kiss brp-personen-bevragen-api 2.7.0 UNSPECIFIED: is there twice',
    ]);
    expect(altered({ supports: [{ ...supports[0]!, version: '99' }] })).toEqual([
      'common-ground-components.yaml: kiss: version: 99 is not a version of brp-personen-bevragen-api',
    ]);
  });

  test('has a licence that SPDX can read', () => {
    const [component] = catalogue.commonGround;
    for (const licence of ['EUPL-1.2', 'EUPL-1.2 AND CC0-1.0', 'NOASSERTION']) {
      expect(commonGroundFile.safeParse({ components: [{ ...component, licence }] }).success).toBe(true);
    }
    for (const licence of ['', 'EUPL 1.2', 'MIT, zo te zien']) {
      expect(commonGroundFile.safeParse({ components: [{ ...component, licence }] }).success).toBe(false);
    }
  });
});
