import { type ApolloServerPlugin } from '@apollo/server';
import { type GraphQLSchema } from 'graphql';
import { type FastLane, type GraphqlRequest, type ReadContext } from './fast-lane.js';

/** What the transport asks of whoever reads; the reading module provides it. */
export abstract class ReadEngine implements FastLane {
  abstract answer(request: GraphqlRequest, context: ReadContext): Promise<string | undefined>;
  abstract revision(): Promise<string>;
  /** The data of a document of our own, which no caller can reach and no limit holds for. */
  abstract ask(
    document: string,
    variables: Record<string, unknown>,
    context: ReadContext,
  ): Promise<Record<string, unknown>>;
  /** Gives the fields of a built schema their resolvers. */
  abstract install(schema: GraphQLSchema): GraphQLSchema;
  /** Prices operations before they run, and admits their documents to the fast lane. */
  abstract plugin(): ApolloServerPlugin<ReadContext>;
}
