import { beforeAll, describe, expect, test } from '@jest/globals';
import { aStandard, aVersion, phase } from '../support/builders.js';
import { type Register, register } from '../support/register.js';

describe('A correction of the past', () => {
  let on: Register;
  let slug: string;
  let firstSaid: Date;
  let corrected: Date;
  beforeAll(async () => {
    on = await register();
    const standard = await aStandard(on.sql);
    slug = standard.slug;
    const version = await aVersion(on.sql, standard.id, '1.0', 1);
    firstSaid = (await phase(on.sql, version, 'IN_USE', '2020-01-01'))!;
    const [wrong] = await on.sql<{ row_id: string }>('select row_id from version_phase where version_id = $1', [
      version,
    ]);
    corrected = (await phase(on.sql, version, 'CANDIDATE', '2020-01-01', {
      valid_to: '2021-01-01',
      reason: 'Het besluit viel een jaar later.',
      corrects_row_id: wrong!.row_id,
    }))!;
  });

  const on2020 = async (knownAt?: string) => {
    const { body } = await on.graphql(
      `query ($slug: String!, $knownAt: DateTime) { standard(by: { slug: $slug }, asOf: "2020-06-01", knownAt: $knownAt) {
        lifecycle versions { nodes { lifecycle phases { lifecycle period { from to } recordedAt reason corrects { lifecycle period { from to } recordedAt } } } } } }`,
      { slug, knownAt },
    );
    expect(body.errors).toBeUndefined();
    return body;
  };

  test('holds from now on', async () => {
    const { data } = await on2020();
    expect(data.standard.lifecycle).toBe('CANDIDATE');
    expect(data.standard.versions.nodes[0].phases).toEqual([
      {
        lifecycle: 'CANDIDATE',
        period: { from: '2020-01-01', to: '2021-01-01' },
        recordedAt: corrected.toISOString(),
        reason: 'Het besluit viel een jaar later.',
        corrects: {
          lifecycle: 'IN_USE',
          period: { from: '2020-01-01', to: null },
          recordedAt: firstSaid.toISOString(),
        },
      },
      {
        lifecycle: 'IN_USE',
        period: { from: '2021-01-01', to: null },
        recordedAt: corrected.toISOString(),
        reason: null,
        corrects: null,
      },
    ]);
  });

  test('leaves what the register said before for whoever asks for that moment', async () => {
    const { data } = await on2020(firstSaid.toISOString());
    expect(data.standard.lifecycle).toBe('IN_USE');
    expect(data.standard.versions.nodes[0].phases).toHaveLength(1);
  });

  test('is known from its own moment on, to the millisecond', async () => {
    expect((await on2020(corrected.toISOString())).data.standard.lifecycle).toBe('CANDIDATE');
    const before = new Date(corrected.getTime() - 1).toISOString();
    expect((await on2020(before)).data.standard.lifecycle).toBe('IN_USE');
  });

  test('does not make the register know what it was not told yet', async () => {
    const before = new Date(firstSaid.getTime() - 60_000).toISOString();
    expect((await on2020(before)).data.standard).toBeNull();
  });
});
