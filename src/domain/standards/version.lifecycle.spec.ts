import { describe, expect, test } from '@jest/globals';
import { canMove, Lifecycle, lifecycleOfStandard, STANDARD_ORDER, TRANSITIONS } from './version.lifecycle.js';

const stages = Object.values(Lifecycle);
const allowed = new Set([
  'IN_DEVELOPMENT>CONSULTATION',
  'IN_DEVELOPMENT>CANDIDATE',
  'IN_DEVELOPMENT>IN_USE',
  'IN_DEVELOPMENT>END_OF_SUPPORT',
  'IN_DEVELOPMENT>WITHDRAWN',
  'CONSULTATION>CANDIDATE',
  'CANDIDATE>IN_USE',
  'CANDIDATE>IN_DEVELOPMENT',
  'CANDIDATE>VOID',
  'IN_USE>END_OF_SUPPORT',
  'IN_USE>VOID',
  'END_OF_SUPPORT>WITHDRAWN',
]);

describe('The lifecycle of a version', () => {
  test.each(stages.flatMap((from) => stages.map((to) => [from, to] as const)))('%s to %s is decided', (from, to) => {
    expect(canMove(from, to)).toBe(allowed.has(`${from}>${to}`));
  });

  test('every stage can be reached from the drawing board', () => {
    const reached = new Set<Lifecycle>([Lifecycle.IN_DEVELOPMENT]);
    for (const stage of reached) for (const next of TRANSITIONS[stage]) reached.add(next);
    expect([...reached].sort()).toEqual([...stages].sort());
  });
});

describe('The lifecycle of a standard', () => {
  test('ranks every stage once', () => expect([...STANDARD_ORDER].sort()).toEqual([...stages].sort()));
  test('is in use as soon as one version is', () =>
    expect(lifecycleOfStandard([Lifecycle.WITHDRAWN, Lifecycle.IN_USE, Lifecycle.IN_DEVELOPMENT])).toBe(
      Lifecycle.IN_USE,
    ));
  test('looks forward before it looks back', () =>
    expect(lifecycleOfStandard([Lifecycle.END_OF_SUPPORT, Lifecycle.CANDIDATE])).toBe(Lifecycle.CANDIDATE));
  test('is in development without any version', () => expect(lifecycleOfStandard([])).toBe(Lifecycle.IN_DEVELOPMENT));
});
