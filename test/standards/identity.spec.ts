import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Register, startingRegister } from '../support/register.js';

describe('A standard is found', () => {
  let on: Register;
  beforeAll(async () => void (on = await startingRegister()));
  const by = async (how: Record<string, string>) =>
    on.graphql('query ($by: StandardBy!) { standard(by: $by) { id slug uri } }', { by: how });

  test('by slug, by id, by stable URI and as a node, always the same', async () => {
    const { standard } = (await by({ slug: 'stuf-zkn' })).body.data;
    expect(standard.id).toMatch(/^std_[0-9a-z]{26}$/);
    expect(standard.uri).toMatch(/\/id\/standards\/stuf-zkn$/);
    expect((await by({ id: standard.id })).body.data.standard).toEqual(standard);
    expect((await by({ uri: standard.uri })).body.data.standard).toEqual(standard);
    const { body } = await on.graphql(
      'query ($id: ID!) { node(id: $id) { id ... on Standard { slug uri } } nodes(ids: [$id, "std_x", $id]) { id } }',
      {
        id: standard.id,
      },
    );
    expect(body.data).toEqual({ node: standard, nodes: [{ id: standard.id }, null, { id: standard.id }] });
  });

  test('not by what does not exist: that is null, not an error', async () => {
    for (const how of [
      { slug: 'bestaat-niet' },
      { id: 'std_bestaatniet' },
      { uri: 'https://example.org/id/standards/stuf-zkn' },
    ]) {
      const { status, body } = await by(how);
      expect([status, body.data, body.errors]).toEqual([200, { standard: null }, undefined]);
    }
  });

  test('not by two names at once, nor by none', async () => {
    for (const how of [{ slug: 'stuf-zkn', id: 'std_x' }, {}]) {
      const { body } = await by(how);
      expect(body.data?.standard).toBeUndefined();
      expect(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']).toContain(body.errors![0]!.extensions.code);
    }
  });

  test('each at an address of its own', async () => {
    const { body } = await on.graphql(
      '{ standards(first: 100) { nodes { uri versions(first: 40) { nodes { uri } } } } }',
    );
    const uris = body.data.standards.nodes.flatMap((s: any) => [s.uri, ...s.versions.nodes.map((v: any) => v.uri)]);
    expect(new Set(uris).size).toBe(uris.length);
  });
});
