import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { type Socket } from 'node:net';
import { LIMITS } from '../graphql/limits.js';

/** How long a slow or silent caller may hold on to a connection, in milliseconds. */
const TIMEOUTS = { headers: 5_000, request: 8_000, silence: 30_000, keepAlive: 10_000, check: 1_000 } as const;

const isGraphql = ({ url = '' }: IncomingMessage): boolean => url === '/graphql' || url.startsWith('/graphql?');

/** Sends `/graphql` past the framework, whose layers cost more than a small answer does. */
export class FrontServer {
  /** Set before the service listens. */
  graphql: RequestListener;
  private readonly sockets = new Set<Socket>();
  private server: Server;

  /** The HTTP server; every other path goes to the framework. */
  readonly create = (framework: RequestListener): Server => {
    const listener: RequestListener = (request, response) =>
      isGraphql(request) ? this.graphql(request, response) : framework(request, response);
    this.server = createServer(
      {
        headersTimeout: TIMEOUTS.headers,
        requestTimeout: TIMEOUTS.request,
        keepAliveTimeout: TIMEOUTS.keepAlive,
        connectionsCheckingInterval: TIMEOUTS.check,
      },
      listener,
    );
    this.server.timeout = TIMEOUTS.silence;
    // Who asks whether a body may come is told at once when it is too large.
    this.server.on('checkContinue', (request: IncomingMessage, response) => {
      if (Number(request.headers['content-length']) <= LIMITS.bodyBytes) response.writeContinue();
      listener(request, response);
    });
    this.server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
    return this.server;
  };

  /** Lets go of connections on which nothing runs. Those that were opened and never used count as busy for Node.js. */
  closeIdle(): void {
    this.server.closeIdleConnections();
    for (const socket of this.sockets) if (socket.bytesRead === 0) socket.destroy();
  }

  /** Breaks off whatever is left. */
  closeAll(): void {
    this.server.closeAllConnections();
  }
}
