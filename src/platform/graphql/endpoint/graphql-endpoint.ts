import { hash } from 'node:crypto';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { GraphQLModule, GraphQLSchemaHost } from '@nestjs/graphql';
import { OperationTypeNode, printSchema } from 'graphql';
import { Settings } from '../../config/settings.js';
import { Site } from '../../config/site.js';
import { type Failure, failureFrom, failureOf } from './answers.js';
import { type RoutelessApolloDriver } from '../apollo.driver.js';
import { Budget } from '../budget/budget.js';
import { Cors } from '../cors.js';
import { entityTag, namesTag } from '../entity-tag.js';
import { Exchange } from './exchange.js';
import { type GraphqlRequest } from '../fast-lane.js';
import { HttpRefusal } from './http-refusal.js';
import { OperationContext } from '../operation-context.js';
import { OperationEvents, type Way } from '../operation-events.js';
import { admit } from './parse-document.js';
import { PersistedQueries } from './persisted-queries.js';
import { isOurs, judge } from '../public-error.js';
import { type Call, readCall } from './read-call.js';
import { ReadEngine } from '../read-engine.js';
import { accessTo } from '../access.js';
import { Callers } from '../callers.js';

/** What becomes known of an operation on its way, for those who listen. */
interface Trail {
  way: Way;
  name: string | undefined;
}

/** A complete success; with a revision when it may be kept until the catalogue changes. */
interface Success {
  body: string;
  revision: string | undefined;
}

/** What a request costs that asks for nothing or is refused. */
const LEAST_COST = 1;

/** A name at the start of the text, for documents whose tree is not at hand. */
const NAME = /^\s*query\s+([_A-Za-z]\w*)/;

const opensInBrowser = ({ method, url, headers }: IncomingMessage): boolean =>
  method === 'GET' && url === '/graphql' && /\btext\/html\b/.test(headers.accept ?? '');

/**
 * `/graphql` over plain Node.js HTTP. A document that Apollo Server admitted before goes straight to the reader; all
 * else goes through Apollo Server. Everything around that, from reading the body to sending the answer, is shared.
 */
@Injectable()
export class GraphqlEndpoint implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** Set while the service stops: answers then ask their callers to close the connection. */
  isStopping = false;
  private readonly persisted = new PersistedQueries();
  private apollo: RoutelessApolloDriver['instance'];
  private service: string;
  private readonly cors: Cors;

  constructor(
    private readonly engine: ReadEngine,
    private readonly callers: Callers,
    private readonly events: OperationEvents,
    private readonly site: Site,
    private readonly schemas: GraphQLSchemaHost,
    private readonly modules: ModuleRef,
    private readonly budget: Budget,
    settings: Settings,
  ) {
    this.cors = new Cors(settings.corsOrigins);
  }

  /** @throws when a root field does not say for whom it is. */
  onApplicationBootstrap(): void {
    const { schema } = this.schemas;
    const fields = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
      Object.keys(type?.getFields() ?? {}),
    );
    const unsaid = fields.filter((field) => accessTo(field) === undefined);
    if (unsaid.length > 0) throw new Error(`Nobody said who may ask ${unsaid.join(', ')}.`);
    const driver = this.modules.get(GraphQLModule, { strict: false }).graphQlAdapter as RoutelessApolloDriver;
    this.apollo = driver.instance;
  }

  beforeApplicationShutdown(): void {
    this.isStopping = true;
  }

  readonly handle = (request: IncomingMessage, response: ServerResponse): void => {
    void this.respond(new Exchange(request, response, this, this.cors.headersFor(request)));
  };

  private async respond(exchange: Exchange): Promise<void> {
    const context = new OperationContext(exchange.requestId);
    const trail: Trail = { way: 'refused', name: undefined };
    let failure: Failure | undefined;
    try {
      failure = await this.answer(exchange, context, trail);
    } catch (error) {
      if (exchange.wasAbandoned) return;
      const isRefused = error instanceof HttpRefusal;
      if (!isRefused && isOurs(judge(error))) this.events.listener.failed(error, context.requestId);
      failure = failureFrom(error, exchange.mediaType, context.requestId);
    }
    if (failure) exchange.failure(failure.status, failure.body, { ...failure.headers, ...this.laterFor(failure) });
    // Written out: to spread first and add to it would take V8 fifty times as long.
    this.events.listener.finished({
      requestId: context.requestId,
      name: trail.name,
      way: trail.way,
      status: exchange.status,
      milliseconds: performance.now() - exchange.started,
      cost: context.cost,
      statements: context.statements,
      codes: failure?.codes ?? [],
    });
  }

  /** Sends a success; a failure it gives back. */
  private async answer(exchange: Exchange, context: OperationContext, trail: Trail): Promise<Failure | undefined> {
    const permission = this.cors.preflight(exchange.request);
    if (permission) return exchange.maySend(permission);
    if (opensInBrowser(exchange.request)) return exchange.seeOther('/graphiql');
    const call = await this.receive(exchange, context);
    const { operationName, variables } = call;
    const request = { query: this.persisted.textOf(call), operationName, variables };
    const tagAt = (revision: string): string =>
      entityTag(
        { service: this.fingerprint(), today: context.today, mediaType: exchange.mediaType },
        request,
        revision,
      );

    const asked = exchange.request.headers['if-none-match'];
    // An answer made for someone is never kept, so there is none that could still be good.
    if (asked !== undefined && context.isAnonymous) {
      const tag = tagAt(await this.engine.revision());
      context.statements += 1;
      if (namesTag(asked, tag)) {
        trail.way = 'not modified';
        return exchange.notModified(tag);
      }
    }

    const outcome =
      (await this.onFastLane(request, context, trail)) ?? (await this.onApollo(exchange, request, context, trail));
    if ('codes' in outcome) return outcome;
    this.persisted.keep(call);
    return exchange.success(outcome.body, outcome.revision === undefined ? undefined : tagAt(outcome.revision));
  }

  /**
   * Reads what is asked, and finds out who asks only then: a body may come seconds after its head, and a role that ended
   * meanwhile is gone. Whoever sends no token pays first, so that of who has nothing left no body is read.
   */
  private async receive(exchange: Exchange, context: OperationContext): Promise<Call> {
    const { request } = exchange;
    context.payer = this.budget.payerOf(request);
    const hasToken = request.headers.authorization !== undefined;
    if (!hasToken) context.charge(LEAST_COST);
    try {
      exchange.negotiate();
      return await readCall(request, this.cors.knows(request));
    } finally {
      if (hasToken) await this.identify(request, context);
    }
  }

  /** Takes from the budget of who asks what any request costs; a token that is not taken is paid by the network it came from. */
  private async identify(request: IncomingMessage, context: OperationContext): Promise<void> {
    try {
      context.actor = await this.callers.identify(request);
      context.payer = this.budget.payerOf(request, context.actor);
    } finally {
      context.charge(LEAST_COST);
    }
  }

  /** When to come back, for who has nothing left to spend. */
  private laterFor({ codes: [code] }: Failure): Record<string, string> {
    return code === 'RATE_LIMITED' ? { 'retry-after': String(this.budget.retryAfter) } : {};
  }

  private async onFastLane(
    request: GraphqlRequest,
    context: OperationContext,
    trail: Trail,
  ): Promise<Success | undefined> {
    const body = await this.engine.answer(request, context);
    if (body === undefined) return undefined;
    trail.way = 'fast lane';
    trail.name = request.operationName ?? NAME.exec(request.query)?.[1];
    return { body, revision: context.isAnonymous ? context.revision : undefined };
  }

  private async onApollo(
    exchange: Exchange,
    { query, operationName, variables }: GraphqlRequest,
    context: OperationContext,
    trail: Trail,
  ): Promise<Success | Failure> {
    const operation = admit(query, operationName, exchange.request.method ?? '');
    trail.way = 'apollo';
    trail.name = operation?.name?.value;
    const { body } = await this.apollo.executeOperation(
      { query, ...(operationName !== undefined && { operationName }), ...(variables && { variables }) },
      { contextValue: context },
    );
    if (body.kind !== 'single') throw new Error('An answer came in parts, which no client was told of.');
    const { errors, data, extensions } = body.singleResult;
    if (errors) return failureOf(body.singleResult, exchange.mediaType, context.requestId);
    const isKept = operation?.operation === OperationTypeNode.QUERY && context.isAnonymous;
    return { body: JSON.stringify({ data, extensions }), revision: isKept ? context.revision : undefined };
  }

  /** The schema and the address that URIs start with: a service with others answers otherwise. */
  private fingerprint(): string {
    return (this.service ??= hash('sha1', `${this.site.url}\n${printSchema(this.schemas.schema)}`));
  }
}
