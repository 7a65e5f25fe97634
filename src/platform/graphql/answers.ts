import { type FormattedExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ERROR_CODES, type ErrorCode } from './errors.js';
import { HttpRefusal } from './http-refusal.js';
import { type MediaType } from './exchange.js';
import { judge } from './public-error.js';

/** An answer that is not a complete success. */
export interface Failure {
  status: number;
  body: string;
  codes: ErrorCode[];
  headers?: Readonly<Record<string, string>>;
}

/** Failures that say something of the whole operation: one error, and no data that might look complete. */
const OF_THE_WHOLE = new Set<ErrorCode>(['QUERY_TOO_COMPLEX', 'SERVICE_UNAVAILABLE', 'RATE_LIMITED']);

const codeOf = ({ extensions }: GraphQLFormattedError): ErrorCode =>
  ERROR_CODES.find((code) => code === extensions?.['code']) ?? 'INTERNAL_SERVER_ERROR';

const withRequestId = (error: GraphQLFormattedError, requestId: string): GraphQLFormattedError => ({
  ...error,
  extensions: { ...error.extensions, requestId },
});

/**
 * The status of a request that was not executed: clients that ask for plain JSON take any other status than 200 for a
 * failure of the line, so only the newer media type carries it.
 */
function statusOf(code: ErrorCode | undefined, mediaType: MediaType): number {
  if (code === 'SERVICE_UNAVAILABLE') return 503;
  if (code === 'RATE_LIMITED') return 429;
  return mediaType === 'application/json' ? 200 : 400;
}

/** The answer to an operation that gave errors, with or without data. */
export function failureOf(result: FormattedExecutionResult, mediaType: MediaType, requestId: string): Failure {
  const errors = result.errors ?? [];
  const whole = errors.find((error) => OF_THE_WHOLE.has(codeOf(error)));
  const told = (whole ? [whole] : errors).map((error) => withRequestId(error, requestId));
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
  return { status: code === 'INTERNAL_SERVER_ERROR' ? 500 : statusOf(code, mediaType), body, codes: [code] };
}
