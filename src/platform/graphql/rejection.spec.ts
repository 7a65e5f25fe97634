import { type CallHandler, type ExecutionContext } from '@nestjs/common';
import { describe, expect, test } from '@jest/globals';
import { lastValueFrom, of, throwError } from 'rxjs';
import { RejectionInterceptor } from './rejection.interceptor.js';
import { conflict, illegalTransition, invalidInput, notFound, Rejection } from './user-errors.js';

const answered = (next: CallHandler) =>
  lastValueFrom(new RejectionInterceptor().intercept({} as ExecutionContext, next));

describe('A refusal by the domain', () => {
  test('becomes the payload, with every problem and its place', async () => {
    const problems = [
      invalidInput('Not a slug.', ['input', 'slug']),
      notFound('No such organisation.', ['input', 'stewardId']),
      conflict('Taken.', ['input', 'slug'], 'std_1'),
      illegalTransition('Not from there.', [], { from: 'DRAFT', to: 'VOID', allowed: ['IN_USE'], missing: [] }),
    ];
    const payload = await answered({ handle: () => throwError(() => new Rejection(problems)) });
    expect(payload).toEqual({ errors: problems });
    // An Error among the values would make graphql-js null the payload.
    expect(problems.every((problem) => !(problem instanceof Error))).toBe(true);
  });

  test('is told apart from any other failure, which passes', async () => {
    const failure = new Error('of another kind');
    await expect(answered({ handle: () => throwError(() => failure) })).rejects.toBe(failure);
  });

  test('leaves an answer alone', async () => {
    expect(await answered({ handle: () => of({ standard: 1, errors: [] }) })).toEqual({ standard: 1, errors: [] });
  });
});
