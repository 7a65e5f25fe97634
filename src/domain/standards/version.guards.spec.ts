import { describe, expect, test } from '@jest/globals';
import { type Facts, missingFor, whyNotAnnounce, whyNotInstead, whyNotMove } from './version.guards.js';
import { canMove, FIRST_STAGES, illegalSteps, Lifecycle, stageOn } from './version.lifecycle.js';

const stages = Object.values(Lifecycle);
const today = '2026-06-01';
const held = (...list: [Lifecycle, string][]) => list.map(([lifecycle, from]) => ({ lifecycle, from }));
const { IN_DEVELOPMENT, CONSULTATION, CANDIDATE, IN_USE, END_OF_SUPPORT, WITHDRAWN, VOID } = Lifecycle;

describe('A step of a version', () => {
  test.each(stages.flatMap((from) => stages.map((to) => [from, to] as const)))('%s to %s is decided', (from, to) => {
    const refused = whyNotMove(held([from, '2026-01-01']), { to, on: today, today });
    expect(refused === undefined).toBe(canMove(from, to));
    if (refused) expect(refused).toMatchObject({ field: 'to', from, to, missing: [] });
  });

  test.each(stages)('a draft is announced as %s, or it is refused', (to) => {
    expect(whyNotAnnounce({ to, on: today, today }) === undefined).toBe(FIRST_STAGES.includes(to));
  });

  test('is dated on or after the first day of the stage it is in', () => {
    const now = held([CANDIDATE, '2025-01-01'], [IN_USE, '2026-03-01']);
    expect(whyNotMove(now, { to: END_OF_SUPPORT, on: '2026-02-28', today })).toMatchObject({
      field: 'on',
      missing: ['a day not before 2026-03-01'],
    });
    expect(whyNotMove(now, { to: END_OF_SUPPORT, on: '2026-03-02', today })).toBeUndefined();
  });

  test('leaves no stage of the past without a day when what is left would be no step', () => {
    const now = held([CANDIDATE, '2025-01-01'], [IN_USE, '2026-03-01']);
    expect(whyNotMove(now, { to: END_OF_SUPPORT, on: '2026-03-01', today })).toMatchObject({
      ...{ field: 'on', from: IN_USE, to: END_OF_SUPPORT },
      missing: ['a day after 2026-03-01'],
    });
    expect(whyNotMove(now, { to: VOID, on: '2026-03-01', today })).toBeUndefined();
    const first = held([IN_USE, '2026-03-01']);
    expect(whyNotMove(first, { to: END_OF_SUPPORT, on: '2026-03-01', today })).toBeUndefined();
  });

  test('fits between the stages that are planned', () => {
    const planned = held([CANDIDATE, '2025-01-01'], [IN_USE, '2027-01-01']);
    expect(whyNotMove(planned, { to: IN_DEVELOPMENT, on: today, today })).toBeUndefined();
    expect(whyNotMove(planned, { to: VOID, on: today, today })).toMatchObject({ field: 'to', from: CANDIDATE });
    expect(whyNotMove(planned, { to: VOID, on: '2027-01-01', today })).toMatchObject({ field: 'on' });
    expect(whyNotMove(planned, { to: VOID, on: '2027-01-02', today })).toBeUndefined();
    expect(whyNotMove(planned, { to: CONSULTATION, on: '2027-01-02', today })).toMatchObject({ from: IN_USE });
  });

  test('back into development is announced for no day to come', () => {
    expect(whyNotAnnounce({ to: IN_DEVELOPMENT, on: '2026-06-02', today })).toMatchObject({ field: 'on' });
    expect(whyNotAnnounce({ to: CONSULTATION, on: '2026-06-02', today })).toBeUndefined();
  });
});

describe('The life of a version', () => {
  // Every life of at most four steps, of which each step is one that the machine does or does not know.
  test('holds no step that the state machine does not know, whatever its length', () => {
    const lives = (length: number): Lifecycle[][] =>
      length === 0 ? [[]] : lives(length - 1).flatMap((life) => stages.map((stage) => [...life, stage]));
    for (const life of lives(4)) {
      const dated = held(...life.map((stage, i): [Lifecycle, string] => [stage, `2020-01-0${i + 1}`]));
      const isLegal = life.every((stage, i) => i === 0 || life[i - 1] === stage || canMove(life[i - 1]!, stage));
      expect([life, illegalSteps(dated).length === 0]).toEqual([life, isLegal]);
    }
  });

  test('may have been odd already: only what is new is looked at', () => {
    const odd = held([WITHDRAWN, '2019-01-01'], [IN_USE, '2020-01-01']);
    const more = [...odd, { lifecycle: END_OF_SUPPORT, from: '2021-01-01' }];
    expect(whyNotInstead(odd, more)).toBeUndefined();
    expect(whyNotInstead(odd, [...more, { lifecycle: IN_USE, from: '2022-01-01' }])).toMatchObject({
      from: END_OF_SUPPORT,
      to: IN_USE,
    });
    expect(whyNotInstead(odd, held([VOID, '2018-01-01']))).toMatchObject({ to: VOID });
  });

  test('says the stage of each day', () => {
    const life = held([CANDIDATE, '2025-01-01'], [IN_USE, '2026-01-01']);
    expect(['2024-12-31', '2025-01-01', '2025-12-31', '2026-01-01'].map((on) => stageOn(life, on)?.lifecycle)).toEqual([
      ...[undefined, CANDIDATE, CANDIDATE, IN_USE],
    ]);
  });
});

describe('The guard of a stage', () => {
  const nothing: Facts = {
    ...{ on: today, publishedOn: null, hasNormativeArtifact: false, hasSuccessor: false, isWithoutSuccessor: false },
    ...{ reason: null, mandatory: [] },
  };
  const misses = (to: Lifecycle, facts: Partial<Facts> = {}) => missingFor(to, { ...nothing, ...facts });

  test('asks for a publication date and a normative artifact before use', () => {
    expect(misses(IN_USE)).toEqual(['a publication date', 'a normative artifact']);
    expect(misses(IN_USE, { publishedOn: '2026-06-02', hasNormativeArtifact: true })).toEqual([
      'a publication date not after 2026-06-01',
    ]);
    expect(misses(IN_USE, { publishedOn: today, hasNormativeArtifact: true })).toEqual([]);
  });
  test('asks at the end of support for a successor, or for the word that there is none', () => {
    expect(misses(END_OF_SUPPORT)).toHaveLength(1);
    expect(misses(END_OF_SUPPORT, { hasSuccessor: true })).toEqual([]);
    expect(misses(END_OF_SUPPORT, { isWithoutSuccessor: true })).toEqual([]);
  });
  test('asks of what is void a reason and a replacement, whatever is said', () => {
    expect(misses(VOID, { isWithoutSuccessor: true })).toEqual(['a reason', 'the version that takes its place']);
    expect(misses(VOID, { reason: 'Fout.', hasSuccessor: true })).toEqual([]);
  });
  test('keeps what is mandatory from being withdrawn', () => {
    expect(misses(WITHDRAWN, { mandatory: ['the obligation'] })).toEqual(['the end of the obligation']);
    expect(misses(WITHDRAWN)).toEqual([]);
  });
  test.each([IN_DEVELOPMENT, CONSULTATION, CANDIDATE])('asks nothing for %s', (to) => expect(misses(to)).toEqual([]));
});
