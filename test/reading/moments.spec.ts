import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { agreed } from './fixture/agreed.js';
import { HORIZON, openShore, type Shore } from './fixture/engine.js';

let shore: Shore;
beforeAll(async () => {
  shore = await openShore();
  const insert = (name: string, valid: [string, string], known: [string, string]) =>
    shore.database.sql(
      `insert into tower (id, slug, name_nl, kind, keywords, depth_m, built_at, opened, metres, is_draft, valid_from, valid_to, known_from, known_to)
       values ('twr_moment', 'moment', $1, 'ROUND', '{}', 1, now(), '1900-01', 1, false, $2, $3, $4, $5)`,
      [name, ...valid, ...known],
    );
  await insert('first thought', ['2020-01-01', 'infinity'], ['2024-01-01T00:00:00.000Z', '2025-01-01T00:00:00.500Z']);
  await insert('early', ['2020-01-01', '2026-06-01'], ['2025-01-01T00:00:00.500Z', 'infinity']);
  await insert('from June on', ['2026-06-01', 'infinity'], ['2025-01-01T00:00:00.500Z', 'infinity']);
});
afterAll(async () => shore.close());

const QUERY =
  'query($asOf: Date, $knownAt: DateTime) { tower(by: { id: "twr_moment" }, asOf: $asOf, knownAt: $knownAt) { name } }';
const nameAt = async (variables: Record<string, unknown>) =>
  (await agreed(shore, QUERY, variables)).data.tower?.name as string | undefined;

describe('asOf and knownAt', () => {
  test('mean today, as it is known now, when they are left out or null', async () => {
    expect(await nameAt({})).toBe('from June on');
    expect(await nameAt({ asOf: null, knownAt: null })).toBe('from June on');
  });

  test('pick the row that holds on the date, its first day included and its end not', async () => {
    expect(await nameAt({ asOf: '2026-05-31' })).toBe('early');
    expect(await nameAt({ asOf: '2026-06-01' })).toBe('from June on');
    expect(await nameAt({ asOf: '2019-12-31' })).toBeUndefined();
  });

  test('pick what was known at the moment, to the millisecond', async () => {
    expect(await nameAt({ knownAt: '2025-01-01T00:00:00.499Z' })).toBe('first thought');
    expect(await nameAt({ knownAt: '2025-01-01T01:00:00.500+01:00' })).toBe('from June on');
    expect(await nameAt({ knownAt: '2023-12-31T23:59:59Z' })).toBeUndefined();
  });

  test('hold for everything below, and each root has its own', async () => {
    const { data } = await agreed(
      shore,
      '{ a: tower(by: {id: "twr_2"}, asOf: "2022-01-01") { lamps { id tower { slug lamps { id } } } } b: tower(by: {id: "twr_2"}, asOf: "2024-01-01") { lamps { id } } }',
      {},
      { steward: true },
    );
    const ids = (lamps: { id: string }[]) => lamps.map(({ id }) => id);
    for (const lamp of data.a.lamps) expect(ids(lamp.tower.lamps)).toEqual(ids(data.a.lamps));
  });

  test('one that is fixed in a fragment keeps to the place of each spread', async () => {
    const { data } = await agreed(
      shore,
      'query { a: tower(by: {id: "twr_moment"}, asOf: "2026-05-31") { ...F } b: tower(by: {id: "twr_moment"}) { ...F } } fragment F on Tower { name }',
    );
    expect(data).toEqual({ a: { name: 'early' }, b: { name: 'from June on' } });
  });
});

describe('a knownAt that the record is not finished with', () => {
  test('is moved back to the horizon, which the answer tells', async () => {
    const query = '{ tower(by: { id: "twr_moment" }, knownAt: "2031-01-01T00:00:00Z") { name } }';
    const answers = [JSON.parse(await shore.ask(query)), JSON.parse(await shore.ask(query))] as {
      extensions: unknown;
    }[];
    for (const { extensions } of answers) expect(extensions).toEqual({ cost: 1, knownAt: HORIZON.toISOString() });
  });

  test('gives an answer without a revision, because the same revision may answer otherwise later', async () => {
    const context = shore.context();
    await shore.reader.answer({ query: QUERY, variables: { knownAt: '2031-01-01T00:00:00Z' } }, context);
    expect(context.revision).toBeUndefined();
    const settled = shore.context();
    await shore.reader.answer({ query: QUERY, variables: { knownAt: HORIZON.toISOString() } }, settled);
    expect(settled.revision).toBeDefined();
  });

  test('makes the reader ask for the horizon first, and only when it lies beyond the last one', async () => {
    const fresh = await openShore();
    await fresh.ask(QUERY, { knownAt: '2024-06-01T00:00:00Z' });
    expect(fresh.horizonsAsked()).toBe(1);
    await fresh.ask(QUERY, { knownAt: HORIZON.toISOString() });
    await fresh.ask(QUERY, {});
    expect(fresh.horizonsAsked()).toBe(1);
    const context = fresh.context();
    await fresh.reader.answer({ query: QUERY, variables: { knownAt: '2027-01-01T00:00:00Z' } }, context);
    expect([fresh.horizonsAsked(), context.statements]).toEqual([2, 2]);
    await fresh.close();
  });

  test('leaves an earlier moment beside it where it is', async () => {
    const query =
      '{ a: tower(by: {id: "twr_moment"}, knownAt: "2031-01-01T00:00:00Z") { name } b: tower(by: {id: "twr_moment"}, knownAt: "2024-06-01T00:00:00Z") { name } }';
    expect((await agreed(shore, query)).data).toEqual({ a: { name: 'from June on' }, b: { name: 'first thought' } });
  });
});
