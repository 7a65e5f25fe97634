import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { buildSchema, type GraphQLObjectType } from 'graphql';
import { accessTo } from '../../src/platform/graphql/access.js';
import { projectRoot } from '../../src/platform/config/project-root.js';
import { OPEN, SIGNED_IN, WRITES } from './access-rules.js';

beforeAll(async () => {
  await import('../../src/app.module.js');
});

const schema = buildSchema(readFileSync(join(projectRoot, 'schema.graphql'), 'utf8'));
const fieldsOf = (type: GraphQLObjectType | null | undefined): string[] => Object.keys(type?.getFields() ?? {}).sort();

test('Every root field that reads is for whom it is said to be', () => {
  const queries = fieldsOf(schema.getQueryType());
  expect(queries.filter((field) => accessTo(field) === 'anyone')).toEqual([...OPEN].sort());
  expect(queries.filter((field) => accessTo(field) !== 'anyone')).toEqual([...SIGNED_IN].sort());
});

test('No root field that writes is for anyone, and each is for the roles it is said to be', () => {
  const told = Object.fromEntries(fieldsOf(schema.getMutationType()).map((field) => [field, accessTo(field)]));
  const sorted = (access: unknown): unknown => (Array.isArray(access) ? [...(access as string[])].sort() : access);
  const expected = Object.fromEntries(Object.entries(WRITES).map(([field, { access }]) => [field, sorted(access)]));
  expect(Object.fromEntries(Object.entries(told).map(([field, access]) => [field, sorted(access)]))).toEqual(expected);
});

test('A root field of which nothing is said is for nobody', () => {
  expect(accessTo('fieldThatDoesNotExist')).toBeUndefined();
});
