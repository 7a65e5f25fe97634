import { type ErrorCode } from '../errors.js';

/** A request that is refused before it is a GraphQL operation, with the HTTP status that says why. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';

  constructor(
    readonly status: number,
    readonly code: ErrorCode,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

export const malformed = (message: string): HttpRefusal => new HttpRefusal(400, 'BAD_USER_INPUT', message);
