import { describe, expect, test } from '@jest/globals';
import { wireText } from './wire.js';

describe('a value on its way to PostgreSQL', () => {
  test.each([
    [null, null],
    [undefined, null],
    ['', ''],
    [`it's "so"`, `it's "so"`],
    [0, '0'],
    [-1.5e-7, '-1.5e-7'],
    [true, 'true'],
    [new Date('2026-01-31T09:30:00.5Z'), '2026-01-31T09:30:00.500Z'],
    [[], '{}'],
    [['a', null, 'NULL', ''], '{"a",NULL,"NULL",""}'],
    [['{', '}', ',', '"', '\\', `'`, ' '], `{"{","}",",","\\"","\\\\","'"," "}`],
    [[1, 2.5, true], '{"1","2.5","true"}'],
    [[['a'], ['b']], '{{"a"},{"b"}}'],
  ])('%j is written %j', (value, text) => {
    expect(wireText(value)).toBe(text);
  });

  test('is refused when it is something that has no one way to be written', () => {
    for (const value of [{}, Symbol('x'), () => 1, [{}]]) expect(() => wireText(value)).toThrow(TypeError);
  });
});
