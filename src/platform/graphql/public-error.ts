import { HttpException } from '@nestjs/common';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { isConnectionLost } from '../database/connection.js';
import { ERROR_CODES, type ErrorCode } from './errors.js';

/** What may be told of an error. */
export interface Verdict {
  code: ErrorCode;
  message: string;
}

const UNEXPECTED: Verdict = {
  code: 'INTERNAL_SERVER_ERROR',
  message: 'Something went wrong in the register. Tell us the request id and we can look it up.',
};
const AWAY: Verdict = {
  code: 'SERVICE_UNAVAILABLE',
  message: 'The register cannot reach its database now. Try again in a moment.',
};
const HELD_UP: Verdict = {
  code: 'SERVICE_UNAVAILABLE',
  message: 'Others are changing the same thing, for longer than was waited. Try again in a moment.',
};
const TOO_LONG: Verdict = {
  code: 'QUERY_TOO_COMPLEX',
  message: 'Answering took longer than is allowed. Ask for less at a time.',
};
const TOO_MUCH_ALIKE: Verdict = {
  code: 'QUERY_TOO_COMPLEX',
  message: 'The document repeats fields so often that comparing them takes too long. Ask for each of them once.',
};
const UNUSABLE: Verdict = {
  code: 'BAD_USER_INPUT',
  message: 'A value in the request is outside of what the register can compare, such as text with a NUL character.',
};

/** SQLSTATE, by the longest prefix that stands here. */
const DATABASE: readonly [prefix: string, verdict: Verdict][] = [
  ['57014', TOO_LONG],
  ['54', TOO_LONG],
  ['22', UNUSABLE],
  ['40', AWAY],
  ['53', AWAY],
  ['55P03', HELD_UP],
  ['57P', AWAY],
];
/** Raised by the function `refuse`: what the statement itself tells the caller, in words made for him. */
const IN_OWN_WORDS = '22RFS';
/** Codes of Apollo Server outside the closed list. */
const RENAMED: Readonly<Record<string, ErrorCode>> = {
  BAD_REQUEST: 'BAD_USER_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'BAD_USER_INPUT',
};
const HTTP_CODES: Readonly<Record<number, ErrorCode>> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  429: 'RATE_LIMITED',
};

/** What graphql-js says when its own bound on comparing fields is reached. */
const ABORTED = 'Validation aborted.';

/** graphql-js refuses these while executing, without a code and without a cause. */
const CALLERS_FAULT =
  /^(Argument|Variable) "|^Schema is not configured to execute |^Too many errors processing variables/;

const known = (code: unknown): ErrorCode | undefined =>
  ERROR_CODES.find((allowed) => allowed === code && allowed !== 'INTERNAL_SERVER_ERROR') ??
  (typeof code === 'string' ? RENAMED[code] : undefined);

function rootCause(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? rootCause(error.originalError) : error;
}

function ofDatabase(cause: Error & { code?: unknown }): Verdict | undefined {
  if (isConnectionLost(cause)) return AWAY;
  const { code } = cause;
  if (typeof code !== 'string' || code.length !== 5) return undefined;
  if (code === IN_OWN_WORDS) return { code: 'BAD_USER_INPUT', message: cause.message };
  return DATABASE.find(([prefix]) => code.startsWith(prefix))?.[1];
}

/** HTTP exceptions of the framework, such as a guard throws. */
function ofHttp(cause: Error): Verdict | undefined {
  if (!(cause instanceof HttpException)) return undefined;
  const status = cause.getStatus();
  if (status < 400 || status > 499) return undefined;
  return { code: HTTP_CODES[status] ?? 'BAD_USER_INPUT', message: cause.message };
}

/** Decides what a caller is told; whatever was not foreseen is masked, since its text may hold anything. */
export function judge(error: unknown): Verdict {
  if (error instanceof GraphQLError) {
    if (error.message === ABORTED) return TOO_MUCH_ALIKE;
    const code = known(error.extensions.code);
    if (code) return { code, message: error.message };
  }
  const cause = rootCause(error);
  if (!(cause instanceof Error)) return UNEXPECTED;
  if (cause instanceof GraphQLError) {
    return CALLERS_FAULT.test(cause.message) ? { code: 'BAD_USER_INPUT', message: cause.message } : UNEXPECTED;
  }
  return ofDatabase(cause) ?? ofHttp(cause) ?? UNEXPECTED;
}

/** Whether an error is ours to look into, and so belongs in the log. */
export const isOurs = ({ code }: Verdict): boolean =>
  code === 'INTERNAL_SERVER_ERROR' || code === 'SERVICE_UNAVAILABLE';

/** `formatError` of Apollo Server: the place of the error, with nothing beside its verdict. */
export function publicError({ locations, path }: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { code, message } = judge(error);
  return { message, ...(locations && { locations }), ...(path && { path }), extensions: { code } };
}
