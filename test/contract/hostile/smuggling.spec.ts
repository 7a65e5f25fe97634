import { describe, expect, test } from '@jest/globals';
import { BODY, chunk, CHUNKED, head, LENGTH, oldPost, post, send, TYPENAME } from './sockets.js';
import { attacked, leaksIn } from './watch.js';

const on = attacked();

/** What a smuggler hides in the body of another request: it must never be answered. */
const SMUGGLED = head('GET /health/live HTTP/1.1', 'Host: x');

describe('One request is never two: refused, once, and the connection is closed', () => {
  test.each<[string, string]>([
    ['a length and chunks', post(`0\r\n\r\n${SMUGGLED}`, 'Content-Length: 4', CHUNKED)],
    ['chunks and a length', post(`0\r\n\r\n${SMUGGLED}`, CHUNKED, 'Content-Length: 4')],
    ['two lengths', post(BODY + SMUGGLED, LENGTH, 'Content-Length: 200')],
    ['the same length twice', post(BODY, LENGTH, LENGTH)],
    ['a list of lengths', post(BODY, `Content-Length: ${BODY.length}, ${BODY.length}`)],
    ['a length with a sign', post(BODY, `Content-Length: +${BODY.length}`)],
    ['a length below zero', post(BODY, 'Content-Length: -1')],
    ['a length in hexadecimal', post(BODY, 'Content-Length: 0x1a')],
    ['a length without end', post(BODY, `Content-Length: ${'9'.repeat(40)}`)],
    ['an unknown coding', post(BODY, 'Transfer-Encoding: xchunked')],
    ['a coding after chunks', post(BODY, 'Transfer-Encoding: chunked, identity')],
    ['a coding before chunks', post(`${chunk(BODY)}0\r\n\r\n`, 'Transfer-Encoding: gzip, chunked')],
    ['two codings', post(`${chunk(BODY)}0\r\n\r\n`, CHUNKED, 'Transfer-Encoding: identity')],
    ['a space before the colon', post(`0\r\n\r\n${SMUGGLED}`, 'Transfer-Encoding : chunked')],
    ['chunks in HTTP/1.0', oldPost(`${chunk(BODY)}0\r\n\r\n`, CHUNKED)],
    ['a header over two lines', post(BODY, 'X-A: b', ' Content-Length: 0', LENGTH)],
    ['a header that a lone CR splits', post(BODY, `X-A: b\rContent-Length: 0`, LENGTH)],
    ['lines that end in LF alone', post(BODY, LENGTH).replaceAll('\r', '')],
    ['chunks whose lines end in LF alone', post(`${chunk(BODY)}0\r\n\r\n`.replaceAll('\r', ''), CHUNKED)],
    ['NUL in a header', post(BODY, 'X-A: b\0c', LENGTH)],
    ['a chunk without a size', post(`\r\n${BODY}\r\n0\r\n\r\n`, CHUNKED)],
    ['a chunk of no known size', post(`zz\r\n${BODY}\r\n0\r\n\r\n`, CHUNKED)],
    ['a chunk of more than there is', post(`${'f'.repeat(17)}\r\n${BODY}\r\n0\r\n\r\n`, CHUNKED)],
    ['a space in the path', head('GET /graphql /x HTTP/1.1', 'Host: x')],
    ['no host', head('GET /health/live HTTP/1.1')],
    ['two hosts', head('GET /health/live HTTP/1.1', 'Host: a', 'Host: b')],
    ['two tokens', post(BODY, 'Authorization: Bearer a', 'Authorization: Bearer b', LENGTH)],
    ['two media types', post(BODY, 'Content-Type: text/plain', LENGTH)],
    ['HTTP/0.9', 'GET /health/live\r\n\r\n'],
    ['HTTP/2 without a warning', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['a method nobody knows', head('FOO /graphql HTTP/1.1', 'Host: x')],
    ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    [
      'a letter outside of ASCII in the path',
      Buffer.from(head('GET /id/standards/\u00e9 HTTP/1.1', 'Host: x'), 'latin1').toString('latin1'),
    ],
  ])('%s', async (_, bytes) => {
    const { text, statuses, isClosed } = await send(on(), Buffer.from(bytes, 'latin1'));
    expect([statuses, isClosed]).toEqual([[400], true]);
    expect(text).toMatch(/^x-content-type-options: nosniff\r$/im);
    expect(text).toMatch(/^content-type: application\/problem\+json/im);
    expect(text).not.toContain(TYPENAME);
    expect(leaksIn(text)).toBe(false);
  });

  test('what comes after a request without a body of its own is another request, in its order', async () => {
    const { statuses } = await send(on(), post(BODY, LENGTH) + SMUGGLED + post(BODY, LENGTH));
    expect(statuses).toEqual([200, 200, 200]);
  });

  test('garbage after a request does not take its answer away', async () => {
    const { statuses, isClosed } = await send(on(), `${SMUGGLED}\0\0\0\0\r\n\r\n`);
    expect([statuses.at(-1), isClosed]).toEqual([400, true]);
  });
});
