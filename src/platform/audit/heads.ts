/** Signed tree heads: what the whole log was at one size, in the signer's word. Pure. */
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

export interface Head {
  readonly treeSize: number;
  /** Lower-case hex. */
  readonly rootHash: string;
  /** UTC with milliseconds, as JavaScript writes it. */
  readonly signedAt: string;
  readonly keyId: string;
  /** The 32 bytes of the Ed25519 key, in base64url. */
  readonly publicKey: string;
  /** The 64 bytes of the signature, in base64url. */
  readonly signature: string;
}
export type Unsigned = Pick<Head, 'treeSize' | 'rootHash' | 'signedAt'>;

/** The bytes that are signed; docs/audit.md tells others of them. */
export const signedText = ({ treeSize, rootHash, signedAt }: Unsigned): Buffer =>
  Buffer.from(`standaardenregister audit head v1\n${treeSize}\n${rootHash}\n${signedAt}\n`);

/** The first 16 hex digits of the SHA-256 of the raw public key. */
export const keyIdOf = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex').slice(0, 16);

/** The raw public key in base64url, of either half of a pair. */
export function publicKeyOf(key: KeyObject): string {
  const { x } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  if (x === undefined) throw new TypeError('This is no Ed25519 key.');
  return x;
}

export function signHead(unsigned: Unsigned, key: KeyObject): Head {
  const publicKey = publicKeyOf(key);
  const signature = sign(null, signedText(unsigned), key).toString('base64url');
  return { ...unsigned, keyId: keyIdOf(publicKey), publicKey, signature };
}

/** Whether the signature is of the key the head names; whose key that is, the head cannot tell. */
export function isSigned(head: Head): boolean {
  if (keyIdOf(head.publicKey) !== head.keyId) return false;
  const signature = Buffer.from(head.signature, 'base64url');
  const key = keyFrom(head.publicKey);
  return key !== undefined && signature.length === 64 && verify(null, signedText(head), key, signature);
}

const keys = new Map<string, KeyObject | undefined>();
const MOST_KEYS = 100;

function keyFrom(x: string): KeyObject | undefined {
  if (keys.has(x)) return keys.get(x);
  if (keys.size >= MOST_KEYS) keys.clear();
  const key = parsed(x);
  keys.set(x, key);
  return key;
}

function parsed(x: string): KeyObject | undefined {
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  } catch {
    return undefined;
  }
}
