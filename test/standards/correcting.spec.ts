import { beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/database/id.js';
import { day, NORM, Registrar } from './keeping.js';

describe('A correction of the past', () => {
  let registrar: Registrar;
  let standard: any;
  let count = 0;
  beforeAll(async () => {
    registrar = await Registrar.atWork();
    standard = await registrar.registers();
  });
  /** In development, a candidate from 2020 and in use from 2021 on. */
  const aVersion = async (): Promise<string> => {
    const { id } = await registrar.drafts(standard.id, `1.${count++}`);
    await registrar.transits(id, 'CANDIDATE', '2020-01-01');
    await registrar.transits(id, 'IN_USE', '2021-01-01');
    return id;
  };
  const correct = (versionId: string, lifecycle: string, phaseFrom: string, more = {}) =>
    registrar.tries('correctStandardVersion', {
      versionId,
      lifecycle,
      phaseFrom,
      reason: 'Verkeerd ingevoerd.',
      ...more,
    });
  const life = ({ phases }: any) => phases.map(({ lifecycle, period }: any) => `${lifecycle} ${period.from}`);

  test('moves the beginning of a stage back', async () => {
    const { version, errors } = await correct(await aVersion(), 'IN_USE', '2020-07-01');
    expect(errors).toEqual([]);
    expect(life(version)).toEqual(['CANDIDATE 2020-01-01', 'IN_USE 2020-07-01', 'IN_USE 2021-01-01']);
    expect(version.phases[1]).toMatchObject({ reason: 'Verkeerd ingevoerd.', corrects: { lifecycle: 'CANDIDATE' } });
  });

  test('moves the beginning of a stage forward: until then it was what it had been', async () => {
    const { version } = await correct(await aVersion(), 'IN_USE', '2021-03-01');
    expect(life(version)).toEqual(['CANDIDATE 2020-01-01', 'CANDIDATE 2021-01-01', 'IN_USE 2021-03-01']);
    expect(version.phases[1].corrects).toEqual({ lifecycle: 'IN_USE' });
  });

  test('moves the very first day, either way', async () => {
    const earlier = await correct(await aVersion(), 'CANDIDATE', '2019-07-01');
    expect(life(earlier.version)).toEqual(['CANDIDATE 2019-07-01', 'IN_USE 2021-01-01']);
    const later = await correct(await aVersion(), 'CANDIDATE', '2020-07-01');
    expect(life(later.version)).toEqual(['CANDIDATE 2020-07-01', 'IN_USE 2021-01-01']);
    const before = await correct(await aVersion(), 'CONSULTATION', '2019-07-01');
    expect(life(before.version)).toEqual(['CONSULTATION 2019-07-01', 'CANDIDATE 2020-01-01', 'IN_USE 2021-01-01']);
  });

  test('undoes a step, and leaves what was held before to be asked', async () => {
    const id = await aVersion();
    await registrar.transits(id, 'END_OF_SUPPORT', '2022-01-01', { noSuccessor: true });
    const before = new Date().toISOString();
    const { version, errors } = await correct(id, 'IN_USE', '2022-01-01');
    expect(errors).toEqual([]);
    expect(version.lifecycle).toBe('IN_USE');
    const { body } = await registrar.on.graphql(
      `query ($id: ID!, $knownAt: DateTime) { node(id: $id, knownAt: $knownAt) { ... on StandardVersion { lifecycle } } }`,
      { id, knownAt: before },
    );
    expect(body.data.node.lifecycle).toBe('END_OF_SUPPORT');
  });

  test('leaves a life that a version can have', async () => {
    const id = await aVersion();
    await registrar.transits(id, 'END_OF_SUPPORT', '2022-01-01', { noSuccessor: true });
    const { errors } = await correct(id, 'CANDIDATE', '2021-01-01');
    expect(errors).toMatchObject([
      {
        ...{ __typename: 'IllegalTransitionError', path: ['input', 'lifecycle'], from: 'CANDIDATE' },
        to: 'END_OF_SUPPORT',
      },
    ]);
    const first = await correct(await aVersion(), 'VOID', '2019-01-01', { successorId: id });
    expect(first.errors).toMatchObject([{ to: 'VOID' }]);
  });

  test('does not lead around the guards', async () => {
    const { id } = await registrar.drafts(standard.id, `1.${count++}`, { artifacts: [], publishedOn: undefined });
    await registrar.transits(id, 'CANDIDATE', '2020-01-01');
    const { errors } = await correct(id, 'IN_USE', '2020-06-01');
    expect(errors).toMatchObject([{ missing: ['a publication date', 'a normative artifact'] }]);
    const voided = await correct(await aVersion(), 'VOID', '2021-06-01', { noSuccessor: true });
    expect(voided.errors).toMatchObject([{ missing: ['the version that takes its place'] }]);
  });

  test('does not lead around the guard of a stage that is held from a later day on', async () => {
    const { id: inUse } = await registrar.drafts(standard.id, `1.${count++}`);
    await registrar.transits(inUse, 'IN_USE', '2021-01-01');
    const unpublished = await correct(inUse, 'IN_USE', '2019-12-31');
    expect(unpublished.errors).toMatchObject([{ missing: ['a publication date not after 2019-12-31'] }]);

    const bound = await registrar.registers();
    const { id: other } = await registrar.drafts(bound.id, '1');
    await registrar.transits(other, 'IN_USE', '2021-01-01');
    await registrar.on.sql(`select obligation_put(jsonb_populate_record(null::obligation, $1), false)`, [
      {
        ...{ id: newId('obl'), standard_id: bound.id, scope: '', level: 'MANDATORY', source: 'LAW' },
        ...{ is_from_known: true, confidence: 'SEEN', valid_from: '2021-01-01', valid_to: day(10) },
      },
    ]);
    await registrar.transits(other, 'END_OF_SUPPORT', '2022-01-01', { noSuccessor: true });
    await registrar.transits(other, 'WITHDRAWN', day(10));
    expect((await correct(other, 'WITHDRAWN', '2023-01-01')).errors).toMatchObject([
      { missing: [expect.stringContaining('MANDATORY')] },
    ]);
    expect((await correct(inUse, 'IN_USE', '2020-06-01')).errors).toEqual([]);
  });

  test('that lets a stage begin earlier leaves what it rests on', async () => {
    const [id, next] = [await aVersion(), await aVersion()];
    await registrar.transits(id, 'END_OF_SUPPORT', '2023-01-01', { successorId: next });
    const { version, errors } = await correct(id, 'END_OF_SUPPORT', '2022-01-01');
    expect(errors).toEqual([]);
    expect(version.phases.slice(-2)).toMatchObject([
      { lifecycle: 'END_OF_SUPPORT', period: { from: '2022-01-01' }, successor: { id: next } },
      { lifecycle: 'END_OF_SUPPORT', period: { from: '2023-01-01' }, successor: { id: next } },
    ]);
  });

  test('is of the past, of what was announced, and of something', async () => {
    const id = await aVersion();
    expect((await correct(id, 'CANDIDATE', day(1))).errors[0]).toMatchObject({ path: ['input', 'phaseFrom'] });
    expect((await correct(id, 'IN_USE', '2021-01-01')).errors).toMatchObject([{ message: /already/ }]);
    const draft = await registrar.drafts(standard.id, 'concept');
    expect((await correct(draft.id, 'IN_USE', '2021-01-01')).errors[0]).toMatchObject({ path: ['input', 'versionId'] });
  });

  test('does not make what others have seen in use changeable again', async () => {
    const id = await aVersion();
    const { version } = await correct(id, 'CANDIDATE', '2021-01-01');
    expect(version.lifecycle).toBe('CANDIDATE');
    const { errors } = await registrar.tries('describeStandardVersion', {
      ...{ versionId: id, label: 'anders', expectedRevision: version.revision },
    });
    expect(errors).toMatchObject([{ __typename: 'ConflictError', message: /published/ }]);
    const added = await registrar.tries('addArtifact', {
      versionId: id,
      artifact: { ...NORM, url: 'https://example.org/b' },
    });
    expect(added.errors).toMatchObject([{ __typename: 'ConflictError', message: /published/ }]);
  });
});
