import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTHeaderParameters, SignJWT } from 'jose';

export interface SigningKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

export async function signingKey(kid: string, alg = 'ES256'): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

export interface TokenOptions {
  readonly key?: SigningKey;
  readonly header?: Record<string, unknown>;
}

/** How it answers: as it should, with an error, never, or by sending callers elsewhere. */
export type Mood = 'well' | 'broken' | 'silent' | 'elsewhere';

/** An identity provider with keys of its own, which can be changed, and which can be made to fail. */
export class IdentityProvider {
  mood: Mood = 'well';
  /** What is published; tokens are signed with the last. */
  keys: SigningKey[] = [];
  /** Instead of its own description or set of keys. */
  readonly instead: { discovery?: object | string; keys?: object | string } = {};
  /** The paths that were asked for, in order. */
  readonly asked: string[] = [];

  private constructor(
    private readonly server: Server,
    readonly issuer: string,
  ) {}

  static async start(): Promise<IdentityProvider> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/realms/proef`;
    const provider = new IdentityProvider(server, issuer);
    provider.keys.push(await signingKey('first'));
    server.on('request', provider.handle);
    return provider;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  /** Settings of a service that takes its tokens. */
  settings(more: Record<string, string> = {}): Record<string, string> {
    return { OIDC_ISSUER: this.issuer, ...more };
  }

  /** A good access token, but for what is said otherwise; a claim that is undefined is left out. */
  async token(claims: Record<string, unknown> = {}, { key = this.keys.at(-1)!, header = {} }: TokenOptions = {}) {
    const now = Math.floor(Date.now() / 1000);
    const all = {
      ...{ iss: this.issuer, aud: 'standaardenregister', sub: 'someone', name: 'someone', client_id: 'client' },
      ...{ iat: now, exp: now + 600 },
      ...claims,
    };
    const protectedHeader = { alg: key.alg, kid: key.kid, typ: 'at+jwt', ...header } as JWTHeaderParameters;
    return new SignJWT(all).setProtectedHeader(protectedHeader).sign(key.privateKey);
  }

  private readonly handle: RequestListener = (request, response) => {
    this.asked.push(request.url ?? '');
    if (this.mood === 'silent') return;
    if (this.mood === 'broken') return void response.writeHead(500).end('{}');
    if (this.mood === 'elsewhere') return void response.writeHead(302, { location: `${this.issuer}/moved` }).end();
    this.answer(request, response);
  };

  private answer({ url = '' }: IncomingMessage, response: ServerResponse): void {
    const found = {
      [`${new URL(this.issuer).pathname}/.well-known/openid-configuration`]: () =>
        this.instead.discovery ?? { issuer: this.issuer, jwks_uri: `${this.issuer}/certs` },
      [`${new URL(this.issuer).pathname}/certs`]: () =>
        this.instead.keys ?? { keys: this.keys.map(({ publicJwk }) => publicJwk) },
    }[url]?.();
    if (found === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(typeof found === 'string' ? found : JSON.stringify(found));
  }
}

/** The header that carries a token, as the third argument of `graphql`. */
export const bearing = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
