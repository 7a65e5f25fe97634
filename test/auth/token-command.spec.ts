import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../src/platform/config/project-root.js';
import { PERSONAS } from '../../src/platform/auth/trial/personas.js';
import { register, type Register } from '../support/register.js';
import { SECRETS } from '../support/service-process.js';
import { removeFolder, temporaryFolder } from '../support/temporary-folder.js';

const PROGRAM = fileURLToPath(new URL('../../src/channels/cli/main.js', import.meta.url));

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(program: string, given: readonly string[], env: Record<string, string> = {}): Promise<Ran> {
  const child = spawn(process.execPath, [program, ...given], {
    env: {
      ...process.env,
      ...{ NODE_ENV: '', HOST: '', PORT: '', OIDC_ISSUER: '', SECRETS_DIR: process.env[SECRETS] },
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => (written[stream] += text));
  }
  return new Promise((done) => child.once('close', (code) => done({ code, ...written })));
}

let on: Register;
let port: string;
let nobody: string;

beforeAll(async () => {
  on = await register();
  port = new URL(on.url).port;
  // A port that was free a moment ago.
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  nobody = String((server.address() as AddressInfo).port);
  await new Promise((done) => server.close(done));
});

const token = (given: readonly string[], env: Record<string, string> = {}) =>
  run(PROGRAM, ['token', ...given], { PORT: port, ...env });

describe('npm run token', () => {
  test('prints the token alone on standard output, and a call to paste on standard error', async () => {
    const { code, stdout, stderr } = await token(['--as', 'registrar']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const printed = stdout.trim();
    const { body } = await on.graphql('{ viewer { name } }', {}, { headers: { authorization: `Bearer ${printed}` } });
    expect(body.data.viewer).toEqual({ name: PERSONAS.registrar });
    expect(stderr).toContain('An access token of registrar');
    expect(stderr).toContain('Een toegangstoken van registrar');
    expect(stderr).not.toContain('Unsupported runtime');
  });

  test('prints a call that works as it stands', async () => {
    const { stderr } = await token(['--as', 'secretary']);
    const [, address] = /curl -sS (\S+)/.exec(stderr)!;
    const headers = Object.fromEntries(
      [...stderr.matchAll(/-H '([^:']+): ([^']+)'/g)].map(([, name, value]) => [name!, value!]),
    );
    const [, body] = /-d '([^']+)'/.exec(stderr)!;
    const response = await fetch(address!, { method: 'POST', headers, body: body! });
    expect(await response.json()).toMatchObject({
      data: { viewer: { name: PERSONAS.secretary, memberships: [{ role: 'SECRETARY' }] } },
    });
  });

  test('takes the address of another port of this machine', async () => {
    const { code, stdout } = await token(['--as', 'auditor', '--url', on.url], { PORT: nobody });
    expect(code).toBe(0);
    expect(stdout).not.toBe('');
  });

  test.each([[[]], [['--as', 'burgemeester']], [['--as', 'constructor']]])(
    'lists the personas when none of them is named: %j',
    async (given) => {
      const { code, stdout, stderr } = await token(given);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      for (const persona of Object.keys(PERSONAS)) expect(stderr).toContain(`  ${persona}\n`);
    },
  );

  test.each<[string, Record<string, string>, string]>([
    ['in production', { NODE_ENV: 'production' }, 'NODE_ENV is production'],
    ['with an issuer of its own', { OIDC_ISSUER: 'https://login.example.nl' }, 'OIDC_ISSUER'],
    ['where others can reach it', { HOST: '0.0.0.0' }, 'HOST is 0.0.0.0'],
    ['that is published', { PUBLIC_URL: 'https://standaarden.example.nl' }, 'PUBLIC_URL is https://standaarden'],
    ['that has no secrets yet', { SECRETS_DIR: '/nowhere/at/all' }, 'npm start'],
  ])('refuses for a service %s', async (_what, env, reason) => {
    const { code, stdout, stderr } = await token(['--as', 'registrar'], env);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(reason);
    expect(stderr.trim().split('\n')).toHaveLength(2);
  });

  test('says to start the service when it does not run', async () => {
    const { code, stderr } = await token(['--as', 'registrar'], { PORT: nobody });
    expect(code).toBe(2);
    expect(stderr).toContain('npm start');
    expect(stderr).toContain('luistert niets');
  });

  test.each(['https://standaarden.example.nl', 'http://192.0.2.1:4000', 'http://127.0.0.1.example.nl', 'file:///etc'])(
    'sends its secret nowhere but to this machine: %s',
    async (url) => {
      const { code, stdout, stderr } = await token(['--as', 'registrar', '--url', url]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain('--url');
    },
  );

  test('refuses what answers without running a trial', async () => {
    const other = createServer((_request, response) => response.writeHead(404).end('{}')).listen(0, '127.0.0.1');
    await new Promise((done) => other.once('listening', done));
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    const { code, stderr } = await token(['--as', 'registrar', '--url', url]);
    other.close();
    expect(code).toBe(2);
    expect(stderr).toContain('runs no trial');
  });
});

describe('The door to every command', () => {
  let folder: string;

  /** A project of which the compiler talks, and makes a command that prints one line. */
  beforeAll(() => {
    folder = temporaryFolder();
    cpSync(join(projectRoot, 'scripts/run.mjs'), join(folder, 'scripts/run.mjs'), { recursive: true });
    for (const name of ['package-lock.json', 'package.json', 'tsconfig.json']) writeFileSync(join(folder, name), '{}');
    mkdirSync(join(folder, 'src'));
    mkdirSync(join(folder, 'node_modules/typescript/bin'), { recursive: true });
    const stamp = createHash('sha256').update('{}').update(process.version).digest('hex');
    writeFileSync(join(folder, 'node_modules/.installed'), stamp);
    writeFileSync(
      join(folder, 'node_modules/typescript/bin/tsc'),
      `const { mkdirSync, writeFileSync } = require('node:fs');
       console.log('the compiler talks');
       const out = process.argv.at(-1) + '/src/channels/cli';
       mkdirSync(out, { recursive: true });
       writeFileSync(out + '/main.js', 'console.log(process.argv.slice(2).join(" "))');`,
    );
  });
  afterAll(() => removeFolder(folder));

  test('keeps standard output for the command, also when it has to build first', async () => {
    const { code, stdout, stderr } = await run(join(folder, 'scripts/run.mjs'), ['token', '--as', 'registrar']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'token --as registrar\n' });
    expect(stderr).toContain('the compiler talks');
    expect(readFileSync(join(folder, 'dist/.built'), 'utf8')).not.toBe('');
  });
});
