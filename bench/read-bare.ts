/** The ceiling: node:http, a pool, and for each question one named prepared statement. Run in a process of its own. */
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo } from 'node:net';
import { Database } from '../src/platform/database/database.js';
import { todayInAmsterdam } from '../src/platform/graphql/today.js';
import { IMPACT, IMPACT_WHOLE } from './impact-queries.js';
import { READ_QUERIES } from './read-queries.js';

const [databaseUrl = '', base = '', poolSize = '10'] = process.argv.slice(2);
// The very connections that the register reads over, so that only what is done with them differs.
const { reads: pool } = await Database.open(databaseUrl, { statementTimeoutMs: 5000, poolSize: Number(poolSize) });
const statements = new Map(
  [...READ_QUERIES, IMPACT, IMPACT_WHOLE].map(({ name, sql }) => [`/${encodeURIComponent(name)}`, { name, text: sql }]),
);

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

const server = createServer((request, response) => {
  void (async () => {
    const { variables } = JSON.parse(await bodyOf(request)) as { variables: Record<string, unknown> };
    const statement = statements.get(request.url ?? '');
    if (!statement) return response.writeHead(404).end();
    const values = [...Object.values(variables), todayInAmsterdam(), base];
    const { rows } = await pool.query<string[]>({ ...statement, values, rowMode: 'array' });
    const text = rows[0]?.[0] ?? '';
    return response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
      .end(text);
  })().catch((error: unknown) => response.writeHead(500).end(String(error)));
});
server.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
process.on('disconnect', () => process.exit());
