import { connect } from 'node:net';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Register, register } from '../support/register.js';

describe('A caller that is slow or makes no sense', () => {
  let on: Register;
  beforeAll(async () => void (on = await register()));

  /** Sends the bytes and waits until the other side closes. */
  const until = (bytes: string) =>
    new Promise<{ text: string; ms: number }>((resolve) => {
      const began = Date.now();
      let text = '';
      const socket = connect(Number(new URL(on.url).port), '127.0.0.1', () => socket.write(bytes));
      socket.setEncoding('utf8').on('data', (part: string) => (text += part));
      socket.on('error', () => undefined).on('close', () => resolve({ text, ms: Date.now() - began }));
    });

  test('does not keep a connection by sending half a head', async () => {
    const { text, ms } = await until('POST /graphql HTTP/1.1\r\nHost: x\r\n');
    expect(ms).toBeLessThan(8_000);
    expect(text === '' || text.startsWith('HTTP/1.1 408')).toBe(true);
  }, 15_000);

  test('does not keep a connection by sending half a body', async () => {
    const { ms } = await until(
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"query":',
    );
    expect(ms).toBeLessThan(11_000);
  }, 15_000);

  test.each([
    ['no HTTP at all', 'EHLO me\r\n\r\n', '400'],
    ['a head without end', `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`, '431'],
    [
      'two lengths at once',
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}',
      '400',
    ],
  ])('is refused: %s', async (_, bytes, status) => {
    const { text } = await until(bytes);
    expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(text).not.toMatch(/\bat .*\.[jt]s/);
  });

  test('is told when a path is not there, as a problem', async () => {
    for (const [path, status] of [
      ['/nothing', 404],
      ['/graphql/more', 404],
      ['/id/standards/%E0%A4%A', 400],
      ['/.env', 404],
    ] as const) {
      const response = await fetch(`${on.url}${path}`);
      const body = (await response.json()) as Record<string, unknown>;
      expect([path, response.status]).toEqual([path, status]);
      expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
      expect(body).toMatchObject({
        type: 'about:blank',
        status,
        title: expect.any(String),
        detail: expect.any(String),
      });
      expect(body['instance']).toBe(`urn:request:${response.headers.get('x-request-id')}`);
    }
  });

  test('is told when an address is not served that way', async () => {
    const response = await fetch(`${on.url}/id/standards/zaken-api`, { method: 'POST', body: '{}' });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
  });
});
