import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Asking, asking, doing, placesOf } from '../support/persona.js';
import { type OwnRegister, startService } from '../support/register.js';

const admit = doing('admitPartnershipMember', 'AdmitPartnershipMemberInput', 'partnership { members { code } }');
const end = doing('endPartnershipMembership', 'EndPartnershipMembershipInput', 'partnership { members { code } }');

let on: OwnRegister;
let registrar: Asking;
let partnershipId: string;
let ids: Record<string, string>;
beforeAll(async () => {
  on = await startService();
  registrar = asking(on, 'registrar');
  const registered = await registrar(
    `mutation { registerOrganisation(input: { slug: "utrecht-werkt-samen", name: "Utrecht werkt samen", kind: PARTNERSHIP }) { organisation { id } } }`,
  );
  partnershipId = registered.registerOrganisation.organisation.id;
  const rows = await on.sql<{ code: string; id: string }>(
    `select code, id from municipality where code in ('GM0344', 'GM0310', 'GM0736')`,
  );
  ids = Object.fromEntries(rows.map(({ code, id }) => [code, id]));
});
afterAll(() => on?.stop());

const members = async (moments: string): Promise<string[]> =>
  (
    await registrar(`{ organisation(by: { id: "${partnershipId}" }, ${moments}) { members { code } } }`)
  ).organisation.members.map(({ code }: { code: string }) => code);

describe('A municipality in a partnership', () => {
  test('is a member from a day until a day, and was so for who asks later', async () => {
    await admit(registrar, { partnershipId, municipalityId: ids['GM0310'], from: '2024-01-01' });
    const { partnership, errors } = await admit(registrar, {
      ...{ partnershipId, municipalityId: ids['GM0344'], from: '2025-07-01', reason: 'Toegetreden.' },
    });
    expect({ partnership, errors }).toEqual({
      partnership: { members: [{ code: 'GM0310' }, { code: 'GM0344' }] },
      errors: [],
    });
    const left = await end(registrar, {
      ...{ partnershipId, municipalityId: ids['GM0310'], on: '2026-01-01', reason: 'Uitgetreden.' },
    });
    expect(left).toEqual({ partnership: { members: [{ code: 'GM0344' }] }, errors: [] });
    expect(await members('asOf: "2025-12-31"')).toEqual(['GM0310', 'GM0344']);
    expect(await members('asOf: "2025-06-30"')).toEqual(['GM0310']);
    expect(await members('asOf: "2026-01-01"')).toEqual(['GM0344']);
    const { municipality } = await registrar(
      `{ municipality(by: { code: "GM0310" }, asOf: "2025-12-31") { partnerships { id } } }`,
    );
    expect(municipality.partnerships).toEqual([{ id: partnershipId }]);
  });

  test('is one once at a time', async () => {
    const membership = { partnershipId, municipalityId: ids['GM0736'], from: '2025-01-01' };
    const both = await Promise.all([admit(registrar, membership), admit(registrar, membership)]);
    expect(both.flatMap(({ errors }) => placesOf(errors))).toEqual(['ConflictError input.municipalityId']);
    const before = await admit(registrar, { ...membership, from: '2024-01-01' });
    expect(placesOf(before.errors)).toEqual(['ConflictError input.municipalityId']);
  });

  test('is none of an organisation of another kind, and none that is no municipality', async () => {
    const { organisation } = await registrar('{ organisation(by: { slug: "vng" }) { id } }');
    const input = { partnershipId: organisation.id, municipalityId: 'mun_00000000000000000000000000' };
    const { errors } = await admit(registrar, input);
    expect(placesOf(errors)).toEqual(['NotFoundError input.municipalityId', 'NotFoundError input.partnershipId']);
  });

  test('cannot leave before it came, nor twice', async () => {
    const leave = { partnershipId, municipalityId: ids['GM0344'], reason: 'Vergissing.' };
    const early = await end(registrar, { ...leave, on: '2025-06-30' });
    expect(placesOf(early.errors)).toEqual(['InvalidInputError input.municipalityId']);
    expect((await end(registrar, leave)).errors).toEqual([]);
    expect(placesOf((await end(registrar, leave)).errors)).toEqual(['InvalidInputError input.municipalityId']);
  });

  test('is said by the registrar, each time with an event', async () => {
    const events = await on.sql<{ action: string }>(
      'select action from audit_event where subject_id = $1 order by event_id',
      [partnershipId],
    );
    expect(events.map(({ action }) => action)).toEqual([
      'registerOrganisation',
      ...['admitPartnershipMember', 'admitPartnershipMember', 'endPartnershipMembership'],
      ...['admitPartnershipMember', 'endPartnershipMembership'],
    ]);
  });
});
