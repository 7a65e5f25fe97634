import { describe, expect, test } from '@jest/globals';
import { BODY, chunk, CHUNKED, head, LENGTH, oldPost, open, post, send, statusesIn, TYPENAME } from './sockets.js';
import { attacked, leaksIn } from './watch.js';

const on = attacked();

describe('What is allowed but rare is answered as anything else', () => {
  test.each<[string, string, number]>([
    ['HTTP/1.0', oldPost(BODY, LENGTH), 200],
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
      // Where the bound is, lies between this and ten thousand, and differs by the version of Node.js.
      'five hundred headers',
      head('GET /health/live HTTP/1.1', 'Host: x', ...Array.from({ length: 500 }, (_, i) => `a${i}: 1`)),
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
    const { text, statuses } = await send(on(), bytes);
    expect(statuses).toEqual([status]);
    expect(text).toMatch(/^x-content-type-options: nosniff\r$/im);
    expect(text).not.toMatch(/^(server|x-powered-by|upgrade):/im);
    expect(text).not.toContain('geheim');
    expect(leaksIn(text)).toBe(false);
  });

  test('trailers are thrown away: a token in one is none', async () => {
    const { text } = await send(on(), post(`${chunk(BODY)}0\r\nAuthorization: Bearer nonsense\r\n\r\n`, CHUNKED));
    expect(text).toContain(TYPENAME);
  });

  test('who asks first is told to go on, also when he does not know how much will come', async () => {
    const { statuses } = await send(on(), post('', CHUNKED, 'Expect: 100-continue'));
    expect(statuses).toEqual([100]);
  });

  test('two hundred requests at one go are all answered, in order', async () => {
    const requests = Array.from({ length: 200 }, (_, i) => {
      const body = `{"query":"query N${i} { n${i}: __typename }"}`;
      return post(body, `Content-Length: ${body.length}`);
    });
    const { text, statuses } = await send(on(), requests.join(''), 1_500);
    expect(statuses).toEqual(requests.map(() => 200));
    expect([...text.matchAll(/"n(\d+)":"Query"/g)].map(([, n]) => Number(n))).toEqual(requests.map((_, i) => i));
  });
});

describe('Who is slow loses the connection, and holds nobody up', () => {
  /** Sends a beginning and then a byte every so often, until the other side closes. */
  const drip = (beginning: string, each: string, everyMs: number) =>
    new Promise<{ ms: number; statuses: number[] }>((resolve) => {
      const began = Date.now();
      let text = '';
      const socket = open(on());
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
    const sockets = Array.from({ length: 100 }, () => open(on()));
    for (const socket of sockets) socket.write('POST /graphql HTTP/1.1\r\n');
    expect((await on().graphql('{ standards(first: 2) { nodes { name } } }')).status).toBe(200);
    for (const socket of sockets) socket.destroy();
  });

  test('by going away in the middle', async () => {
    for (let i = 0; i < 20; i++) {
      const socket = open(on());
      await new Promise((done) => socket.write(post('{"query":"', 'Content-Length: 50000'), done));
      socket.resetAndDestroy();
    }
    expect((await on().graphql('{ __typename }')).status).toBe(200);
  });
});
