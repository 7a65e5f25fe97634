import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openShore, type Shore } from './fixture/engine.js';

let shore: Shore;
beforeAll(async () => {
  shore = await openShore({ budget: 5000 });
});
afterAll(async () => shore.close());

interface Told {
  readonly data?: unknown;
  readonly errors?: { readonly message: string; readonly extensions: { readonly code: string } }[];
  readonly extensions?: { readonly cost: number };
}
const ask = async (query: string, variables?: Record<string, unknown>) =>
  JSON.parse(await shore.ask(query, variables)) as Told;
const costOf = async (query: string, variables?: Record<string, unknown>) => {
  const [cold, warm] = [await ask(query, variables), await ask(query, variables)];
  expect(warm.extensions).toEqual(cold.extensions);
  return cold.extensions?.cost;
};

test('An object costs one, a list its usual size, a page as many as it may hold, a count of all ten', async () => {
  expect(await costOf('{ port(code: "P1") { code name berths } }')).toBe(1);
  expect(await costOf('{ a: port(code: "P1") { code } b: port(code: "P2") { code } }')).toBe(2);
  expect(await costOf('{ tower(by: {id: "twr_1"}) { lamps { label } } }')).toBe(1 + 3);
  expect(await costOf('{ towers(first: 7) { nodes { slug } } }')).toBe(1 + 7);
  expect(await costOf('{ towers { nodes { slug } } }')).toBe(1 + 25);
  expect(await costOf('{ towers(first: 7) { nodes { slug region { name } lamps { label } } totalCount } }')).toBe(
    1 + 10 + 7 * (1 + 1 + 3),
  );
  expect(await costOf('{ nodes(ids: ["prt_1", "prt_2", "twr_1"]) { id } }')).toBe(3 * 2);
  expect(await costOf('query($n: Int) { towers(first: $n) { nodes { slug } } }', { n: 9 })).toBe(1 + 9);
  expect(await costOf('{ answer }')).toBe(0);
});

test('An operation over the budget is refused before anything runs, in every way', async () => {
  const query = 'query($n: Int!) { towers(first: $n) { nodes { lamps { sightings(first: $n) { nodes { id } } } } } }';
  expect((await ask(query, { n: 2 })).errors).toBeUndefined();
  shore.sent.length = 0;
  for (let time = 0; time < 2; time++) {
    const { data, errors } = await ask(query, { n: 100 });
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([
      {
        message: 'This operation costs 30701; at most 5000 is allowed. Ask for smaller pages or less.',
        extensions: { code: 'QUERY_TOO_COMPLEX' },
      },
    ]);
  }
  const mixed = await ask(query.replace('{ towers', '{ answer towers'), { n: 100 });
  expect(mixed.errors?.[0]?.extensions.code).toBe('QUERY_TOO_COMPLEX');
  expect(shore.sent).toEqual([]);
});

test('What a mutation reads back is priced before it writes', async () => {
  let wrote = false;
  shore.schema.getMutationType()!.getFields()['renameTower']!.resolve = () => {
    wrote = true;
    return { errors: [], all: [] };
  };
  const tower =
    '{ tower { lamps { sightings(first: 100) { nodes { lamp { sightings(first: 100) { nodes { id } } } } } } } errors }';
  const { errors } = await ask(`mutation { renameTower(input: {id: "twr_1", name: "x"}) ${tower} }`);
  expect(errors?.[0]?.extensions.code).toBe('QUERY_TOO_COMPLEX');
  const first = await ask(
    'mutation { renameTower(input: {id: "twr_1", name: "x"}) { tower { lamps { sightings(first: 0) { totalCount } } } } }',
  );
  expect(first.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(wrote).toBe(false);
});
