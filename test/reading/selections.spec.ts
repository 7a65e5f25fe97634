import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { agreed } from './fixture/agreed.js';
import { openShore, type Shore } from './fixture/engine.js';

let shore: Shore;
beforeAll(async () => {
  shore = await openShore();
});
afterAll(async () => shore.close());

describe('a selection means what GraphQL says it means', () => {
  test('aliases keep apart what one field answers to different arguments', async () => {
    const { data } = await agreed(
      shore,
      '{ dutch: tower(by: {id: "twr_2"}) { nl: name en: name(tongue: EN) } few: towers(first: 2) { nodes { id } } more: towers(first: 4) { nodes { id } } }',
    );
    expect(data.few.nodes).toHaveLength(2);
    expect(data.more.nodes).toHaveLength(4);
    expect(data.more.nodes.slice(0, 2)).toEqual(data.few.nodes);
  });

  test('a field that is named twice is merged, and stands where it was named first', async () => {
    const { data } = await agreed(
      shore,
      '{ towers(first: 1) { nodes { slug lamps { id } id lamps { label state } } nodes { kind slug } } }',
      {},
      { steward: true },
    );
    expect(Object.keys(data.towers.nodes[0])).toEqual(['slug', 'lamps', 'id', 'kind']);
    expect(Object.keys(data.towers.nodes[0].lamps[0] ?? { id: 0, label: 0, state: 0 })).toEqual([
      'id',
      'label',
      'state',
    ]);
  });

  test('an alias may bear the name of another field', async () => {
    const { data } = await agreed(shore, '{ port(code: "P1") { name: code code: berths berths: name } }');
    expect(data.port.name).toBe('P1');
    expect(typeof data.port.code).toBe('number');
  });

  test('aliases may be longer than what PostgreSQL takes for a name', async () => {
    const long = 'a'.repeat(200);
    const { data } = await agreed(shore, `{ ${long}: port(code: "P1") { ${long}b: code } }`);
    expect(data[long][`${long}b`]).toBe('P1');
  });

  test('more than a hundred fields fit in one object', async () => {
    const { data } = await agreed(
      shore,
      `{ port(code: "P1") { ${Array.from({ length: 150 }, (_, n) => `f${n}: code`).join(' ')} } }`,
    );
    expect(Object.keys(data.port)).toHaveLength(150);
  });

  test('__typename tells the type of roots, objects, connections, edges and pages', async () => {
    const { data } = await agreed(
      shore,
      '{ __typename search(text: "light", first: 1) { __typename edges { __typename node { __typename } } pageInfo { __typename } } n: node(id: "prt_1") { __typename } }',
    );
    expect(data.__typename).toBe('Query');
    expect(data.search).toMatchObject({
      __typename: 'FindConnection',
      pageInfo: { __typename: 'PageInfo' },
      edges: [{ __typename: 'FindEdge' }],
    });
    expect(data.n).toEqual({ __typename: 'Port' });
  });
});

describe('fragments', () => {
  test('on objects, named and inline, with and without a type', async () => {
    const { data } = await agreed(
      shore,
      'query { port(code: "P1") { ...Short ... { berths } ... on Port { long: name } } } fragment Short on Port { ...Code } fragment Code on Port { code }',
    );
    expect(Object.keys(data.port)).toEqual(['code', 'berths', 'long']);
  });

  test('on an interface hold for every type behind it', async () => {
    const { data } = await agreed(
      shore,
      'query { nodes(ids: ["prt_1", "twr_2", "lmp_3", "twr_none", "nonsense"]) { ...Any ... on Port { code } ... on Tower { slug } } } fragment Any on Node { __typename id }',
      {},
      { steward: true },
    );
    expect(data.nodes[0]).toEqual({ __typename: 'Port', id: 'prt_1', code: 'P1' });
    expect(data.nodes[1]).toEqual({ __typename: 'Tower', id: 'twr_2', slug: 'tower-2' });
    expect(data.nodes.slice(3)).toEqual([null, null]);
  });

  test('on a union choose by the type of each member', async () => {
    const { data } = await agreed(
      shore,
      '{ search(text: "light", first: 100) { nodes { ... on Tower { slug } ... on Node { id } ... on Lamp { label } } } }',
      {},
      { steward: true },
    );
    const kinds = new Set((data.search.nodes as object[]).map((node) => Object.keys(node).join()));
    expect(kinds).toEqual(new Set(['slug,id', 'id,label']));
  });

  test('on another type than the object has select nothing', async () => {
    const { data } = await agreed(shore, '{ node(id: "prt_1") { id ... on Lamp { label } } }');
    expect(data.node).toEqual({ id: 'prt_1' });
  });
});

describe('@include and @skip', () => {
  test('with literals', async () => {
    const { data } = await agreed(
      shore,
      '{ port(code: "P1") { id @skip(if: true) code @include(if: true) name @include(if: false) } }',
    );
    expect(data.port).toEqual({ code: 'P1' });
  });

  test('with variables, on fields, spreads and inline fragments', async () => {
    const query =
      'query($a: Boolean!, $b: Boolean = true) { port(code: "P1") { code @include(if: $a) ...B @skip(if: $b) ... @include(if: $b) { berths } } other: port(code: "P2") @skip(if: $a) { code } } fragment B on Port { name }';
    for (const [a, b] of [
      [true, true],
      [true, false],
      [false, true],
      [false, false],
    ] as const) {
      const { data } = await agreed(shore, query, { a, b });
      expect(Object.keys(data.port)).toEqual([...(a ? ['code'] : []), ...(b ? ['berths'] : ['name'])]);
      expect('other' in data).toBe(!a);
    }
  });

  test('an operation from which everything is left out answers an empty object', async () => {
    const { data } = await agreed(shore, 'query($no: Boolean!) { port(code: "P1") @include(if: $no) { code } }', {
      no: false,
    });
    expect(data).toEqual({});
  });
});

describe('variables', () => {
  const query =
    'query($first: Int = 3, $filter: TowerFilter, $tongue: Tongue! = EN) { towers(first: $first, filter: $filter) { totalCount nodes { name(tongue: $tongue) } } }';

  test('that are absent take their default, or leave the argument out', async () => {
    const { data } = await agreed(shore, query);
    expect(data.towers.nodes).toHaveLength(3);
  });

  test('that are null leave an optional argument empty: the page has its usual size, the filter filters nothing', async () => {
    const whole = await agreed(shore, '{ towers { totalCount nodes { name(tongue: EN) } } }');
    const { data } = await agreed(shore, query, { first: null, filter: null });
    expect(data).toEqual(whole.data);
  });

  test('within input objects may be absent or null as well', async () => {
    const inner =
      'query($share: Float, $kinds: [TowerKind!]) { towers(first: 100, filter: { minimumShare: $share, kinds: $kinds }) { totalCount } }';
    const all = await agreed(shore, '{ towers { totalCount } }');
    expect((await agreed(shore, inner)).data).toEqual(all.data);
    expect((await agreed(shore, inner, { share: null, kinds: null })).data).toEqual(all.data);
    expect((await agreed(shore, inner, { kinds: [] })).data).toEqual({ towers: { totalCount: 0 } });
    const round = await agreed(shore, inner, { kinds: 'ROUND' });
    expect(round.data).toEqual((await agreed(shore, inner, { kinds: ['ROUND'] })).data);
  });

  test('that do not fit are told by graphql-js, and nothing runs', async () => {
    await agreed(shore, query);
    for (const variables of [
      { first: 'three' },
      { filter: { kinds: ['OVAL'] } },
      { tongue: null },
      { filter: { nonsense: 1 } },
    ]) {
      shore.sent.length = 0;
      expect(await shore.reader.answer({ query, variables }, shore.context())).toBeUndefined();
      const { errors, data } = JSON.parse(await shore.ask(query, variables)) as { errors: unknown[]; data?: unknown };
      expect([errors.length > 0, data]).toEqual([true, undefined]);
      expect(shore.sent).toEqual([]);
    }
  });

  test('that are no object are not answered on the fast lane', async () => {
    await agreed(shore, query);
    for (const variables of [[], 'text', 3, true] as unknown as Record<string, unknown>[]) {
      expect(await shore.reader.answer({ query, variables }, shore.context())).toBeUndefined();
    }
  });

  test('lists of input objects arrive whole', async () => {
    const { data } = await agreed(shore, 'query($points: [Point!]!) { distances(points: $points) { x note } }', {
      points: [{ x: 1, note: `it's "quoted" \\ ☃` }, { x: 2 }, { x: 1, note: null }],
    });
    expect(new Set((data.distances as { note: string | null }[]).map(({ note }) => note))).toEqual(
      new Set([`it's "quoted" \\ ☃`, null]),
    );
  });
});

test('a document with several operations answers the one that is named, and no other name', async () => {
  const query = 'query A { port(code: "P1") { code } } query B { port(code: "P2") { code } }';
  for (const [operationName, code] of [
    ['A', 'P1'],
    ['B', 'P2'],
  ] as const) {
    await shore.apollo.executeOperation({ query, operationName }, { contextValue: shore.context() });
    expect(await shore.reader.answer({ query, operationName }, shore.context())).toContain(code);
  }
  expect(await shore.reader.answer({ query, operationName: 'C' }, shore.context())).toBeUndefined();
  expect(await shore.reader.answer({ query }, shore.context())).toBeUndefined();
  expect(await shore.reader.answer({ query, operationName: '' }, shore.context())).toBeUndefined();
});
