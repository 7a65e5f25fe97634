import { describe, expect, test } from '@jest/globals';
import { ForbiddenException, NotFoundException } from '@nestjs/common';
import { GraphQLError } from 'graphql';
import { refusal } from './errors.js';
import { isOurs, judge, publicError } from './public-error.js';

const ofDatabase = (code: string, message = 'column "secret" does not exist') =>
  Object.assign(new Error(message), { code });
const wrapped = (error: Error) => new GraphQLError(error.message, { originalError: error });

describe('A caller is told', () => {
  test.each([
    [refusal('FORBIDDEN', 'Only the registrar may do this.'), 'FORBIDDEN'],
    [
      new GraphQLError('Unknown operation named "x".', { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }),
      'BAD_USER_INPUT',
    ],
    [new GraphQLError('Argument "if" of non-null type "Boolean!" must not be null.'), 'BAD_USER_INPUT'],
    [new GraphQLError('Schema is not configured to execute subscription operation.'), 'BAD_USER_INPUT'],
    [new NotFoundException('There is no such thing.'), 'BAD_USER_INPUT'],
    [new ForbiddenException('Not you.'), 'FORBIDDEN'],
  ])('%s with the code %s', (error, code) => {
    expect(judge(error)).toEqual({ code, message: error.message });
    expect(judge(error instanceof GraphQLError ? error : wrapped(error))).toEqual({ code, message: error.message });
  });

  test.each([
    ['57014', 'QUERY_TOO_COMPLEX', false],
    ['54001', 'QUERY_TOO_COMPLEX', false],
    ['22021', 'BAD_USER_INPUT', false],
    ['08006', 'SERVICE_UNAVAILABLE', true],
    ['57P01', 'SERVICE_UNAVAILABLE', true],
    ['53300', 'SERVICE_UNAVAILABLE', true],
    ['40001', 'SERVICE_UNAVAILABLE', true],
    ['55P03', 'SERVICE_UNAVAILABLE', true],
    ['ECONNREFUSED', 'SERVICE_UNAVAILABLE', true],
    ['42703', 'INTERNAL_SERVER_ERROR', true],
    ['23505', 'INTERNAL_SERVER_ERROR', true],
  ])('of a failure of the database, %s, no more than %s', (sqlState, code, logged) => {
    const verdict = judge(wrapped(ofDatabase(sqlState)));
    expect(verdict.code).toBe(code);
    expect(verdict.message).not.toContain('secret');
    expect(isOurs(verdict)).toBe(logged);
  });

  test('what a statement refuses in its own words', () => {
    const verdict = judge(wrapped(ofDatabase('22RFS', 'There was no set yet.')));
    expect(verdict).toEqual({ code: 'BAD_USER_INPUT', message: 'There was no set yet.' });
    expect(isOurs(verdict)).toBe(false);
  });

  test.each([
    new Error('secret'),
    wrapped(new TypeError('Cannot read properties of secret')),
    new GraphQLError('secret'),
    new GraphQLError('secret', { extensions: { code: 'SOMETHING_NEW' } }),
    new GraphQLError('secret', { extensions: { code: 'INTERNAL_SERVER_ERROR' } }),
    'secret',
    undefined,
  ])('nothing of what nobody foresaw: %s', (error) => {
    const verdict = judge(error);
    expect(verdict.code).toBe('INTERNAL_SERVER_ERROR');
    expect(verdict.message).not.toContain('secret');
  });

  test('the place of an error, and nothing else that hangs on it', () => {
    const error = new GraphQLError('secret', { extensions: { stacktrace: ['secret'], http: { status: 500 } } });
    const told = publicError(
      { message: 'secret', path: ['a', 0], locations: [{ line: 1, column: 2 }], extensions: { stacktrace: [] } },
      error,
    );
    expect(Object.keys(told).sort()).toEqual(['extensions', 'locations', 'message', 'path']);
    expect(told.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR' });
    expect(JSON.stringify(told)).not.toContain('secret');
  });
});
