import { Injectable } from '@nestjs/common';
import { decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { Settings } from '../config/settings.js';
import { HttpRefusal } from '../graphql/endpoint/http-refusal.js';
import { type Identity } from './actor.js';
import { identityIn, isAccessToken } from './claims.js';
import { IssuerKeys, KeysUnavailable } from './issuer-keys.js';
import { Trial } from './trial/trial.js';
import { type TrustedIssuer } from './trusted-issuer.js';

/** How far clocks may be apart, and how long a token may be before anything is made of it. */
const CLOCKS_SECONDS = 30;
const LONGEST_TOKEN = 8_192;

const NOT_VALID = 'The access token is not valid.';

/** Tells to whom an access token was given: a JWT that the one trusted issuer signed for this register. */
@Injectable()
export class TokenVerifier {
  private trusted: TrustedIssuer | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly trial: Trial,
  ) {}

  /** @throws HttpRefusal 401 for a token that is not taken, 503 when tokens cannot be judged now. */
  async verify(token: string): Promise<Identity> {
    this.trusted ??= this.whomToTrust();
    if (this.trusted === undefined) throw refusedToken('Nobody can sign in here: no identity provider is set.');
    if (token.length > LONGEST_TOKEN) throw refusedToken(NOT_VALID);
    try {
      return (await identify(token, this.trusted)) ?? refuse();
    } catch (error) {
      throw asRefusal(error);
    }
  }

  private whomToTrust(): TrustedIssuer | undefined {
    const { identity } = this.settings;
    if (identity === undefined) return this.trial.isOn ? this.trial.trusted() : undefined;
    const { issuer, jwksUrl } = identity;
    return { ...identity, knownAs: issuer, keyFor: new IssuerKeys(issuer, jwksUrl).keyFor };
  }
}

async function identify(token: string, trusted: TrustedIssuer): Promise<Identity | undefined> {
  const { crit, alg } = decodeProtectedHeader(token);
  // An extension that must be understood is one that we do not understand.
  if (crit !== undefined || alg === undefined || !trusted.algorithms.includes(alg)) return undefined;
  const { payload, protectedHeader } = await jwtVerify(token, trusted.keyFor, {
    algorithms: [...trusted.algorithms],
    issuer: trusted.issuer,
    audience: trusted.audience,
    clockTolerance: CLOCKS_SECONDS,
    requiredClaims: ['exp', 'sub'],
  });
  return isAccessToken(protectedHeader, payload) ? identityIn(payload, trusted) : undefined;
}

function refuse(): never {
  throw refusedToken(NOT_VALID);
}

const refusedToken = (message: string): HttpRefusal =>
  new HttpRefusal(401, 'UNAUTHENTICATED', message, {
    'www-authenticate': `Bearer error="invalid_token", error_description="${message}"`,
  });

/** What of a refusal may be told: claims are looked at only once the signature is found good. */
function asRefusal(error: unknown): HttpRefusal {
  if (error instanceof HttpRefusal) return error;
  if (error instanceof KeysUnavailable) {
    const after = { 'retry-after': String(error.retryAfterSeconds) };
    return new HttpRefusal(
      503,
      'SERVICE_UNAVAILABLE',
      'The identity provider does not answer; try again later.',
      after,
    );
  }
  if (error instanceof errors.JWTExpired) return refusedToken('The access token has expired.');
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'iss' || error.claim === 'aud') {
      return refusedToken('The access token is not meant for this register.');
    }
    if (error.claim === 'nbf' && error.reason === 'check_failed') {
      return refusedToken('The access token is not valid yet.');
    }
  }
  return refusedToken(NOT_VALID);
}
