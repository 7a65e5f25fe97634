import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type EmbeddedServer } from '../../src/platform/database/embedded/embedded-server.js';
import { startEmbedded } from '../../src/platform/database/embedded/start-embedded.js';
import { cleanUp, dataFolder, isRunning, later, rows } from '../support/embedded.js';
import { removeFolder, temporaryFolder } from '../support/temporary-folder.js';

afterEach(cleanUp);

describe('the embedded PostgreSQL', () => {
  test('starts on an empty folder, keeps its address and its rows, and stops cleanly each time', async () => {
    const dataDir = dataFolder();
    const first = await startEmbedded({ dataDir });
    later(() => first.stop());
    await rows(first.url, `create table kept as select 'yes' as answer`);
    await first.stop();
    expect(isRunning(first.pid)).toBe(false);
    expect(existsSync(join(dataDir, 'cluster/postmaster.pid'))).toBe(false);

    const second = await startEmbedded({ dataDir });
    later(() => second.stop());
    expect(second.url).toBe(first.url);
    expect(await rows(second.url, 'select answer from kept')).toEqual([{ answer: 'yes' }]);
    await second.stop();
    const log = readFileSync(join(dataDir, 'postgres.log'), 'utf8');
    expect(log).toContain('database system is shut down');
    expect(log).not.toContain('not properly shut down');
  });

  test('is PostgreSQL 18 with durable settings, in UTF-8, with an order of text that no system changes', async () => {
    const server = await startEmbedded({ dataDir: dataFolder() });
    later(() => server.stop());
    const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'jit', 'TimeZone', 'server_encoding'];
    const settings = await rows<{ name: string; setting: string }>(
      server.url,
      'select name, setting from pg_settings where name = any($1)',
      [names],
    );
    expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
      ...{ fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' },
      ...{ jit: 'off', TimeZone: 'UTC', server_encoding: 'UTF8' },
    });
    const [database] = await rows(
      server.url,
      `select current_setting('server_version_num')::int / 10000 as version, datlocprovider as provider, datlocale as locale, upper('ë') as upper
       from pg_database where datname = current_database()`,
    );
    expect(database).toEqual({ version: 18, provider: 'b', locale: 'C.UTF-8', upper: 'Ë' });
    await rows(server.url, 'create extension btree_gist; create extension pg_trgm; create extension unaccent');
    expect(await rows(server.url, `select unaccent('Noordoostpolder, Súdwest-Fryslân') as name`)).toEqual([
      { name: 'Noordoostpolder, Sudwest-Fryslan' },
    ]);
  });

  test('goes to another port when the one of its last start is taken meanwhile', async () => {
    const dataDir = dataFolder();
    const first = await startEmbedded({ dataDir });
    await first.stop();
    const taker = await startEmbedded({ dataDir: dataFolder(), port: first.port });
    later(() => taker.stop());
    const second = await startEmbedded({ dataDir });
    later(() => second.stop());
    expect(second.port).not.toBe(first.port);
    expect(await rows(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('is started again when it ends by itself', async () => {
    const log: string[] = [];
    const server = await startEmbedded({ dataDir: dataFolder(), log: (line) => log.push(line) });
    later(() => server.stop());
    await rows(server.url, 'create table kept (n int); insert into kept values (1)');
    const { pid } = server;
    process.kill(pid, 'SIGKILL');
    while (server.pid === pid) await new Promise((soon) => setTimeout(soon, 20));
    expect(await rows(server.url, 'select n from kept')).toEqual([{ n: 1 }]);
    expect(log.join()).toContain('ended by itself');
  });
});

describe('nobody gets into the embedded PostgreSQL without its password', () => {
  const dataDir = temporaryFolder();
  let server: EmbeddedServer;
  beforeAll(async () => {
    server = await startEmbedded({ dataDir });
  });
  afterAll(async () => {
    await server.stop();
    removeFolder(dataDir);
  });

  test('which only its owner can read', () => {
    const password = join(dataDir, 'cluster/service.password');
    expect(statSync(password).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'cluster')).mode & 0o777).toBe(0o700);
    expect(new URL(server.url).password).toBe(readFileSync(password, 'utf8').trim());
    expect(new URL(server.url).password.length).toBeGreaterThanOrEqual(32);
  });

  test.each([
    ['none', ''],
    ['a wrong one', 'guess'],
  ])('so %s is refused', async (_what, password) => {
    const url = new URL(server.url);
    url.password = password;
    await expect(rows(url.href, 'select 1')).rejects.toThrow(/password/);
  });

  test('and there is no other way in than loopback with scram', async () => {
    const rules = await rows(server.url, 'select type, address, auth_method from pg_hba_file_rules');
    expect(rules).toEqual([{ type: 'host', address: '127.0.0.1', auth_method: 'scram-sha-256' }]);
    const [open] = await rows(
      server.url,
      `select current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets,
              (select rolpassword like 'SCRAM-SHA-256$%' from pg_authid where rolname = current_user) as scram`,
    );
    expect(open).toEqual({ addresses: '127.0.0.1', sockets: '', scram: true });
  });
});
