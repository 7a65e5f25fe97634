import { type IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { ANONYMOUS, Callers } from '../graphql/callers.js';
import { HttpRefusal } from '../graphql/endpoint/http-refusal.js';
import { Memberships } from './memberships.js';
import { TokenVerifier } from './token-verifier.js';

const BEARER = /^Bearer +([\w.~+/-]+=*) *$/i;

/** Knows callers by their access token (RFC 6750), and what they may do by their memberships. */
@Injectable()
export class TokenCallers extends Callers {
  constructor(
    private readonly tokens: TokenVerifier,
    private readonly memberships: Memberships,
  ) {
    super();
  }

  async identify({ headers: { authorization } }: IncomingMessage): Promise<object> {
    if (authorization === undefined) return ANONYMOUS;
    const [, token] = BEARER.exec(authorization) ?? [];
    if (token === undefined) {
      throw new HttpRefusal(401, 'UNAUTHENTICATED', 'Authorization must be "Bearer" and an access token.', {
        'www-authenticate': 'Bearer error="invalid_request"',
      });
    }
    return this.memberships.actorOf(await this.tokens.verify(token));
  }
}
