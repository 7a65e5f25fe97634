import { describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery, parse } from 'graphql';
import { limitExceeded } from './limits.js';

const over = (document: string): string | undefined => limitExceeded(parse(document))?.message;
const nested = (depth: number): string => '{ a '.repeat(depth) + '}'.repeat(depth);
const times = (count: number, text: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');

describe('A document is refused', () => {
  test('when it is nested more than 12 deep', () => {
    expect(over(nested(12))).toBeUndefined();
    expect(over(nested(13))).toBe('The document asks for 13 levels of fields; at most 12 are allowed.');
  });

  test('when fragments make it so deep, by way of other fragments too', () => {
    const chain = (n: number) => times(n, (i) => `fragment f${i} on T { a { ...f${i + 1} } }`);
    expect(over(`{ ...f0 } ${chain(11)} fragment f11 on T { a }`)).toBeUndefined();
    expect(over(`{ ...f0 } ${chain(12)} fragment f12 on T { a }`)).toContain('13 levels');
    expect(over(`{ ... { ... on T { ${nested(12)} } } }`.replace('{ { a', '{ b { a'))).toContain('13 levels');
  });

  test('when it has more than 30 aliases, also when a fragment is used many times', () => {
    const roots = (n: number) => `{ r { ${times(n, (i) => `a${i}: x`)} } }`;
    expect(over(roots(30))).toBeUndefined();
    expect(over(roots(31))).toContain('31 aliases');
    expect(
      over(`{ ${times(4, (i) => `r${i} { ...f }`)} } fragment f on T { ${times(8, (i) => `a${i}: x`)} }`),
    ).toContain('32 aliases');
  });

  test('when it asks more than 20 fields at the root', () => {
    expect(over(`{ ${times(20, (i) => `r${i}`)} }`)).toBeUndefined();
    expect(
      over(`{ ${times(11, (i) => `r${i}`)} ...f } fragment f on Query { ${times(10, (i) => `s${i}`)} }`),
    ).toContain('21 fields at the root');
  });

  test('when it has more than 50 directives', () => {
    expect(over(`{ a ${times(50, () => '@include(if: true)')} }`)).toBeUndefined();
    expect(over(`query @a { a ${times(50, () => '@include(if: true)')} }`)).toContain('51 directives');
  });

  test('when a few fragments grow into a multitude of fields', () => {
    const doubling = times(10, (i) => `fragment f${i} on T { x { ...f${i + 1} } y { ...f${i + 1} } }`);
    expect(over(`{ ...f0 } ${doubling} fragment f10 on T { z }`)).toContain('fields with fragments written out');
    const endless = times(200, (i) => `fragment f${i} on T { ...f${i + 1} ...f${i + 1} b }`);
    expect(over(`{ r { ...f0 } } ${endless} fragment f200 on T { z }`)).toContain('over a million fields');
  });

  test('when it goes round in introspection', () => {
    expect(over('{ __type(name: "A") { fields { type { fields { name } } } } }')).toBeUndefined();
    expect(over('{ __schema { types { fields { type { fields { name } } } } } }')).toContain(
      '3 lists of types and fields',
    );
    expect(over('{ __type(name: "A") { interfaces { possibleTypes { fields { name } } } } }')).toContain('3 lists');
    expect(
      over(
        '{ __schema { ...f } } fragment f on __Schema { types { ...t } } fragment t on __Type { fields { type { inputFields { name } } } }',
      ),
    ).toContain('3 lists');
    expect(over(`{ ${times(6, (i) => `a${i}: __schema { types { name } }`)} }`)).toContain(
      '6 aliases in introspection',
    );
  });
});

describe('A document is admitted', () => {
  test.each([
    [{}],
    [
      {
        descriptions: true,
        specifiedByUrl: true,
        directiveIsRepeatable: true,
        schemaDescription: true,
        inputValueDeprecation: true,
        oneOf: true,
      },
    ],
  ])('when it is the introspection that tools ask, %j', (options) =>
    expect(over(getIntrospectionQuery(options))).toBeUndefined(),
  );

  test('when introspection and data are asked together: each has its own bounds', () => {
    expect(
      over(
        `query Both ${nested(12).replace(
          '{ a',
          `{ ${getIntrospectionQuery()
            .replace(/^\s*query IntrospectionQuery \{/, '')
            .split('fragment FullType')[0]!
            .trim()
            .slice(0, -1)} a`,
        )} ${'fragment FullType' + getIntrospectionQuery().split('fragment FullType')[1]!}`,
      ),
    ).toBeUndefined();
  });

  test('when a fragment holds itself: validation has the better words for that', () => {
    expect(over('{ ...f } fragment f on T { a { ...f } }')).toBeUndefined();
  });
});
