import { hash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { PersistedQueries } from './persisted-queries.js';

const sent = (query: string) => ({ query, hash: hash('sha256', query) });
const named = (query: string) => ({ hash: hash('sha256', query) });

describe('A text that was answered once', () => {
  test('is found by its hash alone', () => {
    const queries = new PersistedQueries();
    expect(() => queries.textOf(named('{ a }'))).toThrow('PersistedQueryNotFound');
    queries.keep(sent('{ a }'));
    expect(queries.textOf(named('{ a }'))).toBe('{ a }');
  });

  test('is not kept when nobody gave its hash', () => {
    const queries = new PersistedQueries();
    queries.keep({ query: '{ a }' });
    expect(() => queries.textOf(named('{ a }'))).toThrow('PersistedQueryNotFound');
  });

  test('makes room when it was not used for longest', () => {
    const queries = new PersistedQueries();
    const long = (name: string) => `{ ${name} }`.padEnd(90_000, ' ');
    queries.keep(sent(long('first')));
    queries.keep(sent(long('second')));
    for (let i = 0; i < 60; i++) {
      queries.keep(sent(long(`other${i}`)));
      queries.textOf(named(long('first')));
    }
    expect(queries.textOf(named(long('first')))).toContain('first');
    expect(() => queries.textOf(named(long('second')))).toThrow('PersistedQueryNotFound');
  });

  test('makes room for the smallest ones as well: they take more than their text', () => {
    const queries = new PersistedQueries();
    queries.keep(sent('{ first }'));
    for (let i = 0; i < 40_000; i++) queries.keep(sent(`{ a${i} }`));
    expect(() => queries.textOf(named('{ first }'))).toThrow('PersistedQueryNotFound');
    expect(queries.textOf(named('{ a39999 }'))).toBe('{ a39999 }');
  });
});

test('A hash of another text is refused', () => {
  expect(() => new PersistedQueries().textOf({ query: '{ a }', hash: hash('sha256', '{ b }') })).toThrow(
    'is not the hash',
  );
});
