import { Injectable } from '@nestjs/common';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { Settings } from '../config/settings.js';
import { HttpRefusal } from '../graphql/endpoint/http-refusal.js';
import { type Identity } from './actor.js';

/** Tells to whom an access token was given. */
@Injectable()
export class TokenVerifier {
  constructor(private readonly settings: Settings) {}

  /** @throws HttpRefusal 401 for a token that is not taken, 503 when tokens cannot be judged now. */
  async verify(token: string): Promise<Identity> {
    const { identity } = this.settings;
    if (identity === undefined) throw new HttpRefusal(401, 'UNAUTHENTICATED', 'Nobody can sign in here.');
    const keys = createRemoteJWKSet(new URL(identity.jwksUrl ?? `${identity.issuer}/jwks`));
    const { payload } = await jwtVerify(token, keys, { issuer: identity.issuer, audience: identity.audience });
    const subject = payload.sub ?? '';
    return { issuer: identity.issuer, subject, name: subject, oin: undefined };
  }
}
