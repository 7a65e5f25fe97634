import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { agreed } from './fixture/agreed.js';
import { openShore, type Shore } from './fixture/engine.js';

let shore: Shore;
beforeAll(async () => {
  shore = await openShore();
});
afterAll(async () => shore.close());

const STEWARD = { steward: true };
const LIST = `query($first: Int, $after: String, $orderBy: TowerOrder) {
  towers(first: $first, after: $after, orderBy: $orderBy) { totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } } } }`;
const ORDERS = ['NAME', 'BUILT_AT', 'SHARE'].flatMap((field) =>
  ['ASC', 'DESC'].map((direction) => ({ field, direction })),
);

describe('a list is read page by page', () => {
  test.each(ORDERS)('in the order $field $direction, each row once', async (orderBy) => {
    const whole = (await agreed(shore, LIST, { first: 100, orderBy }, STEWARD)).data.towers;
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 50; page++) {
      const { towers } = (await agreed(shore, LIST, { first: 7, after, orderBy }, STEWARD)).data;
      seen.push(...(towers.nodes as { id: string }[]).map(({ id }) => id));
      expect(towers.totalCount).toBe(whole.totalCount);
      expect(towers.pageInfo.hasPreviousPage).toBe(after !== null);
      expect(towers.pageInfo.startCursor).toBe(towers.edges[0].cursor);
      after = towers.pageInfo.endCursor as string;
      if (!towers.pageInfo.hasNextPage) break;
    }
    expect(seen).toEqual((whole.nodes as { id: string }[]).map(({ id }) => id));
    expect(new Set(seen).size).toBe(whole.totalCount);
  });

  test('and a cursor holds its place when rows come in before and behind it', async () => {
    const orderBy = { field: 'BUILT_AT', direction: 'DESC' };
    const before = (await agreed(shore, LIST, { first: 5, orderBy }, STEWARD)).data.towers;
    const rest = (await agreed(shore, LIST, { first: 100, after: before.pageInfo.endCursor, orderBy }, STEWARD)).data
      .towers;
    for (const [id, at] of [
      ['twr_newest', '2040-01-01'],
      ['twr_oldest', '1900-01-01'],
    ]) {
      await shore.database.sql(
        `insert into tower (id, slug, name_nl, kind, keywords, depth_m, built_at, opened, metres, is_draft, valid_from, known_from)
         values ($1, $1, 'new', 'ROUND', '{}', 1, $2, '1900-01', 1, false, '2018-01-01', '2024-01-01')`,
        [id, at],
      );
    }
    const after = (await agreed(shore, LIST, { first: 100, after: before.pageInfo.endCursor, orderBy }, STEWARD)).data
      .towers;
    expect(after.nodes).toEqual([...rest.nodes, { id: 'twr_oldest' }]);
    await shore.database.sql(`delete from tower where id in ('twr_newest', 'twr_oldest')`);
  });

  test('an empty page has no cursors', async () => {
    const { data } = await agreed(
      shore,
      '{ search(text: "nothing of the kind") { nodes { __typename } totalCount pageInfo { startCursor endCursor hasNextPage } suggestion } }',
    );
    expect(data.search).toEqual({
      nodes: [],
      totalCount: 0,
      pageInfo: { startCursor: null, endCursor: null, hasNextPage: false },
      suggestion: 'NOTHING OF THE KIND',
    });
  });

  test('a page may be asked for its number of rows alone', async () => {
    const { data } = await agreed(
      shore,
      '{ towers { totalCount } search(text: "light") { totalCount facets(fields: [KIND]) { value count } } }',
    );
    expect(data.search.facets.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(
      data.search.totalCount,
    );
  });
});

describe('a cursor that is not of the list', () => {
  const at = (cursor: unknown) => Buffer.from(JSON.stringify(cursor)).toString('base64url');

  test('is refused at its field before anything runs', async () => {
    const { data } = await agreed(shore, LIST, { first: 1, orderBy: { field: 'BUILT_AT', direction: 'ASC' } });
    const [tag, instant, id] = JSON.parse(
      Buffer.from(data.towers.pageInfo.endCursor as string, 'base64url').toString(),
    ) as string[];
    const foreign = (await agreed(shore, '{ port(code: "P3") { sightings { pageInfo { endCursor } } } }')).data.port
      .sightings.pageInfo.endCursor as string;
    const other = (await agreed(shore, LIST, { first: 1 })).data.towers.pageInfo.endCursor as string;
    const forged = [
      '',
      'x',
      '-1',
      '💡',
      foreign,
      other,
      at(null),
      at({}),
      at([]),
      at([tag]),
      at([tag, instant]),
      at([tag, instant, id, id]),
      at([tag, 1, 2]),
      at([tag, null, null]),
      at(['other', instant, id]),
      at([tag, 'yesterday', id]),
      at([tag, '2024-02-30 00:00:00+00', id]),
      at([tag, '2024-01-01 25:00:00+00', id]),
      at([tag, '0000-01-01 00:00:00+00', id]),
      at([tag, "2024-01-01 00:00:00+00'; drop table tower; --", id]),
      at([tag, instant, 'nul\0']),
    ];
    for (const after of forged) {
      shore.sent.length = 0;
      const found = await agreed(shore, LIST, { after, orderBy: { field: 'BUILT_AT', direction: 'ASC' } });
      expect({ after, ...found }).toEqual({ after, data: null, errors: ['BAD_USER_INPUT at towers'] });
      expect(shore.sent).toEqual([]);
    }
  });

  test('of numbers is held against what the column can hold', async () => {
    const share = { field: 'SHARE', direction: 'ASC' };
    const { data } = await agreed(shore, LIST, { first: 1, orderBy: share });
    const [tag] = JSON.parse(Buffer.from(data.towers.pageInfo.endCursor as string, 'base64url').toString()) as string[];
    for (const number of ['1e999', '-1e999', '1e-999', 'NaN', '0x10', '1.2.3', '', '1'.repeat(500)]) {
      const { errors } = await agreed(shore, LIST, { after: at([tag, 'false', number, 'twr_1']), orderBy: share });
      expect({ number, errors }).toEqual({ number, errors: ['BAD_USER_INPUT at towers'] });
    }
    for (const number of ['1e300', '-0', '0.5', '5e-324', '12']) {
      expect(
        (await agreed(shore, LIST, { after: at([tag, 'false', number, 'twr_1']), orderBy: share })).errors,
      ).toEqual([]);
    }
  });

  test('below a nullable parent leaves the rest of the answer standing', async () => {
    const { data, errors } = await agreed(
      shore,
      '{ bad: port(code: "P1") { code sightings(after: "forged") { totalCount } } good: port(code: "P2") { code } }',
    );
    expect(data).toEqual({ bad: null, good: { code: 'P2' } });
    expect(errors).toEqual(['BAD_USER_INPUT at bad.sightings']);
  });
});

test('"first" outside 1 to 100 and more than 100 ids end the operation before anything runs, with an error of their own', async () => {
  const ids = JSON.stringify(Array.from({ length: 101 }, (_, n) => `prt_${n}`));
  const cases = [
    ...[0, -1, 101, 1_000_000].map((first) => [
      `{ towers(first: ${first}) { nodes { id } } }`,
      '"first" must be from 1 to 100.',
    ]),
    ['{ port(code: "P1") { sightings(first: 2147483647) { totalCount } } }', '"first" must be from 1 to 100.'],
    [
      '{ towers(first: 100000) { nodes { lamps { sightings(first: 100) { nodes { id } } } } } }',
      '"first" must be from 1 to 100.',
    ],
    [`{ nodes(ids: ${ids}) { id } }`, 'At most 100 ids can be asked for at a time.'],
  ] as [string, string][];
  for (const [query, message] of cases) {
    shore.sent.length = 0;
    for (let time = 0; time < 2; time++) {
      const { errors, data } = JSON.parse(await shore.ask(query)) as {
        errors: { message: string; extensions: { code: string } }[];
        data?: unknown;
      };
      expect({ query, data, errors: errors.map(({ message, extensions }) => [message, extensions.code]) }).toEqual({
        query,
        data: undefined,
        errors: [[message, 'BAD_USER_INPUT']],
      });
    }
    expect(shore.sent).toEqual([]);
  }
  expect((await agreed(shore, '{ towers(first: 100) { nodes { id } } }')).errors).toEqual([]);
});
