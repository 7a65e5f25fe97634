/** Asks one question over and over on connections that stay open. Run in a process of its own, so that it counts nobody else's time. */
import { connect } from 'node:net';

export interface Load {
  readonly url: string;
  readonly body: string;
  readonly connections: number;
  readonly seconds: number;
}
export interface Measured {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly failures: number;
}

/** One connection: sends, waits for the whole answer, sends again. */
function keepAsking(load: Load, request: Buffer, until: number, took: number[], failed: () => void): Promise<void> {
  return new Promise((done) => {
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(load.url).port), noDelay: true });
    let started = 0;
    let missing = -1;
    let head = '';
    const ask = () => {
      if (performance.now() >= until) return socket.end();
      started = performance.now();
      missing = -1;
      head = '';
      return socket.write(request);
    };
    const received = (chunk: Buffer) => {
      if (missing >= 0) missing -= chunk.length;
      else {
        head += chunk.toString('latin1');
        const end = head.indexOf('\r\n\r\n');
        if (end < 0) return;
        const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
        if (!head.startsWith('HTTP/1.1 200') || length === undefined) failed();
        missing = Number(length ?? 0) - (head.length - end - 4);
      }
      if (missing > 0) return;
      took.push(performance.now() - started);
      ask();
    };
    socket
      .on('connect', ask)
      .on('data', received)
      .on('close', () => done());
    socket.on('error', () => {
      failed();
      done();
    });
  });
}

async function run(load: Load): Promise<Measured> {
  const { pathname, host } = new URL(load.url);
  const head = `POST ${pathname} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\naccept: application/json\r\ncontent-length: ${Buffer.byteLength(load.body)}\r\n\r\n`;
  const took: number[] = [];
  let failures = 0;
  const started = performance.now();
  const until = started + load.seconds * 1000;
  const request = Buffer.from(head + load.body);
  await Promise.all(
    Array.from({ length: load.connections }, () => keepAsking(load, request, until, took, () => failures++)),
  );
  const seconds = (performance.now() - started) / 1000;
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN;
  return { perSecond: took.length / seconds, p50: at(0.5), p99: at(0.99), failures };
}

process.on('message', (load: Load) => void run(load).then((measured) => process.send?.(measured)));
process.on('disconnect', () => process.exit());
