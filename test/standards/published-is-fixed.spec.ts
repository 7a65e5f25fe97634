import { beforeAll, describe, expect, test } from '@jest/globals';
import { aStandard, aVersion, phase } from '../support/builders.js';
import { type Register, register } from '../support/register.js';

const AN_ARTIFACT = `insert into artifact (version_id, position, kind, title, url) values ($1, 1, 'OPENAPI', 'Beschrijving', 'https://example.org/openapi.yaml')`;

describe('A published version', () => {
  let on: Register;
  let published: string;
  let draft: string;
  beforeAll(async () => {
    on = await register();
    const standard = await aStandard(on.sql);
    published = await aVersion(on.sql, standard.id, '1.0', 1);
    draft = await aVersion(on.sql, standard.id, '2.0', 2);
    await phase(on.sql, draft, 'IN_DEVELOPMENT', '2026-01-01');
    await on.sql(AN_ARTIFACT, [published]);
    await phase(on.sql, published, 'IN_USE', '2020-01-01');
  });

  test.each([
    ['its label', `update standard_version set label = '1.0.0' where id = $1`],
    ['its date', `update standard_version set published_on = '2019-01-01' where id = $1`],
    ['its kind', `update standard_version set kind = 'LINE' where id = $1`],
    ['a file', `update artifact set url = 'https://example.org/anders.yaml' where version_id = $1`],
  ])('cannot be changed: %s', async (_, statement) => {
    await expect(on.sql(statement, [published])).rejects.toThrow(/published/);
  });

  test('takes no more files', async () => {
    await expect(on.sql(AN_ARTIFACT.replace(' 1,', ' 2,'), [published])).rejects.toThrow(/published/);
  });

  test('may move in the order, which says nothing of what it is', async () => {
    await on.sql('update standard_version set position = 10 where id = $1', [published]);
    await on.sql('update standard_version set position = 1 where id = $1', [published]);
  });

  test('differs from a draft, which can still be changed', async () => {
    await on.sql(`update standard_version set label = '2.0-rc1' where id = $1`, [draft]);
    await on.sql(AN_ARTIFACT, [draft]);
  });

  test.each([
    'standard_version',
    'standard',
    'artifact',
    'version_phase',
    'obligation',
    'decision',
    'organisation_profile',
  ])('is not deleted, nor is anything else: %s', async (table) => {
    await expect(on.sql(`delete from ${table}`)).rejects.toThrow(/append-only/);
    await expect(on.sql(`truncate ${table} cascade`)).rejects.toThrow(/append-only/);
  });

  test('cannot be changed by the service at all where it has no business', async () => {
    await on.sql('grant standaardenregister_service to current_user');
    const asService = (statement: string) =>
      on.sql(`do $$ begin set local role standaardenregister_service; ${statement}; end $$`);
    await expect(asService(`update version_phase set known_to = now()`)).rejects.toThrow(/permission denied/);
    await expect(asService(`insert into obligation (id) values ('x')`)).rejects.toThrow(/permission denied/);
    await expect(asService(`delete from standard`)).rejects.toThrow(/permission denied/);
    await expect(asService(`update decision set title = ''`)).rejects.toThrow(/permission denied/);
  });
});
