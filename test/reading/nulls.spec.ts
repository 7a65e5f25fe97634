import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { agreed } from './fixture/agreed.js';
import { openShore, type Shore } from './fixture/engine.js';

let shore: Shore;
beforeAll(async () => {
  shore = await openShore();
});
afterAll(async () => shore.close());

test('A promised value that is not there is an error at its place, and takes the nearest parent that may be null with it', async () => {
  const [{ id } = { id: '' }] = await shore.database.sql<{ id: string }>(
    `select id from tower where remark is null and known_to = 'infinity' and valid_to = 'infinity' and not is_draft limit 1`,
  );
  const { data, errors } = await agreed(
    shore,
    `{ one: tower(by: { id: "${id}" }) { id remark } other: port(code: "P1") { code } }`,
  );
  expect(data).toEqual({ one: null, other: { code: 'P1' } });
  expect(errors).toEqual(['Cannot return null for non-nullable field Tower.remark. at one.remark']);
});

test('A row whose promised parent is hidden from the caller is an error for that caller alone', async () => {
  const [{ id } = { id: '' }] = await shore.database.sql<{ id: string }>(`
    select l.id from lamp l join tower t on t.id = l.tower_id and t.is_draft and t.known_to = 'infinity' and t.valid_to = 'infinity'
    where l.known_to = 'infinity' and l.valid_to = 'infinity' and l.state <> 'PLANNED' limit 1`);
  const query = `{ node(id: "${id}") { id ... on Lamp { tower { slug } } } }`;
  expect(await agreed(shore, query)).toEqual({
    data: { node: null },
    errors: ['Cannot return null for non-nullable field Lamp.tower. at node.tower'],
  });
  expect((await agreed(shore, query, {}, { steward: true })).data.node.id).toBe(id);
});

test('A null in a list of values that are never null is an error at its index', async () => {
  const found = await shore.database.sql<{ id: string; at: number }>(
    `select id, array_position(states, null) - 1 as at from tower where array_position(states, null) is not null and known_to = 'infinity' and valid_to = 'infinity' and not is_draft limit 1`,
  );
  const { id, at } = found[0]!;
  const { data, errors } = await agreed(shore, `{ tower(by: { id: "${id}" }) { id states } }`);
  expect(data).toEqual({ tower: { id, states: null } });
  expect(errors).toEqual([`Cannot return null for non-nullable field Tower.states. at tower.states.${at}`]);
});

test('Empty lists, absent objects and absent values are no errors', async () => {
  const { data, errors } = await agreed(
    shore,
    '{ towers(first: 100) { nodes { website share stairs { steps } region { name } lamps(states: []) { id } } } none: tower(by: { slug: "none" }) { id } }',
  );
  expect(errors).toEqual([]);
  const towers = data.towers.nodes as { stairs: unknown; region: unknown; website: unknown; lamps: unknown[] }[];
  for (const key of ['stairs', 'region', 'website'] as const) {
    expect(towers.some((tower) => tower[key] === null)).toBe(true);
    expect(towers.some((tower) => tower[key] !== null)).toBe(true);
  }
  expect(towers.every(({ lamps }) => lamps.length === 0)).toBe(true);
  expect(data.none).toBeNull();
});
