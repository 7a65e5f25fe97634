import { type JWTVerifyGetKey } from 'jose';

/** An issuer whose access tokens are taken, and how they are judged. */
export interface TrustedIssuer {
  /** As tokens name it. */
  readonly issuer: string;
  /** As memberships name it. */
  readonly knownAs: string;
  readonly audience: string;
  readonly algorithms: readonly string[];
  readonly oinClaim: string;
  /** @throws KeysUnavailable when it cannot be said whether the issuer has that key. */
  readonly keyFor: JWTVerifyGetKey;
}
