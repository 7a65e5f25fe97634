import { type IncomingMessage } from 'node:http';
import { SECURITY_HEADERS } from './headers.js';

const VARY = 'accept, authorization';
const PREFLIGHT = [
  ['access-control-allow-methods', 'GET, POST'],
  [
    'access-control-allow-headers',
    'accept, apollo-require-preflight, authorization, content-type, if-none-match, x-request-id',
  ],
  ['access-control-max-age', '7200'],
].flat();
const EXPOSED = ['access-control-expose-headers', 'etag, retry-after, x-request-id'];

/**
 * Which pages of other origins may read what `/graphql` answers. Without credentials: a page sends a token itself, and
 * cookies mean nothing here.
 */
export class Cors {
  /** The headers of every answer of the endpoint, made once for each origin. */
  private readonly forStrangers: readonly string[];
  private readonly byOrigin: ReadonlyMap<string, readonly string[]>;

  /** @param origins such as https://www.example.nl; none: no page of another origin may read anything */
  constructor(origins: readonly string[]) {
    const vary = origins.length === 0 ? VARY : `${VARY}, origin`;
    this.forStrangers = [...Object.entries(SECURITY_HEADERS).flat(), 'vary', vary];
    this.byOrigin = new Map(
      origins.map((origin) => [origin, [...this.forStrangers, 'access-control-allow-origin', origin, ...EXPOSED]]),
    );
  }

  /** Whether the request comes from a page that may read the answer. */
  knows({ headers: { origin } }: IncomingMessage): boolean {
    return origin !== undefined && this.byOrigin.has(origin);
  }

  /** What every answer to this request carries, as a flat list of names and values. */
  headersFor({ headers: { origin } }: IncomingMessage): readonly string[] {
    return (origin === undefined ? undefined : this.byOrigin.get(origin)) ?? this.forStrangers;
  }

  /** What a browser is told that asks whether a page may send its request; undefined when this is no such question, or the page may not. */
  preflight(request: IncomingMessage): readonly string[] | undefined {
    const asks = request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
    return asks && this.knows(request) ? PREFLIGHT : undefined;
  }
}
