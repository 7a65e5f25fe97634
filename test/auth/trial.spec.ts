import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { keepSecret } from '../../src/platform/config/secret-file.js';
import { findTrialSecrets, keepTrialSecrets } from '../../src/platform/auth/trial/trial-secrets.js';
import { signIn } from '../support/actors.js';
import { bearing, IdentityProvider } from '../support/identity-provider.js';
import { freshDatabase, type FreshDatabase, type OwnRegister, startService } from '../support/register.js';
import { SECRETS } from '../support/service-process.js';
import { removeFolder, temporaryFolder } from '../support/temporary-folder.js';

const WHO = '{ viewer { name } }';

let database: FreshDatabase;
let folder: string;
beforeAll(async () => {
  database = await freshDatabase('empty');
  folder = temporaryFolder();
});
afterAll(async () => {
  await database.drop();
  removeFolder(folder);
});

const GRANT = 'grant_type=client_credentials';
const btoa = (text: string): string => Buffer.from(text).toString('base64');
const basic = (persona: string) => {
  const { clientSecret } = findTrialSecrets(process.env[SECRETS] ?? '')!;
  return { authorization: `Basic ${btoa(`${persona}:${clientSecret}`)}` };
};

async function withService(env: Record<string, string>, work: (on: OwnRegister) => Promise<void>): Promise<void> {
  const on = await startService({ databaseUrl: database.url, env });
  try {
    await work(on);
  } finally {
    await on.stop();
  }
}

describe('The identity provider of the trial', () => {
  test('describes itself as any other does, and publishes only the public half of its key', async () => {
    await withService({}, async ({ url }) => {
      const described = await fetch(`${url}/identity/.well-known/openid-configuration`);
      const { issuer, jwks_uri, token_endpoint } = (await described.json()) as Record<string, string>;
      expect({ issuer, jwks_uri, token_endpoint }).toEqual({
        issuer: `${url}/identity`,
        jwks_uri: `${url}/identity/jwks`,
        token_endpoint: `${url}/identity/token`,
      });
      const { keys } = (await (await fetch(jwks_uri!)).json()) as { keys: Record<string, unknown>[] };
      expect(keys).toHaveLength(1);
      expect(Object.keys(keys[0]!)).not.toContain('d');
      expect(described.headers.get('x-content-type-options')).toBe('nosniff');
    });
  });

  test('gives access tokens for this register alone, for an hour', async () => {
    await withService({}, async (on) => {
      const token = (await signIn('registrar', on)).headers.authorization.slice('Bearer '.length);
      expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'ES256', typ: 'at+jwt' });
      const { iss, sub, aud, iat = 0, exp = 0 } = decodeJwt(token);
      expect({ iss, sub, aud }).toEqual({ iss: `${on.url}/identity`, sub: 'registrar', aud: 'standaardenregister' });
      expect(exp - iat).toBe(3600);
    });
  });

  test('gives nothing to who does not know the secret, and answers nowhere else', async () => {
    await withService({}, async (on) => {
      const { url } = on;
      const ask = (authorization: string, body: Record<string, string>) =>
        fetch(`${url}/identity/token`, {
          method: 'POST',
          headers: { authorization },
          body: new URLSearchParams(body),
        });
      const wrong = `Basic ${Buffer.from('registrar:wrong').toString('base64')}`;
      expect((await ask(wrong, { grant_type: 'client_credentials' })).status).toBe(401);
      expect((await ask('Basic !!', { grant_type: 'client_credentials' })).status).toBeLessThan(500);
      for (const grant_type of ['password', 'authorization_code', 'refresh_token', '']) {
        expect((await ask(wrong, { grant_type })).status).toBeGreaterThanOrEqual(400);
      }
      for (const path of [
        '',
        '/',
        '/auth',
        '/me',
        '/reg',
        '/session/end',
        '/interaction/x',
        '/token/x',
        '/../identity',
      ]) {
        expect((await fetch(`${url}/identity${path}`)).status).toBe(404);
      }
      expect(await on.output()).not.toContain('oidc-provider');
    });
  });

  test('takes strange requests for what they are', async () => {
    await withService({}, async (on) => {
      const { url } = on;
      const { authorization: good } = basic('registrar');
      const form = 'application/x-www-form-urlencoded';
      const given: [method: string, path: string, headers: Record<string, string>, body?: string][] = [
        ['GET', 'token', {}],
        ['PUT', 'token', { 'content-type': form }, 'x'],
        ['POST', 'token', {}],
        ['POST', 'token', { 'content-type': 'application/json', authorization: good }, '{"grant_type":["a"]}'],
        ['POST', 'token', { 'content-type': form, authorization: good }, 'grant_type=%zz%ff&__proto__=1'],
        ['POST', 'token', { 'content-type': form, authorization: good }, `x=${'x'.repeat(200_000)}`],
        ['POST', 'token', { 'content-type': form, authorization: good, 'content-encoding': 'gzip' }, 'no gzip'],
        ['POST', 'token', { 'content-type': form, authorization: `Basic ${btoa('%zz:%zz')}` }, GRANT],
        ['POST', 'token', { 'content-type': form, authorization: `Basic ${btoa('__proto__:x')}` }, GRANT],
        ['POST', 'token', { 'content-type': form }, `${GRANT}&client_id=registrar`],
        ['POST', 'token', { 'content-type': form }, `${GRANT}&client_id=http://127.0.0.1:1/c&client_secret=x`],
        ['POST', 'jwks', { 'content-type': form }, 'x'],
      ];
      for (const [method, path, headers, body] of given) {
        const { status } = await fetch(`${url}/identity/${path}`, { method, headers, body: body ?? null });
        expect({ method, path, body, isRefused: status >= 400 && status < 500 }).toMatchObject({ isRefused: true });
      }
      const { output } = await on.stop();
      expect(output).not.toMatch(/"level":"(?:error|fatal)"/);
    });
  });

  test('has keys that outlive a stop, at the same address', async () => {
    let port = '';
    let token: Awaited<ReturnType<typeof signIn>> | undefined;
    await withService({}, async (on) => {
      port = new URL(on.url).port;
      token = await signIn('registrar', on);
    });
    await withService({ PORT: port }, async (on) => {
      expect((await on.graphql(WHO, {}, token)).status).toBe(200);
    });
  });

  test('does not take a token that another installation gave out', async () => {
    let token: Awaited<ReturnType<typeof signIn>> | undefined;
    await withService({}, async (on) => {
      token = await signIn('registrar', on);
    });
    await withService({ SECRETS_DIR: join(folder, 'other') }, async (on) => {
      expect((await on.graphql(WHO, {}, token)).status).toBe(401);
    });
  });

  test('keeps its secrets where only this user reads them', async () => {
    const place = join(folder, 'mine');
    await withService({ SECRETS_DIR: place }, () => {
      expect(readdirSync(place)).toContain('trial-identity.json');
      if (process.platform !== 'win32') {
        expect(statSync(place).mode & 0o777).toBe(0o700);
        expect(statSync(join(place, 'trial-identity.json')).mode & 0o777).toBe(0o600);
      }
      return Promise.resolve();
    });
  });
});

describe('A service that is not for trying things out', () => {
  const absent = async (on: OwnRegister, origin = on.url) => {
    for (const path of ['/.well-known/openid-configuration', '/jwks', '/token']) {
      expect((await fetch(`${origin}/identity${path}`)).status).toBe(404);
    }
    const { status, body } = await on.graphql(WHO, {}, bearing('a.b.c'));
    expect({ status, code: body.errors![0]!.extensions.code }).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
  };

  test('has no personas in production', () => withService({ NODE_ENV: 'production' }, (on) => absent(on)));

  test('has no personas where others can reach it', () => withService({ HOST: '0.0.0.0' }, (on) => absent(on)));

  test('has no personas at a public address, which a proxy on this machine brings to it', () =>
    withService({ PUBLIC_URL: 'https://standaarden.example.nl' }, (on) => absent(on)));

  test('but has them at an address of this machine', () =>
    withService({ PUBLIC_URL: 'http://localhost:4000/register' }, async (on) => {
      expect((await fetch(`${on.url}/identity/jwks`)).status).toBe(200);
    }));

  test('has no personas beside an issuer that is set, and takes no token of theirs', async () => {
    const provider = await IdentityProvider.start();
    let token: Awaited<ReturnType<typeof signIn>> | undefined;
    let port = '';
    await withService({}, async (on) => {
      token = await signIn('registrar', on);
      port = new URL(on.url).port;
    });
    await withService(provider.settings({ PORT: port }), async (on) => {
      await absent(on);
      expect((await on.graphql(WHO, {}, token)).status).toBe(401);
    });
    await provider.stop();
  });

  test('makes no persona and no secret', async () => {
    const place = join(folder, 'production');
    const fresh = await freshDatabase('empty');
    const on = await startService({
      databaseUrl: fresh.url,
      env: { NODE_ENV: 'production', SECRETS_DIR: place },
    });
    expect(await fresh.sql('select from membership')).toEqual([]);
    const { output } = await on.stop();
    expect(output).not.toContain('persona');
    expect(() => readFileSync(join(place, 'trial-identity.json'))).toThrow('ENOENT');
    await fresh.drop();
  });
});

describe('A secret', () => {
  test('is the same for everyone who makes it at once', () => {
    const place = join(folder, 'race');
    let made = 0;
    // The second finds no file, and comes too late with its own.
    const first = keepSecret(place, 'secret', () => {
      made += 1;
      return keepSecret(place, 'secret', () => `made by ${++made}`) && 'too late';
    });
    expect(made).toBe(2);
    expect(first).toBe('made by 2');
    expect(readdirSync(place)).toEqual(['secret']);
  });

  test('that is no good stops the start, and the message names the file', () => {
    const place = join(folder, 'bad');
    keepSecret(place, 'trial-identity.json', () => '{"clientSecret":"short"}');
    expect(() => keepTrialSecrets(place)).toThrow(join(place, 'trial-identity.json'));
    expect(() => keepTrialSecrets(place)).not.toThrow('short');
  });

  test('that cannot be kept stops the start, and the message names the setting', () => {
    keepSecret(folder, 'a-file', () => 'x');
    expect(() => keepSecret(join(folder, 'a-file'), 'secret', () => 'x')).toThrow('SECRETS_DIR');
  });
});
