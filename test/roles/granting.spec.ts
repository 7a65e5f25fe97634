import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { todayInAmsterdam } from '../../src/platform/graphql/today.js';
import { type Asking, asking, placesOf } from '../support/persona.js';
import { type OwnRegister, startService } from '../support/register.js';
import { grant, organisationsOf, rolesOf } from './roles.js';

let on: OwnRegister;
let registrar: Asking;
let reporter: Asking;
let amsterdam: string;
let supplier: string;
beforeAll(async () => {
  on = await startService();
  registrar = asking(on, 'registrar');
  reporter = asking(on, 'reporter-gm0344');
  const found = await organisationsOf({ amsterdam: asking(on, 'reporter-gm0363'), supplier: asking(on, 'supplier-a') });
  [amsterdam, supplier] = [found['amsterdam']!, found['supplier']!];
});
afterAll(() => on?.stop());

describe('A registrar grants', () => {
  test('a role, which holds from the very next request on', async () => {
    expect(await rolesOf(reporter)).toEqual(['REPORTER gm0344']);
    const { membership, errors } = await grant(registrar, {
      organisationId: amsterdam,
      subject: 'reporter-gm0344',
      role: 'APPROVER',
      reason: 'Vervangt de accordeur',
    });
    expect(errors).toEqual([]);
    expect(membership).toMatchObject({
      role: 'APPROVER',
      subject: 'reporter-gm0344',
      issuer: 'urn:standaardenregister:trial',
      organisation: { id: amsterdam },
      period: { from: todayInAmsterdam(), to: null },
    });
    expect(await rolesOf(reporter)).toEqual(['APPROVER gm0363', 'REPORTER gm0344']);
  });

  test('a role that begins later, and holds nothing until then', async () => {
    const role = { organisationId: supplier, subject: 'auditor', role: 'SUPPLIER_EDITOR' };
    const { membership, errors } = await grant(registrar, { ...role, from: '2100-01-01', to: '2101-01-01' });
    expect(errors).toEqual([]);
    expect(membership.period).toEqual({ from: '2100-01-01', to: '2101-01-01' });
    expect(await rolesOf(asking(on, 'auditor'))).toEqual(['AUDITOR vng-realisatie']);
    const later = `{ memberships(organisationId: "${supplier}", asOf: "2100-06-01") { nodes { id } } }`;
    expect((await registrar(later)).memberships.nodes).toContainEqual({ id: membership.id });
  });

  test('nothing that is held already, and says with what it overlaps', async () => {
    const role = { organisationId: amsterdam, subject: 'held', role: 'REPORTER' };
    const first = await grant(registrar, { ...role, to: '2099-01-01' });
    const again = await grant(registrar, { ...role, from: '2098-01-01' });
    expect(again.membership).toBeNull();
    expect(again.errors).toMatchObject([{ __typename: 'ConflictError', conflictingId: first.membership.id }]);
    expect((await grant(registrar, { ...role, from: '2099-01-01' })).errors).toEqual([]);
  });

  test('no role that does not fit the organisation', async () => {
    const { membership, errors } = await grant(registrar, { organisationId: supplier, subject: 'x', role: 'ASSESSOR' });
    expect(membership).toBeNull();
    expect(placesOf(errors)).toEqual(['InvalidInputError input.role']);
    expect(errors[0].message).toMatch(/this one is of the kind SUPPLIER/);
  });

  test('nothing that is wrong in itself, and hears of all of it at once', async () => {
    const { errors } = await grant(registrar, {
      organisationId: 'org_00000000000000000000000000',
      subject: ' ',
      role: 'REPORTER',
      from: '2020-01-01',
      to: '2019-01-01',
    });
    expect(placesOf(errors)).toEqual([
      'InvalidInputError input.from',
      'InvalidInputError input.subject',
      'InvalidInputError input.to',
      'NotFoundError input.organisationId',
    ]);
  });
});

describe('One grant', () => {
  test('that twenty requests ask for with one key is made once, and all get the same answer', async () => {
    const input = { organisationId: amsterdam, subject: 'twenty', role: 'REPORTER', idempotencyKey: 'twenty-at-once' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => grant(registrar, input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0].errors).toEqual([]);
    const [held] = await on.sql<{ n: number }>(`select count(*)::int as n from membership where subject = 'twenty'`);
    expect(held!.n).toBe(1);
  });

  test('that twenty requests ask for without a key is made once, and the others hear of it', async () => {
    const input = { organisationId: amsterdam, subject: 'race', role: 'REPORTER' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => grant(registrar, input)));
    const made = answers.filter(({ membership }) => membership !== null);
    expect(made).toHaveLength(1);
    const refused = answers.filter(({ membership }) => membership === null);
    expect(new Set(refused.map(({ errors }) => errors[0].conflictingId))).toEqual(new Set([made[0].membership.id]));
  });

  test('stands in the audit log, with who, for whom and why', async () => {
    const input = { organisationId: supplier, subject: 'logged', role: 'SUPPLIER_EDITOR', reason: 'Nieuwe collega' };
    const { membership } = await grant(registrar, input);
    const [event] = await on.sql<{ body: string }>('select body from audit_event where subject_id = $1', [
      membership.id,
    ]);
    const { action, actor, reason, organisationId, changes } = JSON.parse(event!.body);
    expect({ action, reason, subject: actor.subject }).toEqual({
      action: 'grantRole',
      reason: 'Nieuwe collega',
      subject: 'registrar',
    });
    const [office] = await on.sql<{ slug: string }>('select slug from organisation where id = $1', [organisationId]);
    expect(office!.slug).toBe('vng-realisatie');
    expect(changes).toContainEqual({ field: 'role', before: null, after: 'SUPPLIER_EDITOR' });
    expect(changes).toContainEqual({ field: 'organisation', before: null, after: supplier });
  });
});
