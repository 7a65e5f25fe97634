import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { type Duplex } from 'node:stream';
import { type Socket } from 'node:net';
import { LIMITS } from '../graphql/limits.js';
import { DEMO_HEADER } from '../graphql/headers.js';
import { refuse, refuseSocket } from './refuse-socket.js';
import { faultOf, originForm } from './request-faults.js';

/** How long a slow or silent caller may hold on to a connection, in milliseconds. */
const TIMEOUTS = { headers: 5_000, request: 8_000, silence: 30_000, keepAlive: 10_000, check: 1_000 } as const;

const isGraphql = ({ url = '' }: IncomingMessage): boolean => url === '/graphql' || url.startsWith('/graphql?');

/** What a request is answered that could not even be read. */
function statusOf(code: unknown): number {
  if (code === 'HPE_HEADER_OVERFLOW') return 431;
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return 413;
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
}

/** Sends `/graphql` past the framework, whose layers cost more than a small answer does. */
export class FrontServer {
  /** Set before the service listens. */
  graphql: RequestListener;
  /** Whether what the service answers was made up; set before it listens. */
  mark: { readonly isDemo: boolean } = { isDemo: false };
  private readonly doors = new Map<string, RequestListener>();
  private readonly sockets = new Set<Socket>();
  private server: Server;

  /** The HTTP server; every other path goes to the framework. */
  readonly create = (framework: RequestListener): Server => {
    const listener: RequestListener = (request, response) => {
      if (this.mark.isDemo) response.setHeader(DEMO_HEADER, 'true');
      const fault = faultOf(request);
      if (fault !== undefined) return refuse(response, 400, fault);
      request.url = originForm(request.url ?? '');
      if (isGraphql(request)) this.graphql(request, response);
      else (this.doorOf(request) ?? framework)(request, response);
    };
    this.server = createServer(
      {
        headersTimeout: TIMEOUTS.headers,
        requestTimeout: TIMEOUTS.request,
        keepAliveTimeout: TIMEOUTS.keepAlive,
        connectionsCheckingInterval: TIMEOUTS.check,
        insecureHTTPParser: false,
        // Told by us, with the headers that every answer has.
        requireHostHeader: false,
      },
      listener,
    );
    this.server.timeout = TIMEOUTS.silence;
    // Who asks whether a body may come is told at once when it is too large.
    this.server.on('checkContinue', (request: IncomingMessage, response) => {
      if (!(Number(request.headers['content-length']) > LIMITS.bodyBytes)) response.writeContinue();
      listener(request, response);
    });
    this.server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
      refuse(response, 417);
    });
    this.server.on('connect', (_request: IncomingMessage, socket: Duplex) => refuseSocket(socket, 405));
    this.server.on('clientError', (error: Error & { code?: unknown }, socket: Duplex) => {
      refuseSocket(socket, statusOf(error.code));
    });
    this.server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
    return this.server;
  };

  /** Sends a path past the framework, with all that it may be asked. */
  open(path: string, listener: RequestListener): void {
    this.doors.set(path, listener);
  }

  private doorOf({ url = '' }: IncomingMessage): RequestListener | undefined {
    return this.doors.get(url.split('?', 1)[0] ?? '');
  }

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
