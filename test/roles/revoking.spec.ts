import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { todayInAmsterdam } from '../../src/platform/graphql/today.js';
import { signIn } from '../support/actors.js';
import { type Asking, asking, placesOf } from '../support/persona.js';
import { type OwnRegister, startService } from '../support/register.js';
import { grant, organisationsOf, revoke, rolesOf, viewerOf } from './roles.js';

let on: OwnRegister;
let registrar: Asking;
let amsterdam: string;
beforeAll(async () => {
  on = await startService();
  registrar = asking(on, 'registrar');
  amsterdam = (await organisationsOf({ amsterdam: asking(on, 'reporter-gm0363') }))['amsterdam']!;
});
afterAll(() => on?.stop());

const idOf = async (ask: Asking, role: string): Promise<string> =>
  (await viewerOf(ask)).memberships.find((each: any) => each.role === role).id;
const give = async (subject: string, role = 'REPORTER', organisationId = amsterdam): Promise<string> =>
  (await grant(registrar, { organisationId, subject, role })).membership.id;
/** As if it had been granted long ago. */
const since = (id: string, day: string) =>
  on.sql(
    `select membership_put(jsonb_populate_record(m, jsonb_build_object('valid_from', $2::text))) from membership m where id = $1 and known_to = 'infinity'`,
    [id, day],
  );

describe('A role that is taken away', () => {
  test('has no effect on the very next request', async () => {
    const secretary = asking(on, 'secretary-2');
    await give('secretary-2', 'APPROVER');
    const colleague = { organisationId: amsterdam, subject: 'colleague', role: 'REPORTER' };
    expect((await grant(secretary, colleague)).errors).toEqual([]);
    const { errors } = await revoke(registrar, {
      membershipId: await idOf(secretary, 'APPROVER'),
      reason: 'Vergissing',
    });
    expect(errors).toEqual([]);
    expect(await rolesOf(secretary)).toEqual(['SECRETARY ibd']);
    await expect(grant(secretary, { ...colleague, subject: 'another' })).rejects.toThrow();
  });

  test('has no effect on what stands behind it in the same request', async () => {
    await give('secretary', 'APPROVER');
    const membershipId = await idOf(asking(on, 'secretary'), 'APPROVER');
    const { body } = await on.graphql(
      `mutation ($revoke: RevokeRoleInput!, $grant: GrantRoleInput!) {
        revokeRole(input: $revoke) { errors { message } }
        grantRole(input: $grant) { errors { message } }
      }`,
      {
        revoke: { membershipId, reason: 'Klaar.' },
        grant: { organisationId: amsterdam, subject: 'too-late', role: 'REPORTER' },
      },
      await signIn('secretary', on),
    );
    expect(body.errors).toMatchObject([{ path: ['grantRole'], extensions: { code: 'FORBIDDEN' } }]);
    expect(await on.sql(`select from membership where subject = 'too-late'`)).toEqual([]);
    expect(await rolesOf(asking(on, 'secretary'))).toEqual(['SECRETARY vng']);
  });

  test('ends on the day that is said, and what was before stays on record', async () => {
    const id = await give('former');
    await since(id, '2024-01-01');
    const { membership, errors } = await revoke(registrar, { membershipId: id, reason: 'Uit dienst' });
    expect(errors).toEqual([]);
    expect(membership.period).toEqual({ from: '2024-01-01', to: todayInAmsterdam() });
    const ofDay = async (asOf: string) =>
      (await registrar(`{ memberships(organisationId: "${amsterdam}", asOf: "${asOf}") { nodes { id } } }`)).memberships
        .nodes;
    expect(await ofDay('2024-06-01')).toContainEqual({ id });
    expect(await ofDay(todayInAmsterdam())).not.toContainEqual({ id });
  });

  test('leaves nothing to show when it ends on its first day', async () => {
    const id = await give('brief');
    expect(await revoke(registrar, { membershipId: id, reason: 'Vergissing' })).toEqual({
      membership: null,
      errors: [],
    });
    expect(await revoke(registrar, { membershipId: id, reason: 'Nogmaals' })).toMatchObject({
      errors: [{ __typename: 'NotFoundError', path: ['input', 'membershipId'] }],
    });
  });

  test('cannot have ended before today, nor end later than it does', async () => {
    const id = await give('ending');
    await revoke(registrar, { membershipId: id, on: '2100-01-01', reason: 'Tijdelijk' });
    const past = await revoke(registrar, { membershipId: id, on: '2020-01-01', reason: 'x' });
    expect(placesOf(past.errors)).toEqual(['InvalidInputError input.on']);
    const later = await revoke(registrar, { membershipId: id, on: '2101-01-01', reason: 'x' });
    expect(later.errors).toMatchObject([{ message: 'It ends on 2100-01-01 already.', path: ['input', 'on'] }]);
  });

  test('may be one’s own', async () => {
    const partnership = asking(on, 'partnership');
    await give('partnership', 'REPORTER');
    const { errors } = await revoke(partnership, {
      membershipId: await idOf(partnership, 'REPORTER'),
      reason: 'Klaar',
    });
    expect(errors).toEqual([]);
    expect(await rolesOf(partnership)).toEqual(['PARTNERSHIP proef-samenwerking']);
  });
});

describe('A membership', () => {
  test('that is hidden and one that is missing are refused alike', async () => {
    const foreign = await idOf(asking(on, 'supplier-b'), 'SUPPLIER_EDITOR');
    const supplier = asking(on, 'supplier-a');
    const hidden = await revoke(supplier, { membershipId: foreign, reason: 'x' });
    const missing = await revoke(supplier, { membershipId: 'mbr_00000000000000000000000000', reason: 'x' });
    expect(placesOf(hidden.errors)).toEqual(['NotFoundError input.membershipId']);
    expect(hidden).toEqual(missing);
  });

  test('that may be seen but not touched is refused with the rule', async () => {
    const foreign = await idOf(asking(on, 'supplier-b'), 'SUPPLIER_EDITOR');
    const { errors } = await revoke(asking(on, 'auditor'), { membershipId: foreign, reason: 'x' });
    expect(placesOf(errors)).toEqual(['InvalidInputError input.membershipId']);
    expect(errors[0].message).toMatch(/^SUPPLIER_EDITOR is granted and revoked by a REGISTRAR/);
  });
});

/** Keeps what writes these memberships waiting, until everyone is under way and has looked at what is held. */
async function whileHeld(ids: string[], begin: () => Promise<any>[]): Promise<any[]> {
  const client = new pg.Client({ connectionString: on.databaseUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(
      `select pg_advisory_xact_lock(hashtext('membership'), hashtext(id)) from unnest($1::text[]) id`,
      [ids],
    );
    const begun = begin();
    for (let waiting = 0; waiting < begun.length; await pause(20)) {
      const { rows } = await client.query<{ n: number }>(
        `select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted
         and database = (select oid from pg_database where datname = current_database())`,
      );
      waiting = rows[0]!.n;
    }
    await client.query('commit');
    return await Promise.all(begun);
  } finally {
    await client.end();
  }
}

describe('The last registrar', () => {
  const office = async () => (await viewerOf(registrar)).memberships[0].organisation.id as string;

  test('stays, also when he would rather go', async () => {
    const { membership, errors } = await revoke(registrar, {
      membershipId: await idOf(registrar, 'REGISTRAR'),
      reason: 'Met pensioen',
    });
    expect(membership).toBeNull();
    expect(placesOf(errors)).toEqual(['ConflictError input.membershipId']);
    expect(await rolesOf(registrar)).toEqual(['REGISTRAR vng-realisatie']);
  });

  test('is not replaced by one whose role ends, or whom another identity provider knows', async () => {
    const organisationId = await office();
    await grant(registrar, { organisationId, subject: 'temporary', role: 'REGISTRAR', to: '2100-01-01' });
    await on.sql(
      `select membership_put(jsonb_populate_record(m, '{"id": "mbr_00000000000000000000000001", "issuer": "https://former.example.nl"}'))
       from membership m where subject = 'registrar' and known_to = 'infinity'`,
    );
    const { errors } = await revoke(registrar, { membershipId: await idOf(registrar, 'REGISTRAR'), reason: 'x' });
    expect(placesOf(errors)).toEqual(['ConflictError input.membershipId']);
  });

  test('is one of two that took the role from each other at the same moment', async () => {
    const second = asking(on, 'secretary');
    await give('secretary', 'REGISTRAR', await office());
    const [own, other] = [await idOf(registrar, 'REGISTRAR'), await idOf(second, 'REGISTRAR')];
    const [one, two] = await whileHeld([own, other], () => [
      revoke(registrar, { membershipId: other, reason: 'x' }),
      revoke(second, { membershipId: own, reason: 'x' }),
    ]);
    expect([...placesOf(one.errors), ...placesOf(two.errors)]).toEqual(['ConflictError input.membershipId']);
    const left = await on.sql(
      `select subject from membership where role = 'REGISTRAR' and issuer like 'urn:%' and known_to = 'infinity'
       and valid_from <= current_date and valid_to = 'infinity'`,
    );
    expect(left).toHaveLength(1);
  });
});
