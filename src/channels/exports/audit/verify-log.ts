import { type LogVerifier, type Verdict } from './log-verifier.js';

const NEWLINE = 10;
/** Far beyond what one change of data can be. */
const LONGEST_LINE = 64 * 1024 * 1024;

/** Checks an exported log as it comes in, cut anywhere. */
export async function verifyLog(
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  verifier: LogVerifier,
): Promise<Verdict> {
  let held: Buffer[] = [];
  let length = 0;
  const hold = (part: Buffer): void => {
    length += part.length;
    if (length > LONGEST_LINE) held = [];
    else held.push(part);
  };
  const give = (): void => {
    if (length > LONGEST_LINE) verifier.tooLong();
    else verifier.line(held.length === 1 ? (held[0] ?? EMPTY) : Buffer.concat(held));
    [held, length] = [[], 0];
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, start)) {
      hold(chunk.subarray(start, at));
      give();
      start = at + 1;
    }
    if (start < chunk.length) hold(chunk.subarray(start));
  }
  const isEnded = length === 0;
  if (!isEnded) give();
  return verifier.end(isEnded);
}

const EMPTY = Buffer.alloc(0);
