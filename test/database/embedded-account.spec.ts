import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { giveTo, unprivilegedAccount } from '../../src/platform/database/embedded/account.js';
import { placeFor } from '../../src/platform/database/embedded/cluster-place.js';
import { startEmbedded } from '../../src/platform/database/embedded/start-embedded.js';
import { canRunTests, cleanUp, dataFolder, EmbeddedService, isRoot, later, NOBODY, rows } from '../support/embedded.js';

afterEach(cleanUp);

const asRoot = isRoot ? test : test.skip;
const asNobody = (await canRunTests(NOBODY)) ? test : test.skip;
const userOf = (pid: number): number => Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);

describe('who PostgreSQL runs as', () => {
  asRoot('is an unprivileged user when the service is root', async () => {
    const account = unprivilegedAccount();
    const server = await startEmbedded({ dataDir: dataFolder() });
    later(() => server.stop());
    expect(account?.uid).toBeGreaterThan(0);
    expect(userOf(server.pid)).toBe(account?.uid);
    expect(await rows(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  asNobody('is the user of the service when that is not root', async () => {
    const folder = dataFolder();
    giveTo(NOBODY, folder);
    const service = EmbeddedService.start(folder, { as: NOBODY });
    const { pid, url } = await service.ready();
    expect(userOf(pid)).toBe(NOBODY.uid);
    expect(await rows(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(await service.kill('SIGTERM')).toBe(0);
  });

  asNobody('must be the one that made the data folder', async () => {
    const folder = dataFolder();
    const first = await startEmbedded({ dataDir: folder });
    await first.stop();
    giveTo(NOBODY, folder);
    const refusal = await EmbeddedService.start(folder, { as: NOBODY }).refusal();
    expect(refusal).toMatch(/user that made this data folder.*DATA_DIR/);
  });

  asRoot('must be known to the system', () => {
    const passwd = join(dataFolder(), 'passwd');
    writeFileSync(passwd, 'root:x:0:0::/root:/bin/sh\n');
    expect(() => unprivilegedAccount(passwd)).toThrow(/DATABASE_URL/);
  });
});

describe('a data folder that this user cannot enter', () => {
  const closed = (): string => {
    const folder = join(dataFolder(), 'closed');
    mkdirSync(folder);
    chmodSync(folder, 0o700);
    return join(folder, 'data');
  };

  asRoot('makes the data go elsewhere, to the same place each time, and says so', async () => {
    const [folder, otherwise] = [closed(), dataFolder()];
    const log: string[] = [];
    const place = await placeFor(folder, NOBODY, (line) => log.push(line), otherwise);
    expect(place.home.startsWith(otherwise)).toBe(true);
    expect(log.join()).toContain(place.home);
    expect(readFileSync(join(folder, 'postgres-is-elsewhere.txt'), 'utf8').trim()).toBe(place.home);
    expect(await placeFor(folder, NOBODY, () => undefined, otherwise)).toEqual(place);
    rmSync(folder, { recursive: true });
    expect((await placeFor(folder, NOBODY, () => undefined, otherwise)).home).not.toBe(place.home);
  });

  asRoot('is refused with the name of the setting when there is no other place either', async () => {
    await expect(placeFor(closed(), NOBODY, () => undefined, closed())).rejects.toThrow(/nobody.*DATA_DIR/s);
  });

  asRoot('is not one that the service makes, however strict its umask', async () => {
    const before = process.umask(0o077);
    later(() => void process.umask(before));
    const folder = join(dataFolder(), 'made/for/this');
    const place = await placeFor(folder, NOBODY, () => undefined, closed());
    expect(place.home).toBe(folder);
  });

  test('is refused with the name of the setting when it cannot be made', async () => {
    const file = join(dataFolder(), 'file');
    writeFileSync(file, '');
    await expect(startEmbedded({ dataDir: join(file, 'data') })).rejects.toThrow(/DATA_DIR/);
    expect(existsSync(join(file, 'data'))).toBe(false);
  });
});
