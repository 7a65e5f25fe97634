import { beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { projectRoot } from '../../../platform/config/project-root.js';
import { Confidence } from '../../../domain/organisations/provenance.js';
import { StandardKind } from '../../../domain/standards/standards.enums.js';
import { ProposalKind } from '../../../domain/governance/governance.enums.js';
import { type Catalogue } from './catalogue.schema.js';
import { checkCriteria } from './check-criteria.js';
import { type CriterionRecord } from './criteria.schema.js';
import { type CatalogueFaults } from './faults.js';
import { criteriaOddities } from './oddities-of-criteria.js';
import { parseCatalogue, readFiles } from './read-catalogue.js';

const { PHASE_OUT, NEW_STANDARD } = ProposalKind;
let texts: ReadonlyMap<string, string>;
let catalogue: Catalogue;
beforeAll(async () => {
  ({ texts } = await readFiles(join(projectRoot, 'data')));
  catalogue = parseCatalogue(texts);
});
const changed = (code: string, values: Partial<CriterionRecord>): Catalogue => ({
  ...catalogue,
  criteria: catalogue.criteria.map((each) => (each.code === code ? { ...each, ...values } : each)),
});
const faultsOf = (given: Catalogue) => checkCriteria(given).map(({ record, message }) => `${record}: ${message}`);

describe('The criteria that come with the register', () => {
  test('are the four of the Forum, for every standard, and those of VNG for an interface', () => {
    expect(faultsOf(catalogue)).toEqual([]);
    const of = (prefix: string) => catalogue.criteria.filter(({ code }) => code.startsWith(prefix));
    expect(of('FORUM-').map(({ code, standards, mandatory }) => [code, standards, mandatory])).toEqual([
      ['FORUM-OPEN-PROCES', undefined, true],
      ['FORUM-TOEGEVOEGDE-WAARDE', undefined, true],
      ['FORUM-DRAAGVLAK', undefined, true],
      ['FORUM-BEVORDERT-ADOPTIE', undefined, true],
    ]);
    expect(of('VNG-')).toHaveLength(8);
    for (const { standards } of of('VNG-')) expect(standards).toEqual([StandardKind.INTERFACE]);
    expect(catalogue.criteria).toHaveLength(12);
  });

  test('are each there once, for kinds that are each named once', () => {
    const [first] = catalogue.criteria;
    expect(faultsOf({ ...catalogue, criteria: [...catalogue.criteria, first!] })).toEqual([
      'FORUM-OPEN-PROCES: is there twice',
    ]);
    expect(faultsOf(changed('FORUM-DRAAGVLAK', { proposals: [PHASE_OUT, PHASE_OUT] }))).toEqual([
      'FORUM-DRAAGVLAK, proposals PHASE_OUT: is there twice',
    ]);
    const standards = [StandardKind.INTERFACE, StandardKind.INTERFACE];
    expect(faultsOf(changed('VNG-BEHEER', { standards }))).toEqual(['VNG-BEHEER, standards INTERFACE: is there twice']);
  });

  test('are refused with a word that is none of the register, a code that is none, or no kind at all', () => {
    const refusalOf = (from: string, to: string) => {
      const text = texts.get('criteria.yaml') ?? '';
      expect(text).toContain(from);
      try {
        parseCatalogue(new Map([...texts, ['criteria.yaml', text.replace(from, to)]]));
      } catch (error) {
        return (error as CatalogueFaults).faults.map(({ record, field }) => [record, field].filter(Boolean).join(': '));
      }
      return [];
    };
    expect(refusalOf('code: VNG-BEHEER', 'code: vng beheer')).toEqual(['vng beheer: code']);
    expect(refusalOf('proposals: [NEW_STANDARD', 'proposals: [NIEUW')).toEqual(['FORUM-OPEN-PROCES, proposals 1']);
    expect(refusalOf('standards: [INTERFACE]', 'standards: []')).toEqual(['VNG-ARCHITECTUUR: standards']);
    expect(refusalOf('mandatory: true', 'mandatory: misschien')).toEqual(['FORUM-OPEN-PROCES: mandatory']);
  });

  test('are reported as odd when nobody has seen them, and when a proposal could pass unjudged', () => {
    const oddities = (given: Catalogue, on = '2026-11-22') =>
      criteriaOddities(given, on).map(({ kind, subject }) => `${kind} ${subject}`);
    const unseen = ['OPEN-PROCES', 'TOEGEVOEGDE-WAARDE', 'DRAAGVLAK', 'BEVORDERT-ADOPTIE'].map(
      (code) => `CRITERION_NOT_SEEN FORUM-${code}`,
    );
    expect(oddities(catalogue)).toEqual(unseen);
    expect(oddities(changed('FORUM-DRAAGVLAK', { confidence: Confidence.SEEN }))).toHaveLength(3);
    const criteria = catalogue.criteria.map((each) =>
      each.code.startsWith('FORUM-') ? { ...each, proposals: [NEW_STANDARD], askedUntil: '2027-01-01' } : each,
    );
    const without = ['NEW_VERSION', 'SCOPE_CHANGE', 'BINDING_CHANGE', 'PHASE_OUT'];
    expect(oddities({ ...catalogue, criteria })).toEqual([
      ...unseen,
      ...without.map((kind) => `PROPOSAL_WITHOUT_CRITERION ${kind}`),
    ]);
    expect(oddities({ ...catalogue, criteria }, '2027-01-01')).toContain('PROPOSAL_WITHOUT_CRITERION NEW_STANDARD');
  });
});
