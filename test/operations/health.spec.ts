import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type FreshDatabase, freshDatabase, type OwnRegister, startService } from '../support/register.js';

/** Stands between the service and its database, so that the database can go away and come back. */
class Line {
  private readonly open = new Set<Socket>();
  private server: Server;
  port = 0;

  constructor(private readonly to: { host: string; port: number }) {}

  async mend(): Promise<void> {
    this.server = createServer((here) => {
      const there = connect(this.to.port, this.to.host);
      for (const socket of [here, there]) {
        this.open.add(socket);
        socket.on('error', () => undefined).on('close', () => (here.destroy(), there.destroy()));
      }
      here.pipe(there).pipe(here);
    });
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as { port: number }).port;
  }

  async cut(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.open) socket.destroy();
    await closed;
  }
}

describe('A platform that looks after the service', () => {
  let on: OwnRegister;
  let line: Line;
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase('starter');
    const url = new URL(database.url);
    line = new Line({ host: url.hostname, port: Number(url.port || 5432) });
    await line.mend();
    url.hostname = '127.0.0.1';
    url.port = String(line.port);
    on = await startService({ databaseUrl: url.toString() });
  });
  afterAll(async () => {
    await on.stop();
    await line.cut();
    await database.drop();
  });

  const get = async (path: string) => {
    const response = await fetch(`${on.url}${path}`);
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Record<string, unknown>,
    };
  };

  test('learns that it lives, and that it is ready once all is there', async () => {
    expect(await get('/health/live')).toMatchObject({ status: 200, body: { status: 'ok' } });
    const { status, body, headers } = await get('/health/ready');
    expect([status, body]).toEqual([
      200,
      { status: 'ok', checks: { migrations: true, catalogue: true, database: true } },
    ]);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('learns that it lives but is not ready while the database is away, and callers are told so', async () => {
    const NAMES = '{ standards(first: 3) { nodes { name } } }';
    for (let i = 0; i < 2; i++) expect((await on.graphql(NAMES)).body.errors).toBeUndefined();
    await line.cut();
    expect((await get('/health/live')).status).toBe(200);
    const ready = await get('/health/ready');
    expect(ready).toMatchObject({ status: 503, body: { status: 'unavailable', checks: { database: false } } });
    for (const document of [NAMES, `${NAMES} `]) {
      const { status, body, text } = await on.graphql(document);
      expect([status, body.errors!.map(({ extensions }) => extensions.code)]).toEqual([503, ['SERVICE_UNAVAILABLE']]);
      expect(text).not.toMatch(/ECONN|127\.0\.0\.1|postgres/i);
    }
    const page = await get('/id/standards/zaken-api');
    expect([page.status, page.headers.get('content-type')]).toEqual([503, 'application/problem+json; charset=utf-8']);

    await line.mend();
    for (let i = 0; i < 20 && (await get('/health/ready')).status !== 200; i++) await pause(100);
    expect((await get('/health/ready')).status).toBe(200);
    expect((await on.graphql(NAMES)).body.data.standards.nodes).toHaveLength(3);
  });
});
