import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { LIMITS } from '../graphql/limits.js';

/** How long a slow or silent caller may hold on to a connection, in milliseconds. */
const TIMEOUTS = { headers: 5_000, request: 8_000, silence: 30_000, keepAlive: 10_000, check: 1_000 } as const;

const isGraphql = ({ url = '' }: IncomingMessage): boolean => url === '/graphql' || url.startsWith('/graphql?');

/** Sends `/graphql` past the framework, whose layers cost more than a small answer does. */
export class FrontServer {
  /** Set before the service listens. */
  graphql: RequestListener;

  /** The HTTP server; every other path goes to the framework. */
  readonly create = (framework: RequestListener): Server => {
    const listener: RequestListener = (request, response) =>
      isGraphql(request) ? this.graphql(request, response) : framework(request, response);
    const server = createServer(
      {
        headersTimeout: TIMEOUTS.headers,
        requestTimeout: TIMEOUTS.request,
        keepAliveTimeout: TIMEOUTS.keepAlive,
        connectionsCheckingInterval: TIMEOUTS.check,
      },
      listener,
    );
    server.timeout = TIMEOUTS.silence;
    // Who asks whether a body may come is told at once when it is too large.
    server.on('checkContinue', (request: IncomingMessage, response) => {
      if (Number(request.headers['content-length']) <= LIMITS.bodyBytes) response.writeContinue();
      server.emit('request', request, response);
    });
    return server;
  };
}
