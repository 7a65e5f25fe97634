import { type IncomingMessage, type ServerResponse } from 'node:http';
import { HttpRefusal } from './http-refusal.js';
import { chooseMediaType } from '../media-types.js';
import { requestIdOf } from '../request-id.js';

const JSON_TYPE = 'application/json';
const RESPONSE_TYPE = 'application/graphql-response+json';
export type MediaType = typeof JSON_TYPE | typeof RESPONSE_TYPE;

/** For how long a refused body is left unread, then thrown away as far as this, before the connection is closed. */
const LINGER = { unreadMs: 300, closedMs: 1_000, bytes: 1_000_000 };

/** One request and its answer over HTTP; everything the endpoint sends goes through here. */
export class Exchange {
  readonly started = performance.now();
  readonly requestId: string;
  mediaType: MediaType = JSON_TYPE;
  status = 0;

  constructor(
    readonly request: IncomingMessage,
    private readonly response: ServerResponse,
    private readonly service: { readonly isStopping: boolean },
    /** Names and values of headers that every answer to this request carries. */
    private readonly fixed: readonly string[],
  ) {
    this.requestId = requestIdOf(request.headers['x-request-id']);
  }

  /** Whether the caller went away before the whole of the request was there: nobody is left to answer. */
  get wasAbandoned(): boolean {
    return this.request.destroyed && !this.request.complete;
  }

  /** @throws HttpRefusal when the caller takes neither media type of GraphQL. */
  negotiate(): void {
    const { accept } = this.request.headers;
    if (accept === undefined || accept === '*/*' || accept === JSON_TYPE) return;
    const chosen = chooseMediaType(accept, [JSON_TYPE, RESPONSE_TYPE] as const);
    if (!chosen) {
      throw new HttpRefusal(406, 'BAD_USER_INPUT', `Answers are given as ${JSON_TYPE} or ${RESPONSE_TYPE}.`);
    }
    this.mediaType = chosen;
  }

  /** A complete success; with a tag it may be kept by whoever asks again before using it. */
  success(body: string, tag: string | undefined): undefined {
    const kept = tag === undefined ? ['cache-control', 'no-store'] : ['cache-control', 'public, no-cache', 'etag', tag];
    this.send(200, body, kept);
  }

  notModified(tag: string): undefined {
    this.status = 304;
    this.response.writeHead(304, this.head(['cache-control', 'public, no-cache', 'etag', tag]));
    this.response.end();
  }

  /** To a browser that asked whether it may send a request. */
  maySend(headers: readonly string[]): undefined {
    this.status = 204;
    this.response.writeHead(204, this.head(['cache-control', 'no-store', ...headers]));
    this.response.end();
  }

  /** An answer with errors in it. */
  failure(status: number, body: string, headers: Readonly<Record<string, string>> = {}): void {
    const more = ['cache-control', 'no-store', ...Object.entries(headers).flat()];
    if (this.request.complete) this.send(status, body, more);
    else this.sendAndLinger(status, body, more);
  }

  /** For people who open the endpoint in a browser. */
  seeOther(location: string): undefined {
    this.status = 303;
    this.response.writeHead(303, this.head(['location', location, 'content-length', '0']));
    this.response.end();
  }

  private send(status: number, body: string, headers: string[]): void {
    this.status = status;
    this.response.writeHead(status, this.headOf(body, headers));
    this.response.end(body);
  }

  /**
   * Closing while the other side still sends would reset the connection, and the answer would be lost. So the answer
   * goes out whole; who reads while it sends stops then, who does not gets rid of a little more; and then it is closed.
   */
  private sendAndLinger(status: number, body: string, headers: string[]): void {
    const { request, response } = this;
    this.status = status;
    response.writeHead(status, this.headOf(body, [...headers, 'connection', 'close']));
    response.write(body);
    let thrownAway = 0;
    const throwAway = (chunk: Buffer) => {
      thrownAway += chunk.length;
      if (thrownAway > LINGER.bytes) close();
    };
    const reading = setTimeout(() => request.on('data', throwAway).resume(), LINGER.unreadMs);
    const closing = setTimeout(() => close(), LINGER.closedMs);
    const close = () => {
      clearTimeout(reading);
      clearTimeout(closing);
      response.end();
    };
    request.removeAllListeners('data').removeAllListeners('end').pause();
    request.once('end', close).once('close', close);
  }

  private headOf(body: string, headers: string[]): string[] {
    const type = `${this.mediaType}; charset=utf-8`;
    return this.head([...headers, 'content-type', type, 'content-length', String(Buffer.byteLength(body))]);
  }

  private head(headers: string[]): string[] {
    const closing = this.service.isStopping && !headers.includes('connection') ? ['connection', 'close'] : [];
    return [...headers, 'x-request-id', this.requestId, ...closing, ...this.fixed];
  }
}
