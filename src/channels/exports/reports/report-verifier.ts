/** Checks the files of a report by themselves: without a register, a database or a network. */
import { z } from 'zod';
import { type Finding, FINDINGS } from './report-findings.js';
import { FORMAT, VERSION } from './report.content.js';
import { isSigned, type PublicKey, publicKeyFrom, sha256Of, type SignedReport, written } from './signed-report.js';

/** What of a report is looked at here. Whoever has a key can sign anything, so nothing is taken for granted. */
const words = z.object({ nl: z.string(), en: z.string() });
const mark = z.object({ sha256: z.string(), bytes: z.number() });
const key = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string().regex(/^[\w-]{43}$/) });
const content = z.object({
  version: z.number(),
  id: z.string(),
  address: z.string(),
  issuedAt: z.string(),
  knownAt: z.string(),
  demoData: z.boolean(),
  product: z.object({ name: z.string(), version: z.string() }),
  supplier: z.object({ name: z.string() }),
  terms: z.object({ name: z.string() }),
  normSet: z.object({ edition: z.string() }),
  contractDate: z.string(),
  asOf: z.string(),
  outcome: z.enum(['MEETS', 'MEETS_ON_OWN_WORD', 'GAPS', 'UNKNOWN']),
  because: words,
});
const file = z.object({
  report: content,
  files: z.object({ pdf: mark, xlsx: mark }),
  signature: z.strictObject({ jws: z.string(), key: z.looseObject(key.shape) }),
});
const versioned = z.object({ report: z.object({ format: z.literal(FORMAT), version: z.number() }) });

/** What a report says, as far as it is told again. */
export type Said = z.infer<typeof content>;
export interface Verdict {
  readonly findings: readonly Finding[];
  /** Undefined when there is nothing to be believed. */
  readonly said?: Said;
  readonly kid?: string;
  /** Whether the key was one of those that were given. */
  readonly isKeyKnown: boolean;
}

/**
 * @param bytes the file to check: the signed report itself, or another file of it
 * @param signed the signed report, where that is another file
 * @param keys public keys in base64url, one of which it must be signed with; any key when left out
 */
export function verifyReport(bytes: Buffer, signed: Buffer | undefined, keys?: readonly string[]): Verdict {
  const found = read(signed ?? bytes);
  if ('kind' in found) return { findings: [found], isKeyKnown: false };
  const { report, said } = found;
  const { key: used } = report.signature;
  const findings: Finding[] = [];
  if (!holds(() => (signed ?? bytes).equals(Buffer.from(written(report))))) findings.push(told('rewritten'));
  if (!holds(() => isWhole(report))) findings.push(told('signature'));
  const isKeyKnown = keys?.includes(used.x) === true;
  if (keys && !isKeyKnown) findings.push(told('strangeKey', used.kid));
  const hash = sha256Of(bytes);
  const isVouched = [report.files.pdf.sha256, report.files.xlsx.sha256].includes(hash);
  if (signed && !signed.equals(bytes) && !isVouched) findings.push(told('otherFile', hash, said.address));
  return findings.length > 0 ? { findings, isKeyKnown } : { findings, said, kid: used.kid, isKeyKnown };
}

/** The keys of a key set as the register publishes it, or a key by itself; undefined when there are none in it. */
export function keysIn(text: string): string[] | undefined {
  const value = parsed(text);
  const set = z.object({ keys: z.array(z.unknown()) }).safeParse(value);
  const found = (set.success ? set.data.keys : [value]).flatMap((each) => {
    const read = key.safeParse(each);
    return read.success ? [read.data.x] : [];
  });
  return found.length > 0 ? found : undefined;
}

function read(bytes: Buffer): { report: SignedReport; said: Said } | Finding {
  const value = parsed(bytes.toString());
  const known = versioned.safeParse(value);
  if (!known.success) return told('noReport');
  const { version } = known.data.report;
  if (version > VERSION) return told('newer', version);
  const found = file.safeParse(value);
  return found.success ? { report: value as SignedReport, said: found.data.report } : told('noReport');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether the key is written as the register writes it, and fits the signature. @throws when it is no key, or no JSON that can be signed */
function isWhole(report: SignedReport): boolean {
  const { key: used } = report.signature;
  const whole: PublicKey = publicKeyFrom(used.x);
  const isKey = Object.entries(whole).every(([name, value]) => Reflect.get(used, name) === value);
  const isExact = Buffer.from(used.x, 'base64url').toString('base64url') === used.x;
  return isKey && isExact && Object.keys(used).length === Object.keys(whole).length && isSigned(report);
}

/** A file made to break a check does not pass it. */
function holds(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    return false;
  }
}

function told<K extends Finding['kind']>(kind: K, ...values: Parameters<(typeof FINDINGS)[K]>): Finding {
  const say = FINDINGS[kind] as (...given: typeof values) => readonly [string, string];
  const [en, nl] = say(...values);
  return { kind, en, nl };
}
