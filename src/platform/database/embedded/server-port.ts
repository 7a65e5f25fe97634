import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { StartRefused } from '../start-refused.js';

const REMEMBERED = 'service.port';

/**
 * The wished port; else the one of the last start, so that a database tool keeps its connection; else any free one.
 * @throws StartRefused when the wished port is taken.
 */
export async function choosePort(cluster: string, wished: number | undefined): Promise<number> {
  if (wished !== undefined) {
    if (await tryPort(wished)) return wished;
    throw new StartRefused(`Port ${wished}, wished for the embedded PostgreSQL, is in use.`);
  }
  const port = (await tryPort(remembered(cluster))) ?? (await tryPort(0));
  if (port === undefined)
    throw new StartRefused('This system has no free port on 127.0.0.1 for the embedded PostgreSQL.');
  writeFileSync(join(cluster, REMEMBERED), `${port}\n`);
  return port;
}

function remembered(cluster: string): number {
  try {
    const port = Number(readFileSync(join(cluster, REMEMBERED), 'utf8'));
    return Number.isInteger(port) && port > 0 && port < 65536 ? port : 0;
  } catch {
    return 0;
  }
}

/** @param port 0 for any. @returns the port when it can be listened on. */
function tryPort(port: number): Promise<number | undefined> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
