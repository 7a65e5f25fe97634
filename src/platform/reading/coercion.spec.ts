import { describe, expect, test } from '@jest/globals';
import {
  buildSchema,
  type FieldNode,
  getArgumentValues,
  getVariableValues,
  type GraphQLEnumType,
  Kind,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import { argumentsOf, coerced, type Values, variableOf } from './coercion.js';

const schema = buildSchema(`
  directive @oneOf on INPUT_OBJECT
  scalar JSON
  enum Colour { RED GREEN }
  input Key @oneOf { id: ID slug: String }
  input Inner { text: String! colour: Colour = GREEN numbers: [Int!] }
  input Filter { inner: Inner inners: [Inner!] colour: Colour! = RED most: Int = 5 anything: JSON }
  type Query {
    field(
      text: String required: String! first: Int = 25 always: Int! = 3 share: Float isOpen: Boolean id: ID
      colour: Colour colours: [Colour!] by: Key filter: Filter anything: JSON list: [[Int]]
    ): Int
  }
`);
// What a name stands for inside differs from the name, as it does for enums of the register.
for (const value of (schema.getType('Colour') as GraphQLEnumType).getValues()) value.value = value.name.toLowerCase();
const field = schema.getQueryType()!.getFields()['field']!;

const operationOf = (text: string) => parse(text).definitions[0] as OperationDefinitionNode;
const outcome = (work: () => unknown) => {
  try {
    return { value: JSON.parse(JSON.stringify(work())) as unknown };
  } catch (error) {
    return { refused: (error as Error).message };
  }
};

describe('Variables are coerced as graphql-js does', () => {
  const TYPES = [
    'String',
    'Int',
    'Float',
    'Boolean',
    'ID',
    'Colour',
    'JSON',
    '[Int!]',
    '[[Int]]',
    'Key',
    'Inner',
    'Filter',
  ];
  const DEFAULTS: Record<string, string> = {
    String: '"d"',
    Int: '7',
    Colour: 'RED',
    '[Int!]': '[1]',
    Inner: '{ text: "t" }',
  };
  const VALUES: unknown[] = [
    ...[null, undefined, '', 'text', 'RED', 'red', '12', 0, 12, -0, 1.5, 2 ** 31, NaN, true, false],
    ...[[], [1, 2], [1, null], [[1], null], {}, { id: '1' }, { id: '1', slug: 's' }, { id: null }, { text: 't' }],
    ...[
      { inner: { text: 't', colour: 'RED' } },
      { inner: {} },
      { unknown: 1 },
      { most: '5' },
      { anything: { a: [1] } },
    ],
  ];
  const definitions = TYPES.flatMap((type) => [
    ...[`$v: ${type}`, `$v: ${type}!`, `$v: ${type} = null`],
    ...(DEFAULTS[type] === undefined ? [] : [`$v: ${type} = ${DEFAULTS[type]}`, `$v: ${type}! = ${DEFAULTS[type]}`]),
  ]);

  test.each(definitions)('of the kind %s', (definition) => {
    const written = operationOf(`query (${definition}) { field }`).variableDefinitions!;
    const variables = written.map((each) => variableOf(schema, each));
    for (const given of [{}, { other: 1 }, ...VALUES.map((v) => ({ v }))]) {
      const wanted = getVariableValues(schema, written, given).coerced;
      expect({ given, found: coerced(variables, given) }).toEqual({ given, found: wanted });
    }
  });

  test('and whatever they are called', () => {
    const written = operationOf('query ($__proto__: String, $toString: String, $constructor: Int = 3) { field }');
    const variables = written.variableDefinitions!.map((each) => variableOf(schema, each));
    const found = coerced(variables, JSON.parse('{ "__proto__": "p" }') as Values)!;
    expect(Object.entries(found)).toEqual([
      ['__proto__', 'p'],
      ['constructor', 3],
    ]);
  });
});

describe('Arguments are evaluated as graphql-js does', () => {
  const WRITTEN = [
    ...['text: $v', 'required: $v', 'first: $v', 'always: $v', 'colour: $v', 'colours: $v', 'by: $v', 'filter: $v'],
    ...['text: "t"', 'text: null', 'required: null', 'first: null', 'always: null', 'first: "x"', 'text: $toString'],
    ...['colours: [RED, $v]', 'colours: RED', 'list: [[1, $v], $v, null]', 'list: $v', 'colour: BLUE', 'colour: RED'],
    ...['by: { slug: $v }', 'by: { slug: "s" }', 'by: { slug: $v, id: "1" }', 'by: { slug: $v, id: $w }', 'by: {}'],
    ...['filter: {}', 'filter: { most: $v }', 'filter: { colour: $v }', 'filter: { inner: $v }', 'filter: $missing'],
    ...['filter: { inner: { text: $v } }', 'filter: { inner: { text: "t", colour: $v } }', 'filter: { most: "5" }'],
    ...['filter: { inners: [{ text: $v }, { text: "t" }] }', 'filter: { inners: { text: $v } }', 'filter: [$v]'],
    ...['filter: { inner: { text: "t", numbers: [1, $v] } }', 'filter: { anything: { a: [$v] } }', 'by: "s"'],
    ...['anything: { a: $v, b: [1, $v] }', 'anything: $v', 'isOpen: $v, share: 1.5, id: 4', 'first: 3, always: 4'],
  ];
  // Variables are coerced before, so a wrong type cannot come about; missing and null can.
  const VARIABLES: Values[] = [{}, { v: null }, { v: 1 }, { v: 'text' }, { v: null, w: 'w' }, { v: 'v', w: 'w' }];

  test.each(WRITTEN)('when written as %s', (written) => {
    for (const text of [`{ field(${written}) }`, `{ field(required: "r" ${written.replace(/^required: .*/, '')}) }`]) {
      const node = operationOf(text).selectionSet.selections[0] as FieldNode;
      expect(node.kind).toBe(Kind.FIELD);
      const evaluate = argumentsOf(field, node);
      for (const variables of [...VARIABLES, ...VARIABLES]) {
        expect({ text, variables, ...outcome(() => evaluate(variables)) }).toEqual({
          ...{ text, variables },
          ...outcome(() => getArgumentValues(field, node, variables)),
        });
      }
    }
  });

  test('when nothing is written', () => {
    const node = operationOf('{ field }').selectionSet.selections[0] as FieldNode;
    expect(() => argumentsOf(field, node)({})).toThrow(
      'Argument "required" of required type "String!" was not provided.',
    );
  });
});
