import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { agreed } from './fixture/agreed.js';
import { openShore, type Shore } from './fixture/engine.js';
import { chanceFrom } from './fixture/random.js';

let shore: Shore;
beforeAll(async () => {
  shore = await openShore();
  await shore.database.sql(
    `insert into lamp select 'lmp_scalar', 'twr_1', null, 'x', 'LIT', 0, 1, true, null, '2018-01-01', 'infinity', '2024-01-01', 'infinity'`,
  );
});
afterAll(async () => shore.close());

const powerOf = async (power: string) => {
  await shore.database.sql(`update lamp set power = $1::float8 where id = 'lmp_scalar'`, [power]);
  const query = '{ node(id: "lmp_scalar") { ... on Lamp { power } } }';
  const { body } = await shore.apollo.executeOperation({ query }, { contextValue: shore.context() });
  if (body.kind !== 'single') throw new Error('An answer in parts.');
  const slow = JSON.stringify(await shore.slow(query));
  return { warm: await shore.reader.answer({ query }, shore.context()), cold: body.singleResult, slow };
};

describe('floats', () => {
  test('are written as JavaScript writes them', async () => {
    const chance = chanceFrom(3);
    const random = Array.from({ length: 60 }, () => (chance.next() - 0.5) * 10 ** (chance.below(40) - 24));
    for (const value of [
      0,
      -0,
      1,
      -1,
      0.1,
      1e-4,
      9.999e-5,
      1e-5,
      1e-6,
      9.9999e-7,
      1e-7,
      1.5e-10,
      5e-324,
      1e15,
      999999999999999.9,
      9007199254740991,
      ...random,
    ]) {
      const { warm, slow } = await powerOf(Object.is(value, -0) ? '-0' : String(value));
      const text = JSON.stringify({ data: { node: { power: value } } });
      expect(slow).toBe(text);
      expect(warm?.startsWith(text.slice(0, -1))).toBe(true);
    }
  });

  test('from 2^53 on are left to graphql-js, because PostgreSQL may choose other digits', async () => {
    for (const value of ['9007199254740992', '31090145306661728', '1e21', '1e22', '-1.7976931348623157e308']) {
      const { warm, cold, slow } = await powerOf(value);
      expect(warm).toBeUndefined();
      expect(cold.data).toEqual({ node: { power: Number(value) } });
      expect(slow).toBe(JSON.stringify({ data: { node: { power: Number(value) } } }));
    }
  });

  test('that are none are an error', async () => {
    for (const value of ['NaN', 'Infinity', '-Infinity']) {
      const { warm, cold, slow } = await powerOf(value);
      expect(warm).toBeUndefined();
      expect(cold.errors?.[0]?.message).toBe(`Float cannot represent non numeric value: "${value}"`);
      expect(slow).toContain('cannot represent');
    }
    await powerOf('1');
  });
});

test('Numeric columns are floats without zeros at the end', async () => {
  for (const [depth, number] of [
    ['1.500', 1.5],
    ['12', 12],
    ['0.000000100', 1e-7],
    ['100.00', 100],
  ] as const) {
    await shore.database.sql(`update tower set depth_m = $1::numeric where id = 'twr_2'`, [depth]);
    const { data } = await agreed(shore, '{ tower(by: {id: "twr_2"}) { depth } }', {}, { steward: true });
    expect(data.tower.depth).toBe(number);
  }
});

test('Moments are given in UTC and whole milliseconds, dates and months as they are', async () => {
  await shore.database.sql(
    `update tower set built_at = '2021-03-28T03:30:00.123999+02:00', opened = '1999-12' where id = 'twr_2'`,
  );
  const { data } = await agreed(
    shore,
    '{ tower(by: {id: "twr_2"}) { builtAt opened height { measuredOn } } }',
    {},
    { steward: true },
  );
  expect(data.tower).toEqual({
    builtAt: '2021-03-28T01:30:00.123Z',
    opened: '1999-12',
    height: { measuredOn: '2021-03-28' },
  });
});

test('Text arrives as it was stored, whatever is in it', async () => {
  const everything =
    Array.from({ length: 0x300 }, (_, code) => String.fromCodePoint(code + 1)).join('') +
    '\u2028\u2029\ufffd\u{1f5fc}\u{10ffff}';
  await shore.database.sql(`update port set name = $1 where id = 'prt_1'`, [everything]);
  const { data } = await agreed(shore, '{ port(code: "P1") { name } }');
  expect(data.port.name).toBe(everything);
});

test('A text with the character U+0000 is refused at its field, since no stored text can hold it', async () => {
  const { data, errors } = await agreed(
    shore,
    'query($text: String!) { good: port(code: "P1") { code } bad: port(code: $text) { code } points: distances(points: [{x: 1, note: $text}]) { x } }',
    { text: 'a\0b' },
  );
  expect(errors).toEqual(['BAD_USER_INPUT at bad', 'BAD_USER_INPUT at points']);
  expect(data).toBeNull();
});

test('The start of every row is what the caller may see: actors get their own plans', async () => {
  const query = '{ port(code: "P3") { sightings(first: 100) { totalCount nodes { reason } } } }';
  const counts = [];
  for (const actor of [{}, { organisation: 'prt_3' }, { organisation: 'prt_4' }, { steward: true }]) {
    counts.push((await agreed(shore, query, {}, actor)).data.port.sightings.totalCount as number);
  }
  const [anyone, itself, another, steward] = counts;
  expect(itself).toBe(steward);
  expect(another).toBe(anyone);
  expect(anyone).toBeLessThan(itself!);
});

describe('documents of our own', () => {
  test('are answered without limits, and kept', async () => {
    const data = await shore.reader.ask(
      'query($code: String!) { port(code: $code) { code } }',
      { code: 'P2' },
      shore.context(),
    );
    expect(data).toEqual({ port: { code: 'P2' } });
  });

  test('fail when the answer is not complete, the values do not fit, or the document is none', async () => {
    const context = shore.context();
    await expect(shore.reader.ask('query($code: String!) { port(code: $code) { code } }', {}, context)).rejects.toThrow(
      'do not fit',
    );
    await expect(shore.reader.ask('{ port { code } }', {}, context)).rejects.toThrow('"code"');
    await expect(shore.reader.ask('{ towers(first: 100) { nodes { remark } } }', {}, context)).rejects.toThrow(
      'There is no value for Tower.remark.',
    );
  });
});
