/** The live aggregate behind node:http: one named prepared statement for each question. Run in a process of its own. */
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo } from 'node:net';
import { Database } from '../src/platform/database/database.js';
import { STATISTICS_QUERIES } from './statistics-queries.js';

const [databaseUrl = '', poolSize = '10'] = process.argv.slice(2);
const { reads: pool } = await Database.open(databaseUrl, { statementTimeoutMs: 600_000, poolSize: Number(poolSize) });

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

const server = createServer((request, response) => {
  void (async () => {
    const { standardId, from, to } = JSON.parse(await bodyOf(request)) as Record<string, string | undefined>;
    const query = STATISTICS_QUERIES[Number(request.url?.slice(1))];
    if (!query) return response.writeHead(404).end();
    // Planned for the values it is asked with, as a statement of its own would be.
    const { rows } = await pool.query<string[]>({
      text: query.sql,
      values: [standardId ?? null, from, to],
      rowMode: 'array',
    });
    const text = rows[0]?.[0] ?? '[]';
    return response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
      .end(text);
  })().catch((error: unknown) => response.writeHead(500).end(String(error)));
});
server.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
process.on('disconnect', () => process.exit());
