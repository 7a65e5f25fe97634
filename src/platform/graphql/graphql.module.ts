import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { type ApolloDriverConfig } from '@nestjs/apollo';
import { Global, Logger, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { accessPlugin } from './access.plugin.js';
import { RoutelessApolloDriver } from './apollo.driver.js';
import { Budget } from './budget/budget.js';
import { GraphqlEndpoint } from './endpoint/graphql-endpoint.js';
import { failuresOf } from './failures.plugin.js';
import { LIMITS } from './limits.js';
import { OperationEvents } from './operation-events.js';
import { publicError } from './public-error.js';
import { publicSchema, SCHEMA_OPTIONS } from './public-schema.js';
import { ReadEngine } from './read-engine.js';
import { RejectionInterceptor } from './rejection.interceptor.js';

const log = new Logger('Apollo');
const logger = {
  debug: (text: string) => log.debug(text),
  info: (text: string) => log.log(text),
  warn: (text: string) => log.warn(text),
  error: (text: string) => log.error(text),
};

const options = (engine: ReadEngine, events: OperationEvents): Omit<ApolloDriverConfig, 'driver'> => ({
  autoSchemaFile: true,
  // Sorting makes a schema anew, so it comes before the reader learns of its types and fields.
  transformSchema: (schema) => engine.install(publicSchema(schema)),
  buildSchemaOptions: SCHEMA_OPTIONS,
  parseOptions: { maxTokens: LIMITS.tokens },
  validationOptions: { maxErrors: LIMITS.errors },
  introspection: true,
  graphiql: false,
  persistedQueries: false,
  // What still runs when the service stops is answered first.
  stopOnApplicationShutdown: true,
  includeStacktraceInErrorResponses: false,
  autoTransformHttpErrors: false,
  formatError: publicError,
  nodeEnv: 'production',
  logger,
  plugins: [
    ApolloServerPluginCacheControlDisabled(),
    ApolloServerPluginUsageReportingDisabled(),
    failuresOf(events),
    accessPlugin,
    engine.plugin(),
  ],
});

/**
 * The transport of GraphQL. Global, because the options of Apollo Server are made in a module of their own; it needs a
 * `ReadEngine`, which the reading module provides to all.
 */
@Global()
@Module({
  imports: [
    GraphQLModule.forRootAsync<ApolloDriverConfig>({
      driver: RoutelessApolloDriver,
      inject: [ReadEngine, OperationEvents],
      useFactory: options,
    }),
  ],
  providers: [OperationEvents, Budget, GraphqlEndpoint, { provide: APP_INTERCEPTOR, useClass: RejectionInterceptor }],
  exports: [OperationEvents, Budget, GraphqlEndpoint, GraphQLModule],
})
export class GraphqlModule {}
