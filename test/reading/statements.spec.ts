import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { agreed } from './fixture/agreed.js';
import { openShore, type Shore } from './fixture/engine.js';

let shore: Shore;
beforeAll(async () => {
  shore = await openShore();
});
afterAll(async () => shore.close());
beforeEach(() => void (shore.sent.length = 0));

const WIDE = `{ a: towers(first: 3) { totalCount nodes { id lamps { label } } } b: port(code: "P1") { sightings(first: 2) { nodes { id lamp { label } } } }
  search(text: "light", first: 2) { facets(fields: [KIND]) { value } } node(id: "twr_2") { id } nodes(ids: ["prt_1", "lmp_2"]) { id } }`;

async function apollo(query: string) {
  const context = shore.context();
  const { body } = await shore.apollo.executeOperation({ query }, { contextValue: context });
  if (body.kind !== 'single') throw new Error('An answer in parts.');
  return { context, result: body.singleResult };
}

describe('one statement answers the whole of an operation', () => {
  test('the first time it is asked', async () => {
    const { context, result } = await apollo(WIDE);
    expect(result.errors).toBeUndefined();
    expect([shore.sent.length, context.statements]).toEqual([1, 1]);
  });

  test('on the fast lane', async () => {
    const context = shore.context();
    expect(await shore.reader.answer({ query: WIDE }, context)).toBeDefined();
    expect([shore.sent.length, context.statements]).toEqual([1, 1]);
    expect(context.revision).toMatch(/^\d+$/);
  });

  test('when graphql-js has to complete the answer, for all its roots', async () => {
    await shore.slow(WIDE);
    expect(shore.sent).toHaveLength(1);
  });

  test('beside roots that are written by hand, and beside introspection', async () => {
    const { data } = await agreedMixed(
      '{ answer a: port(code: "P1") { code } b: port(code: "P2") { code } __schema { queryType { name } } t: __typename }',
    );
    expect(data).toEqual({
      answer: 42,
      a: { code: 'P1' },
      b: { code: 'P2' },
      __schema: { queryType: { name: 'Query' } },
      t: 'Query',
    });
    expect(shore.sent).toHaveLength(1);
  });

  test('and none when nothing is read', async () => {
    const { data } = await agreedMixed('{ answer __typename }');
    expect(data).toEqual({ answer: 42, __typename: 'Query' });
    const bad = await agreed(
      shore,
      '{ port(code: "nul\\u0000") { code } other: towers(after: "forged") { totalCount } }',
    );
    expect(bad).toEqual({ data: null, errors: ['BAD_USER_INPUT at port', 'BAD_USER_INPUT at other'] });
    expect(shore.sent).toEqual([]);
  });

  async function agreedMixed(query: string) {
    const { result } = await apollo(query);
    expect(result.errors).toBeUndefined();
    expect(await shore.reader.answer({ query }, shore.context())).toBeUndefined();
    return { data: JSON.parse(JSON.stringify(result.data)) as unknown };
  }

  test('even when an answer is not complete: the strict statement, then the lenient one', async () => {
    const query = '{ towers(first: 100) { nodes { remark } } }';
    const { result, context } = await apollo(query);
    expect(result.errors).toBeDefined();
    expect(context.statements).toBe(2);
  });
});

describe('a statement that the database refused is not run again', () => {
  const slowSearch = '{ distances(points: [{x: 1}]) { slug } }';

  test('when it took too long', async () => {
    const impatient = await openShore();
    await impatient.database.sql(`alter table tower rename to tower_table`);
    await impatient.database.sql(`create view tower as select t.* from tower_table t, pg_sleep(1)`);
    impatient.pool.on('connect', (client) => void client.query(`set statement_timeout = '150ms'`));
    impatient.sent.length = 0;
    const { errors } = JSON.parse(await impatient.ask(slowSearch)) as { errors: { message: string }[] };
    expect(errors.map(({ message }) => message)).toEqual(['canceling statement due to statement timeout']);
    expect(impatient.sent.filter(({ text }) => text.startsWith('select'))).toHaveLength(1);
    await expect(impatient.reader.answer({ query: slowSearch }, impatient.context())).rejects.toMatchObject({
      code: '57014',
    });
    expect(impatient.sent.filter(({ text }) => text.startsWith('select'))).toHaveLength(2);
    await impatient.close();
  });

  test('when the connection is lost on the way, which the next request need not know', async () => {
    const cut = await openShore();
    await cut.database.sql(`alter table tower rename to tower_table`);
    await cut.database.sql(`create view tower as select t.* from tower_table t, pg_sleep(1)`);
    await cut.ask('{ port(code: "P1") { code } }');
    const asked = cut.reader.answer({ query: '{ port(code: "P1") { code } }' }, cut.context());
    await expect(asked).resolves.toBeDefined();
    const slow = cut.slow(slowSearch);
    const cutter = setInterval(() => {
      void cut.database.sql(
        `select pg_terminate_backend(pid) from pg_stat_activity where query like '%jsonb_to_recordset%' and pid <> pg_backend_pid() and query not like '%terminate%'`,
      );
    }, 50);
    const { errors } = await slow;
    clearInterval(cutter);
    expect(errors).toHaveLength(1);
    expect(await cut.reader.answer({ query: '{ port(code: "P1") { code } }' }, cut.context())).toBeDefined();
    await cut.close();
  });

  test('when the database is away', async () => {
    const lost = await openShore();
    await lost.ask(WIDE);
    await lost.pool.end();
    await expect(lost.reader.answer({ query: WIDE }, lost.context())).rejects.toThrow();
    const { errors } = JSON.parse(
      await lost
        .ask('{ port(code: "P1") { code } }')
        .catch((error: unknown) => JSON.stringify({ errors: [String(error)] })),
    ) as { errors: unknown[] };
    expect(errors).toHaveLength(1);
    await lost.database.drop();
  });
});

describe('prepared statements', () => {
  test('get a name from their second run on, and the same text has the same name', async () => {
    const query = '{ port(code: "P3") { code berths } }';
    await shore.ask(query);
    await shore.ask(query);
    await shore.ask(query);
    // Other values, other white space: another document, the same statement.
    const other = '{ port(code: "P4")  { code berths } }';
    await shore.ask(other);
    await shore.ask(other);
    const [first, second, third, fourth, fifth] = shore.sent;
    expect(first?.name).toBeUndefined();
    expect(second?.name).toMatch(/^read_[0-9a-f]{40}$/);
    expect([third?.name, fourth?.name, fifth?.name]).toEqual([second?.name, undefined, second?.name]);
    expect(new Set(shore.sent.map(({ text }) => text)).size).toBe(1);
  });

  test('are a hundred on a connection at most: the one not used for the longest goes', async () => {
    const narrow = await openShore();
    for (let n = 0; n < 130; n++) {
      const query = `{ port(code: "P1") { f${n}: code } }`;
      for (let i = 0; i < 3; i++) await narrow.ask(query);
      await narrow.ask('{ port(code: "P1") { always: code } }');
    }
    const held = await narrow.pool.query<{ n: number; kept: boolean }>(
      `select count(*)::int n, bool_or(statement like '%always%') kept from pg_prepared_statements where name like 'read_%'`,
    );
    expect(held.rows[0]).toEqual({ n: 100, kept: true });
    await narrow.close();
  });
});
