import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../support/register.js';
import { runCommand } from '../support/service-process.js';
import { CatalogueCopy } from './files.js';

describe('Files with faults', () => {
  let database: FreshDatabase;
  let files: CatalogueCopy;
  let message: string;

  beforeAll(async () => {
    database = await freshDatabase('empty');
    files = new CatalogueCopy();
    files.replace(
      'standards/zaakgericht-werken.yaml',
      'publishedOn: 2019-11-18',
      'publishedOn: 2019-11-31',
      'slug: zaken-api\n',
    );
    files.replace('organisations.yaml', 'kind: NATIONAL_GOVERNMENT', 'kind: RIJK');
    files.replace('municipalities.csv', 'FRYSLAN', 'FRIESLAND');
    files.replace('standards/inkoop-en-financien.yaml', 'nameNl: GIBIT', 'naam: GIBIT');
    files.remove('decisions.yaml');
    message = await runCommand(database.url, 'load', '--from', files.folder).then(
      () => 'loaded',
      (error: Error) => error.message,
    );
  });
  afterAll(async () => {
    files.throwAway();
    await database.drop();
  });

  test.each([
    'standards/zaakgericht-werken.yaml: zaken-api, versions 1.0.0: publishedOn: a day such as 2021-04-01',
    'organisations.yaml: bkwi: kind: ',
    'municipalities.csv: line ',
    'standards/inkoop-en-financien.yaml: gibit: nameNl: ',
    'standards/inkoop-en-financien.yaml: gibit: Unrecognized key: "naam"',
    'decisions.yaml: is missing',
  ])('are refused with every fault named: %s', (fault) => {
    expect(message.split('\n').filter((line) => line.trim().startsWith(fault))).toHaveLength(1);
  });

  test('are refused in words, without a stack trace', () => {
    expect(message).toContain('nothing was changed');
    expect(message).not.toMatch(/^\s+at /m);
  });

  test('change nothing', async () => {
    const [held] = await database.sql(
      `select (select count(*)::int from organisation) as organisations, (select count(*)::int from standard) as standards,
         (select count(*)::int from municipality) as municipalities, (select count(*)::int from catalogue_load) as loads,
         catalogue_revision()::int as revision`,
    );
    expect(held).toEqual({ organisations: 0, standards: 0, municipalities: 0, loads: 0, revision: 0 });
  });

  test('that lie in no folder are asked for by name', async () => {
    await expect(runCommand(database.url, 'load', '--from', '/nowhere/at/all')).rejects.toThrow('/nowhere/at/all');
  });
});

test('A load that fails half way leaves nothing behind', async () => {
  const database = await freshDatabase('empty');
  await database.sql(
    `create function fail() returns trigger language plpgsql as $$ begin raise exception 'no room'; end $$`,
  );
  await database.sql('create trigger fail before insert on component_requirement for each row execute function fail()');
  await expect(runCommand(database.url, 'load')).rejects.toThrow('no room');
  const [held] = await database.sql(
    'select (select count(*)::int from standard) as standards, (select count(*)::int from search_document) as documents',
  );
  expect(held).toEqual({ standards: 0, documents: 0 });
  await database.drop();
}, 60_000);
