import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type OwnRegister, startService } from '../support/register.js';
import { removeFolder, temporaryFolder } from '../support/temporary-folder.js';
import { anEvent, sealed } from './events.js';

const COMMAND_LINE = fileURLToPath(new URL('../../src/channels/cli/main.js', import.meta.url));
const folder = temporaryFolder();
const file = (name: string): string => join(folder, name);

interface Done {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** @param databaseUrl left out: the command finds no settings, and a folder without any database */
function audit(parameters: string[], databaseUrl?: string): Promise<Done> {
  const env = { PATH: process.env['PATH'], DATABASE_URL: databaseUrl ?? '', DATA_DIR: file('none') };
  const child = spawn(process.execPath, [COMMAND_LINE, 'audit', ...parameters], {
    env,
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err] = [[] as string[], [] as string[]];
  child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => err.push(text));
  return new Promise((done) => child.once('close', (code) => done({ code, out: out.join(''), err: err.join('') })));
}

let register: OwnRegister;
beforeAll(async () => {
  register = await startService({ template: 'empty' });
  for (let each = 0; each < 20; each++) await anEvent(register.sql);
  await sealed(register.sql);
});
afterAll(async () => {
  await register.stop();
  removeFolder(folder);
});

describe('The log', () => {
  test('is exported while writers are at work, as it was at one head', async () => {
    let isOver = false;
    const writers = Array.from({ length: 4 }, async () => {
      while (!isOver) await anEvent(register.sql);
    });
    const first = await audit(['export'], register.databaseUrl);
    const second = await audit(['export', '--to', file('second.ndjson')], register.databaseUrl);
    isOver = true;
    await Promise.all(writers);
    expect([first.code, second.code]).toEqual([0, 0]);
    writeFileSync(file('first.ndjson'), first.out);
    expect(readFileSync(file('second.ndjson'), 'utf8').length).toBeGreaterThan(first.out.length);
    for (const name of ['first.ndjson', 'second.ndjson']) expect((await audit(['verify', file(name)])).code).toBe(0);
  }, 60_000);

  test('is checked against a head that was kept, without register, database or settings', async () => {
    expect((await audit(['head', '--to', file('head.json')], register.databaseUrl)).code).toBe(0);
    const { publicKey } = JSON.parse(readFileSync(file('head.json'), 'utf8')) as { publicKey: string };
    await anEvent(register.sql);
    await sealed(register.sql);
    await audit(['export', '--to', file('log.ndjson')], register.databaseUrl);
    const { code, out } = await audit(['verify', file('log.ndjson'), '--head', file('head.json'), '--key', publicKey]);
    expect(out).toMatch(/^The log is good: .* \/ Het logboek klopt: /);
    expect(out).toContain('/ Het begint met de ');
    expect(code).toBe(0);
  });

  test('with the head as the API gives it, too', async () => {
    const answer = await register.graphql('{ auditHead { treeSize rootHash signedAt keyId publicKey signature } }');
    writeFileSync(file('answer.json'), answer.text);
    await audit(['export', '--to', file('log.ndjson')], register.databaseUrl);
    expect((await audit(['verify', file('log.ndjson'), '--head', file('answer.json')])).code).toBe(0);
  });

  test('with one byte changed names the record, in Dutch and English, and is not good', async () => {
    await audit(['export', '--to', file('log.ndjson')], register.databaseUrl);
    const lines = readFileSync(file('log.ndjson'), 'utf8').split('\n');
    const at = lines.findIndex((line) => line.startsWith('{"record":17,'));
    writeFileSync(
      file('changed.ndjson'),
      lines.with(at, lines[at]!.replace('urn:standaarden', 'urn:stondaarden')).join('\n'),
    );
    const { code, out } = await audit(['verify', file('changed.ndjson')]);
    expect(out).toContain(`line ${at + 1}: record 17 was changed: its text and its hash do not belong together`);
    expect(out).toContain(`regel ${at + 1}: record 17 is gewijzigd`);
    expect(out).toContain('Het logboek klopt NIET.');
    expect(code).toBe(1);
  });

  test('that was changed in the database is found by the head that was kept', async () => {
    await audit(['head', '--to', file('head.json')], register.databaseUrl);
    const owner = register.sql;
    await owner('alter table audit_event disable trigger keep_values');
    await owner(
      `update audit_event set body = body || ' ' where event_id = (select event_id from audit_leaf where leaf_index = 8)`,
    );
    await owner('alter table audit_event enable trigger keep_values');
    await audit(['export', '--to', file('log.ndjson')], register.databaseUrl);
    const { code, out } = await audit(['verify', file('log.ndjson'), '--head', file('head.json')]);
    expect(out).toContain('record 9 was changed');
    expect(code).toBe(1);
  });

  test('is not checked against what is no head, or no file', async () => {
    writeFileSync(file('no-head.json'), '{"treeSize":3}');
    const wrong = await audit(['verify', file('log.ndjson'), '--head', file('no-head.json')]);
    expect(wrong).toMatchObject({ code: 1, out: '' });
    expect(wrong.err).toContain('holds no head of an audit log');
    const absent = await audit(['verify', file('absent.ndjson')]);
    expect(absent.code).toBe(1);
    expect(absent.err).toMatch(/^ENOENT.*\n$/);
    expect((await audit(['verify', file('log.ndjson'), '--key', 'x'])).err).toContain('43 characters');
  });
});
