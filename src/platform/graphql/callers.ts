import { type IncomingMessage } from 'node:http';

/** Nobody in particular: what is public. Compared by identity. */
export const ANONYMOUS: object = Object.freeze({});

/** Tells who asks; the auth module provides it. */
export abstract class Callers {
  /**
   * The actor behind a request; `ANONYMOUS` for one without a token.
   * @throws HttpRefusal 401 for a token that is not taken, 503 when tokens cannot be judged now.
   */
  abstract identify(request: IncomingMessage): Promise<object>;
}
