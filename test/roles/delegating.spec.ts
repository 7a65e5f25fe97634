import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Asking, asking, placesOf } from '../support/persona.js';
import { signIn } from '../support/actors.js';
import { type OwnRegister, startService } from '../support/register.js';
import { grant, organisationsOf, revoke } from './roles.js';

let on: OwnRegister;
const ask: Record<string, Asking> = {};
let home: Record<string, string>;
beforeAll(async () => {
  on = await startService();
  for (const persona of ['approver-gm0363', 'reporter-gm0344', 'partnership', 'supplier-a', 'supplier-b']) {
    ask[persona] = asking(on, persona);
  }
  home = await organisationsOf(ask);
});
afterAll(() => on?.stop());

describe('Within their own organisation', () => {
  test.each([
    ['approver-gm0363', 'REPORTER'],
    ['approver-gm0363', 'APPROVER'],
    ['partnership', 'PARTNERSHIP'],
    ['supplier-a', 'SUPPLIER_EDITOR'],
  ])('%s grants %s, and revokes it', async (persona, role) => {
    const subject = `colleague-${role.toLowerCase()}`;
    const { membership, errors } = await grant(ask[persona]!, { organisationId: home[persona], subject, role });
    expect(errors).toEqual([]);
    const [event] = await on.sql<{ organisation_id: string }>(
      'select organisation_id from audit_event where subject_id = $1',
      [membership.id],
    );
    expect(event!.organisation_id).toBe(home[persona]);
    const gone = await revoke(ask[persona]!, { membershipId: membership.id, on: '2100-01-01', reason: 'Weg' });
    expect(gone.errors).toEqual([]);
    expect(gone.membership.period.to).toBe('2100-01-01');
  });

  test('nobody grants what is not theirs to hand on', async () => {
    const own = { organisationId: home['approver-gm0363'], subject: 'x', role: 'SECRETARY' };
    const { membership, errors } = await grant(ask['approver-gm0363']!, own);
    expect(membership).toBeNull();
    expect(placesOf(errors)).toEqual(['InvalidInputError input.role', 'InvalidInputError input.role']);
  });
});

describe('For another organisation', () => {
  test.each([
    ['approver-gm0363', 'reporter-gm0344', 'REPORTER'],
    ['supplier-a', 'supplier-b', 'SUPPLIER_EDITOR'],
  ])('%s grants nothing at that of %s, and is told the rule', async (persona, other, role) => {
    const { membership, errors } = await grant(ask[persona]!, { organisationId: home[other], subject: 'x', role });
    expect(membership).toBeNull();
    expect(placesOf(errors)).toEqual(['InvalidInputError input.organisationId']);
    expect(errors[0].message).toMatch(new RegExp(`^${role} is granted and revoked by a REGISTRAR, or within`));
  });
});

describe('Who has nothing to hand on', () => {
  test.each(['reporter-gm0344', 'auditor', 'secretary', 'assessor'])('%s is refused the question', async (persona) => {
    const document = `mutation { grantRole(input: { organisationId: "${home['reporter-gm0344']}", subject: "x", role: REPORTER }) { errors { message } } }`;
    const { body } = await on.graphql(document, {}, await signIn(persona, on));
    expect(body.data).toBeUndefined();
    expect(body.errors!.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });

  test('and who has not signed in must do so first', async () => {
    const document = `mutation { revokeRole(input: { membershipId: "mbr_x", reason: "x" }) { errors { message } } }`;
    const { body } = await on.graphql(document);
    expect(body.errors!.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
  });
});
