import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/database/id.js';
import { signIn } from '../support/actors.js';
import { asking } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { aProductVersion } from '../suppliers/market.js';
import { fetched, issue, verify } from './reports.js';

const folder = mkdtempSync(join(tmpdir(), 'reports-'));
let on: Register;
let report: any;

beforeAll(async () => {
  on = await register();
  await signIn('registrar');
  ({ report } = await issue(asking(on, 'reporter-gm0363'), { productVersionId: await aProductVersion(on.sql) }));
  for (const { format, url } of report.files as { format: string; url: string }[]) {
    writeFileSync(join(folder, `rapport.${format.toLowerCase()}`), (await fetched(url)).bytes);
  }
  writeFileSync(join(folder, 'jwks.json'), (await fetched(`${on.url}/.well-known/jwks.json`)).bytes);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('Whoever holds a report', () => {
  test('can check each of its files without the register, against the keys that it publishes', async () => {
    for (const name of ['rapport.json', 'rapport.pdf', 'rapport.xlsx']) {
      const done = await verify(folder, name, '--keys', 'jwks.json');
      expect([name, done.code, done.err]).toEqual([name, 0, '']);
      for (const told of [
        'The report is good',
        'Het rapport klopt',
        report.id,
        report.knownAt,
        'one of those you gave',
      ]) {
        expect(done.out).toContain(told);
      }
    }
    const without = await verify(folder, 'rapport.json');
    expect([without.code, without.err.includes(`${on.url}/.well-known/jwks.json`)]).toEqual([0, true]);
  });

  test('is told of a changed byte in any of them, in Dutch and English, with an exit code', async () => {
    for (const extension of ['json', 'pdf', 'xlsx']) {
      const bytes = readFileSync(join(folder, `rapport.${extension}`));
      const middle = Math.floor(bytes.length / 2);
      bytes[middle] = bytes[middle]! ^ 1;
      writeFileSync(join(folder, `anders.${extension}`), bytes);
    }
    const changed = [
      ['anders.json'],
      ['anders.pdf', '--report', 'rapport.json'],
      ['anders.xlsx', '--report', 'rapport.json'],
    ];
    for (const parameters of changed) {
      const done = await verify(folder, ...parameters);
      expect([parameters, done.code]).toEqual([parameters, 1]);
      expect(done.out).toMatch(/NOT good[^]*NIET|changed[^]*gewijzigd/);
    }
  });

  test('is told when it could not be checked, and what is missing', async () => {
    writeFileSync(join(folder, 'los.pdf'), readFileSync(join(folder, 'rapport.pdf')));
    const [lonely, none] = [await verify(folder, 'los.pdf'), await verify(folder, 'niets.pdf')];
    expect([lonely.code, none.code]).toEqual([2, 2]);
    expect(lonely.err).toContain('--report');
    expect((await verify(folder, 'los.pdf', '--report', 'rapport.json')).code).toBe(0);
    expect((await verify(folder, 'rapport.json', '--keys', 'rapport.json')).code).toBe(2);
  });

  test('finds the keys of the past among those that are published', async () => {
    const x = Buffer.alloc(32, 7).toString('base64url');
    await on.sql('insert into audit_key (key_id, public_key) values ($1, $2) on conflict do nothing', [
      newId('k').slice(-16),
      x,
    ]);
    const { headers, bytes } = await fetched(`${on.url}/.well-known/jwks.json`);
    expect(headers.get('content-type')).toBe('application/jwk-set+json');
    const { keys } = JSON.parse(bytes.toString()) as { keys: { x: string; kty: string; crv: string; alg: string }[] };
    expect(keys.map((key) => key.x)).toContain(x);
    expect(keys.every(({ kty, crv, alg }) => kty === 'OKP' && crv === 'Ed25519' && alg === 'EdDSA')).toBe(true);
  });
});
