import { createHmac, createPublicKey } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { bearing, IdentityProvider, type SigningKey, signingKey } from '../../support/identity-provider.js';
import { type OwnRegister, startService } from '../../support/register.js';

const WHO = '{ viewer { name } }';

let provider: IdentityProvider;
let stranger: IdentityProvider;
let own: SigningKey;
let on: OwnRegister;

beforeAll(async () => {
  [provider, stranger, own] = await Promise.all([
    IdentityProvider.start(),
    IdentityProvider.start(),
    signingKey('first'),
  ]);
  on = await startService({ env: provider.settings(), template: 'empty' });
});
afterAll(async () => {
  const { output } = await on.stop();
  await Promise.all([provider.stop(), stranger.stop()]);
  // Nothing of ours failed, and nothing of a token was written down.
  expect(output).toContain('"msg"');
  expect(output).not.toMatch(/"level":"(?:error|fatal)"/);
  expect(output).not.toContain('eyJ');
});

/** After each attack: nobody was let in, the service runs, and a good token is good. */
afterEach(async () => {
  expect((await on.graphql(WHO)).body.data).toEqual({ viewer: null });
  const { body } = await on.graphql(WHO, {}, bearing(await provider.token()));
  expect(body.data).toEqual({ viewer: { name: 'someone' } });
  expect(stranger.asked).toEqual([]);
});

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part = ''): Record<string, unknown> =>
  JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;

/** A token of which the header or the claims were changed after it was signed. */
function changed(token: string, header: object, claims: object = {}): string {
  const [head, payload, signature] = token.split('.');
  return `${encode({ ...decode(head), ...header })}.${encode({ ...decode(payload), ...claims })}.${signature ?? ''}`;
}

async function refused(authorization: string): Promise<void> {
  const answer = await on.graphql(WHO, {}, { headers: { authorization } });
  expect(answer.status).toBe(401);
  expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer error="invalid_(?:token|request)"/);
  expect(answer.body.data).toBeUndefined();
  expect(answer.body.errors).toHaveLength(1);
  expect(answer.body.errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
  // Of what was sent, and of what went wrong within, nothing comes back.
  expect(answer.text).not.toMatch(/JW[SETK]|jose|key|signature|alg|stack|node_modules|\.js/i);
  for (const part of authorization.split(/[ .]/).filter(({ length }) => length > 8)) {
    expect(answer.text).not.toContain(part);
  }
}

describe('A header that is no bearer token', () => {
  test.each([
    ['nothing at all', ''],
    ['only the scheme', 'Bearer'],
    ['a scheme and blanks', 'Bearer   '],
    ['a password', `Basic ${Buffer.from('registrar:secret-of-someone').toString('base64')}`],
    ['another scheme', 'DPoP abcdefghijk.abcdefghijk.abcdefghijk'],
    ['a bare token', 'abcdefghijk.abcdefghijk.abcdefghijk'],
    ['two tokens', 'Bearer abcdefghijk abcdefghijk'],
    ['two tokens in a list', 'Bearer abcdefghijk, Bearer abcdefghijk'],
    ['quotes', 'Bearer "abcdefghijk"'],
  ])('is refused: %s', (_what, authorization) => refused(authorization));

  test('is refused when it comes twice, whichever of the two is good', async () => {
    const good = `Bearer ${await provider.token()}`;
    for (const pair of [
      [good, 'Bearer nonsense'],
      ['Bearer nonsense', good],
      [good, good],
    ]) {
      const status = await new Promise<number | undefined>((done, failed) => {
        const body = JSON.stringify({ query: WHO });
        const headers = { 'content-type': 'application/json', authorization: pair as unknown as string };
        request(`${on.url}/graphql`, { method: 'POST', headers }, (response) => {
          response.resume();
          done(response.statusCode);
        })
          .on('error', failed)
          .end(body);
      });
      expect(status).toBe(400);
    }
  });
});

describe('A token anywhere but in the header', () => {
  test('is not looked at', async () => {
    const token = await provider.token();
    const query = encodeURIComponent(WHO);
    for (const more of [`&access_token=${token}`, `&authorization=Bearer%20${token}`, `&token=${token}`]) {
      const response = await fetch(`${on.url}/graphql?query=${query}${more}`, {
        headers: { 'apollo-require-preflight': 'yes', cookie: `access_token=${token}` },
      });
      const text = await response.text();
      expect(response.status).toBeLessThan(500);
      expect(text).not.toContain('someone');
    }
  });
});

describe('Garbage', () => {
  test.each([
    ['a word', 'garbage'],
    ['dots', '..'],
    ['too many parts', 'a.b.c.d.e.f'],
    ['an encrypted token', `${encode({ alg: 'dir', enc: 'A256GCM' })}.a.b.c.d`],
    ['parts that are no JSON', 'aaaaaaaaaaaa.bbbbbbbbbbbb.cccccccccccc'],
    ['a header that is a list', `${encode([])}.${encode({})}.AAAA`],
    ['a header that is null', `${encode(null)}.${encode({})}.AAAA`],
    ['claims that are a list', `${encode({ alg: 'ES256', kid: 'first' })}.${encode([1])}.AAAA`],
    ['bytes that are no text', `${Buffer.from([0xff, 0xfe, 0]).toString('base64url')}.AAAA.AAAA`],
    ['a header with a prototype', `${Buffer.from('{"__proto__":{"alg":"none"}}').toString('base64url')}.e30.`],
    [
      'a header nested deep',
      `${Buffer.from('{"alg":' + '['.repeat(3000) + ']'.repeat(3000) + '}').toString('base64url')}.e30.`,
    ],
    ['something enormous', 'A'.repeat(9_000)],
  ])('is refused: %s', (_what, token) => refused(`Bearer ${token}`));

  test('larger than headers may be is refused as such', async () => {
    const response = await fetch(`${on.url}/graphql?query=${encodeURIComponent(WHO)}`, {
      headers: { authorization: `Bearer ${'A'.repeat(100_000)}` },
    }).catch(() => undefined);
    expect([431, undefined]).toContain(response?.status);
  });

  test('that is signed well, but too long, is refused before anything is made of it', async () => {
    await refused(`Bearer ${await provider.token({ padding: 'x'.repeat(7_000) })}`);
  });
});

describe('A token that was changed, or signed by another', () => {
  test('is refused when one claim is another', async () => {
    await refused(`Bearer ${changed(await provider.token(), {}, { sub: 'registrar' })}`);
  });

  test('is refused when another’s key has the same name', async () => {
    await refused(`Bearer ${await provider.token({}, { key: own })}`);
  });

  test('is refused without a signature', async () => {
    const token = await provider.token();
    await refused(`Bearer ${token.slice(0, token.lastIndexOf('.') + 1)}`);
  });

  test.each(['none', 'None', 'NONE', 'nOnE', ''])('is refused with the algorithm "%s"', async (alg) => {
    const token = changed(await provider.token(), { alg });
    await refused(`Bearer ${token}`);
    await refused(`Bearer ${token.slice(0, token.lastIndexOf('.') + 1)}`);
  });

  test('is refused when the public key serves as a shared secret', async () => {
    const [{ publicJwk, kid }] = provider.keys as [SigningKey];
    const key = createPublicKey({ key: publicJwk, format: 'jwk' });
    const [pem, der] = [key.export({ type: 'spki', format: 'pem' }), key.export({ type: 'spki', format: 'der' })];
    const claims = decode((await provider.token()).split('.')[1]);
    for (const alg of ['HS256', 'HS384', 'HS512'] as const) {
      for (const secret of [pem, der, JSON.stringify(publicJwk)]) {
        const signed = `${encode({ alg, kid, typ: 'at+jwt' })}.${encode(claims)}`;
        const signature = createHmac(`sha${alg.slice(2)}`, secret)
          .update(signed)
          .digest('base64url');
        await refused(`Bearer ${signed}.${signature}`);
      }
    }
  });

  test('is refused with the key it brings along, or says the address of', async () => {
    stranger.keys = [own];
    const header: [string, unknown][] = [
      ['jwk', own.publicJwk],
      ['jku', `${stranger.issuer}/certs`],
      ['x5u', `${stranger.issuer}/certs`],
      ['x5c', [Buffer.from(JSON.stringify(own.publicJwk)).toString('base64')]],
      ['iss', stranger.issuer],
    ];
    for (const [name, value] of header) {
      for (const kid of ['first', 'unknown', undefined]) {
        await refused(`Bearer ${await provider.token({}, { key: own, header: { [name]: value, kid } })}`);
      }
    }
  });

  test.each([
    '../../../../dev/null',
    "' or 1=1 --",
    'http://192.0.2.1/key',
    '__proto__',
    'constructor',
    '\u0000',
    'x'.repeat(4_000),
  ])('is refused with the name of a key that is an attack: %j', async (kid) =>
    refused(`Bearer ${await provider.token({}, { key: own, header: { kid } })}`),
  );

  test('is refused with a signature of zeros', async () => {
    const token = await provider.token();
    const zeros = Buffer.alloc(64).toString('base64url');
    await refused(`Bearer ${token.slice(0, token.lastIndexOf('.') + 1)}${zeros}`);
  });
});

describe('A token that its provider did sign', () => {
  const now = () => Math.floor(Date.now() / 1000);

  test.each<[string, () => Record<string, unknown>]>([
    ['has expired', () => ({ exp: now() - 3600 })],
    ['is not valid yet', () => ({ nbf: now() + 3600 })],
    ['never expires', () => ({ exp: undefined })],
    ['expires at no time', () => ({ exp: 'tomorrow' })],
    ['expires at nothing', () => ({ exp: null })],
    ['is for another audience', () => ({ aud: 'another' })],
    ['is for no audience', () => ({ aud: undefined })],
    ['is for an audience that is no text', () => ({ aud: { standaardenregister: true } })],
    ['is for an audience of almost that name', () => ({ aud: 'standaardenregister ' })],
    ['is of another issuer', () => ({ iss: 'https://login.example.nl' })],
    ['is of the trial', () => ({ iss: 'urn:standaardenregister:trial' })],
    ['is of no issuer', () => ({ iss: undefined })],
    ['is nobody’s', () => ({ sub: undefined })],
    ['is of a subject that is no text', () => ({ sub: { toString: 'registrar' } })],
    ['names an organisation by no number', () => ({ oin: 'VNG' })],
    ['names an organisation by a number that is none', () => ({ oin: 1823288444 })],
    ['names an organisation by too long a number', () => ({ oin: '0'.repeat(21) })],
    ['names several organisations', () => ({ oin: ['00000001823288444000', '00000001823288444001'] })],
  ])('is refused when it %s', async (_what, claims) => refused(`Bearer ${await provider.token(claims())}`));

  test('is refused when it is an ID token', async () => {
    const claims = { client_id: undefined, nonce: 'abcdefgh', at_hash: 'abcdefgh', auth_time: now() };
    await refused(`Bearer ${await provider.token(claims, { header: { typ: 'JWT' } })}`);
    await refused(`Bearer ${await provider.token({ client_id: undefined }, { header: { typ: 'JWT' } })}`);
    await refused(`Bearer ${await provider.token({ client_id: undefined }, { header: { typ: undefined } })}`);
  });

  test('is refused when it says that something must be understood', async () => {
    for (const header of [{ crit: ['exp'], exp: 1 }, { crit: ['b64'], b64: true }, { crit: [] }]) {
      await refused(`Bearer ${changed(await provider.token(), header)}`);
    }
  });
});
