/**
 * The signed file of a report. It vouches for the other files by their checksums; one key signs it, as a detached JWS (RFC 7515,
 * appendix F) over the canonical JSON (RFC 8785) of everything but the signature. Pure.
 */
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import canonicalize from 'canonicalize';
import { keyIdOf, publicKeyOf } from '../../../platform/audit/heads.js';
import { type ReportContent } from './report.content.js';

/** The public half of an Ed25519 key (RFC 8037). */
export interface PublicKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  /** The 32 bytes in base64url. */
  readonly x: string;
  /** As the audit log names it. */
  readonly kid: string;
  readonly alg: 'EdDSA';
  readonly use: 'sig';
}
export interface FileMark {
  readonly sha256: string;
  readonly bytes: number;
}
export interface Vouched {
  readonly report: ReportContent;
  readonly files: { readonly pdf: FileMark; readonly xlsx: FileMark };
}
export interface SignedReport extends Vouched {
  readonly signature: { readonly jws: string; readonly key: PublicKey };
}

export const publicKeyFrom = (x: string): PublicKey => ({
  ...{ kty: 'OKP', crv: 'Ed25519', x },
  ...{ kid: keyIdOf(x), alg: 'EdDSA', use: 'sig' },
});

export const sha256Of = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
export const markOf = (bytes: Buffer): FileMark => ({ sha256: sha256Of(bytes), bytes: bytes.length });

/** What is printed in the files of a report. @returns lower-case hex */
export const contentHash = (content: ReportContent): string => sha256Of(canonical(content));

/** @param key the private half */
export function signReport(vouched: Vouched, key: KeyObject): SignedReport {
  const publicKey = publicKeyFrom(publicKeyOf(key));
  const header = headerOf(publicKey);
  const signature = sign(null, signingInput(header, vouched), key).toString('base64url');
  return { ...vouched, signature: { jws: `${header}..${signature}`, key: publicKey } };
}

/**
 * Whether the signature is of the key that stands beside it, in the one way in which the register writes it; whose key that is, the
 * file cannot tell.
 */
export function isSigned({ signature: { jws, key }, ...vouched }: SignedReport): boolean {
  const header = headerOf(key);
  const [head, none, tail, ...rest] = jws.split('.');
  if (head !== header || none !== '' || tail === undefined || rest.length > 0) return false;
  const signature = Buffer.from(tail, 'base64url');
  // In base64 several last characters may stand for the same bytes.
  if (signature.length !== 64 || signature.toString('base64url') !== tail) return false;
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key.x }, format: 'jwk' });
  return verify(null, signingInput(header, vouched), publicKey, signature);
}

/** The file: members sorted, two blanks for a level, and one line feed at the end. There is one way to write a report. */
export const written = (report: SignedReport): string => `${JSON.stringify(sorted(report), undefined, 2)}\n`;

const headerOf = ({ kid }: PublicKey): string => base64url(JSON.stringify({ alg: 'EdDSA', kid }));

const signingInput = (header: string, vouched: object): Buffer =>
  Buffer.from(`${header}.${base64url(canonical(vouched))}`);

const base64url = (text: string): string => Buffer.from(text).toString('base64url');

function canonical(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('This is no JSON.');
  return text;
}

const sorted = (value: object): unknown => JSON.parse(canonical(value));
