import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type FreshDatabase, freshDatabase, startService } from '../support/register.js';

describe('The service does not start, and says why,', () => {
  let database: FreshDatabase;
  let taken: Server;
  beforeAll(async () => {
    database = await freshDatabase('empty');
    taken = await new Promise((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => resolve(server));
    });
  });
  afterAll(async () => {
    taken.close();
    await database.drop();
  });

  const refusal = (env: Record<string, string>) =>
    startService({ databaseUrl: database.url, env }).then(
      async (started) => {
        await started.stop();
        throw new Error('It started.');
      },
      (error: Error) => error.message,
    );

  test('when its port is taken: which one, and which setting changes it, in both languages', async () => {
    const { port } = taken.address() as { port: number };
    const told = await refusal({ PORT: String(port) });
    expect(told).toContain('ended with 1');
    expect(told).toContain(`Port ${port} on 127.0.0.1 is taken by another program; PORT=`);
    expect(told).toContain(`Poort ${port} op 127.0.0.1 is bezet door een ander programma; met bijvoorbeeld PORT=`);
    expect(told).not.toMatch(/EADDRINUSE|\bat .*\.[jt]s/);
  });

  test('when settings are wrong: all of them at once', async () => {
    const told = await refusal({ PORT: 'four thousand', LOG_LEVEL: 'loud', POOL_SIZE: '0' });
    expect(told).toContain('ended with 1');
    for (const name of ['PORT', 'LOG_LEVEL', 'POOL_SIZE']) expect(told).toContain(`${name}: found`);
    expect(told).not.toMatch(/\bat .*\.[jt]s/);
  });

  test('when the database cannot be reached, without its password', async () => {
    const told = await refusal({ DATABASE_URL: 'postgresql://register:hunter2@127.0.0.1:1/register' });
    expect(told).toContain('ended with 1');
    expect(told).toContain('The database at register@127.0.0.1:1/register cannot be used');
    expect(told).not.toMatch(/hunter2|\bat .*\.[jt]s/);
  });

  test('when its host is not of this machine', async () => {
    expect(await refusal({ HOST: '192.0.2.1' })).toContain('192.0.2.1 is no address of this machine; set HOST');
  });
});
