import { type IncomingMessage, type RequestListener } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { settingsOfProcess } from '../config/environment.js';
import { Site } from '../config/site.js';
import { DemoMark } from '../database/demo-mark.js';
import { Budget } from '../graphql/budget/budget.js';
import { GraphqlEndpoint } from '../graphql/endpoint/graphql-endpoint.js';
import { SECURITY_HEADERS } from '../graphql/headers.js';
import { LIMITS } from '../graphql/limits.js';
import { requestIdOf } from '../graphql/request-id.js';
import { FrontServer } from './front-server.js';
import { frameworkLog, log } from './log.js';
import { listenRefused, tryPort } from './port.js';
import { sendProblem } from './problem.js';

/** How often idle connections are let go while stopping, and when those that are in use are broken off. */
const STOPPING = { lookMs: 50, patienceMs: 6_000 } as const;

const mark = (request: FastifyRequest, reply: FastifyReply): void =>
  void reply.headers({ ...SECURITY_HEADERS, 'x-request-id': request.id });

function adapterBehind(front: FrontServer): FastifyAdapter {
  return new FastifyAdapter({
    serverFactory: front.create,
    genReqId: ({ headers }: IncomingMessage) => requestIdOf(headers['x-request-id']),
    routerOptions: { maxParamLength: 500 },
    frameworkErrors(_error: Error, request: FastifyRequest, reply: FastifyReply) {
      mark(request, reply);
      void sendProblem(reply, { status: 400, detail: 'The address is not well formed.' });
    },
  });
}

/** Whether the caller of anything outside GraphQL could pay for it; whoever watches over the service never pays. */
function isCharged(budget: Budget, { raw, url }: FastifyRequest): boolean {
  if (url.startsWith('/health/') || url === '/metrics') return true;
  try {
    budget.payerOf(raw)?.charge(url.startsWith('/id/') ? LIMITS.addressCost : 1);
    return true;
  } catch {
    return false;
  }
}

const tellLater = (reply: FastifyReply, seconds: number): FastifyReply =>
  sendProblem(reply.header('retry-after', seconds), {
    status: 429,
    detail: `You have spent what a caller may spend in a minute. Try again in ${seconds} seconds.`,
  });

/** A module as a service over HTTP. */
export class Service {
  private constructor(
    private readonly app: NestFastifyApplication,
    private readonly front: FrontServer,
  ) {}

  /**
   * Settings, database and migrations are done when it is there; it does not listen yet.
   * @throws SettingsError, StartRefused
   */
  static async create(module: Type): Promise<Service> {
    const { logLevel, host, port } = settingsOfProcess();
    log.level = logLevel;
    await tryPort(host, port);
    const front = new FrontServer();
    const adapter = adapterBehind(front);
    const options = { logger: frameworkLog, abortOnError: false, bodyParser: false };
    const app = await NestFactory.create<NestFastifyApplication>(module, adapter, options);
    front.graphql = app.get(GraphqlEndpoint).handle;
    front.mark = app.get(DemoMark);
    const fastify = adapter.getInstance();
    // Nothing outside of GraphQL takes a body.
    fastify.removeAllContentTypeParsers();
    const budget = app.get(Budget);
    fastify.addHook('onRequest', (request, reply, done) => {
      mark(request, reply);
      if (isCharged(budget, request)) done();
      else void tellLater(reply, budget.retryAfter);
    });
    await app.init();
    return new Service(app, front);
  }

  /** What a module of the service provides. */
  get<T>(token: Type<T> | (abstract new () => T)): T {
    return this.app.get<T>(token, { strict: false });
  }

  /** Answers a path with plain Node.js HTTP, past the framework. */
  open(path: string, listener: RequestListener): void {
    this.front.open(path, listener);
  }

  /**
   * Listens at the address that is set.
   * @returns the address as a person opens it, without a slash at the end
   * @throws StartRefused when the port is taken or may not be used
   */
  async listen(): Promise<string> {
    const { host, port } = settingsOfProcess();
    try {
      await this.app.listen(port, host);
    } catch (error) {
      throw listenRefused(error, host, port);
    }
    const { port: actual } = this.app.getHttpServer().address() as AddressInfo;
    return this.get(Site).listensOn(actual);
  }

  /** Takes nothing new, answers what is under way, and then lets go of the database. */
  async close(): Promise<void> {
    const looking = setInterval(() => this.front.closeIdle(), STOPPING.lookMs);
    const breaking = setTimeout(() => {
      log.warn('connections that were still in use are broken off');
      this.front.closeAll();
    }, STOPPING.patienceMs);
    try {
      await this.app.close();
    } finally {
      clearInterval(looking);
      clearTimeout(breaking);
    }
  }
}
