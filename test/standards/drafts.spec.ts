import { beforeAll, describe, expect, test } from '@jest/globals';
import { signIn } from '../support/actors.js';
import { type AskOptions } from '../support/register.js';
import { day, Registrar } from './keeping.js';

describe('A draft', () => {
  let registrar: Registrar;
  let standard: any;
  let published: any;
  let draft: any;
  beforeAll(async () => {
    registrar = await Registrar.atWork();
    standard = await registrar.registers();
    published = await registrar.drafts(standard.id, '1.0');
    await registrar.transits(published.id, 'IN_USE', '2020-01-01');
    await registrar.transits(published.id, 'END_OF_SUPPORT', '2021-01-01', { noSuccessor: true });
    draft = await registrar.drafts(standard.id, '2.0-concept', { afterId: published.id });
  });

  const DOCUMENT = `query ($id: ID!, $standard: ID!, $label: String!, $knownAt: DateTime) {
    node(id: $id, knownAt: $knownAt) { id }
    nodes(ids: [$id], knownAt: $knownAt) { id }
    standard(by: { id: $standard }, knownAt: $knownAt) {
      lifecycle
      version(label: $label) { id }
      versions { totalCount nodes { id } }
      inDevelopment: versions(lifecycles: [IN_DEVELOPMENT]) { totalCount }
    }
  }`;
  const ask = async (options?: AskOptions, knownAt?: string) => {
    const variables = { id: draft.id, standard: standard.id, label: '2.0-concept', knownAt };
    const { body } = await registrar.on.graphql(DOCUMENT, variables, options);
    expect(body.errors).toBeUndefined();
    return body.data;
  };
  const HIDDEN = {
    node: null,
    nodes: [null],
    standard: { version: null, versions: { totalCount: 1 }, inDevelopment: { totalCount: 0 } },
  };

  test('is in development, stands behind all others, and is marked by having no day on which it was announced', () => {
    expect(draft).toMatchObject({ lifecycle: 'IN_DEVELOPMENT', announcedAt: null, revision: 1 });
    expect(draft.position).toBeGreaterThan(1_000_000);
    expect(draft.allowedTransitions).toEqual([
      ...['IN_DEVELOPMENT', 'CONSULTATION', 'CANDIDATE', 'IN_USE', 'END_OF_SUPPORT', 'WITHDRAWN'],
    ]);
  });

  test('is seen by a registrar in every way', async () => {
    expect(await ask(registrar.as)).toMatchObject({
      node: { id: draft.id },
      nodes: [{ id: draft.id }],
      standard: { version: { id: draft.id }, versions: { totalCount: 2 }, inDevelopment: { totalCount: 1 } },
    });
  });

  test.each(['nobody', 'secretary', 'assessor', 'auditor', 'approver-gm0363', 'supplier-a'])(
    'is seen in no way by %s',
    async (persona) => {
      const options = persona === 'nobody' ? undefined : await signIn(persona);
      expect(await ask(options)).toMatchObject(HIDDEN);
    },
  );

  test('has no address', async () => {
    const { status } = await fetch(`${registrar.on.url}/id/standards/${standard.slug}/versions/2.0-concept`);
    expect(status).toBe(404);
  });

  test('does not bring the standard back into development, for nobody', async () => {
    expect((await ask()).standard.lifecycle).toBe('END_OF_SUPPORT');
    expect((await ask(registrar.as)).standard.lifecycle).toBe('END_OF_SUPPORT');
  });

  test('is not given away by a change of the standard, nor by the order of the others', async () => {
    const seen = async () => {
      const { body } = await registrar.on.graphql(
        `query ($id: ID!) { standard(by: { id: $id }) { updatedAt revision versions { nodes { label position } } } }`,
        { id: standard.id },
      );
      return body.data.standard;
    };
    const before = await seen();
    const another = await registrar.drafts(standard.id, 'nog-een-concept');
    await registrar.does('addArtifact', {
      versionId: another.id,
      artifact: { kind: 'TEXT', title: 'Toelichting', url: 'https://example.org/tekst' },
    });
    await registrar.does('describeStandardVersion', { versionId: another.id, label: 'concept-3', expectedRevision: 2 });
    expect(await seen()).toEqual(before);
  });

  test('cannot be pointed at by what everyone sees', async () => {
    const other = await registrar.registers();
    const related = await registrar.tries('relateStandards', {
      ...{ kind: 'BASIS_FOR', subjectId: draft.id, objectId: other.id, from: day() },
    });
    expect(related.errors).toMatchObject([{ __typename: 'InvalidInputError', path: ['input', 'subjectId'] }]);
    const next = await registrar.drafts(other.id, '1');
    await registrar.transits(next.id, 'IN_USE', '2022-01-01');
    const hidden = await registrar.drafts(other.id, '2');
    const ended = await registrar.tries('transitionStandardVersion', {
      ...{ versionId: next.id, to: 'END_OF_SUPPORT', on: day(), successorId: hidden.id },
    });
    expect(ended.errors).toMatchObject([{ message: expect.stringMatching(/draft/), path: ['input', 'successorId'] }]);
  });

  test('is announced with its line, not before it', async () => {
    const own = await registrar.registers();
    const line = await registrar.drafts(own.id, '1.x', { kind: 'LINE' });
    const release = await registrar.drafts(own.id, '1.0', { lineId: line.id });
    const { errors } = await registrar.tries('transitionStandardVersion', {
      ...{ versionId: release.id, to: 'CANDIDATE', on: day() },
    });
    expect(errors).toMatchObject([{ missing: ['the announcement of its line 1.x'] }]);
  });

  test('is seen by all from its first transition on, at its place, and was a draft before', async () => {
    const before = new Date().toISOString();
    const third = await registrar.drafts(standard.id, '3.0');
    await registrar.transits(third.id, 'CANDIDATE');
    const announced = await registrar.transits(draft.id, 'CONSULTATION');
    expect(announced.announcedAt).not.toBeNull();
    const { body } = await registrar.on.graphql(
      `query ($id: ID!) { standard(by: { id: $id }) { updatedAt lifecycle versions { nodes { label position } } } }`,
      { id: standard.id },
    );
    expect(body.data.standard).toMatchObject({
      lifecycle: 'CANDIDATE',
      versions: {
        nodes: [
          { label: '1.0', position: 1 },
          { label: '2.0-concept', position: 2 },
          { label: '3.0', position: 3 },
        ],
      },
    });
    expect(body.data.standard.updatedAt > before).toBe(true);
    expect(await ask(undefined, before)).toMatchObject(HIDDEN);
  });
});
