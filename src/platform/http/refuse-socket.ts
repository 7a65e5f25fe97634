import { type ServerResponse, STATUS_CODES } from 'node:http';
import { type Duplex } from 'node:stream';
import { SECURITY_HEADERS } from '../graphql/headers.js';
import { requestIdOf } from '../graphql/request-id.js';
import { problemText } from './problem.js';

const DETAILS: Readonly<Record<number, string>> = {
  400: 'The request is not HTTP as it should be.',
  405: 'The service is no proxy.',
  408: 'The request did not arrive in time.',
  413: 'The request holds more than is allowed beside its body.',
  417: 'Only 100-continue can be expected.',
  431: 'The head of the request is too large.',
};

/** Answers a request that is not taken, in its turn, and closes the connection: what else comes on it cannot be trusted. */
export function refuse(response: ServerResponse, status: number, detail?: string): void {
  const { headers, body } = answerOf(status, detail);
  response.writeHead(status, headers);
  response.end(body);
}

/** Answers a connection on which no request could be read, as far as it can still be answered, and closes it. */
export function refuseSocket(socket: Duplex, status: number): void {
  if (!socket.writable || hasAnswerUnderWay(socket)) return void socket.destroy();
  const { headers, body } = answerOf(status);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n'));
}

function answerOf(status: number, detail = DETAILS[status] ?? ''): { headers: Record<string, string>; body: string } {
  const id = requestIdOf(undefined);
  const body = problemText({ status, detail }, id);
  const headers = {
    ...SECURITY_HEADERS,
    'x-request-id': id,
    'cache-control': 'no-store',
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  return { headers, body };
}

/** Nothing may be written into the middle of the answer to the request before. */
const hasAnswerUnderWay = (socket: Duplex & { _httpMessage?: { headersSent: boolean } | null }): boolean =>
  socket._httpMessage?.headersSent === true;
