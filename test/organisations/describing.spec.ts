import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { todayInAmsterdam } from '../../src/platform/graphql/today.js';
import { type Asking, asking, doing, placesOf } from '../support/persona.js';
import { type OwnRegister, startService } from '../support/register.js';

const describeOrganisation = doing(
  'describeOrganisation',
  'DescribeOrganisationInput',
  'organisation { id name aliases oin website verified revision }',
);

let on: OwnRegister;
let registrar: Asking;
beforeAll(async () => {
  on = await startService();
  registrar = asking(on, 'registrar');
});
afterAll(() => on?.stop());

const organisation = async (slug: string) => {
  const [held] = await on.sql<{ id: string; revision: number }>(
    'select id, revision from organisation where slug = $1',
    [slug],
  );
  return held!;
};
const municipality = async (code: string, moments = '') =>
  (await asking(on)(`{ found: municipality(by: { code: "${code}" }${moments}) { id name organisation { id name } } }`))
    .found;

describe('A new name', () => {
  test('holds from its first day on; the old one stays on the days before, and in what was known before', async () => {
    const { id, organisation: own } = await municipality('GM0307');
    const before = new Date().toISOString();
    const given = {
      organisationId: own.id,
      name: 'Amersfoort aan de Eem',
      nameFrom: '2024-07-01',
      reason: 'Raadsbesluit',
    };
    const { organisation: answer, errors } = await describeOrganisation(registrar, given);
    expect(errors).toEqual([]);
    expect(answer.name).toBe('Amersfoort aan de Eem');
    expect((await municipality('GM0307', ', asOf: "2024-06-30"')).name).toBe('Amersfoort');
    expect((await municipality('GM0307', ', asOf: "2024-07-01"')).name).toBe('Amersfoort aan de Eem');
    const then = await municipality('GM0307', `, asOf: "2024-07-01", knownAt: "${before}"`);
    expect([then.name, then.organisation.name]).toEqual(['Amersfoort', 'Amersfoort']);
    const events = await on.sql<{ subject_id: string; body: string }>(
      `select subject_id, body from audit_event where action = 'describeOrganisation' and subject_id in ($1, $2)`,
      [id, own.id],
    );
    expect(events.map(({ subject_id }) => subject_id).sort()).toEqual([id, own.id].sort());
    for (const { body } of events) {
      expect(JSON.parse(body).changes).toContainEqual({
        field: 'name',
        before: 'Amersfoort',
        after: 'Amersfoort aan de Eem',
      });
    }
  });

  test('is what people find it by', async () => {
    const { organisation: own } = await municipality('GM0308');
    await describeOrganisation(registrar, { organisationId: own.id, name: 'Kwikstaartenbaarn' });
    const { search } = await asking(on)(
      '{ search(text: "Kwikstaartenbaarn") { nodes { ... on Municipality { code } } } }',
    );
    expect(search.nodes).toEqual([{ code: 'GM0308' }]);
  });

  test('that begins later leaves today as it is, and an earlier change holds until then', async () => {
    const { id } = await organisation('geonovum');
    const later = { organisationId: id, name: 'Geonovum Later', nameFrom: '2100-01-01' };
    expect((await describeOrganisation(registrar, later)).organisation.name).toBe('Geonovum');
    await describeOrganisation(registrar, { organisationId: id, name: 'Geonovum Nu' });
    const names = await on.sql(
      `select name, valid_from, valid_to from organisation_profile where organisation_id = $1 and known_to = 'infinity' order by valid_from`,
      [id],
    );
    expect(names).toMatchObject([
      { name: 'Geonovum', valid_to: todayInAmsterdam() },
      { name: 'Geonovum Nu', valid_from: todayInAmsterdam(), valid_to: '2100-01-01' },
      { name: 'Geonovum Later', valid_from: '2100-01-01' },
    ]);
  });

  test('is refused for days on which there was no such organisation', async () => {
    const { organisation: ended } = await municipality('GM0788');
    const { errors } = await describeOrganisation(registrar, { organisationId: ended.id, name: 'Nieuw Haaren' });
    expect(placesOf(errors)).toEqual(['InvalidInputError input.nameFrom']);
    expect(errors[0].message).toMatch(/until 2021-01-01/);
    const inTime = { organisationId: ended.id, name: 'Nieuw Haaren', nameFrom: '2015-01-01' };
    expect((await describeOrganisation(registrar, inTime)).errors).toEqual([]);
    expect((await municipality('GM0788', ', asOf: "2020-01-01"')).name).toBe('Nieuw Haaren');
    const { found } = await asking(on)('{ found: municipality(by: { code: "GM0788" }) { existence { to } } }');
    expect(found.existence.to).toBe('2021-01-01');
  });
});

describe('A description', () => {
  test('changes what is given, takes away what is null, and keeps what is left out', async () => {
    const { id, revision } = await organisation('logius');
    const oin = '00000004003214345001';
    const given = { organisationId: id, oin, aliases: ['Logius BZK'], provenance: 'Register van OIN' };
    const first = await describeOrganisation(registrar, { ...given, website: 'https://www.logius.nl/' });
    expect(first.organisation).toMatchObject({ oin, aliases: ['Logius BZK'], verified: true, revision: revision + 1 });
    const second = await describeOrganisation(registrar, { organisationId: id, website: null });
    expect(second.organisation).toMatchObject({ oin, website: null, revision: revision + 2 });
  });

  test('that would change nothing is refused', async () => {
    const { id } = await organisation('nen');
    const { organisation: answer, errors } = await describeOrganisation(registrar, { organisationId: id });
    expect([answer, placesOf(errors)]).toEqual([null, ['InvalidInputError input']]);
  });

  test('takes no number that another organisation has', async () => {
    const [one, other] = [await organisation('w3c'), await organisation('oasis')];
    const oin = '00000009999999999999';
    await describeOrganisation(registrar, { organisationId: one.id, oin });
    const { errors } = await describeOrganisation(registrar, { organisationId: other.id, oin });
    expect(errors).toMatchObject([{ __typename: 'ConflictError', path: ['input', 'oin'], conflictingId: one.id }]);
  });

  test('of what does not exist, or with what cannot be, is refused', async () => {
    const { errors } = await describeOrganisation(registrar, {
      organisationId: 'org_00000000000000000000000000',
      name: null,
      oin: 'x',
    });
    expect(placesOf(errors)).toEqual([
      'InvalidInputError input.name',
      'InvalidInputError input.oin',
      'NotFoundError input.organisationId',
    ]);
    const { id } = await organisation('nen');
    const noName = await describeOrganisation(registrar, { organisationId: id, nameFrom: '2020-01-01' });
    expect(placesOf(noName.errors)).toEqual(['InvalidInputError input.nameFrom']);
  });

  test('that twenty make of the same revision is made once', async () => {
    const { id, revision } = await organisation('ietf');
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        describeOrganisation(registrar, { organisationId: id, aliases: [`Naam ${i}`], expectedRevision: revision }),
      ),
    );
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    const refused = answers.filter(({ errors }) => errors.length > 0);
    expect(new Set(refused.flatMap(({ errors }) => placesOf(errors)))).toEqual(
      new Set(['ConflictError input.expectedRevision']),
    );
    expect((await organisation('ietf')).revision).toBe(revision + 1);
  });
});
