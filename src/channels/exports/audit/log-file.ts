/** The lines of an exported log. Each is written in one way only, so that whatever else stands there was not written by us. */
import { type Head } from '../../../platform/audit/heads.js';

export const FORMAT = 'standaardenregister audit log';
export const VERSION = 1;

export interface HeaderLine {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly records: number;
  readonly heads: number;
}
export interface RecordLine {
  /** From 1 on. */
  readonly record: number;
  /** The leaf hash, lower-case hex. */
  readonly hash: string;
  /** The exact text that it is the leaf hash of. */
  readonly body: string;
}
export interface HeadLine extends Head {
  /** From 1 on. */
  readonly head: number;
}
export type Line = HeaderLine | RecordLine | HeadLine;

type Check = (value: unknown) => boolean;
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isNumber: Check = (value) => isCount(value) && value !== 0;
const isText: Check = (value) => typeof value === 'string';
const isHex =
  (length: number): Check =>
  (value) =>
    typeof value === 'string' && value.length === length && /^[0-9a-f]*$/.test(value);
/** Written back the same: in base64 several last characters may stand for the same bytes. */
const isBase64 =
  (bytes: number): Check =>
  (value) => {
    if (typeof value !== 'string') return false;
    const decoded = Buffer.from(value, 'base64url');
    return decoded.length === bytes && decoded.toString('base64url') === value;
  };
const isMoment: Check = (value) => {
  const at = typeof value === 'string' ? new Date(value) : undefined;
  return at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString() === value;
};

/** In the order in which they are written. */
const HEAD: Readonly<Record<keyof Head, Check>> = {
  treeSize: isNumber,
  rootHash: isHex(64),
  signedAt: isMoment,
  keyId: isHex(16),
  publicKey: isBase64(32),
  signature: isBase64(64),
};
const SHAPES: readonly Readonly<Record<string, Check>>[] = [
  {
    format: (value) => value === FORMAT,
    version: (value) => value === VERSION,
    records: isCount,
    heads: isCount,
  },
  { record: isNumber, hash: isHex(64), body: isText },
  { head: isNumber, ...HEAD },
];

const membersOf = (value: object, shape: Readonly<Record<string, Check>>): Record<string, unknown> =>
  Object.fromEntries(Object.keys(shape).map((name) => [name, (value as Record<string, unknown>)[name]]));

/** As it stands in the file, without the end of line. */
export function written(line: Line): string {
  const shape = SHAPES.find((each) => (Object.keys(each)[0] ?? '') in line) ?? {};
  return JSON.stringify(membersOf(line, shape));
}

/** What a line says; undefined when it is no line of a log. */
export function read(bytes: Buffer): Line | undefined {
  const value = parsed(bytes.toString());
  if (typeof value !== 'object' || value === null) return undefined;
  const shape = SHAPES.find((each) => Object.entries(each).every(([name, check]) => check(Reflect.get(value, name))));
  return shape && (membersOf(value, shape) as unknown as Line);
}

/** A head that was kept: as `audit head` prints it, or as the API answers it. Undefined when it is none. */
export function keptHead(text: string): Head | undefined {
  const value = parsed(text);
  const found = [value, inner(value, 'auditHead'), inner(inner(value, 'data'), 'auditHead')].find((each) =>
    Object.entries(HEAD).every(([name, check]) => check(inner(each, name))),
  );
  return found === undefined ? undefined : (membersOf(found as object, HEAD) as unknown as Head);
}

const inner = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
