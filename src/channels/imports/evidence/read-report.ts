import { createHash } from 'node:crypto';
import { type Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { countingJunit } from './count-junit.js';
import { countingSpectral } from './count-spectral.js';
import { type Counting, type Report, ReportRefused } from './report.js';

/** The most bytes of a report. */
export const MOST_BYTES = 10 * 1024 * 1024;

/** The report is larger than is taken. */
export class ReportTooLarge extends Error {
  override readonly name = 'ReportTooLarge';

  constructor() {
    super(`A report is at most ${MOST_BYTES / 1024 / 1024} MB.`);
  }
}

/**
 * Counts a report while it comes in, and keeps nothing of it. XML is taken for JUnit, JSON for Spectral.
 * @throws ReportRefused, ReportTooLarge; whatever the stream says when it stops half way
 */
export async function readReport(stream: Readable): Promise<Report> {
  const hash = createHash('sha256');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let counting: Counting | undefined;
  let bytes = 0;
  const take = (text: string): void => {
    const known = counting ?? countingFor(text);
    // Blanks before the first character: none of the formats minds that they are left out.
    if (known) known.write(counting ? text : text.trimStart());
    counting = known;
  };
  // Left open when it is refused: on the same connection the answer has still to be sent.
  for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new ReportTooLarge();
    hash.update(chunk);
    take(decode(decoder, chunk));
  }
  take(decode(decoder));
  if (!counting) throw new ReportRefused('The report is empty.');
  const { totals, madeOn } = counting.end();
  return { totals: { ...totals, bytes }, sha256: hash.digest('hex'), madeOn };
}

function decode(decoder: TextDecoder, chunk?: Buffer): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch {
    throw new ReportRefused('The report is not text in UTF-8.');
  }
}

function countingFor(text: string): Counting | undefined {
  const first = text.trimStart().charAt(0);
  if (first === '') return undefined;
  if (first === '<') return countingJunit();
  if (first === '[' || first === '{') return countingSpectral();
  throw new ReportRefused('The report is neither XML (a test report of JUnit) nor JSON (a lint report of Spectral).');
}
