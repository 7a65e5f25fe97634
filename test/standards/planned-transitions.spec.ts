import { beforeAll, describe, expect, test } from '@jest/globals';
import { aStandard, aVersion, phase } from '../support/builders.js';
import { type Register, register } from '../support/register.js';

describe('A transition planned for a date', () => {
  let on: Register;
  let slug: string;
  beforeAll(async () => {
    on = await register();
    const standard = await aStandard(on.sql);
    slug = standard.slug;
    const first = await aVersion(on.sql, standard.id, '1.0', 1);
    const second = await aVersion(on.sql, standard.id, '2.0', 2);
    await phase(on.sql, first, 'IN_USE', '2020-01-01');
    await phase(on.sql, second, 'CANDIDATE', '2026-01-01');
    await phase(on.sql, second, 'IN_USE', '2099-01-01');
    await phase(on.sql, first, 'END_OF_SUPPORT', '2100-01-01', { successor_id: second });
  });

  const at = async (asOf: string) => {
    const { body } = await on.graphql(
      `query ($slug: String!, $asOf: Date) { standard(by: { slug: $slug }, asOf: $asOf) {
        lifecycle currentVersion { label } versions { nodes { label lifecycle endOfSupportOn inUseFrom successors { label } allowedTransitions } } } }`,
      { slug, asOf },
    );
    expect(body.errors).toBeUndefined();
    return body.data.standard;
  };

  test('does not show the day before', async () => {
    expect((await at('2098-12-31')).currentVersion.label).toBe('1.0');
  });

  test('takes effect on its day, without anything having to run', async () => {
    expect((await at('2099-01-01')).currentVersion.label).toBe('2.0');
    const { versions } = await at('2100-01-01');
    expect(versions.nodes[0]).toMatchObject({
      label: '1.0',
      lifecycle: 'END_OF_SUPPORT',
      successors: [{ label: '2.0' }],
      allowedTransitions: ['WITHDRAWN'],
    });
  });

  test('is announced beforehand', async () => {
    const { versions } = await at('2026-06-01');
    expect(versions.nodes).toMatchObject([
      { label: '1.0', endOfSupportOn: '2100-01-01', successors: [] },
      {
        label: '2.0',
        lifecycle: 'CANDIDATE',
        inUseFrom: '2099-01-01',
        allowedTransitions: ['IN_DEVELOPMENT', 'IN_USE', 'VOID'],
      },
    ]);
  });
});
