import { type FormattedExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ERROR_CODES, type ErrorCode } from '../errors.js';
import { HttpRefusal } from './http-refusal.js';
import { type MediaType } from './exchange.js';
import { judge } from '../public-error.js';

/** An answer that is not a complete success. */
export interface Failure {
  status: number;
  body: string;
  codes: ErrorCode[];
  headers?: Readonly<Record<string, string>>;
}

/** Failures that say something of the whole operation: one error, no data that might look complete, and a status. */
const OF_THE_WHOLE = new Set<ErrorCode>(['QUERY_TOO_COMPLEX', 'SERVICE_UNAVAILABLE', 'RATE_LIMITED']);

const codeOf = ({ extensions }: GraphQLFormattedError): ErrorCode =>
  ERROR_CODES.find((code) => code === extensions?.['code']) ?? 'INTERNAL_SERVER_ERROR';

const withRequestId = (error: GraphQLFormattedError, requestId: string): GraphQLFormattedError => ({
  ...error,
  extensions: { ...error.extensions, requestId },
});

/** A path leads into data, and there is none. */
const withoutPath = ({ message, extensions }: GraphQLFormattedError): GraphQLFormattedError => ({
  message,
  ...(extensions && { extensions }),
});

/**
 * The status of a request that was not answered. Clients that ask for plain JSON take any other status than 200 for a
 * failure of the line, so what the caller did wrong only the newer media type tells by its status.
 */
function statusOf(code: ErrorCode | undefined, mediaType: MediaType): number {
  switch (code) {
    case 'INTERNAL_SERVER_ERROR':
      return 500;
    case 'SERVICE_UNAVAILABLE':
      return 503;
    case 'RATE_LIMITED':
      return 429;
    default:
      return mediaType === 'application/json' ? 200 : 400;
  }
}

/** The answer to an operation that gave errors, with or without data. */
export function failureOf(result: FormattedExecutionResult, mediaType: MediaType, requestId: string): Failure {
  const errors = result.errors ?? [];
  const whole =
    errors.find((error) => OF_THE_WHOLE.has(codeOf(error))) ??
    (result.data === null ? errors.find((error) => codeOf(error) === 'INTERNAL_SERVER_ERROR') : undefined);
  const told = (whole ? [withoutPath(whole)] : errors).map((error) => withRequestId(error, requestId));
  const executed = !whole && result.data !== undefined;
  const body = JSON.stringify({
    errors: told,
    ...(executed && { data: result.data, extensions: result.extensions }),
  });
  const codes = told.map(codeOf);
  return { status: executed ? 200 : statusOf(codes[0], mediaType), body, codes };
}

/** The answer to a request that ended in an exception before there was a result. */
export function failureFrom(error: unknown, mediaType: MediaType, requestId: string): Failure {
  const refused = error instanceof HttpRefusal;
  const { code, message } = refused ? error : judge(error);
  const place = error instanceof GraphQLError && error.locations ? { locations: error.locations } : {};
  const body = JSON.stringify({ errors: [{ message, ...place, extensions: { code, requestId } }] });
  if (refused) return { status: error.status, body, codes: [code], headers: error.headers };
  return { status: statusOf(code, mediaType), body, codes: [code] };
}
