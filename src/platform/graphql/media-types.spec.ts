import { expect, test } from '@jest/globals';
import { chooseMediaType } from './media-types.js';

const OFFERS = ['application/json', 'application/graphql-response+json'] as const;

test.each<[string | undefined, string | undefined]>([
  [undefined, 'application/json'],
  ['', 'application/json'],
  ['*/*', 'application/json'],
  ['application/*', 'application/json'],
  ['application/json', 'application/json'],
  ['Application/GraphQL-Response+JSON', 'application/graphql-response+json'],
  [
    'application/graphql-response+json; charset=utf-8, application/json; charset=utf-8',
    'application/graphql-response+json',
  ],
  ['application/graphql-response+json;q=0.5, application/json', 'application/json'],
  ['application/json;q=0.5, application/graphql-response+json;q=0.6', 'application/graphql-response+json'],
  ['*/*, application/json;q=0', 'application/graphql-response+json'],
  ['text/html, */*;q=0.1', 'application/json'],
  ['application/*;q=0.2, application/graphql-response+json', 'application/graphql-response+json'],
  ['application/json, multipart/mixed', 'application/json'],
  ['text/html', undefined],
  ['application/json;q=0', undefined],
  ['application/json;q=much', undefined],
  ['nonsense', undefined],
])('Accept: %s chooses %s', (accept, chosen) => {
  expect(chooseMediaType(accept, OFFERS)).toBe(chosen);
});
