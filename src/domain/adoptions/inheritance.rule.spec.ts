import { describe, expect, test } from '@jest/globals';
import { AdoptionStatus } from './adoption.statuses.js';
import { ExplainReason } from './adoptions.enums.js';
import { inheritanceOf, type Legacy } from './inheritance.rule.js';

const ON = '2027-01-01';
const legacy = (more: Partial<Legacy> = {}): Legacy => ({
  name: 'De Bilt',
  status: AdoptionStatus.APPLIED,
  versionId: null,
  plannedFor: null,
  explainReason: null,
  motivation: null,
  reviewOn: null,
  isConfidential: false,
  reason: null,
  confidence: 'SEEN',
  ...more,
});
const { PLANNED, APPLIED, UNKNOWN, NOT_APPLICABLE, EXPLAINED, PHASED_OUT } = AdoptionStatus;

describe('What a municipality takes over', () => {
  test.each([PLANNED, APPLIED, NOT_APPLICABLE, PHASED_OUT])('is %s when all predecessors are', (status) => {
    const taken = inheritanceOf([legacy({ status }), legacy({ status })], ON);
    expect(taken).toMatchObject({ status, confirmBy: '2027-07-01' });
  });

  test('is unknown when one of them is something else, and nothing else of it is kept', () => {
    const said = { versionId: 'ver_1', plannedFor: '2028-01-01', reason: 'Omdat', isConfidential: true };
    const taken = inheritanceOf([legacy(said), legacy(said), legacy({ ...said, status: PLANNED })], ON);
    expect(taken).toEqual({
      ...{ status: UNKNOWN, confirmBy: null, versionId: null, plannedFor: null, reason: null, confidence: 'SEEN' },
      ...{ explainReason: null, motivation: null, reviewOn: null, isConfidential: false },
    });
  });

  test('names the version that is common, and none when one of them does not know or has another', () => {
    const versions = (...ids: (string | null)[]) =>
      inheritanceOf(
        ids.map((versionId) => legacy({ versionId })),
        ON,
      ).versionId;
    expect(versions('ver_1', 'ver_1')).toBe('ver_1');
    expect(versions('ver_1', 'ver_2')).toBeNull();
    expect(versions('ver_1', null)).toBeNull();
  });

  test('is planned for when the last of them is ready', () => {
    const planned = (plannedFor: string | null) => legacy({ status: PLANNED, plannedFor });
    expect(inheritanceOf([planned('2027-05-01'), planned('2027-03-01')], ON).plannedFor).toBe('2027-05-01');
    const started = (plannedFor: string | null) => legacy({ status: AdoptionStatus.IMPLEMENTING, plannedFor });
    expect(inheritanceOf([started('2027-05-01'), started(null)], ON).plannedFor).toBeNull();
  });

  test('is as sure as the least sure of them', () => {
    const sure = (...all: string[]) =>
      inheritanceOf(
        all.map((confidence) => legacy({ confidence })),
        ON,
      ).confidence;
    expect(sure('SEEN', 'SEEN')).toBe('SEEN');
    expect(sure('SEEN', 'INFERRED')).toBe('INFERRED');
    expect(sure('SEEN', 'RECALLED', 'INFERRED')).toBe('RECALLED');
  });

  test('has the motivation for what does not apply: once when they agree, else each under its name', () => {
    const does = (name: string, reason: string | null) => legacy({ name, status: NOT_APPLICABLE, reason });
    expect(inheritanceOf([does('A', 'Geen haven.'), does('B', 'Geen haven.')], ON).reason).toBe('Geen haven.');
    expect(inheritanceOf([does('A', 'Geen haven.'), does('B', 'Geen kust.')], ON).reason).toBe(
      'A: Geen haven.\n\nB: Geen kust.',
    );
    expect(inheritanceOf([does('A', null)], ON).reason).toBeNull();
  });

  test('has what explains it until the first review, and is confidential when one of them is', () => {
    const explained = (name: string, more: Partial<Legacy>) =>
      legacy({ name, status: EXPLAINED, explainReason: ExplainReason.COSTS, motivation: 'Te duur.', ...more });
    const same = [explained('A', { reviewOn: '2027-09-01' }), explained('B', { reviewOn: '2027-10-01' })];
    expect(inheritanceOf(same, ON)).toMatchObject({
      ...{ explainReason: 'COSTS', motivation: 'Te duur.', reviewOn: '2027-09-01', isConfidential: false },
      confirmBy: '2027-07-01',
    });
    const other = explained('C', {
      ...{
        explainReason: ExplainReason.IN_PROGRESS,
        motivation: 'Bezig.',
        reviewOn: '2027-02-01',
        isConfidential: true,
      },
    });
    expect(inheritanceOf([...same, other], ON)).toMatchObject({
      ...{ explainReason: 'OTHER', reviewOn: '2027-02-01', isConfidential: true, confirmBy: '2027-02-01' },
      motivation: 'A: Te duur.\n\nB: Te duur.\n\nC: Bezig.',
    });
  });
});
