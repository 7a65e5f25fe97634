import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { jwtVerify } from 'jose';
import { IssuerKeys, KeysUnavailable } from '../../src/platform/auth/issuer-keys.js';
import { log } from '../../src/platform/http/log.js';
import { IdentityProvider } from '../support/identity-provider.js';

let provider: IdentityProvider;

beforeAll(() => {
  log.level = 'silent';
});
beforeEach(async () => {
  provider = await IdentityProvider.start();
});
afterEach(() => provider.stop());

const description = (more: object) => ({ discovery: { issuer: provider.issuer, ...more } });

describe('The keys of an issuer', () => {
  test('are where its description says', async () => {
    const { keyFor } = new IssuerKeys(provider.issuer, undefined);
    expect((await jwtVerify(await provider.token(), keyFor)).payload.sub).toBe('someone');
  });

  test.each<[string, () => IdentityProvider['instead']]>([
    ['a description of another issuer', () => description({ issuer: 'https://elsewhere.example' })],
    ['a description of the issuer with a slash more', () => description({ issuer: `${provider.issuer}/` })],
    ['a description without keys', () => description({})],
    ['keys on another machine without TLS', () => description({ jwks_uri: 'http://192.0.2.1/certs' })],
    ['an address with a password', () => description({ jwks_uri: 'https://me:secret@example.nl/certs' })],
    ['keys in a file', () => description({ jwks_uri: 'file:///etc/passwd' })],
    ['a description without end', () => ({ discovery: `{"issuer":"${'x'.repeat(200_000)}"}` })],
    ['no JSON', () => ({ keys: '<html></html>' })],
    ['no object', () => ({ keys: 'null' })],
    ['no set of keys', () => ({ keys: { keys: 'none' } })],
    ['a set without end', () => ({ keys: `{"keys":[${'{},'.repeat(300_000)}{}]}` })],
  ])('are not taken from %s', async (_what, instead) => {
    Object.assign(provider.instead, instead());
    const { keyFor } = new IssuerKeys(provider.issuer, undefined);
    await expect(jwtVerify(await provider.token(), keyFor)).rejects.toBeInstanceOf(KeysUnavailable);
    expect(provider.asked).not.toContain('/etc/passwd');
  });

  test('serve for no token when they are a shared secret', async () => {
    const { kid } = provider.keys[0]!;
    provider.instead.keys = { keys: [{ kty: 'oct', k: 'c2VjcmV0', kid }] };
    const { keyFor } = new IssuerKeys(provider.issuer, undefined);
    await expect(jwtVerify(await provider.token(), keyFor)).rejects.toThrow();
  });
});
