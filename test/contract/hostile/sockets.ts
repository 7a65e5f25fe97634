import { connect, type Socket } from 'node:net';
import { type Register } from '../../support/register.js';

/** What came back on a connection. */
export interface Heard {
  readonly text: string;
  readonly statuses: readonly number[];
  readonly isClosed: boolean;
}

export const BODY = '{"query":"{ __typename }"}';
/** What an answer to it holds. */
export const TYPENAME = '"__typename":"Query"';
export const LENGTH = `Content-Length: ${BODY.length}`;
export const CHUNKED = 'Transfer-Encoding: chunked';
const JSON_HEADERS = ['Host: x', 'Content-Type: application/json'];

export const open = (on: Register): Socket =>
  connect(Number(new URL(on.url).port), '127.0.0.1').on('error', () => undefined);
export const statusesIn = (text: string): number[] =>
  [...text.matchAll(/HTTP\/1\.[01] (\d{3}) /g)].map(([, status]) => Number(status));

/** Sends bytes as they are; hears until the other side closes, or has been silent for a moment. */
export function send(on: Register, bytes: string | Buffer, silence = 300): Promise<Heard> {
  return new Promise((resolve) => {
    let text = '';
    const socket = open(on);
    const done = (isClosed: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ text, statuses: statusesIn(text), isClosed });
    };
    let timer = setTimeout(() => done(false), 5_000);
    socket.on('connect', () => socket.write(bytes));
    socket.setEncoding('latin1').on('data', (part: string) => {
      text += part;
      clearTimeout(timer);
      timer = setTimeout(() => done(false), silence);
    });
    socket.on('close', () => done(true));
  });
}

/** A request without a body. */
export const head = (line: string, ...headers: string[]): string => `${[line, ...headers].join('\r\n')}\r\n\r\n`;
/** A request to GraphQL, whose length the headers tell. */
export const post = (body: string, ...headers: string[]): string =>
  head('POST /graphql HTTP/1.1', ...JSON_HEADERS, ...headers) + body;
/** The same in HTTP/1.0. */
export const oldPost = (body: string, ...headers: string[]): string =>
  head('POST /graphql HTTP/1.0', ...JSON_HEADERS, ...headers) + body;
/** @param more extensions of the chunk */
export const chunk = (text: string, more = ''): string => `${text.length.toString(16)}${more}\r\n${text}\r\n`;
