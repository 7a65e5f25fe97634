import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freshDatabase, startService } from '../support/register.js';
import { openShore, type Shore } from './fixture/engine.js';

let shore: Shore;
beforeAll(async () => {
  shore = await openShore();
});
afterAll(async () => shore.close());

describe('what is declared has to fit the database', () => {
  test('and starts when it does', async () => {
    await expect(shore.reader.onApplicationBootstrap()).resolves.toBeUndefined();
  });

  test('and the service refuses to start, telling why, when it does not', async () => {
    const database = await freshDatabase('empty');
    await database.sql(
      'alter table standard drop constraint standard_kind_check, alter column summary_nl drop not null',
    );
    const starting = startService({ databaseUrl: database.url, env: { STARTER_CATALOGUE: 'off' } });
    await expect(starting).rejects.toThrow(
      /Standard.summaryNl: the entity promises a value.*Standard\.kind is not escaped/s,
    );
    await database.drop();
  });
});
