import { beforeAll, describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { type Answer, type Register, register } from '../support/register.js';

let on: Register;
beforeAll(async () => void (on = await register()));

const times = (count: number, text: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');
const ask = (document: string, variables?: Record<string, unknown>) => on.graphql(document, variables);

/** Statements that the service ran for operations so far. */
async function statements(): Promise<number> {
  const figures = await (await fetch(`${on.url}/metrics`)).text();
  return Number(/^graphql_statements_total (\d+)$/m.exec(figures)?.[1]);
}

function refusedBecause(answer: Answer, words: string | RegExp): void {
  expect(answer.status).toBe(200);
  expect(answer.body).not.toHaveProperty('data');
  expect(answer.body.errors!.map(({ extensions }) => extensions.code)).toEqual(['QUERY_TOO_COMPLEX']);
  expect(answer.body.errors![0]!.message).toMatch(words);
}

const DEEP = (levels: number) =>
  `{ standard(by: { slug: "zaken-api" }) { ${'currentVersion { standard { '.repeat(levels)} id ${'} }'.repeat(levels)} } }`;
const LONG = `{ standard(by: { slug: "zaken-api" }) { ${'id '.repeat(2_000)} } }`;
const ALIASED = (count: number) => `{ standard(by: { slug: "zaken-api" }) { ${times(count, (i) => `a${i}: name`)} } }`;
const DEAR = `{ standards(first: 100) { nodes { versions(first: 100) { nodes { label } } } } }`;
const ROOTS = `{ ${times(21, (i) => `r${i}: standard(by: { slug: "s${i}" }) { id }`)} }`;
const CIRCLE = '{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }';

describe('One error, and no statement, for a document that', () => {
  test.each<[string, string, string | RegExp]>([
    ['is nested thirty deep', DEEP(15), 'levels of fields; at most 12'],
    ['has a thousand aliases', ALIASED(600), /600 aliases; at most 30/],
    ['has one alias too many', ALIASED(31), /31 aliases; at most 30/],
    ['holds more than 2,000 tokens', LONG, /more tokens than the 2000/],
    ['asks more than 20 fields at the root', ROOTS, /21 fields at the root; at most 20/],
    ['has more than 50 directives', `{ __typename ${'@include(if: true) '.repeat(51)} }`, /51 directives; at most 50/],
    [
      'repeats a field hundreds of times',
      `{ standard(by: { slug: "a" }) { ${'id '.repeat(900)} } }`,
      /repeats fields so often/,
    ],
    ['costs more than 5,000', DEAR, /5,?000/],
    ['goes round in introspection', CIRCLE, /lists of types and fields/],
    [
      'asks the whole schema many times',
      `{ ${times(6, (i) => `s${i}: __schema { types { name } }`)} }`,
      /6 aliases in introspection/,
    ],
  ])('%s', async (_, document, words) => {
    const before = await statements();
    refusedBecause(await ask(document), words);
    expect(await statements()).toBe(before);
  });

  test('asks a page of a million', async () => {
    const before = await statements();
    for (const first of [1_000_000, 101, 0, -1]) {
      const { status, body } = await ask(`{ standards(first: ${first}) { totalCount } }`);
      expect([status, body.errors!.map(({ extensions }) => extensions.code)]).toEqual([200, ['BAD_USER_INPUT']]);
      expect(body.errors![0]!.message).toContain('1 to 100');
    }
    expect(await statements()).toBe(before);
  });

  test('is wrong in hundreds of places: the first twenty are told', async () => {
    const { body } = await ask(`{ standard(by: { slug: "a" }) { ${times(500, (i) => `x${i}`)} } }`);
    expect(body.errors).toHaveLength(21);
    expect(body.errors![20]!.message).toContain('Too many validation errors');
  });

  test('asks more than 100 things by their ids', async () => {
    const ids = Array.from({ length: 101 }, () => 'std_x');
    const { body } = await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(body.errors!.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  });
});

describe('A document just within its limits is answered', () => {
  test.each<[string, string]>([
    ['twelve deep', DEEP(5)],
    ['with 30 aliases', ALIASED(30)],
    ['with 20 roots, 20 of them aliased', ROOTS.replace(/r20: .* \} /, '')],
    ['a page of a hundred', '{ standards(first: 100) { nodes { name } } }'],
  ])('%s', async (_, document) => {
    const { status, body } = await ask(document);
    expect(body.errors).toBeUndefined();
    expect(status).toBe(200);
    expect(body.extensions!['cost']).toEqual(expect.any(Number));
  });

  test('the introspection that tools ask', async () => {
    const query = getIntrospectionQuery({
      specifiedByUrl: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    });
    const { body } = await ask(query);
    expect(body.errors).toBeUndefined();
    expect(body.data.__schema.types.length).toBeGreaterThan(50);
  });
});

describe('A value that cannot be is refused with its place and what is expected:', () => {
  const DATED = 'query ($asOf: Date) { standards(asOf: $asOf, first: 1) { totalCount } }';
  test.each(['2026-02-30', '2025-08-201', 'TBD', '', 20260101, null].map((value) => [value]))(
    'a date that is %j',
    async (asOf) => {
      const { status, body } = await ask(DATED, { asOf });
      expect(status).toBe(200);
      if (asOf === null) return expect(body.errors).toBeUndefined();
      expect(body.errors!.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
      expect(body.errors![0]!.message).toContain('YYYY-MM-DD');
    },
  );

  test('a date in the document itself', async () => {
    const { body } = await ask('{ standards(asOf: "2026-02-30", first: 1) { totalCount } }');
    expect(body.errors).toHaveLength(1);
    expect(body.errors![0]!.message).toContain('YYYY-MM-DD');
    expect(body.errors![0]).toHaveProperty('locations', [{ line: 1, column: 19 }]);
  });

  test.each(['x', 'WyJhIl0', '', 'e30=', `${'A'.repeat(500)}`, '\u0000'])('the cursor %j', async (after) => {
    const { status, body } = await ask(
      'query ($after: String) { standards(after: $after) { totalCount nodes { id } } }',
      { after },
    );
    expect([status, body.errors!.map(({ extensions }) => extensions.code)]).toEqual([200, ['BAD_USER_INPUT']]);
  });

  test('a cursor of another list', async () => {
    const { body } = await ask('{ municipalities(first: 1) { pageInfo { endCursor } } }');
    const answer = await ask('query ($after: String) { standards(after: $after) { nodes { id } } }', {
      after: body.data.municipalities.pageInfo.endCursor,
    });
    expect(answer.body.errors!.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  });
});

/** Whatever is sent, it is the caller who is told what is wrong: no failure of ours, and no trace of how we work. */
describe('No 5xx, no internal error, no stack for', () => {
  const text = [
    '',
    ' ',
    '\u0000',
    '\ud800',
    "'; drop table standard; --",
    '%',
    '\\',
    '💥'.repeat(200),
    'a'.repeat(50_000),
    '"',
    '& | ! ( ) : *',
    '<->',
  ];
  test.each(text.map((value) => [value.slice(0, 30), value]))('the text %j', async (_, value) => {
    const answers = await Promise.all([
      ask('query ($t: String!) { search(text: $t) { totalCount suggestion facets(fields: [KIND]) { field } } }', {
        t: value,
      }),
      ask('query ($s: String!) { standard(by: { slug: $s }) { id } }', { s: value }),
      ask('query ($i: ID!) { node(id: $i) { id } }', { i: value }),
      ask('query ($l: String!) { standard(by: { slug: "zaken-api" }) { version(label: $l) { id } } }', { l: value }),
      ask('query ($c: String!) { municipality(by: { code: $c }) { id } }', { c: value }),
    ]);
    for (const { status, body, text } of answers) {
      expect(status).toBe(200);
      const codes = (body.errors ?? []).map(({ extensions }) => extensions.code);
      expect(codes.filter((code) => code !== 'BAD_USER_INPUT' && code !== 'QUERY_TOO_COMPLEX')).toEqual([]);
      expect(text).not.toMatch(/\.[jt]s:\d|\bat \w+ \(/);
    }
  });

  test.each<{ sort: string; document: string; variables?: Record<string, unknown> }>(
    (
      [
        ['a subscription', 'subscription { x }'],
        ['a mutation', 'mutation { registerStandard { id } }'],
        ['two operations without a name', 'query A { __typename } query B { __typename }'],
        ['no operation at all', 'fragment f on Standard { id }'],
        ['a type definition', 'type A { b: Int }'],
        ['an unknown fragment', '{ ...nothing }'],
        ['a fragment in itself', '{ ...f } fragment f on Query { ...f }'],
        ['a directive that is given null', 'query ($on: Boolean) { __typename @include(if: $on) }', { on: null }],
        ['a name nobody knows', '{ standards { nodes { naam } } }'],
        ['two ways at once', '{ standard(by: { slug: "a", id: "b" }) { id } }'],
        ['no way at all', '{ standard(by: {}) { id } }'],
        ['null for what must be there', 'query ($by: StandardBy!) { standard(by: $by) { id } }', { by: null }],
        ['a year that is no year', '{ municipality(by: { code: "GM0363" }) { population(year: 2147483647) } }'],
        ['a number that is too large', '{ municipality(by: { code: "GM0363" }) { population(year: 99999999999) } }'],
        ['a moment before all moments', '{ standards(knownAt: "0001-01-01T00:00:00Z") { totalCount } }'],
        [
          'a moment after all moments',
          '{ standards(knownAt: "9999-12-31T23:59:59Z", asOf: "9999-12-31") { totalCount } }',
        ],
        ['a syntax error', '{ standard( '],
        ['a document of brackets', '{'.repeat(1_500)],
        ['text that never ends', '{ search(text: "'],
        ['a comment alone', '# nothing'],
      ] as [string, string, Record<string, unknown>?][]
    ).map(([sort, document, variables]) => ({ sort, document, ...(variables && { variables }) })),
  )('$sort', async ({ document, variables }) => {
    for (let i = 0; i < 2; i++) {
      const { status, body, text } = await ask(document, variables);
      expect(status).toBe(200);
      const codes = (body.errors ?? []).map(({ extensions }) => extensions.code);
      expect(codes.filter((code) => /INTERNAL|UNAVAILABLE/.test(code))).toEqual([]);
      expect(body.errors !== undefined || body.data !== undefined).toBe(true);
      expect(text).not.toMatch(/\.[jt]s:\d|\bat \w+ \(/);
    }
  });
});
