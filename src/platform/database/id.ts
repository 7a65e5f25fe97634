import { randomFillSync } from 'node:crypto';

/** Crockford's base32 in lower case: no i, l, o or u, so that an id read aloud or typed over survives. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 26;
const COUNTER_BITS = 12n;
const RANDOM_BITS = 62n;

const random = new Uint8Array(10);
let lastMs = 0;
let counter = 0;

/**
 * A new id such as `std_01jd0q5w3ze8m8r3k5v7x9b2cn`: a prefix that tells the kind and a UUIDv7 (RFC 9562) in base32.
 * Ids made by one process sort in the order in which they were made, also within a millisecond.
 * @param prefix three or four letters, without the underscore
 */
export function newId(prefix: string): string {
  return `${prefix}_${base32(uuid7())}`;
}

/**
 * An id of the same form that tells nothing of when it was made: a UUIDv4. For what may be there before others may know of it.
 */
export function newTimelessId(prefix: string): string {
  const bits = randomFillSync(new Uint8Array(16)).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const fixed = (4n << 76n) | (2n << RANDOM_BITS);
  return `${prefix}_${base32((bits & ~((15n << 76n) | (3n << RANDOM_BITS))) | fixed)}`;
}

function uuid7(): bigint {
  randomFillSync(random);
  const bits = random.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const ms = Date.now();
  if (ms > lastMs) {
    lastMs = ms;
    counter = Number(bits >> 69n); // 11 bits, so that a millisecond has room for at least 2048 more
  } else if (++counter >> Number(COUNTER_BITS)) {
    lastMs += 1; // more ids than one millisecond has room for, or the clock went back: borrow from the next
    counter = 0;
  }
  const version = (7n << COUNTER_BITS) | BigInt(counter);
  const variant = (2n << RANDOM_BITS) | (bits & ((1n << RANDOM_BITS) - 1n));
  return (BigInt(lastMs) << 80n) | (version << 64n) | variant;
}

function base32(value: bigint): string {
  let text = '';
  for (let rest = value; text.length < LENGTH; rest >>= 5n) text = `${ALPHABET[Number(rest & 31n)]}${text}`;
  return text;
}
