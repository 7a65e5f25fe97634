import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { bearing, IdentityProvider, type SigningKey, signingKey } from '../support/identity-provider.js';
import { freshDatabase, type OwnRegister, startService } from '../support/register.js';

const WHO = '{ viewer { name } }';
/** The time after a fetch in which there is no other. */
const COOLDOWN_MS = 5_200;

let provider: IdentityProvider;
let databaseUrl: string;
let on: OwnRegister;

const begin = async (env: Record<string, string> = {}) => {
  on = await startService({ env: provider.settings(env), databaseUrl });
};
const ask = async (key?: SigningKey) =>
  on.graphql(WHO, {}, bearing(await provider.token({}, key === undefined ? {} : { key })));

beforeEach(async () => {
  provider = await IdentityProvider.start();
  databaseUrl ??= (await freshDatabase('empty')).url;
});
afterEach(async () => {
  await on?.stop();
  await provider?.stop();
});

describe('The keys of an identity provider', () => {
  test('are fetched when they are first needed, once, however many ask at a time', async () => {
    await begin();
    expect(provider.asked).toEqual([]);
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask()));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    await ask();
    expect(provider.asked).toEqual(['/realms/proef/.well-known/openid-configuration', '/realms/proef/certs']);
  });

  test('may change: a new one is fetched when a token names it, a withdrawn one is then no good', async () => {
    await begin();
    const [old] = provider.keys;
    expect((await ask(old)).status).toBe(200);
    provider.keys = [await signingKey('second')];
    await pause(COOLDOWN_MS);
    expect((await ask()).status).toBe(200);
    expect((await ask(old)).status).toBe(401);
  });

  test('are not fetched again for every made-up name of one', async () => {
    await begin();
    await ask();
    const before = provider.asked.length;
    for (let n = 0; n < 20; n++) expect((await ask(await signingKey(`made-up-${n}`))).status).toBe(401);
    expect(provider.asked.length).toBeLessThanOrEqual(before + 2);
  });

  test.each(['broken', 'silent', 'elsewhere'] as const)(
    'that are known keep working while the provider is %s; a new one then waits',
    async (mood) => {
      await begin();
      expect((await ask()).status).toBe(200);
      await pause(COOLDOWN_MS);
      provider.mood = mood;
      const { status, headers, body } = await ask(await signingKey('new'));
      expect({ status, code: body.errors![0]!.extensions.code }).toEqual({ status: 503, code: 'SERVICE_UNAVAILABLE' });
      expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      expect((await ask()).status).toBe(200);
      expect((await on.graphql(WHO)).status).toBe(200);
      expect(provider.asked).not.toContain('/realms/proef/moved');
    },
  );

  test('that were never there are waited for, and fetched as soon as the provider is back', async () => {
    provider.mood = 'broken';
    await begin();
    expect((await ask()).status).toBe(503);
    provider.mood = 'well';
    await pause(COOLDOWN_MS);
    expect((await ask()).status).toBe(200);
  });

  test('are taken from the address that is set, without a look at the description', async () => {
    await begin({ OIDC_JWKS_URL: `${provider.issuer}/certs` });
    expect((await ask()).status).toBe(200);
    expect(provider.asked).toEqual(['/realms/proef/certs']);
  });
});
