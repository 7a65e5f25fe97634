import { type JWTHeaderParameters, type JWTPayload } from 'jose';
import { type Identity } from './actor.js';
import { type TrustedIssuer } from './trusted-issuer.js';

const ACCESS_TOKEN = /^(?:application\/)?at\+jwt$/i;
const ANY_TOKEN = /^(?:application\/)?jwt$/i;
/** Only tokens that tell a client who has signed in have these. */
const OF_ID_TOKENS = ['nonce', 'at_hash', 'c_hash', 's_hash'];
/** Only tokens that are meant for an API have one of these (RFC 9068; `appid`, `azpacr` and `appidacr` in Entra ID). */
const OF_ACCESS_TOKENS = ['scope', 'scp', 'client_id', 'appid', 'azpacr', 'appidacr'];

const LONGEST = { subject: 255, name: 200 } as const;
const UNKEPT = /[\p{Cc}\p{Cs}]/u;

const has = (claims: JWTPayload, name: string): boolean => Object.hasOwn(claims, name);

/**
 * Whether a token is one for an API. By its header when that says so (RFC 9068); one that is a JWT of any sort must
 * have what only access tokens have, and nothing of what only ID tokens have.
 */
export function isAccessToken({ typ }: Pick<JWTHeaderParameters, 'typ'>, claims: JWTPayload): boolean {
  if (typ !== undefined && (typeof typ !== 'string' || !(ACCESS_TOKEN.test(typ) || ANY_TOKEN.test(typ)))) return false;
  if (OF_ID_TOKENS.some((name) => has(claims, name))) return false;
  // Keycloak says what a token is in a claim: Bearer, ID, Refresh or Logout.
  if (has(claims, 'typ') && claims['typ'] !== 'Bearer') return false;
  if (typ !== undefined && ACCESS_TOKEN.test(typ)) return true;
  return claims['typ'] === 'Bearer' || OF_ACCESS_TOKENS.some((name) => has(claims, name));
}

/** Who a verified token was given to; undefined when it does not say so in a form that can be kept. */
export function identityIn(
  claims: JWTPayload,
  { knownAs, oinClaim }: Pick<TrustedIssuer, 'knownAs' | 'oinClaim'>,
): Identity | undefined {
  const { sub: subject } = claims;
  if (typeof subject !== 'string' || subject === '' || subject.length > LONGEST.subject || UNKEPT.test(subject)) {
    return undefined;
  }
  const oin = has(claims, oinClaim) ? claims[oinClaim] : undefined;
  if (oin !== undefined && !(typeof oin === 'string' && /^\d{20}$/.test(oin))) return undefined;
  return { issuer: knownAs, subject, name: nameIn(claims) ?? subject, oin };
}

/** A person's name, or else that of the program. */
function nameIn(claims: JWTPayload): string | undefined {
  for (const claim of ['name', 'preferred_username', 'client_id', 'azp']) {
    const value = claims[claim];
    const name = typeof value === 'string' ? clean(value) : '';
    if (name !== '') return name;
  }
  return undefined;
}

/** Without characters that nobody sees: they could make one name look like another, or a line of a log like two. */
const clean = (name: string): string =>
  [...name.replace(/[\p{C}\s]+/gu, ' ').trim()].slice(0, LONGEST.name).join('').trim();
