import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type GraphQLResolveInfo } from 'graphql';
import { type ReadContext } from '../../src/platform/graphql/fast-lane.js';
import { type Actor, openShore, type Shore } from './fixture/engine.js';

let shore: Shore;
beforeAll(async () => {
  shore = await openShore();
  interface Given {
    readonly input: { readonly id: string; readonly name: string };
  }
  /** As a service will do it: writes, reads its payload back on the same connection, and commits. */
  const rename = async (_: unknown, { input: { id, name } }: Given, context: ReadContext, info: GraphQLResolveInfo) => {
    const client = await shore.pool.connect();
    try {
      await client.query('begin');
      await client.query(`update tower set name_nl = $2 where id = $1 and known_to = 'infinity'`, [id, name]);
      const read = await shore.reader.payload(info, { tower: id, all: [id, 'prt_1', 'lmp_none'] }, context, { client });
      await client.query('commit');
      return { errors: ['none'], raw: { kept: true }, ...read };
    } finally {
      client.release();
    }
  };
  shore.schema.getMutationType()!.getFields()['renameTower']!.resolve = rename;
});
afterAll(async () => shore.close());

interface Told {
  readonly data: Record<string, unknown>;
  readonly errors?: { message: string; path: unknown[] }[];
}
const ask = async (query: string, variables?: Record<string, unknown>, actor?: Actor) =>
  JSON.parse(await shore.ask(query, variables, actor)) as Told;
const INPUT = 'input: { id: "twr_2", name: "renamed" }';

test('A payload is read inside the transaction that wrote it, by one statement for all its aliases', async () => {
  shore.sent.length = 0;
  const { data, errors } = await ask(
    `mutation {
    renameTower(${INPUT}) {
      __typename errors told: errors raw
      tower { name shout }
      more: tower { ...More lamps { label tower { name } } }
    }
  } fragment More on Tower { id en: name(tongue: EN) nl: name }`,
    {},
    { steward: true },
  );
  expect(errors).toBeUndefined();
  expect(data['renameTower']).toMatchObject({
    __typename: 'RenameTowerPayload',
    errors: ['none'],
    told: ['none'],
    raw: { kept: true },
    tower: { name: 'renamed', shout: 'TOWER-2' },
    more: { id: 'twr_2', nl: 'renamed' },
  });
  expect(shore.sent.map(({ text }) => text.split(' ')[0])).toEqual(['begin', 'update', 'select', 'commit']);
});

test('A list in a payload keeps the order of its ids; what is promised but missing is told', async () => {
  const { data, errors } = await ask(
    `mutation { renameTower(${INPUT}) { all { id ... on Port { code } } } }`,
    {},
    { steward: true },
  );
  expect(data).toBeNull();
  expect(errors).toMatchObject([
    { message: 'Cannot return null for non-nullable field RenameTowerPayload.all.', path: ['renameTower', 'all', 2] },
  ]);
});

test('A payload of which nothing is read runs no statement', async () => {
  shore.sent.length = 0;
  const { data } = await ask(`mutation { renameTower(${INPUT}) { errors __typename } }`);
  expect(data['renameTower']).toEqual({ errors: ['none'], __typename: 'RenameTowerPayload' });
  expect(shore.sent.map(({ text }) => text.split(' ')[0])).toEqual(['begin', 'update', 'commit']);
});

test('An alias may take the name of another field of the payload', async () => {
  const { data } = await ask(
    `mutation { renameTower(${INPUT}) { errors: tower { id } tower: errors } }`,
    {},
    { steward: true },
  );
  expect(data['renameTower']).toEqual({ errors: { id: 'twr_2' }, tower: ['none'] });
});

test('A payload shows no more than its caller may see', async () => {
  await shore.database.sql(`update tower set is_draft = true where id = 'twr_2'`);
  const query = `mutation { renameTower(${INPUT}) { tower { id } } }`;
  expect((await ask(query)).data['renameTower']).toEqual({ tower: null });
  expect((await ask(query, {}, { steward: true })).data['renameTower']).toEqual({ tower: { id: 'twr_2' } });
  await shore.database.sql(`update tower set is_draft = false where id = 'twr_2'`);
});

test('Several mutations in one operation each read their own payload', async () => {
  const { data } = await ask(
    'mutation($a: String!) { one: renameTower(input: {id: "twr_2", name: $a}) { tower { name } } two: renameTower(input: {id: "twr_2", name: "second"}) { tower { name } } }',
    { a: 'first' },
    { steward: true },
  );
  expect(data).toEqual({ one: { tower: { name: 'first' } }, two: { tower: { name: 'second' } } });
});

test('An object that was not made takes nothing from what was read beside it', async () => {
  const { errors } = await ask(
    'mutation { renameTower(input: { id: "twr_none", name: "nobody" }) { tower { name } all { id } } }',
    {},
    { steward: true },
  );
  // The list was read, and it is its first that is missing.
  expect(errors).toMatchObject([{ path: ['renameTower', 'all', 0] }]);
});
