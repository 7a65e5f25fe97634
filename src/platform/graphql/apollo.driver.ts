import { ApolloServer, type ApolloServerOptions, type BaseContext } from '@apollo/server';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Injectable } from '@nestjs/common';

/**
 * Apollo Server without a route of its own: it validates and executes, and the endpoint does the HTTP for it, so that
 * both ways of answering give the same bytes.
 */
@Injectable()
export class RoutelessApolloDriver extends ApolloDriver {
  override async registerServer(options: ApolloDriverConfig): Promise<void> {
    this.apolloServer = new ApolloServer<BaseContext>(options as unknown as ApolloServerOptions<BaseContext>);
    await this.apolloServer.start();
  }
}
