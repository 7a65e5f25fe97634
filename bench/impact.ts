/** What a change touches, by the register beside a bare statement for the same counts: one database, one run, in turns. */
import { type ChildProcess, fork } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbedded } from '../src/platform/database/embedded/start-embedded.js';
import { IMPACT, IMPACT_WHOLE } from './impact-queries.js';
import { seedImpact } from './impact-seed.js';
import { end, measure, type ReadBench, startBare, startRegister, table } from './read.js';

export interface ImpactBench extends ReadBench {
  readonly adoptions: number;
}

/** Of a standard with many versions, one that is in use. */
const STANDARD = 'zaken-api';

export async function benchImpact(bench: ImpactBench): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'standaardenregister-bench-'));
  chmodSync(folder, 0o755);
  const children: ChildProcess[] = [];
  console.error('Starting PostgreSQL and the register, and loading the starter catalogue …');
  const database = await startEmbedded({ dataDir: folder });
  const client = new pg.Client({ connectionString: database.url });
  try {
    const register = await startRegister(database.url, children);
    await client.connect();
    const there = await seedImpact(client, bench.adoptions);
    console.error(`${there.adoptions} adoptions and ${there.declarations} declarations`);
    const version = await versionInUse(client);
    const bare = await startBare(database.url, register, children);
    const load = fork(fileURLToPath(new URL('./read-load.js', import.meta.url)));
    children.push(load);
    const rows = [];
    for (const query of [IMPACT, IMPACT_WHOLE]) {
      rows.push(await measure({ bench, register, bare, load }, { ...query, variables: { version } }));
    }
    console.log(table(rows));
  } finally {
    await client.end().catch(() => undefined);
    await Promise.all(children.map(end));
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function versionInUse(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `select v.id from standard_version v join standard s on s.id = v.standard_id join version_phase p on p.version_id = v.id
     where s.slug = $1 and p.lifecycle = 'IN_USE' and p.known_to = 'infinity' and p.valid_to = 'infinity' order by v.position desc limit 1`,
    [STANDARD],
  );
  if (!rows[0]) throw new Error(`No version of ${STANDARD} is in use.`);
  return rows[0].id;
}
