import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Asking, asking, doing, placesOf } from '../support/persona.js';
import { type OwnRegister, startService } from '../support/register.js';

const registerOrganisation = doing(
  'registerOrganisation',
  'RegisterOrganisationInput',
  'organisation { id slug name kind aliases oin uri website provenance verified revision }',
);

let on: OwnRegister;
let registrar: Asking;
beforeAll(async () => {
  on = await startService();
  registrar = asking(on, 'registrar');
});
afterAll(() => on?.stop());

describe('An organisation is registered', () => {
  const input = {
    slug: 'voorbeeld-leverancier',
    name: 'Voorbeeld Leverancier B.V.',
    kind: 'SUPPLIER',
    from: '2019-05-01',
    aliases: ['Voorbeeld', 'VBL'],
    oin: '00000003123456780000',
    website: 'https://www.example.nl/',
    provenance: 'Handelsregister',
    reason: 'Nieuwe leverancier',
  };

  test('with all that is said of it', async () => {
    const { organisation, errors } = await registerOrganisation(registrar, input);
    expect(errors).toEqual([]);
    const { slug, name, kind, aliases, oin, website, provenance } = input;
    const said = { slug, name, kind, aliases, oin, website, provenance };
    expect(organisation).toEqual({ ...said, id: expect.any(String), uri: null, verified: true, revision: 1 });
    const [profile] = await on.sql(
      'select valid_from, name, is_from_known from organisation_profile where organisation_id = $1',
      [organisation.id],
    );
    expect(profile).toEqual({ valid_from: '2019-05-01', name: input.name, is_from_known: true });
    const [event] = await on.sql<{ body: string }>('select body from audit_event where subject_id = $1', [
      organisation.id,
    ]);
    const { action, reason, changes } = JSON.parse(event!.body);
    expect({ action, reason }).toEqual({ action: 'registerOrganisation', reason: 'Nieuwe leverancier' });
    expect(changes).toContainEqual({ field: 'oin', before: null, after: input.oin });
  });

  test('and no other has its short name or its number, and both are told at once', async () => {
    const [held] = await on.sql<{ id: string }>('select id from organisation where slug = $1', [input.slug]);
    const { organisation, errors } = await registerOrganisation(registrar, input);
    expect(organisation).toBeNull();
    expect(placesOf(errors)).toEqual(['ConflictError input.oin', 'ConflictError input.slug']);
    expect(errors.map(({ conflictingId }: any) => conflictingId)).toEqual([held!.id, held!.id]);
  });

  test('as not verified when no source is named', async () => {
    const { organisation } = await registerOrganisation(registrar, {
      slug: 'zonder-bron',
      name: 'Zonder bron',
      kind: 'BODY',
    });
    expect(organisation).toMatchObject({ verified: false, provenance: null, aliases: [] });
  });

  test('once, when twenty ask for it at the same moment', async () => {
    const twin = { slug: 'tweeling', name: 'Tweeling', kind: 'PARTNERSHIP' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => registerOrganisation(registrar, twin)));
    expect(answers.filter(({ organisation }) => organisation !== null)).toHaveLength(1);
    const refused = answers.filter(({ organisation }) => organisation === null);
    expect(new Set(refused.flatMap(({ errors }) => placesOf(errors)))).toEqual(new Set(['ConflictError input.slug']));
  });
});

describe('No organisation is registered', () => {
  test.each([
    ['slug', 'Grote Letters'],
    ['slug', 'gm9999'],
    ['name', ''],
    ['name', 'x'.repeat(201)],
    ['kind', 'MUNICIPALITY'],
    ['oin', '123'],
    ['oin', '٠'.repeat(20)],
    ['from', '1500-01-01'],
    ['website', `https://example.nl/${'x'.repeat(2000)}`],
    ['provenance', ' '],
  ])('with %s "%.20s"', async (field, value) => {
    const input = { slug: 'niet', name: 'Niet', kind: 'BODY', [field]: value };
    const { organisation, errors } = await registerOrganisation(registrar, input);
    expect(organisation).toBeNull();
    expect(placesOf(errors)).toEqual([`InvalidInputError input.${field}`]);
  });

  test('with an alias that is empty or said twice, and the place of each is told', async () => {
    const input = { slug: 'niet', name: 'Niet', kind: 'BODY', aliases: ['a', '', 'a'] };
    const { errors } = await registerOrganisation(registrar, input);
    expect(placesOf(errors)).toEqual(['InvalidInputError input.aliases.1', 'InvalidInputError input.aliases.2']);
  });
});
