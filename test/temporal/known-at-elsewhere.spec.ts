import { beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { aStandard, aVersion, phase } from '../support/builders.js';
import { freshDatabase, type Register, register } from '../support/register.js';

let on: Register;
beforeAll(async () => void (on = await register()));

test('Whoever writes in another database of the server does not hold back what this register may be asked', async () => {
  const elsewhere = await freshDatabase('empty');
  const writer = new pg.Client({ connectionString: elsewhere.url });
  await writer.connect();
  try {
    await writer.query('begin');
    await writer.query('select pg_current_xact_id()');
    const { id, slug } = await aStandard(on.sql);
    const at = (await phase(on.sql, await aVersion(on.sql, id, '1.0', 1), 'IN_USE', '2020-01-01'))!;
    await new Promise((done) => setTimeout(done, 20));
    const { body } = await on.graphql(
      'query ($slug: String!, $knownAt: DateTime) { standard(by: { slug: $slug }, knownAt: $knownAt) { lifecycle } }',
      { slug, knownAt: at.toISOString() },
    );
    expect(body.data.standard).toEqual({ lifecycle: 'IN_USE' });
    expect(body.extensions).not.toHaveProperty('knownAt');
  } finally {
    await writer.end();
    await elsewhere.drop();
  }
});
