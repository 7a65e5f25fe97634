/** Setting a document keeps a thread busy for the better part of a second: it is done beside the one that answers requests. */
import { Worker } from 'node:worker_threads';

/** What the worker is told to do: a function of a module, and what it is called with. */
export interface Errand {
  readonly module: string;
  readonly name: string;
  readonly args: readonly unknown[];
}
/** Each takes a core and some 60 MB; who comes later waits. */
const MOST_AT_ONCE = 2;
let running = 0;
const waiting: (() => void)[] = [];

/**
 * Calls a function of another module in a thread of its own.
 * @param errand arguments that can be cloned; the function gives bytes
 * @throws what the function throws, as an Error with its message
 */
export async function aside(errand: Errand): Promise<Buffer> {
  // Who was waiting takes over the place of who is done.
  if (running < MOST_AT_ONCE) running += 1;
  else await new Promise<void>((proceed) => waiting.push(proceed));
  try {
    return Buffer.from(await ran(errand));
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

function ran(errand: Errand): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('aside.worker.js', import.meta.url), { workerData: errand });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => {
      reject(new Error(`The thread ended with ${code} before it had made anything.`));
    });
  });
}
