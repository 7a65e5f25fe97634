import { beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/database/id.js';
import { day, NORM, Registrar } from './keeping.js';

describe('What is said of a version', () => {
  let registrar: Registrar;
  let standard: any;
  beforeAll(async () => {
    registrar = await Registrar.atWork();
    standard = await registrar.registers();
  });
  const describeIt = (versionId: string, expectedRevision: number, more: object) =>
    registrar.tries('describeStandardVersion', { versionId, expectedRevision, ...more });

  test('changes until it is published, and never after that', async () => {
    const draft = await registrar.drafts(standard.id, '1.0-rc');
    const { version } = await describeIt(draft.id, 1, {
      label: '1.0',
      changes: 'Alles nieuw.',
      publishedOn: '2026-01-01',
    });
    expect(version).toMatchObject({ label: '1.0', publishedOn: '2026-01-01', revision: 2 });
    const candidate = await registrar.transits(draft.id, 'CANDIDATE', '2026-01-01');
    expect((await describeIt(draft.id, candidate.revision, { changes: null })).errors).toEqual([]);
    const other = await registrar.drafts(standard.id, '0.9');
    const moved = await describeIt(draft.id, candidate.revision + 1, { afterId: other.id });
    expect(moved.errors).toMatchObject([{ path: ['input', 'afterId'], message: /announced/ }]);
    const { revision } = await registrar.transits(draft.id, 'IN_USE', '2026-02-01');
    for (const more of [{ label: '1.0.1' }, { publishedOn: '2020-01-01' }, { changes: 'Toch anders.' }]) {
      expect((await describeIt(draft.id, revision, more)).errors).toMatchObject([
        {
          __typename: 'ConflictError',
          path: ['input', 'versionId'],
          conflictingId: draft.id,
          message: /never changes/,
        },
      ]);
    }
    const added = await registrar.tries('addArtifact', {
      ...{ versionId: draft.id, artifact: { ...NORM, url: 'https://example.org/nieuw' } },
    });
    expect(added.errors).toMatchObject([{ __typename: 'ConflictError', message: /never changes/ }]);
  });

  test('is fixed from the moment on that its use is planned', async () => {
    const draft = await registrar.drafts(standard.id, 'gepland');
    const { revision } = await registrar.transits(draft.id, 'IN_USE', day(30));
    expect((await describeIt(draft.id, revision, { url: null })).errors).toMatchObject([{ message: /published/ }]);
    await registrar.does('cancelPlannedTransition', { versionId: draft.id, on: day(30), reason: 'Nog niet af.' });
    const after = await describeIt(draft.id, revision + 1, { url: 'https://example.org/versie' });
    expect(after.errors).toEqual([]);
  });

  test('has to be something else than what is held', async () => {
    const draft = await registrar.drafts(standard.id, 'zelfde');
    const { errors } = await describeIt(draft.id, 1, { label: 'zelfde' });
    expect(errors).toMatchObject([{ path: ['input'], message: /already/ }]);
  });

  test('names a label that no other version of the standard has', async () => {
    const one = await registrar.drafts(standard.id, 'een');
    const again = await registrar.tries('draftStandardVersion', { standardId: standard.id, label: 'een' });
    expect(again.errors).toMatchObject([
      { __typename: 'ConflictError', path: ['input', 'label'], conflictingId: one.id },
    ]);
    const two = await registrar.drafts(standard.id, 'twee');
    expect((await describeIt(two.id, 1, { label: 'een' })).errors).toMatchObject([{ conflictingId: one.id }]);
  });

  test('that others see belongs to no line that they do not', async () => {
    const { id: standardId } = await registrar.registers();
    const line = await registrar.drafts(standardId, '3.x', { kind: 'LINE' });
    const { id } = await registrar.drafts(standardId, '3.1');
    const { revision } = await registrar.transits(id, 'CANDIDATE');
    const describe = { versionId: id, lineId: line.id, expectedRevision: revision };
    expect((await registrar.tries('describeStandardVersion', describe)).errors).toMatchObject([
      { path: ['input', 'lineId'], message: /draft/ },
    ]);
    await registrar.transits(line.id, 'CANDIDATE');
    expect((await registrar.tries('describeStandardVersion', describe)).errors).toEqual([]);
  });

  test('names a line and a place of the same standard', async () => {
    const other = await registrar.registers();
    const foreign = await registrar.drafts(other.id, '1.x', { kind: 'LINE' });
    const release = await registrar.drafts(standard.id, 'uitgave');
    const { errors } = await registrar.tries('draftStandardVersion', {
      ...{ standardId: standard.id, label: 'in een lijn', lineId: foreign.id, afterId: newId('ver') },
    });
    expect(errors.map(({ path }: any) => path[1])).toEqual(['lineId', 'afterId']);
    const noLine = await registrar.tries('draftStandardVersion', {
      ...{ standardId: standard.id, label: 'in een uitgave', lineId: release.id },
    });
    expect(noLine.errors).toMatchObject([{ path: ['input', 'lineId'], message: /no LINE/ }]);
    const lineInLine = await registrar.tries('draftStandardVersion', {
      ...{ standardId: other.id, label: '1.1.x', kind: 'LINE', lineId: foreign.id },
    });
    expect(lineInLine.errors).toMatchObject([{ path: ['input', 'lineId'] }]);
  });

  test('is refused with every fault at once, each with its place', async () => {
    const { errors } = await registrar.tries('draftStandardVersion', {
      ...{
        standardId: standard.id,
        label: '..',
        publishedOn: '2200-01-01',
        changes: ' ',
        url: `https://x/${'a'.repeat(2000)}`,
      },
      artifacts: [
        { kind: 'TEXT', title: '', url: 'https://example.org/a', mediaType: 'pdf', sha256: 'ABC' },
        { kind: 'TEXT', title: 'Nog een', url: 'https://example.org/a' },
      ],
    });
    expect(errors.map(({ path }: any) => path.slice(1).join('.'))).toEqual([
      ...['label', 'publishedOn', 'changes', 'url'],
      ...['artifacts.0.title', 'artifacts.0.mediaType', 'artifacts.0.sha256', 'artifacts.1.url'],
    ]);
  });

  test('counts files once by their address', async () => {
    const draft = await registrar.drafts(standard.id, 'bestanden');
    const { errors } = await registrar.tries('addArtifact', { versionId: draft.id, artifact: NORM });
    expect(errors).toMatchObject([{ __typename: 'ConflictError', path: ['input', 'artifact', 'url'] }]);
  });
});
