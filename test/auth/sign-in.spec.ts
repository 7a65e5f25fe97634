import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { bearing, IdentityProvider, signingKey } from '../support/identity-provider.js';
import { type Answer, type OwnRegister, startService } from '../support/register.js';

const WHO = '{ viewer { name } }';

let provider: IdentityProvider;
let on: OwnRegister;

beforeAll(async () => {
  provider = await IdentityProvider.start();
  on = await startService({ env: provider.settings() });
});
beforeEach(() => {
  provider.mood = 'well';
});
afterAll(async () => {
  await on?.stop();
  await provider?.stop();
});

const ask = async (claims: Record<string, unknown>, header: Record<string, unknown> = {}): Promise<Answer> =>
  on.graphql(WHO, {}, bearing(await provider.token(claims, { header })));

const refusalOf = ({ status, headers, body }: Answer) => ({
  status,
  code: body.errors?.[0]?.extensions.code,
  message: body.errors?.[0]?.message,
  challenge: headers.get('www-authenticate'),
});
const refused = (message: string) => ({
  ...{ status: 401, code: 'UNAUTHENTICATED', message },
  challenge: `Bearer error="invalid_token", error_description="${message}"`,
});
const NOT_VALID = refused('The access token is not valid.');

describe('Who signs in at the identity provider that is set', () => {
  test.each([
    ['his name', { name: 'J. Jansen', preferred_username: 'jansen', client_id: 'app' }, 'J. Jansen'],
    [
      'his user name when there is no name',
      { name: undefined, preferred_username: 'jansen', client_id: 'app' },
      'jansen',
    ],
    [
      'the name of the program when it is nobody’s',
      { name: undefined, client_id: 'gemeente-koppeling' },
      'gemeente-koppeling',
    ],
    ['the name of the party that asked', { name: undefined, client_id: undefined, azp: 'app' }, 'app'],
    ['his subject when nothing is said', { name: undefined, client_id: undefined, sub: 'only-this' }, 'only-this'],
    ['a name without what nobody sees', { name: 'J.\u0000\n\u202e Jansen\ud800 ' }, 'J. Jansen'],
    ['the beginning of a very long name', { name: 'é'.repeat(400) }, 'é'.repeat(200)],
  ])('is called by %s', async (_what, claims, name) => {
    expect((await ask(claims)).body.data.viewer.name).toBe(name);
  });

  test('may have a token for several audiences', async () => {
    expect((await ask({ aud: ['account', 'standaardenregister'] })).status).toBe(200);
  });

  test.each([
    ['at+jwt', {}],
    ['application/at+jwt', {}],
    ['AT+JWT', {}],
    ['JWT', { scope: 'openid' }],
    ['JWT', { client_id: undefined, typ: 'Bearer' }],
    ['JWT', { client_id: undefined, azpacr: '1', azp: 'app' }],
    [undefined, { client_id: undefined, scp: 'read' }],
  ])('has an access token, by its type %s and claims %j', async (typ, claims) => {
    expect((await ask(claims, { typ })).status).toBe(200);
  });

  test.each([
    ['JWT', { client_id: undefined }],
    ['JWT', { nonce: 'n-0S6_WzA2Mj' }],
    ['JWT', { at_hash: 'x' }],
    ['at+jwt', { nonce: 'n-0S6_WzA2Mj' }],
    ['JWT', { typ: 'ID' }],
    ['JWT', { typ: 'Refresh' }],
    ['logout+jwt', {}],
    ['dpop+jwt', {}],
    [undefined, { client_id: undefined, email: 'j@example.nl' }],
  ])('is not let in with another kind of token: type %s, claims %j', async (typ, claims) => {
    expect(refusalOf(await ask(claims, { typ }))).toEqual(NOT_VALID);
  });

  test.each([
    ['is empty', ''],
    ['is longer than can be kept', 'x'.repeat(256)],
    ['has a character that cannot be kept', 'a\u0000b'],
    ['has half a character', 'a\ud800b'],
    ['is no text', 7],
    ['is missing', undefined],
  ])('is refused when the subject %s', async (_what, sub) => {
    expect(refusalOf(await ask({ sub }))).toEqual(NOT_VALID);
  });
});

describe('What a refusal says', () => {
  const now = () => Math.floor(Date.now() / 1000);

  test('of a token that is past its time', async () => {
    expect(refusalOf(await ask({ exp: now() - 40 }))).toEqual(refused('The access token has expired.'));
  });

  test('of a token whose time is still to come', async () => {
    expect(refusalOf(await ask({ nbf: now() + 60 }))).toEqual(refused('The access token is not valid yet.'));
  });

  test('of a token for another register, or of another provider', async () => {
    const elsewhere = refused('The access token is not meant for this register.');
    expect(refusalOf(await ask({ aud: 'another' }))).toEqual(elsewhere);
    expect(refusalOf(await ask({ iss: 'https://login.example.nl' }))).toEqual(elsewhere);
  });

  test('of a token that never ends', async () => {
    expect(refusalOf(await ask({ exp: undefined }))).toEqual(NOT_VALID);
  });

  test('but clocks may be half a minute apart', async () => {
    expect((await ask({ exp: now() - 20 })).status).toBe(200);
    expect((await ask({ nbf: now() + 20 })).status).toBe(200);
  });

  test('of what is not a token at all', async () => {
    expect(refusalOf(await on.graphql(WHO, {}, bearing('no-token')))).toEqual(NOT_VALID);
  });

  test('never says what the token was about, not in the log either', async () => {
    const token = await provider.token({ sub: 'secret-subject', exp: now() - 4000 });
    const answer = await on.graphql(WHO, {}, bearing(token));
    const good = await on.graphql(WHO, {}, bearing(await provider.token({ sub: 'secret-subject' })));
    const log = await logUpTo(good.headers.get('x-request-id')!);
    const [, payload = '', signature = ''] = token.split('.');
    for (const text of [answer.text, log]) {
      expect(text).not.toContain('secret-subject');
      expect(text).not.toContain(payload);
      expect(text).not.toContain(signature);
    }
  });
});

/** The log is written in blocks. */
async function logUpTo(requestId: string): Promise<string> {
  for (;;) {
    const output = await on.output();
    if (output.includes(requestId)) return output;
    await pause(50);
  }
}

describe('A service that is told which algorithms to take', () => {
  test('takes those and no others', async () => {
    const strict = await startService({
      env: provider.settings({ OIDC_ALGORITHMS: 'RS256' }),
      databaseUrl: on.databaseUrl,
    });
    try {
      const [rsa, ec] = [await signingKey('rsa', 'RS256'), await signingKey('ec')];
      provider.keys = [rsa, ec];
      const status = async (key: typeof rsa) =>
        (await strict.graphql(WHO, {}, bearing(await provider.token({}, { key })))).status;
      expect(await status(rsa)).toBe(200);
      expect(await status(ec)).toBe(401);
    } finally {
      await strict.stop();
    }
  });
});
