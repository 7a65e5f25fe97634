import { isUtf8 } from 'node:buffer';
import { type IncomingMessage } from 'node:http';
import { HttpRefusal, malformed } from './http-refusal.js';
import { LIMITS } from '../limits.js';

const tooLarge = () =>
  new HttpRefusal(413, 'QUERY_TOO_COMPLEX', `The body of the request may hold at most ${LIMITS.bodyBytes} bytes.`);

const unsupported = (message: string) =>
  new HttpRefusal(415, 'BAD_USER_INPUT', message, { 'accept-post': 'application/json' });

/** @throws HttpRefusal unless the body is declared to be JSON in UTF-8. */
export function requireJson({ headers }: IncomingMessage): void {
  const type = headers['content-type'];
  if (type !== 'application/json' && !/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type ?? '')) {
    throw unsupported('Send the operation as JSON in UTF-8, with Content-Type: application/json.');
  }
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') {
    throw unsupported('Send the body without a Content-Encoding.');
  }
}

function collect(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > LIMITS.bodyBytes) {
        request.pause();
        reject(tooLarge());
      } else chunks.push(chunk);
    });
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.on('error', reject);
  });
}

/**
 * Reads a JSON body, no further than the limit.
 * @throws HttpRefusal when it is too large, not UTF-8 or not JSON.
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  requireJson(request);
  if (Number(request.headers['content-length']) > LIMITS.bodyBytes) throw tooLarge();
  const body = await collect(request);
  if (!isUtf8(body)) throw malformed('The body of the request is not UTF-8.');
  try {
    return JSON.parse(body.toString()) as unknown;
  } catch {
    throw malformed('The body of the request is not JSON.');
  }
}
