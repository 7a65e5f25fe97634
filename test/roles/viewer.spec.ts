import { beforeAll, describe, expect, test } from '@jest/globals';
import { todayInAmsterdam } from '../../src/platform/graphql/today.js';
import { asking } from '../support/persona.js';
import { signIn } from '../support/actors.js';
import { type Register, register } from '../support/register.js';

describe('The viewer', () => {
  let on: Register;
  beforeAll(async () => void (on = await register()));

  test('is nobody for who has not signed in', async () => {
    expect(await asking(on)('{ viewer { name memberships { id } } }')).toEqual({ viewer: null });
  });

  test('has a name, and what may be done for which organisation today', async () => {
    const { viewer } = await asking(
      on,
      'reporter-gm0344',
    )(
      '{ viewer { name memberships { role organisation { slug name municipality { code } } period { from to isFromKnown } } } }',
    );
    expect(viewer).toEqual({
      name: 'Proefpersoon melder Utrecht',
      memberships: [
        {
          role: 'REPORTER',
          organisation: { slug: 'gm0344', name: 'Utrecht', municipality: { code: 'GM0344' } },
          period: { from: expect.any(String), to: null, isFromKnown: true },
        },
      ],
    });
    expect(viewer.memberships[0].period.from <= todayInAmsterdam()).toBe(true);
  });

  test('is another for each who asks the same question', async () => {
    const names = await Promise.all(
      ['supplier-a', 'supplier-b', 'supplier-a'].map(
        async (persona) => (await asking(on, persona)('{ viewer { name } }')).viewer.name,
      ),
    );
    expect(names).toEqual(['Proefpersoon leverancier A', 'Proefpersoon leverancier B', 'Proefpersoon leverancier A']);
  });

  test('is never kept by anyone on the way', async () => {
    const { headers } = await on.graphql('{ viewer { name } }', {}, await signIn('auditor'));
    expect(headers.get('etag')).toBeNull();
    expect(headers.get('cache-control')).toMatch(/no-store|private/);
  });
});
