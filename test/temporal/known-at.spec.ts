import { beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { aStandard, aVersion, phase } from '../support/builders.js';
import { type Register, register } from '../support/register.js';

describe('What the register held at a moment', () => {
  let on: Register;
  beforeAll(async () => void (on = await register()));
  const lifecycle = (slug: string, knownAt: string) =>
    on.graphql(
      'query ($slug: String!, $knownAt: DateTime) { standard(by: { slug: $slug }, knownAt: $knownAt) { currentVersion { label } } }',
      {
        slug,
        knownAt,
      },
    );

  test('does not change afterwards: a moment that writers may still reach is moved back, and the answer says so', async () => {
    const { id, slug } = await aStandard(on.sql);
    const version = await aVersion(on.sql, id, '1.0', 1);
    const writer = new pg.Client({ connectionString: on.databaseUrl });
    await writer.connect();
    try {
      await writer.query('begin');
      await writer.query(`select version_phase_put(jsonb_populate_record(null::version_phase, $1::jsonb))`, [
        JSON.stringify({
          version_id: version,
          lifecycle: 'IN_USE',
          valid_from: '2020-01-01',
          confidence: 'SEEN',
          is_without_successor: false,
        }),
      ]);
      const [{ at }] = (await on.sql<{ at: Date }>('select clock_timestamp() as at')) as [{ at: Date }];
      const asked = new Date(at.getTime() + 5).toISOString();
      const before = await lifecycle(slug, asked);
      const used = before.body.extensions!['knownAt'] as string;
      expect(before.body.data.standard?.currentVersion ?? null).toBeNull();
      expect(new Date(used).getTime()).toBeLessThan(new Date(asked).getTime());
      await writer.query('commit');
      const after = await lifecycle(slug, used);
      expect(after.body.data).toEqual(before.body.data);
      const now = await on.graphql(
        'query ($slug: String!) { standard(by: { slug: $slug }) { currentVersion { label } } }',
        { slug },
      );
      expect(now.body.data.standard.currentVersion.label).toBe('1.0');
    } finally {
      await writer.end();
    }
  });

  test('is answered as asked when nothing can change it any more', async () => {
    const { id, slug } = await aStandard(on.sql);
    const version = await aVersion(on.sql, id, '1.0', 1);
    const at = (await phase(on.sql, version, 'IN_USE', '2020-01-01'))!;
    await new Promise((done) => setTimeout(done, 20));
    const answer = await lifecycle(slug, at.toISOString());
    expect(answer.body.data.standard.currentVersion.label).toBe('1.0');
    expect(answer.body.extensions).not.toHaveProperty('knownAt');
  });

  test('in the future is what it holds now', async () => {
    const { body } = await lifecycle('zaken-api', '2999-01-01T00:00:00Z');
    expect(body.data.standard.currentVersion.label).toBe('1.7.0');
    expect(Date.parse(body.extensions!['knownAt'] as string)).toBeLessThanOrEqual(Date.now() + 1000);
  });
});
