import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/database/id.js';
import { phase } from '../support/builders.js';
import { type FreshDatabase, freshDatabase } from '../support/register.js';
import { runCommand } from '../support/service-process.js';
import { CatalogueCopy } from './files.js';

const FILE = 'standards/inkoop-en-financien.yaml';
const SLUG = 'betalen-en-invorderen-services';
const A_VERSION = `      - label: '2.0'
        position: 2
        kind: RELEASE
        phases:
          - { lifecycle: CANDIDATE }
        source: proef
        confidence: SEEN
      - label: '1.0'`;

describe('A version that comes with a new catalogue', () => {
  let database: FreshDatabase;
  let files: CatalogueCopy;
  let standardId: string;
  beforeEach(async () => {
    database = await freshDatabase('starter');
    files = new CatalogueCopy();
    files.replace(FILE, `      - label: '1.0'`, A_VERSION);
    const [standard] = await database.sql<{ id: string }>('select id from standard where slug = $1', [SLUG]);
    standardId = standard!.id;
  });
  afterEach(async () => {
    files.throwAway();
    await database.drop();
  });
  const registered = async (label: string, position: number, announcedAt: string | null) => {
    const id = newId('ver');
    await database.sql(
      `insert into standard_version (id, standard_id, label, kind, position, confidence, announced_at) values ($1, $2, $3, 'RELEASE', $4, 'SEEN', $5)`,
      [id, standardId, label, position, announcedAt],
    );
    await phase(database.sql, id, 'IN_DEVELOPMENT', '2026-01-01');
  };
  const load = () => runCommand(database.url, 'load', '--from', files.folder);
  const versions = () =>
    database.sql(
      `select label, position, announced_at is null as "isDraft" from standard_version where standard_id = $1 order by position`,
      [standardId],
    );

  test('takes its place, and what a registrar put there moves up', async () => {
    await registered('1.1', 2, '2026-01-01');
    await registered('concept', 1_000_001, null);
    await load();
    expect(await versions()).toEqual([
      { label: '1.0', position: 1, isDraft: false },
      { label: '2.0', position: 2, isDraft: false },
      { label: '1.1', position: 3, isDraft: false },
      { label: 'concept', position: 1_000_001, isDraft: true },
    ]);
  });

  test('comes behind those before it, and they stay in their order when one of them gets other words', async () => {
    await database.sql(`update standard_version set position = 2 where standard_id = $1 and label = '1.0'`, [
      standardId,
    ]);
    await registered('0.9', 1, '2026-01-01');
    await load();
    const order = ['0.9', '1.0', '2.0'];
    expect((await versions()).map(({ label }: any) => label)).toEqual(order);
    files.replace(FILE, 'source: proef', 'source: nader bezien');
    files.replace(
      FILE,
      `- label: '1.0'\n        position: 1`,
      `- label: '1.0'\n        url: https://example.org/1\n        position: 1`,
      `slug: ${SLUG}`,
    );
    await load();
    expect((await versions()).map(({ label }: any) => label)).toEqual(order);
  });

  test('announces the draft of it that a registrar had made', async () => {
    await registered('2.0', 1_000_001, null);
    await load();
    expect(await versions()).toEqual([
      { label: '1.0', position: 1, isDraft: false },
      { label: '2.0', position: 2, isDraft: false },
    ]);
    const stages = await database.sql(
      `select lifecycle from version_phase p join standard_version v on v.id = p.version_id
       where v.standard_id = $1 and v.label = '2.0' and p.known_to = 'infinity'`,
      [standardId],
    );
    expect(stages).toEqual([{ lifecycle: 'CANDIDATE' }]);
  });
});
