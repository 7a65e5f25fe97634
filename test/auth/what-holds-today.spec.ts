import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/database/id.js';
import { dateInAmsterdam } from '../../src/platform/graphql/today.js';
import { bearing, IdentityProvider } from '../support/identity-provider.js';
import { type OwnRegister, startService } from '../support/register.js';

const WHO = '{ viewer { memberships { role organisation { slug } } } }';
const DAY_MS = 86_400_000;
const day = (from: number): string => dateInAmsterdam(Date.now() + from * DAY_MS);
const OIN = { vng: '00000001823288444000', ibd: '00000001823288444001', nobody: '00000001823288444999' };

let provider: IdentityProvider;
let on: OwnRegister;

beforeAll(async () => {
  provider = await IdentityProvider.start();
  on = await startService({ env: provider.settings() });
  for (const slug of ['vng', 'ibd'] as const) {
    await on.sql('update organisation set oin = $2 where slug = $1', [slug, OIN[slug]]);
  }
});
afterAll(async () => {
  await on?.stop();
  await provider?.stop();
});

async function hold(subject: string, slug: string, role: string, from: string, to?: string, issuer = provider.issuer) {
  const [organisation] = await on.sql<{ id: string }>('select id from organisation where slug = $1', [slug]);
  await on.sql(`select membership_put(jsonb_populate_record(null::membership, $1::jsonb), false)`, [
    JSON.stringify({
      ...{ id: newId('mbr'), issuer, subject, role, organisation_id: organisation!.id },
      ...{ valid_from: from, ...(to === undefined ? {} : { valid_to: to }) },
    }),
  ]);
}

async function held(subject: string, claims: Record<string, unknown> = {}): Promise<string[]> {
  const { body } = await on.graphql(WHO, {}, bearing(await provider.token({ sub: subject, ...claims })));
  expect(body.errors).toBeUndefined();
  const { memberships } = body.data.viewer as { memberships: { role: string; organisation: { slug: string } }[] };
  return memberships.map(({ role, organisation: { slug } }) => `${role} ${slug}`).sort();
}

describe('What someone may do', () => {
  test('is what he holds today', async () => {
    await hold('today', 'vng', 'SECRETARY', day(0));
    await hold('today', 'ibd', 'SECRETARY', day(-10), day(1));
    expect(await held('today')).toEqual(['SECRETARY ibd', 'SECRETARY vng']);
  });

  test('is nothing when it ended yesterday', async () => {
    await hold('yesterday', 'vng', 'SECRETARY', day(-10), day(0));
    expect(await held('yesterday')).toEqual([]);
  });

  test('is nothing yet when it begins tomorrow', async () => {
    await hold('tomorrow', 'vng', 'SECRETARY', day(1));
    expect(await held('tomorrow')).toEqual([]);
  });

  test('decides what is refused: of three registrars only the one of today is heard', async () => {
    await hold('registrar-today', 'vng', 'REGISTRAR', day(-10));
    await hold('registrar-until-yesterday', 'vng', 'REGISTRAR', day(-10), day(0));
    await hold('registrar-from-tomorrow', 'vng', 'REGISTRAR', day(1));
    const input = '{ subject: "x", organisationId: "org_missing", role: REPORTER }';
    const code = async (sub: string) => {
      const mutation = `mutation { grantRole(input: ${input}) { errors { __typename } } }`;
      const { body } = await on.graphql(mutation, {}, bearing(await provider.token({ sub })));
      return body.errors?.[0]?.extensions.code ?? body.data.grantRole.errors[0].__typename;
    };
    expect(await code('registrar-today')).toBe('NotFoundError');
    expect(await code('registrar-until-yesterday')).toBe('FORBIDDEN');
    expect(await code('registrar-from-tomorrow')).toBe('FORBIDDEN');
  });

  test('is nothing for a stranger, nor for the same subject elsewhere', async () => {
    await hold('namesake', 'vng', 'REGISTRAR', day(-1), undefined, 'https://elsewhere.example');
    await hold('namesake', 'vng', 'REGISTRAR', day(-1), undefined, `${provider.issuer}/`);
    expect(await held('namesake')).toEqual([]);
    expect(await held('Namesake')).toEqual([]);
    expect(await held('registrar')).toEqual([]);
  });
});

describe('A machine', () => {
  beforeAll(async () => {
    await hold('machine', 'vng', 'SECRETARY', day(-1));
    await hold('machine', 'ibd', 'SECRETARY', day(-1));
  });

  test('acts for the organisation of its OIN alone, whatever else it was given', async () => {
    expect(await held('machine')).toEqual(['SECRETARY ibd', 'SECRETARY vng']);
    expect(await held('machine', { oin: OIN.vng })).toEqual(['SECRETARY vng']);
    expect(await held('machine', { oin: OIN.ibd })).toEqual(['SECRETARY ibd']);
    expect(await held('machine', { oin: OIN.nobody })).toEqual([]);
  });

  test('gets nothing by an OIN that it was not given a role for', async () => {
    await hold('other-machine', 'ibd', 'SECRETARY', day(-1));
    expect(await held('other-machine', { oin: OIN.vng })).toEqual([]);
  });

  test('may have its OIN in a claim of another name', async () => {
    const renamed = await startService({
      databaseUrl: on.databaseUrl,
      env: provider.settings({ OIDC_OIN_CLAIM: 'https://example.nl/oin' }),
    });
    try {
      const token = await provider.token({ sub: 'machine', 'https://example.nl/oin': OIN.vng, oin: OIN.ibd });
      const { body } = await renamed.graphql(WHO, {}, bearing(token));
      expect(body.data.viewer.memberships).toEqual([{ role: 'SECRETARY', organisation: { slug: 'vng' } }]);
    } finally {
      await renamed.stop();
    }
  });
});
