import { beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/database/id.js';
import { put } from '../support/builders.js';
import { day, NORM, Registrar } from './keeping.js';

describe('A transition of a version', () => {
  let registrar: Registrar;
  let standard: any;
  let count = 0;
  beforeAll(async () => {
    registrar = await Registrar.atWork();
    standard = await registrar.registers();
  });
  const label = () => `1.${count++}`;
  const draft = (more = {}) => registrar.drafts(standard.id, label(), more);
  const inUse = async (since = '2021-01-01') => {
    const { id } = await draft();
    return registrar.transits(id, 'IN_USE', since);
  };
  const tries = (versionId: string, to: string, on: string, more = {}) =>
    registrar.tries('transitionStandardVersion', { versionId, to, on, ...more });

  test('takes it through its whole life, also in one day', async () => {
    const { id } = await draft();
    for (const to of ['IN_DEVELOPMENT', 'CONSULTATION', 'CANDIDATE', 'IN_DEVELOPMENT', 'CANDIDATE', 'IN_USE']) {
      expect((await registrar.transits(id, to)).lifecycle).toBe(to);
    }
    const ended = await registrar.transits(id, 'END_OF_SUPPORT', day(1), { noSuccessor: true, reason: 'Verouderd.' });
    const last = await registrar.transits(id, 'WITHDRAWN', day(2));
    expect(ended.lifecycle).toBe('IN_USE');
    expect(last.phases.map((phase: any) => [phase.lifecycle, phase.period.from])).toEqual([
      ...[
        ['IN_USE', day()],
        ['END_OF_SUPPORT', day(1)],
        ['WITHDRAWN', day(2)],
      ],
    ]);
  });

  test('is refused where the state machine has no step, naming the steps there are', async () => {
    const { id } = await inUse();
    const { version, errors } = await tries(id, 'CANDIDATE', day());
    expect(version).toBeNull();
    expect(errors).toMatchObject([
      {
        ...{ __typename: 'IllegalTransitionError', path: ['input', 'to'], from: 'IN_USE', to: 'CANDIDATE' },
        ...{ allowed: ['END_OF_SUPPORT', 'VOID'], missing: [] },
      },
    ]);
  });

  test('to use asks for a publication date and a normative artifact, which can then be given', async () => {
    const { id } = await registrar.does('draftStandardVersion', {
      ...{ standardId: standard.id, label: label(), artifacts: [{ ...NORM, normative: false }] },
    });
    expect((await tries(id, 'IN_USE', day())).errors).toMatchObject([
      { path: ['input', 'to'], missing: ['a publication date', 'a normative artifact'] },
    ]);
    await registrar.does('describeStandardVersion', { versionId: id, publishedOn: day(), expectedRevision: 1 });
    const { errors } = await tries(id, 'IN_USE', day());
    expect(errors).toMatchObject([{ missing: ['a normative artifact'] }]);
    await registrar.does('addArtifact', { versionId: id, artifact: { ...NORM, url: 'https://example.org/norm' } });
    expect((await registrar.transits(id, 'IN_USE')).lifecycle).toBe('IN_USE');
  });

  test('to the end of support asks for a successor, or for the word that there is none', async () => {
    const [old, next] = [await inUse(), await inUse()];
    const missing = ['a successor, or the statement that there is none'];
    expect((await tries(old.id, 'END_OF_SUPPORT', day())).errors).toMatchObject([{ missing }]);
    expect((await tries(old.id, 'END_OF_SUPPORT', day(), { noSuccessor: false })).errors).toMatchObject([{ missing }]);
    const both = await tries(old.id, 'END_OF_SUPPORT', day(), { noSuccessor: true, successorId: next.id });
    expect(both.errors).toMatchObject([{ path: ['input', 'noSuccessor'] }]);
    const ended = await registrar.transits(old.id, 'END_OF_SUPPORT', day(), { successorId: next.id });
    expect(ended.successors).toEqual([{ id: next.id }]);
    const withdrawn = await registrar.transits(old.id, 'WITHDRAWN', day());
    expect(withdrawn.successors).toEqual([{ id: next.id }]);
  });

  test('names as successor a version of the same standard, or of one that replaces it, and never itself', async () => {
    const { id } = await inUse();
    const foreign = await registrar.registers();
    const { id: other } = await registrar.drafts(foreign.id, '1');
    await registrar.transits(other, 'IN_USE', '2022-01-01');
    const ends = (successorId: string) => tries(id, 'END_OF_SUPPORT', day(), { successorId });
    expect((await ends(id)).errors).toMatchObject([{ path: ['input', 'successorId'], message: /own place/ }]);
    expect((await ends(newId('ver'))).errors).toMatchObject([{ __typename: 'NotFoundError' }]);
    expect((await ends(other)).errors).toMatchObject([{ __typename: 'InvalidInputError' }]);
    await registrar.does('relateStandards', {
      ...{ kind: 'REPLACES', subjectId: foreign.id, objectId: standard.id, from: day() },
    });
    expect((await ends(other)).errors).toEqual([]);
  });

  test('names no successor that is gone itself', async () => {
    const [old, gone, next] = [await inUse(), await inUse(), await inUse()];
    await registrar.transits(gone.id, 'VOID', day(), { reason: 'Fout.', successorId: next.id });
    const ended = await tries(old.id, 'END_OF_SUPPORT', day(), { successorId: gone.id });
    expect(ended.errors).toMatchObject([{ path: ['input', 'successorId'], message: /void/ }]);
  });

  test('to void asks for a reason and for the version that takes its place', async () => {
    const [wrong, right] = [await inUse(), await inUse()];
    expect((await tries(wrong.id, 'VOID', day(), { noSuccessor: true })).errors).toMatchObject([
      { missing: ['a reason', 'the version that takes its place'] },
    ]);
    const more = { reason: 'Per ongeluk gepubliceerd.', successorId: right.id };
    expect((await registrar.transits(wrong.id, 'VOID', day(), more)).lifecycle).toBe('VOID');
  });

  test('to withdrawn is refused while a mandatory obligation on that version is in force', async () => {
    const own = await registrar.registers();
    const { id } = await registrar.drafts(own.id, '1');
    await registrar.transits(id, 'END_OF_SUPPORT', '2022-01-01', { noSuccessor: true });
    const obligation = newId('obl');
    const bind = (level: string, to?: string) =>
      put(registrar.on.sql, 'obligation', {
        ...{ id: obligation, standard_id: own.id, scope: '1', level, source: 'VNG', valid_from: '2021-01-01' },
        valid_to: to,
      });
    await bind('MANDATORY', day(1));
    await registrar.on.sql('insert into obligation_version values ($1, $2)', [obligation, id]);
    expect((await tries(id, 'WITHDRAWN', day())).errors).toMatchObject([
      { to: 'WITHDRAWN', missing: [expect.stringMatching(/MANDATORY by VNG \(1\) from 2021-01-01/)] },
    ]);
    expect((await registrar.transits(id, 'WITHDRAWN', day(1))).lifecycle).toBe('END_OF_SUPPORT');
  });

  test('to withdrawn is refused for the last version in use of what is mandatory as a whole', async () => {
    const own = await registrar.registers();
    const { id } = await registrar.drafts(own.id, '1');
    await registrar.transits(id, 'END_OF_SUPPORT', '2022-01-01', { noSuccessor: true });
    await put(registrar.on.sql, 'obligation', {
      ...{ id: newId('obl'), standard_id: own.id, scope: '', level: 'MANDATORY', source: 'LAW' },
      valid_from: '2021-01-01',
    });
    expect((await tries(id, 'WITHDRAWN', day())).errors).toMatchObject([{ to: 'WITHDRAWN' }]);
    const next = await registrar.drafts(own.id, '2');
    await registrar.transits(next.id, 'IN_USE', '2022-01-01');
    expect((await registrar.transits(id, 'WITHDRAWN')).lifecycle).toBe('WITHDRAWN');
  });

  test('is not dated before the stage it is in: that is a correction', async () => {
    const { id } = await inUse('2021-01-01');
    const { errors } = await tries(id, 'END_OF_SUPPORT', '2020-12-31', { noSuccessor: true });
    expect(errors).toMatchObject([{ path: ['input', 'on'], message: /correctStandardVersion/ }]);
  });

  test('planned for a day takes effect on it, and keeps the order of what is planned already', async () => {
    const { id } = await inUse();
    await registrar.transits(id, 'END_OF_SUPPORT', day(30), { noSuccessor: true });
    expect((await tries(id, 'WITHDRAWN', day(30))).errors).toMatchObject([{ path: ['input', 'on'] }]);
    const early = await tries(id, 'VOID', day(10), { reason: 'Fout.', successorId: (await inUse()).id });
    expect(early.errors).toMatchObject([{ path: ['input', 'to'], missing: ['a planned stage that can follow VOID'] }]);
    await registrar.transits(id, 'WITHDRAWN', day(60));
    const lifecycleOn = async (asOf: string) => {
      const { body } = await registrar.on.graphql(
        `query ($id: ID!, $asOf: Date) { node(id: $id, asOf: $asOf) { ... on StandardVersion { lifecycle } } }`,
        { id, asOf },
      );
      return body.data.node.lifecycle;
    };
    expect(await Promise.all([29, 30, 59, 60].map((days) => lifecycleOn(day(days))))).toEqual([
      ...['IN_USE', 'END_OF_SUPPORT', 'END_OF_SUPPORT', 'WITHDRAWN'],
    ]);
  });

  test('that is planned can be taken back, one that took effect cannot', async () => {
    const { id } = await inUse();
    await registrar.transits(id, 'END_OF_SUPPORT', day(30), { noSuccessor: true });
    await registrar.transits(id, 'WITHDRAWN', day(60));
    const cancel = (on: string) =>
      registrar.tries('cancelPlannedTransition', { versionId: id, on, reason: 'Uitstel.' });
    expect((await cancel(day(30))).errors).toMatchObject([{ path: ['input', 'on'], from: 'IN_USE', to: 'WITHDRAWN' }]);
    expect((await cancel(day(31))).errors).toMatchObject([{ message: /Nothing is planned/ }]);
    expect((await cancel('2021-01-01')).errors).toMatchObject([{ message: /correctStandardVersion/ }]);
    expect((await cancel(day(60))).errors).toEqual([]);
    const { version } = await cancel(day(30));
    expect(version.phases.map((phase: any) => phase.lifecycle)).toEqual(['IN_USE', 'IN_USE']);
    expect((await cancel(day(30))).errors).toMatchObject([{ message: /Nothing is planned/ }]);
    const again = await registrar.transits(id, 'END_OF_SUPPORT', day(10), { noSuccessor: true });
    expect(again.phases.map((phase: any) => [phase.lifecycle, phase.period.to])).toEqual([
      ...[
        ['IN_USE', day(10)],
        ['END_OF_SUPPORT', null],
      ],
    ]);
    expect(version.phases[1]).toMatchObject({ corrects: { lifecycle: 'END_OF_SUPPORT' }, reason: 'Uitstel.' });
  });

  test('rests on a decision that was taken by then', async () => {
    const { id } = await draft();
    const [decision] = await registrar.on.sql<{ id: string; on: string }>(
      'select id, decided_on::text as on from decision order by decided_on desc limit 1',
    );
    const before = new Date(Date.parse(decision!.on) - 86_400_000).toISOString().slice(0, 10);
    const early = await tries(id, 'CANDIDATE', before, { decisionId: decision!.id });
    expect(early.errors).toMatchObject([
      { path: ['input', 'decisionId'], message: expect.stringContaining(decision!.on) },
    ]);
    const unknown = await tries(id, 'CANDIDATE', day(), { decisionId: newId('dec') });
    expect(unknown.errors).toMatchObject([{ __typename: 'NotFoundError', path: ['input', 'decisionId'] }]);
    expect((await tries(id, 'CANDIDATE', decision!.on, { decisionId: decision!.id })).errors).toEqual([]);
  });

  test('is refused for a version that is not there', async () => {
    const { errors } = await tries(newId('ver'), 'IN_USE', '1066-10-14');
    expect(errors).toMatchObject([{ path: ['input', 'on'] }, { __typename: 'NotFoundError' }]);
  });
});
