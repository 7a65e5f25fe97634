import { beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { projectRoot } from '../../../platform/config/project-root.js';
import { type Catalogue } from './catalogue.schema.js';
import { checkProgrammes } from './check-programmes.js';
import { type ProgrammeRecord, type ProjectRecord } from './programmes.schema.js';
import { parseCatalogue, readFiles } from './read-catalogue.js';

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = parseCatalogue((await readFiles(join(projectRoot, 'data'))).texts);
});
const faultsOf = (programmes: ProgrammeRecord[]) =>
  checkProgrammes({ ...catalogue, programmes }).map(({ record, field, message }) =>
    [record, field, message].filter(Boolean).join(': '),
  );
const withProgramme = (slug: string, values: Partial<ProgrammeRecord>) =>
  faultsOf(catalogue.programmes.map((each) => (each.slug === slug ? { ...each, ...values } : each)));
const withProject = (values: Partial<ProjectRecord>) =>
  faultsOf(
    catalogue.programmes.map((programme) => ({
      ...programme,
      projects: programme.projects.map((each) => (each.slug === 'zgw' ? { ...each, ...values } : each)),
    })),
  );

describe('The programmes that come with the register', () => {
  test('hold together', () => {
    expect(faultsOf(catalogue.programmes)).toEqual([]);
    expect(catalogue.programmes.flatMap(({ projects }) => projects)).toHaveLength(17);
  });

  test('are each there once, and so are their projects', () => {
    const [first] = catalogue.programmes;
    expect(faultsOf([...catalogue.programmes, first!])).toEqual([
      'ggu-plan-2018: is there twice',
      'digitale-identiteit: is there twice',
    ]);
  });

  test('end after they begin, stand behind what they work out, and rest on a decision that is there', () => {
    expect(withProgramme('ggu-plan-2018', { to: '2018-01-01' })).toEqual(['ggu-plan-2018: to: is not after from']);
    expect(withProgramme('ggu-plan-2018', { partOf: 'ggu-plan-2020' })).toEqual([
      'ggu-plan-2018: partOf: ggu-plan-2020 is no programme that stands before it',
    ]);
    expect(withProgramme('ggu-plan-2018', { decision: 'geen' })).toEqual([
      'ggu-plan-2018: decision: geen is not in the catalogue',
    ]);
  });

  test('have projects with years that rise, and things that are there, each once', () => {
    expect(withProject({ years: [2019, 2019] })).toEqual(['zgw: years: do not rise']);
    expect(withProject({ standards: ['geen'] })).toEqual(['zgw: standards: geen is not in the catalogue']);
    expect(withProject({ components: ['open-zaak', 'open-zaak'] })).toEqual([
      'zgw, components open-zaak: is there twice',
    ]);
    expect(withProject({ decisions: ['geen'] })).toEqual(['zgw: decisions: geen is not in the catalogue']);
  });
});
