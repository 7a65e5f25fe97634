// A service that consists of nothing but its embedded PostgreSQL, for tests that kill it:
//   node embedded-service.js <data folder> [count]
// With `count` it inserts numbers one by one for as long as it lives, and tells each that was acknowledged.
import pg from 'pg';
import { startEmbedded } from '../../src/platform/database/embedded/start-embedded.js';

const [dataDir = '', work] = process.argv.slice(2);
const tell = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

try {
  const server = await startEmbedded({ dataDir, log: (log) => tell({ log }) });
  process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));
  tell({ url: server.url, port: server.port, pid: server.pid });
  if (work === 'count') await count(server.url);
  setInterval(() => undefined, 1000);
} catch (error) {
  tell({ refused: (error as Error).message });
  process.exitCode = 1;
}

async function count(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('create table if not exists counted (n bigint primary key)');
  for (let n = 1; ; n++) {
    await client.query('insert into counted values ($1)', [n]);
    tell({ n });
  }
}
