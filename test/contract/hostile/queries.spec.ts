import { describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { type Answer } from '../../support/register.js';
import { attacked, harmless, refused } from './watch.js';

const on = attacked();
const SLOW_MS = 3_000;

const times = (count: number, text: (i: number) => string, between = ' '): string =>
  Array.from({ length: count }, (_, i) => text(i)).join(between);
const nested = (levels: number, open: string, inner: string, close: string): string =>
  open.repeat(levels) + inner + close.repeat(levels);
const BY = '(by: { slug: "zaken-api" })';

/** Asks twice: a document that is known may take another way. */
async function ask(document: string, variables?: Record<string, unknown>): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let i = 0; i < 2; i++) {
    const began = Date.now();
    answers.push(await on().graphql(document, variables));
    expect(Date.now() - began).toBeLessThan(SLOW_MS);
  }
  return answers;
}

const REFUSALS = ['QUERY_TOO_COMPLEX', 'GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED', 'BAD_USER_INPUT'];

describe('A document that asks for more than anyone needs is refused', () => {
  test.each<[string, string]>([
    ['aliases of a root field', `{ ${times(500, (i) => `a${i}: standard${BY} { id }`)} }`],
    [
      'aliases of a list',
      `{ ${times(15, (i) => `a${i}: standards(first: 100) { nodes { name } }`)} ${times(20, (i) => `b${i}: standards(first: 100) { nodes { name } }`)} }`,
    ],
    [
      'aliases in a fragment that is spread often',
      `{ standard${BY} { ${times(20, () => '...f')} } } fragment f on Standard { ${times(29, (i) => `a${i}: name b${i}: summary`)} }`,
    ],
    ['directives on one field', `{ __typename ${times(900, () => '@skip(if: false)')} }`],
    ['directives nobody knows', `{ __typename ${times(40, (i) => `@unknown${i}`)} }`],
    ['directives on the operation', `query ${times(60, () => '@include(if: true)')} { __typename }`],
    ['a fragment in itself', '{ ...a } fragment a on Query { ...a }'],
    ['fragments in a circle', `{ ...f0 } ${times(50, (i) => `fragment f${i} on Query { ...f${(i + 1) % 50} }`)}`],
    [
      'a circle through a field',
      `{ standard${BY} { ...f } } fragment f on Standard { steward { id } currentVersion { standard { ...f } } }`,
    ],
    [
      'a circle with an exit',
      `{ standard${BY} { ...a ...b } } fragment a on Standard { id ...b } fragment b on Standard { id ...a }`,
    ],
    [
      'fragments that double',
      `{ ...f0 } ${times(30, (i) => `fragment f${i} on Query { ...f${i + 1} a: __typename ...f${i + 1} }`)} fragment f30 on Query { __typename }`,
    ],
    ['inline fragments inside one another', `{ ${nested(900, '... { ', '__typename', ' }')} }`],
    ['depth', `{ standard${BY} { ${nested(100, 'currentVersion { standard { ', 'id', ' } }')} } }`],
    [
      'depth by fragments',
      `{ standard${BY} { ...f0 } } ${times(20, (i) => `fragment f${i} on Standard { currentVersion { standard { ...f${i + 1} } } }`)} fragment f20 on Standard { id }`,
    ],
    ['width', `{ standard${BY} { ${times(1_990, () => 'id')} } }`],
    [
      'lists in lists',
      `{ standards(first: 100) { nodes { versions(first: 100) { nodes { standard { versions(first: 100) { totalCount } } } } } } }`,
    ],
    ['ids by the thousand', `{ nodes(ids: [${times(1_900, (i) => `"std_${i}"`, ',')}]) { id } }`],
    [
      'a list that never ends',
      `{ standards(filter: { kinds: [${times(1_990, () => 'INTERFACE', ',')}] }) { totalCount } }`,
    ],
    ['objects inside one another', `{ standard(by: ${nested(400, '{ a: ', '1', ' }')}) { id } }`],
    ['lists inside one another', `{ nodes(ids: ${nested(900, '[', '1', ']')}) { id } }`],
    ['types inside one another', `query ($a: ${nested(900, '[', 'ID', ']')}) { __typename }`],
    ['brackets alone', '{'.repeat(1_990)],
    ['operations', times(300, (i) => `query q${i} { __typename }`)],
    ['fragments nobody uses', `{ __typename } ${times(200, (i) => `fragment f${i} on Query { __typename }`)}`],
    ['variables nobody uses', `query (${times(400, (i) => `$v${i}: Int`, ', ')}) { __typename }`],
    [
      'the whole schema in circles',
      `{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }`,
    ],
    ['types of types', `{ __type(name: "Standard") { ${nested(30, 'ofType { ', 'name', ' }')} } }`],
    [
      'the schema again and again',
      `{ ${times(20, (i) => `s${i}: __schema { types { name description fields { name description } } }`)} }`,
    ],
    [
      'introspection inside a fragment',
      `{ ...f ...g } ${times(7, (i) => `fragment ${'fghijkl'[i]} on Query { s${i}: __schema { types { fields { args { type { name } } } } } ${i < 6 ? `...${'fghijkl'[i + 1]}` : ''} }`)}`,
    ],
    [
      'fields that overlap with other arguments',
      `{ ${times(15, (i) => `standards(first: ${i + 1}) { totalCount }`)} }`,
    ],
    [
      'overlap in nested fragments',
      `{ standard${BY} { ${times(25, (i) => `... on Standard { versions(first: ${i + 1}) { nodes { label } } }`)} } }`,
    ],
    ['a defer', `{ standard${BY} { ... @defer { name } } }`],
    ['a stream', `{ standards { nodes @stream(initialCount: 1) { name } } }`],
    ['a subscription', 'subscription { __typename }'],
    ['a definition of a type', 'type Query { a: Int }'],
    ['an extension of a type', 'extend type Query { a: Int }'],
    ['a field of an object of JavaScript', '{ __proto__ constructor toString }'],
    ['a type of an object of JavaScript', '{ __typename ... on __proto__ { a } ... on constructor { b } }'],
    ['a fragment called as one', '{ ...__proto__ ...constructor ...toString }'],
  ])('%s', async (_, document) => {
    for (const answer of await ask(document)) {
      expect(answer.status).toBe(200);
      refused(answer, ...REFUSALS);
      expect(answer.body.errors!.length).toBeLessThanOrEqual(21);
      expect(answer.text.length).toBeLessThan(20_000);
    }
  });
});

describe('A document that is odd and small is answered', () => {
  test.each<[string, string, unknown?]>([
    [
      'names of objects of JavaScript as aliases',
      '{ __proto__: __typename constructor: __typename toString: __typename hasOwnProperty: __typename then: __typename toJSON: __typename }',
    ],
    ['and inside of things', `{ standard${BY} { __proto__: name constructor: slug valueOf: id then: name } }`],
    ['and as fragments', '{ ...toString } fragment toString on Query { hasOwnProperty: __typename }'],
    ['and as operations', 'query constructor { __typename }'],
    [
      'and as variables',
      'query ($__proto__: Boolean = true, $constructor: Boolean = true) { __typename @include(if: $__proto__) b: __typename @skip(if: $constructor) }',
    ],
    [
      'types by such names',
      '{ a: __type(name: "__proto__") { name } b: __type(name: "constructor") { name } c: __type(name: "toString") { name } }',
    ],
    ['the same field a hundred times', `{ standard${BY} { ${times(100, () => 'name')} } }`],
    ['everything skipped', '{ __typename @skip(if: true) }'],
    [
      'skipped and included',
      '{ a: __typename @skip(if: true) @include(if: true) b: __typename @include(if: false) @skip(if: false) }',
    ],
    ['text in blocks', '{ search(text: """\n  \\""" zaken \n""") { totalCount } }'],
    ['text in escapes', '{ search(text: "\\u007A\\u{61}ken") { totalCount } }'],
    ['commas and marks of byte order', '\ufeff,,,{,,,__typename,,,},,,'],
    ['comments', `# ${'a'.repeat(50_000)}\n{ __typename }`],
  ])('%s', async (_, document) => {
    const [first, second] = await ask(document);
    harmless(first!);
    expect(first!.body.errors).toBeUndefined();
    expect(second!.body.data).toEqual(first!.body.data);
  });

  test('names of objects of JavaScript come back as they were asked', async () => {
    for (const { text } of await ask(`{ standard${BY} { __proto__: slug constructor: slug } __proto__: __typename }`)) {
      expect(text).toContain('"__proto__":"zaken-api"');
      expect(text).toContain('"constructor":"zaken-api"');
      expect(text).toContain('"__proto__":"Query"');
    }
  });

  test('and tools can still introspect', async () => {
    const [answer] = await ask(
      getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true, oneOf: true }),
    );
    expect(answer!.body.data.__schema.queryType.name).toBe('Query');
  });
});

describe('Variables that make no sense harm nobody', () => {
  const BY_VARIABLE = 'query ($by: StandardBy!) { standard(by: $by) { id } }';
  const raw = async (variables: string, query = BY_VARIABLE): Promise<Answer> => {
    const response = await fetch(`${on().url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"query":${JSON.stringify(query)},"variables":${variables}}`,
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as Answer['body'] };
  };

  test.each<[string, string]>([
    ['names of objects of JavaScript', '{"__proto__":{"by":{"slug":"zaken-api"}},"constructor":1,"toString":2}'],
    ['such names inside', '{"by":{"__proto__":{"slug":"zaken-api"}}}'],
    ['such a name beside a right one', '{"by":{"slug":"zaken-api","__proto__":{"id":"std_1"}}}'],
    ['such a name as the only one', '{"by":{"constructor":{"prototype":{"slug":"a"}}}}'],
    ['such names that are methods', '{"by":{"slug":"a","toString":"b","valueOf":"c","hasOwnProperty":1}}'],
    ['two keys where one may be', '{"by":{"slug":"a","id":"b"}}'],
    ['a key twice', '{"by":{"slug":"a","slug":"zaken-api"}}'],
    ['null for one of the keys', '{"by":{"slug":null}}'],
    ['null beside a key', '{"by":{"slug":"a","id":null}}'],
    ['depth', `{"by":${nested(10_000, '{"by":', '1', '}')}}`],
    ['depth in lists', `{"by":${nested(20_000, '[', '1', ']')}}`],
    ['depth in a variable nobody asked for', `{"by":{"slug":"zaken-api"},"x":${nested(10_000, '{"a":', '1', '}')}}`],
    ['width', `{"by":{${times(5_000, (i) => `"k${i}":1`, ',')}}}`],
    ['variables nobody asked for', `{"by":{"slug":"zaken-api"},${times(5_000, (i) => `"v${i}":[]`, ',')}}`],
    ['a list for an object', '{"by":[{"slug":"zaken-api"}]}'],
    ['a text for an object', '{"by":"{\\"slug\\":\\"zaken-api\\"}"}'],
  ])('%s', async (_, variables) => {
    for (let i = 0; i < 2; i++) {
      const answer = await raw(variables);
      harmless(answer);
      if (answer.body.errors) refused(answer, 'BAD_USER_INPUT');
    }
    expect(({} as Record<string, unknown>)['slug']).toBeUndefined();
  });

  test.each([
    '1e309',
    '-1e309',
    '1e308',
    '2147483648',
    '-2147483649',
    '9007199254740993',
    '1.0000000001',
    '-0',
    '9'.repeat(1_000),
    '"1"',
    'true',
    '[1]',
    '{"a":1}',
  ])('the number %s', async (number) => {
    for (const query of [
      'query ($n: Int) { standards(first: $n) { totalCount } }',
      'query ($n: Int!) { municipality(by: { code: "GM0363" }) { population(year: $n) } }',
    ]) {
      harmless(await raw(`{"n":${number}}`, query));
    }
  });

  test('twenty thousand values in one list', async () => {
    const ids = JSON.stringify(Array.from({ length: 20_000 }, (_, i) => `${i}`)).slice(0, 90_000);
    const list = `${ids.slice(0, ids.lastIndexOf(','))}]`;
    refused(await raw(`{"ids":${list}}`, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }'), 'BAD_USER_INPUT');
    harmless(
      await raw(`{"t":${list}}`, 'query ($t: [String!]) { search(text: "", filter: { themes: $t }) { totalCount } }'),
    );
    harmless(
      await raw(`{"t":${list}}`, 'query ($t: [ID!]) { search(text: "", filter: { stewardIds: $t }) { totalCount } }'),
    );
  });

  test('a thousand documents that were never seen before, each its own', async () => {
    const asked = Array.from({ length: 1_000 }, (_, i) => `query N${i} { a${i}: standard${BY} { b${i}: slug } }`);
    const next = async (): Promise<void> => {
      for (let document = asked.pop(); document !== undefined; document = asked.pop())
        harmless(await on().graphql(document));
    };
    await Promise.all(Array.from({ length: 8 }, next));
  });
});
