import { createLocalJWKSet, type CryptoKey, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { isTrustworthy } from '../config/addresses.js';
import { log } from '../http/log.js';
import { fetchJson, FetchRefused } from './fetch-json.js';

/** After how long keys are fetched anew, and how long after a fetch the next may come at the earliest, in milliseconds. */
const AGE = { fresh: 600_000, cooldown: 5_000 } as const;
const BYTES = { discovery: 128_000, keys: 512_000 } as const;

/** The identity provider does not answer, and the key of a token is not among those it gave before. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';

  constructor(
    /** After which asking again may help. */
    readonly retryAfterSeconds: number,
  ) {
    super('The keys of the identity provider cannot be fetched.');
  }
}

/**
 * The public keys of one issuer. They are fetched when first needed, when they have grown old and when a token names a
 * key that is not among them. Whoever has no identity provider for a while keeps the keys he has.
 */
export class IssuerKeys {
  private held: { find: JWTVerifyGetKey; at: number } | undefined;
  private lastTry = { at: -Infinity, failed: false };
  private fetching: Promise<void> | undefined;

  /** @param jwksUrl where the keys are; undefined: where the issuer's own description says */
  constructor(
    private readonly issuer: string,
    private readonly jwksUrl: string | undefined,
  ) {}

  /** @throws KeysUnavailable, or JWKSNoMatchingKey when the issuer has no such key */
  readonly keyFor: JWTVerifyGetKey = async (header, token): Promise<CryptoKey> => {
    const isOld = this.held === undefined || performance.now() - this.held.at > AGE.fresh;
    if (isOld) await this.fetchAnew();
    const known = await this.find(header, token);
    if (known) return known;
    await this.fetchAnew();
    const fetched = await this.find(header, token);
    if (fetched) return fetched;
    if (this.lastTry.failed) throw new KeysUnavailable(this.secondsToWait());
    throw new errors.JWKSNoMatchingKey();
  };

  private async find(...asked: Parameters<JWTVerifyGetKey>): Promise<CryptoKey | undefined> {
    try {
      return (await this.held?.find(...asked)) as CryptoKey | undefined;
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey) return undefined;
      throw error;
    }
  }

  /** Everyone who waits shares one fetch; who comes shortly after one makes do with what it brought. */
  private async fetchAnew(): Promise<void> {
    if (this.fetching === undefined && performance.now() - this.lastTry.at < AGE.cooldown) return;
    this.fetching ??= this.fetchKeys().finally(() => (this.fetching = undefined));
    await this.fetching;
  }

  private async fetchKeys(): Promise<void> {
    let failed = true;
    try {
      const find = createLocalJWKSet((await fetchJson(await this.whereKeysAre(), BYTES.keys)) as JSONWebKeySet);
      this.held = { find, at: performance.now() };
      failed = false;
    } catch (error) {
      const reason = error instanceof FetchRefused ? error.message : 'what it gave is no set of keys';
      log.warn({ issuer: this.issuer, reason }, 'the keys of the identity provider could not be fetched');
    } finally {
      this.lastTry = { at: performance.now(), failed };
    }
  }

  private async whereKeysAre(): Promise<string> {
    if (this.jwksUrl !== undefined) return this.jwksUrl;
    const address = `${this.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const { issuer, jwks_uri: keys } = (await fetchJson(address, BYTES.discovery)) as Record<string, unknown>;
    if (issuer !== this.issuer) throw new FetchRefused('its description is of another issuer');
    if (typeof keys !== 'string' || !isTrustworthy(keys) || (isTls(this.issuer) && !isTls(keys))) {
      throw new FetchRefused('its description names no https address of keys');
    }
    return keys;
  }

  private secondsToWait(): number {
    const left = AGE.cooldown - (performance.now() - this.lastTry.at);
    return Math.max(1, Math.ceil(left / 1000));
  }
}

const isTls = (address: string): boolean => address.startsWith('https:');
