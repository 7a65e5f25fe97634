import { type ReportTotals } from '../../../domain/conformance/evidence.record.js';

/** What came in is no report that can be counted; the message names the rule. */
export class ReportRefused extends Error {
  override readonly name = 'ReportRefused';
}

/** What a report says, counted; the hash and the size are of its bytes. */
export interface Report {
  readonly totals: ReportTotals;
  /** SHA-256 of the bytes as they came in, 64 hexadecimal digits. */
  readonly sha256: string;
  /** The day that the report itself says it was made, YYYY-MM-DD; the newest when it says several. */
  readonly madeOn: string | undefined;
}

/** Takes a report in a piece at a time. */
export interface Counting {
  write(text: string): void;
  /** @throws ReportRefused when it ends too early, or says nothing */
  end(): Omit<Report, 'totals' | 'sha256'> & { readonly totals: Omit<ReportTotals, 'bytes'> };
}

/** Deeper than this no report goes; what does was made to do harm. */
export const MOST_DEEP = 50;
