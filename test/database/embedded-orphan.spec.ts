import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { disownPidFile, readPidFile } from '../../src/platform/database/embedded/postmaster.js';
import { startEmbedded } from '../../src/platform/database/embedded/start-embedded.js';
import { cleanUp, dataFolder, EmbeddedService, isRunning, later, rows } from '../support/embedded.js';

afterEach(cleanUp);

const counted = async (url: string): Promise<number> => {
  const [row] = await rows<{ n: string }>(url, 'select count(*) as n from counted');
  return Number(row?.n);
};

describe('after a kill -9 of the service', () => {
  test('the next one takes over the server that went on, and no acknowledged row is lost', async () => {
    const folder = dataFolder();
    const killed = EmbeddedService.start(folder, { work: 'count' });
    const { pid, url } = await killed.ready();
    await killed.until(() => (killed.acknowledged > 500 ? true : undefined));
    await killed.kill('SIGKILL');
    expect(isRunning(pid)).toBe(true);

    const next = await startEmbedded({ dataDir: folder });
    later(() => next.stop());
    expect([next.pid, next.url]).toEqual([pid, url]);
    expect(await counted(next.url)).toBeGreaterThanOrEqual(killed.acknowledged);
    await next.stop();
    expect(isRunning(pid)).toBe(false);
  });

  test('and of the server with it, no acknowledged row is lost either', async () => {
    const folder = dataFolder();
    const killed = EmbeddedService.start(folder, { work: 'count' });
    const { pid } = await killed.ready();
    await killed.until(() => (killed.acknowledged > 500 ? true : undefined));
    process.kill(pid, 'SIGKILL');
    await killed.kill('SIGKILL');

    const next = await startEmbedded({ dataDir: folder });
    later(() => next.stop());
    expect(next.pid).not.toBe(pid);
    expect(await counted(next.url)).toBeGreaterThanOrEqual(killed.acknowledged);
  });

  test('a server with other settings than those of today is started anew', async () => {
    const folder = dataFolder();
    const killed = EmbeddedService.start(folder);
    const { pid } = await killed.ready();
    await killed.kill('SIGKILL');

    const next = await startEmbedded({ dataDir: folder, settings: { max_connections: 33 } });
    later(() => next.stop());
    expect(isRunning(pid)).toBe(false);
    expect(await rows(next.url, 'show max_connections')).toEqual([{ max_connections: '33' }]);
  });
});

describe('a process number in a file is not trusted', () => {
  test('a foreign process that now has the number is left alone and keeps nothing from starting', async () => {
    const folder = dataFolder();
    const first = await startEmbedded({ dataDir: folder });
    const file = join(folder, 'cluster/postmaster.pid');
    const left = readFileSync(file, 'utf8');
    await first.stop();
    const foreign = spawn('sleep', ['60']);
    later(() => void foreign.kill());
    writeFileSync(file, left.replace(/^\d+/, String(foreign.pid)));

    const next = await startEmbedded({ dataDir: folder });
    later(() => next.stop());
    expect(next.pid).not.toBe(foreign.pid);
    await next.stop();
    expect(isRunning(foreign.pid!)).toBe(true);
  });

  test('a file that a killed container left is not taken for the word of the new server', async () => {
    const folder = dataFolder();
    const first = await startEmbedded({ dataDir: folder });
    const file = join(folder, 'cluster/postmaster.pid');
    const left = readFileSync(file, 'utf8');
    expect(left).toContain('ready');
    await first.stop();
    writeFileSync(file, left);
    disownPidFile(join(folder, 'cluster'));
    expect(readPidFile(join(folder, 'cluster'))).toEqual({ pid: process.pid, port: first.port, isReady: false });

    const next = await startEmbedded({ dataDir: folder });
    later(() => next.stop());
    expect(await rows(next.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('a server of someone else on the port that is written there does not get our password', async () => {
    const folder = dataFolder();
    const first = await startEmbedded({ dataDir: folder });
    const file = join(folder, 'cluster/postmaster.pid');
    const left = readFileSync(file, 'utf8');
    await first.stop();
    let visits = 0;
    const stranger = createServer((visitor) => {
      visits += 1;
      visitor.destroy();
    });
    await new Promise<void>((listening) => stranger.listen(first.port, '127.0.0.1', listening));
    later(() => void stranger.close());
    writeFileSync(file, left.replace(/^\d+/, String(process.pid)));

    const next = await startEmbedded({ dataDir: folder });
    later(() => next.stop());
    expect(next.port).not.toBe(first.port);
    expect(visits).toBe(0);
  });
});
