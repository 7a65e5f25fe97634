import { describe, expect, test } from '@jest/globals';
import { type GraphQLScalarType, parseValue } from 'graphql';
import { CentsScalar, DateScalar, DateTimeScalar, JsonScalar, UrlScalar, YearMonthScalar } from './scalars.js';

const literal = (scalar: GraphQLScalarType, text: string): unknown => scalar.parseLiteral(parseValue(text));

describe.each<[GraphQLScalarType<string, string>, string[], unknown[]]>([
  [
    DateScalar,
    ['2026-01-31', '2024-02-29', '0001-01-01', '9999-12-31'],
    [
      '2026-02-30',
      '2025-02-29',
      '2025-08-201',
      'TBD',
      '',
      '2026-1-1',
      '0000-01-01',
      '2026-01-31T00:00:00Z',
      20260131,
      null,
      true,
      {},
      ['2026-01-31'],
    ],
  ],
  [
    YearMonthScalar,
    ['2026-01', '2026-12'],
    ['2026-13', '2026-00', '2026-1', '0000-01', '2026', '2026-01-01', 202601, null],
  ],
  [
    UrlScalar,
    [
      'https://vng.nl',
      'http://localhost:4000/id/standards/a%20b?x=1#y',
      'https://xn--bcher-kva.example/',
      'HTTPS://VNG.NL/',
    ],
    [
      'vng.nl',
      '//vng.nl',
      'ftp://vng.nl',
      'javascript:alert(1)',
      'https://',
      'https:vng.nl',
      'https:///vng.nl',
      'https://a b',
      'https://me:pw@vng.nl',
      'https://vng.nl/<x>',
      'https://vng.nl\n',
      `https://vng.nl/${'a'.repeat(2048)}`,
      null,
      1,
    ],
  ],
])('%s', (scalar, good, bad) => {
  test.each(good)('takes %s as it is, both ways', (text) => {
    expect(scalar.parseValue(text)).toBe(text);
    expect(literal(scalar, JSON.stringify(text))).toBe(text);
    expect(scalar.serialize(text)).toBe(text);
  });

  test.each(bad.map((value) => [value]))('refuses %j and says what is expected', (value) => {
    expect(() => scalar.parseValue(value)).toThrow(`${scalar.name} expects`);
    expect(() => scalar.serialize(value)).toThrow(`${scalar.name} expects`);
  });

  test('refuses numbers, lists and names as literals', () => {
    for (const text of ['20260131', '[]', 'TODAY', 'true', '{ a: 1 }', 'null', '""']) {
      expect(() => literal(scalar, text)).toThrow(`${scalar.name} expects`);
    }
  });
});

describe('DateTime', () => {
  test.each([
    ['2026-01-31T09:30:00Z', '2026-01-31T09:30:00.000Z'],
    ['2026-01-31T10:30:00.000+01:00', '2026-01-31T09:30:00.000Z'],
    ['2026-01-31T09:30:00.123456789Z', '2026-01-31T09:30:00.123Z'],
    ['2024-02-29T23:59:59.9-00:30', '2024-03-01T00:29:59.900Z'],
  ])('takes %s with its offset, and holds it in UTC and milliseconds', (given, held) => {
    expect(DateTimeScalar.parseValue(given)).toBe(held);
    expect(DateTimeScalar.serialize(given)).toBe(held);
  });

  test('gives an instant of the driver in the same form', () => {
    expect(DateTimeScalar.serialize(new Date(0))).toBe('1970-01-01T00:00:00.000Z');
  });

  test.each([
    '2026-01-31',
    '2026-01-31T09:30:00',
    '2026-01-31T09:30Z',
    '2026-02-30T00:00:00Z',
    '2026-01-31T24:00:00Z',
    '2026-01-31T09:60:00Z',
    '2026-01-31T09:30:60Z',
    '2026-01-31T09:30:00+24:00',
    '2026-01-31T09:30:00-00:00',
    '2026-01-31t09:30:00z',
    '0001-01-01T00:00:00+14:00',
    '9999-12-31T23:59:59-12:00',
    'TBD',
    1769851800000,
    null,
  ])('refuses %j', (value) => {
    expect(() => DateTimeScalar.parseValue(value)).toThrow('DateTime expects a moment with seconds and an offset');
  });

  test('refuses an instant that is none', () => {
    expect(() => DateTimeScalar.serialize(new Date(Number.NaN))).toThrow();
  });
});

describe('JSON', () => {
  const value = { a: [1, 'two', null, { b: false }], ü: -0.5 };

  test('keeps a value as it is, both ways', () => {
    expect(JsonScalar.parseValue(value)).toEqual(value);
    expect(JsonScalar.serialize(value)).toEqual(value);
    expect(literal(JsonScalar, '{ a: [1, "two", null, { b: false }] }')).toEqual({ a: value.a });
  });

  test.each([
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [undefined],
    [() => 1],
    [Symbol('a')],
    [1n],
    [new Date()],
    [{ a: new Map() }],
  ])('refuses %p', (odd) => expect(() => JsonScalar.serialize(odd)).toThrow('JSON expects'));

  test('refuses what is nested without end', () => {
    const deep = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)) as unknown;
    expect(() => JsonScalar.parseValue(deep)).toThrow('at most 32 deep');
  });
});

describe('Cents', () => {
  test.each([0, -1, 5_230_000_000, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])(
    'takes %d, both ways',
    (cents) => {
      expect(CentsScalar.parseValue(cents)).toBe(cents);
      expect(literal(CentsScalar, String(cents))).toBe(cents);
      expect(CentsScalar.serialize(cents)).toBe(cents);
      expect(CentsScalar.serialize(String(cents))).toBe(cents);
    },
  );

  test.each([0.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, '100', '', true, null, undefined, [1], {}])(
    'refuses %p from a caller',
    (odd) => expect(() => CentsScalar.parseValue(odd)).toThrow('Cents expects a whole number'),
  );
  test.each(['0.5', '1e3', '9007199254740992', '"100"', 'true', 'null', '[1]'])('refuses %s in a document', (text) =>
    expect(() => literal(CentsScalar, text)).toThrow('Cents expects a whole number'),
  );
  test.each(['', '1.5', '9007199254740992', 'x', 0.5, null])('does not give %p', (odd) =>
    expect(() => CentsScalar.serialize(odd)).toThrow('Cents expects a whole number'),
  );
});

test.each([DateScalar, DateTimeScalar, UrlScalar, YearMonthScalar, JsonScalar, CentsScalar])(
  '%s says where it is specified',
  (scalar) => {
    expect(scalar.specifiedByURL).toMatch(/^https:/);
    expect(scalar.description).toMatch(/\([^)]+\)$/);
  },
);
