import { NestFactory } from '@nestjs/core';
import {
  Field,
  GraphQLSchemaBuilderModule,
  GraphQLSchemaFactory,
  Mutation,
  ObjectType,
  Query,
  Resolver,
} from '@nestjs/graphql';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { graphql, type GraphQLSchema } from 'graphql';
import {
  conflict,
  ConflictError,
  illegalTransition,
  IllegalTransitionError,
  invalidInput,
  InvalidInputError,
  notFound,
  NotFoundError,
  type Problem,
  UserError,
} from './user-errors.js';

@ObjectType()
class MovePayload {
  @Field(() => [UserError])
  errors: UserError[];
}

@Resolver()
class Moves {
  @Query(() => String)
  nothing(): string {
    return '';
  }

  @Mutation(() => MovePayload)
  move(): MovePayload {
    return { errors: [] };
  }
}

describe('Refusals by the domain', () => {
  let schema: GraphQLSchema;
  beforeAll(async () => {
    const app = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
    const orphanedTypes = [InvalidInputError, NotFoundError, ConflictError, IllegalTransitionError];
    schema = await app.get(GraphQLSchemaFactory).create([Moves], { orphanedTypes });
    await app.close();
  });

  test('are data of the answer, each of its own type', async () => {
    const errors: Problem[] = [
      invalidInput('Not a date.', ['input', 'on']),
      notFound('No such version.', ['input', 'versionId']),
      conflict('Already there.', ['input'], 'ver_1'),
      illegalTransition('Not from there.', [], { from: 'VOID', to: 'IN_USE', allowed: [], missing: ['a decision'] }),
    ];
    const source = `mutation { move { errors { __typename message path
      ... on ConflictError { conflictingId } ... on IllegalTransitionError { from to allowed missing } } } }`;
    const answer = await graphql({ schema, source, rootValue: { move: () => ({ errors }) } });
    expect(answer.errors).toBeUndefined();
    expect(JSON.parse(JSON.stringify(answer.data))).toEqual({ move: { errors } });
  });
});
