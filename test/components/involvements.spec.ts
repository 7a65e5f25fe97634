import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Register, startingRegister } from '../support/register.js';

describe('Who is involved in a component', () => {
  let on: Register;
  beforeAll(async () => void (on = await startingRegister()));

  const data = async (document: string, variables?: Record<string, unknown>) => {
    const { body } = await on.graphql(document, variables);
    expect(body.errors).toBeUndefined();
    return body.data;
  };

  test('is told with the role, since when, and by which source', async () => {
    const { component } = await data(
      `{ component(by: { slug: "open-zaak" }) { involvements(roles: [INITIATOR], first: 100) { totalCount
         nodes { role verified provenance period { from to isFromKnown } organisation { name } municipality { code } component { slug } } } } }`,
    );
    expect(component.involvements.totalCount).toBe(13);
    expect(component.involvements.nodes).toContainEqual({
      role: 'INITIATOR',
      verified: true,
      provenance: 'open-zaak/open-notificaties docs/introduction/team.rst',
      period: { from: '2019-08-01', to: null, isFromKnown: true },
      organisation: { name: 'Utrecht' },
      municipality: { code: 'GM0344' },
      component: { slug: 'open-zaak' },
    });
  });

  test('is told of those who run it, apart from who made it', async () => {
    const { component } = await data(
      '{ component(by: { slug: "open-zaak" }) { usedBy { name } involvements(roles: [USER]) { totalCount } } }',
    );
    const names = component.usedBy.map((each: any) => each.name);
    expect(names).toHaveLength(8);
    expect(names).toEqual(expect.arrayContaining(['Amsterdam', 'Buren', 'Tilburg']));
    expect(names).not.toContain('Arnhem');
    expect(component.involvements.totalCount).toBe(8);
  });

  test('is told of a municipality, for every component', async () => {
    const { municipality } = await data(
      '{ municipality(by: { code: "GM0268" }) { involvements { totalCount nodes { role component { slug } period { isFromKnown } } } } }',
    );
    expect(municipality.involvements.nodes).toEqual(
      expect.arrayContaining([
        { role: 'OWNER', component: { slug: 'mijn-nijmegen' }, period: { isFromKnown: false } },
        { role: 'OWNER', component: { slug: 'yivi-issue-app' }, period: { isFromKnown: false } },
      ]),
    );
    expect(municipality.involvements.totalCount).toBe(2);
  });

  test('holds for as long as the source speaks of, and not on', async () => {
    const running = async (asOf: string) => {
      const { component } = await data(
        'query ($asOf: Date) { component(by: { slug: "huwelijksplanner" }, asOf: $asOf) { usedBy { name } involvements { nodes { provenance } } } }',
        { asOf },
      );
      return component;
    };
    expect((await running('2021-05-05')).usedBy).toEqual([]);
    const then = await running('2021-05-06');
    expect(then.usedBy).toEqual([{ name: 'Utrecht' }]);
    expect(then.involvements.nodes[0].provenance).toMatch(/^VNG-Realisatie.+2021\.$/);
    expect((await running('2022-01-01')).usedBy).toEqual([]);
  });

  test('has a page, and an id that it keeps', async () => {
    const { component } = await data(
      '{ component(by: { slug: "open-formulieren" }) { involvements(first: 2) { nodes { id } pageInfo { hasNextPage endCursor } } } }',
    );
    const { nodes, pageInfo } = component.involvements;
    expect(pageInfo.hasNextPage).toBe(true);
    expect(nodes[0].id).toMatch(/^inv_/);
    const { node } = await data('query ($id: ID!) { node(id: $id) { ... on Involvement { component { slug } } } }', {
      id: nodes[0].id,
    });
    expect(node).toEqual({ component: { slug: 'open-formulieren' } });
    const rest = await data(
      'query ($after: String) { component(by: { slug: "open-formulieren" }) { involvements(first: 100, after: $after) { nodes { id } totalCount } } }',
      { after: pageInfo.endCursor },
    );
    const ids = [...nodes, ...rest.component.involvements.nodes].map((each: any) => each.id);
    expect(new Set(ids).size).toBe(rest.component.involvements.totalCount);
  });
});
