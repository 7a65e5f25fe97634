import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { attacked, leaksIn } from './watch.js';

const on = attacked();

const BODY = '{"query":"{ __typename }"}';
const JSON_HEADERS = ['Host: x', 'Content-Type: application/json'];
const TYPENAME = '"__typename":"Query"';

interface Heard {
  text: string;
  statuses: number[];
  isClosed: boolean;
  ms: number;
}

const open = (): Socket => connect(Number(new URL(on().url).port), '127.0.0.1').on('error', () => undefined);
const statusesIn = (text: string) => [...text.matchAll(/HTTP\/1\.[01] (\d{3}) /g)].map(([, status]) => Number(status));

/** Sends bytes as they are; hears until the other side closes, or has been silent for a moment. */
function send(bytes: string | Buffer, silence = 300): Promise<Heard> {
  return new Promise((resolve) => {
    const began = Date.now();
    let text = '';
    const socket = open();
    const done = (isClosed: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ text, statuses: statusesIn(text), isClosed, ms: Date.now() - began });
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

const head = (line: string, ...headers: string[]): string => `${[line, ...headers].join('\r\n')}\r\n\r\n`;
const post = (body: string, ...headers: string[]): string =>
  head('POST /graphql HTTP/1.1', ...JSON_HEADERS, ...headers) + body;
const chunk = (text: string, more = ''): string => `${text.length.toString(16)}${more}\r\n${text}\r\n`;
const LENGTH = `Content-Length: ${BODY.length}`;
const CHUNKED = 'Transfer-Encoding: chunked';
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
    ['chunks in HTTP/1.0', head('POST /graphql HTTP/1.0', ...JSON_HEADERS, CHUNKED) + `${chunk(BODY)}0\r\n\r\n`],
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
    const { text, statuses, isClosed } = await send(Buffer.from(bytes, 'latin1'));
    expect([statuses, isClosed]).toEqual([[400], true]);
    expect(text).toMatch(/^x-content-type-options: nosniff\r$/im);
    expect(text).toMatch(/^content-type: application\/problem\+json/im);
    expect(text).not.toContain(TYPENAME);
    expect(leaksIn(text)).toBe(false);
  });

  test('what comes after a request without a body of its own is another request, in its order', async () => {
    const { statuses } = await send(post(BODY, LENGTH) + SMUGGLED + post(BODY, LENGTH));
    expect(statuses).toEqual([200, 200, 200]);
  });

  test('garbage after a request does not take its answer away', async () => {
    const { statuses, isClosed } = await send(`${SMUGGLED}\0\0\0\0\r\n\r\n`);
    expect([statuses.at(-1), isClosed]).toEqual([400, true]);
  });
});

describe('What is allowed but rare is answered as anything else', () => {
  test.each<[string, string, number]>([
    ['HTTP/1.0', head('POST /graphql HTTP/1.0', ...JSON_HEADERS, LENGTH) + BODY, 200],
    ['chunks with extensions', post(`${chunk(BODY, ';a=b')}0\r\n\r\n`, CHUNKED), 200],
    [
      'a whole address of whoever it may be',
      head('GET http://evil.example/health/live HTTP/1.1', 'Host: evil.example'),
      200,
    ],
    ['a whole address of GraphQL', post(BODY, LENGTH).replace('/graphql', 'http://evil.example/graphql'), 200],
    [
      'an offer to speak WebSocket',
      head(
        'GET /health/live HTTP/1.1',
        'Host: x',
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Key: AAAA',
        'Sec-WebSocket-Version: 13',
      ),
      200,
    ],
    [
      'an offer to speak HTTP/2',
      head(
        'GET /health/live HTTP/1.1',
        'Host: x',
        'Connection: Upgrade, HTTP2-Settings',
        'Upgrade: h2c',
        'HTTP2-Settings: AAA',
      ),
      200,
    ],
    ['a body where none belongs', `${head('GET /health/live HTTP/1.1', 'Host: x', 'Content-Length: 5')}hello`, 200],
    [
      'a thousand headers',
      head('GET /health/live HTTP/1.1', 'Host: x', ...Array.from({ length: 1_000 }, (_, i) => `a${i}: 1`)),
      200,
    ],
    ['an asterisk', head('OPTIONS * HTTP/1.1', 'Host: x'), 404],
    ['TRACE', head('TRACE /graphql HTTP/1.1', 'Host: x', 'X-Secret: geheim'), 405],
    ['CONNECT', head('CONNECT evil.example:443 HTTP/1.1', 'Host: evil.example:443'), 405],
    ['an expectation nobody can meet', post(BODY, LENGTH, 'Expect: the-unexpected'), 417],
    ['a head of 20 kB', head('GET / HTTP/1.1', 'Host: x', `X-Long: ${'a'.repeat(20_000)}`), 431],
    [
      'ten thousand headers',
      head('GET / HTTP/1.1', 'Host: x', ...Array.from({ length: 10_000 }, (_, i) => `a${i}: 1`)),
      431,
    ],
    ['an address of 20 kB', head(`GET /${'a'.repeat(20_000)} HTTP/1.1`, 'Host: x'), 431],
    [
      'an address of 15 kB',
      head(`GET /graphql?query=${'a'.repeat(15_000)} HTTP/1.1`, 'Host: x', 'Accept: application/json'),
      200,
    ],
  ])('%s', async (_, bytes, status) => {
    const { text, statuses } = await send(bytes);
    expect(statuses).toEqual([status]);
    expect(text).toMatch(/^x-content-type-options: nosniff\r$/im);
    expect(text).not.toMatch(/^(server|x-powered-by|upgrade):/im);
    expect(text).not.toContain('geheim');
    expect(leaksIn(text)).toBe(false);
  });

  test('trailers are thrown away: a token in one is none', async () => {
    const { text } = await send(post(`${chunk(BODY)}0\r\nAuthorization: Bearer nonsense\r\n\r\n`, CHUNKED));
    expect(text).toContain(TYPENAME);
  });

  test('who asks first is told to go on, also when he does not know how much will come', async () => {
    const { statuses } = await send(post('', CHUNKED, 'Expect: 100-continue'));
    expect(statuses).toEqual([100]);
  });

  test('two hundred requests at one go are all answered, in order', async () => {
    const requests = Array.from({ length: 200 }, (_, i) => {
      const body = `{"query":"query N${i} { n${i}: __typename }"}`;
      return post(body, `Content-Length: ${body.length}`);
    });
    const { text, statuses } = await send(requests.join(''), 1_500);
    expect(statuses).toEqual(requests.map(() => 200));
    expect([...text.matchAll(/"n(\d+)":"Query"/g)].map(([, n]) => Number(n))).toEqual(requests.map((_, i) => i));
  });
});

describe('A body', () => {
  const ask = async (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}, method = 'POST') => {
    const response = await fetch(`${on().url}/graphql`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    return { status: response.status, text: await response.text() };
  };

  test.each(['gzip', 'deflate', 'br', 'zstd', 'compress', 'x-gzip', 'gzip, gzip', 'identity, gzip', 'GZIP'])(
    'that was packed with %s is not unpacked',
    async (coding) => {
      const bomb = gzipSync(Buffer.alloc(20_000_000, ' '));
      const { status, text } = await ask(new Uint8Array(bomb), { 'content-encoding': coding });
      expect([status, leaksIn(text)]).toEqual([415, false]);
    },
  );

  test.each<[string, string]>([
    ['a million brackets', '['.repeat(99_000)],
    ['a hundred thousand nested objects', `${'{"a":'.repeat(16_000)}1${'}'.repeat(16_000)}`],
    [
      'numbers out of this world',
      `{"query":"{ __typename }","variables":{"a":1e999999,"b":-1e-999999,"c":${'9'.repeat(5_000)}}}`,
    ],
    ['a key twice', '{"query":"{ __typename }","query":"{ nonsense }"}'],
    ['a prototype', '{"__proto__":{"query":"{ __typename }"}}'],
    [
      'a prototype of everything',
      '{"query":"{ __typename }","variables":{"__proto__":{"polluted":1}},"extensions":{"__proto__":{"persistedQuery":{"version":1}}}}',
    ],
    ['a constructor', '{"constructor":{"prototype":{"query":"{ __typename }"}}}'],
    ['its own toString', '{"query":"{ __typename }","operationName":"toString","toString":1}'],
    ['half of a surrogate pair', '{"query":"{ a\\ud800: __typename }"}'],
    ['a byte order mark', '\ufeff{"query":"{ __typename }"}'],
    ['NaN', '{"query":"{ __typename }","variables":{"a":NaN}}'],
    ['a number as query', '{"query":1}'],
    ['a list as query', '{"query":["{ __typename }"]}'],
    ['a batch', `[${BODY},${BODY}]`],
    ['a batch of one hundred', `[${Array.from({ length: 100 }, () => BODY).join()}]`],
    ['a list as extensions', '{"query":"{ __typename }","extensions":[]}'],
    ['a hash of nothing', '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"__proto__"}}}'],
  ])('of %s is answered as any other', async (_, body) => {
    const { status, text } = await ask(body);
    expect(status === 200 || status === 400).toBe(true);
    expect(text).not.toMatch(/INTERNAL_SERVER_ERROR|polluted/);
    expect(leaksIn(text)).toBe(false);
  });

  test.each([
    'text/plain',
    'text/plain; a=application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=application/json',
    'application/json; charset=utf-16',
    'application/json, text/plain',
    'application/jsonp',
    'application/json+x',
    'image/png',
    '*/*',
    '',
  ])('of a type that a form of another site could send, or that is none, is refused: %j', async (type) => {
    const { status, text } = await ask(BODY, { 'content-type': type });
    expect([status, leaksIn(text)]).toEqual([415, false]);
  });

  test('by GET, HEAD, PUT, PATCH or DELETE asks for nothing', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE']) expect((await ask(BODY, {}, method)).status).toBe(405);
  });
});

describe('Who is slow loses the connection, and holds nobody up', () => {
  /** Sends a beginning and then a byte every so often, until the other side closes. */
  const drip = (beginning: string, each: string, everyMs: number) =>
    new Promise<{ ms: number; statuses: number[] }>((resolve) => {
      const began = Date.now();
      let text = '';
      const socket = open();
      socket.write(beginning);
      const dripping = setInterval(() => socket.write(each), everyMs);
      socket.setEncoding('latin1').on('data', (part: string) => (text += part));
      socket.on('close', () => {
        clearInterval(dripping);
        resolve({ ms: Date.now() - began, statuses: statusesIn(text) });
      });
    });

  test('by heads, bodies and chunks that never end', async () => {
    const all = [
      drip('GET / HTTP/1.1\r\nHost: x\r\n', 'X-A: b\r\n', 100),
      drip('G', 'E', 300),
      drip(post('{"query":"', 'Content-Length: 90000'), ' ', 100),
      drip(post('', CHUNKED), '1\r\n \r\n', 100),
      drip(post('', CHUNKED), '1', 400),
    ];
    const began = Date.now();
    expect((await on().graphql('{ standards(first: 2) { nodes { name } } }')).status).toBe(200);
    expect(Date.now() - began).toBeLessThan(3_000);
    for (const { ms, statuses } of await Promise.all(all)) {
      expect(ms).toBeLessThan(13_000);
      for (const status of statuses) expect([400, 408]).toContain(status);
    }
  }, 25_000);

  test('by a hundred connections at once, on which nothing is said', async () => {
    const sockets = Array.from({ length: 100 }, open);
    for (const socket of sockets) socket.write('POST /graphql HTTP/1.1\r\n');
    expect((await on().graphql('{ standards(first: 2) { nodes { name } } }')).status).toBe(200);
    for (const socket of sockets) socket.destroy();
  });

  test('by going away in the middle', async () => {
    for (let i = 0; i < 20; i++) {
      const socket = open();
      await new Promise((done) => socket.write(post('{"query":"', 'Content-Length: 50000'), done));
      socket.resetAndDestroy();
    }
    expect((await on().graphql('{ __typename }')).status).toBe(200);
  });
});
