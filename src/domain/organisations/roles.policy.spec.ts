import { describe, expect, test } from '@jest/globals';
import { Actor } from '../../platform/auth/actor.js';
import { Role } from '../../platform/auth/role.js';
import { type OrganisationKind } from './organisations.enums.js';
import { GRANTERS, knowsOf, onBehalfOf, whyNotAt, whyNotDecide, whyNotEnd } from './roles.policy.js';

const ROLES = Object.values(Role);
const identity = { issuer: 'https://login.example.nl', subject: 'someone', name: 'Someone', oin: undefined };
const holder = (...held: [Role, string][]) =>
  new Actor(
    identity,
    held.map(([role, organisationId]) => ({ id: `mbr_${role}`, role, organisationId, kind: 'BODY' })),
  );
const of = (subject: string, role: Role, organisationId: string) => ({
  issuer: identity.issuer,
  subject,
  role,
  organisationId,
});

test.each([
  ['MUNICIPALITY', ['REPORTER', 'APPROVER']],
  ['SUPPLIER', ['SUPPLIER_EDITOR']],
  ['PARTNERSHIP', ['PARTNERSHIP', 'ASSESSOR']],
  ['STANDARDS_BODY', ['ASSESSOR', 'REGISTRAR', 'AUDITOR']],
  ['BODY', ['ASSESSOR', 'SECRETARY', 'REGISTRAR', 'AUDITOR']],
  ['NATIONAL_GOVERNMENT', ['ASSESSOR']],
])('at an organisation of the kind %s are %s', (kind, roles) => {
  const fitting = ROLES.filter((role) => whyNotAt(role, kind as OrganisationKind) === undefined);
  expect(fitting).toEqual(roles);
});

describe('within the organisation', () => {
  test.each([
    ['REPORTER', []],
    ['APPROVER', ['REPORTER', 'APPROVER']],
    ['PARTNERSHIP', ['PARTNERSHIP']],
    ['SUPPLIER_EDITOR', ['SUPPLIER_EDITOR']],
    ['ASSESSOR', []],
    ['SECRETARY', []],
    ['REGISTRAR', ROLES],
    ['AUDITOR', []],
  ])('%s grants and revokes %j', (held, roles) => {
    const actor = holder([held as Role, 'org_own']);
    expect(ROLES.filter((role) => whyNotDecide(actor, role, 'org_own') === undefined)).toEqual(roles);
  });

  test('nobody does so for another organisation, but a registrar', () => {
    for (const held of ROLES) {
      const actor = holder([held, 'org_own']);
      const may = ROLES.filter((role) => whyNotDecide(actor, role, 'org_other') === undefined);
      expect(may).toEqual(held === Role.REGISTRAR ? ROLES : []);
    }
  });

  test('the refusal says who may', () => {
    expect(whyNotDecide(holder([Role.APPROVER, 'org_own']), Role.REPORTER, 'org_other')).toBe(
      'REPORTER is granted and revoked by a REGISTRAR, or within its own organisation by APPROVER.',
    );
  });

  test('who may grant at all is who may grant something', () => {
    const some = ROLES.filter((held) =>
      ROLES.some((role) => whyNotDecide(holder([held, 'org_own']), role, 'org_own') === undefined),
    );
    expect([...GRANTERS].sort()).toEqual(some.sort());
  });
});

test('anyone may give up a role of his own, and no one else’s', () => {
  const reporter = holder([Role.REPORTER, 'org_own']);
  expect(whyNotEnd(reporter, of('someone', Role.REPORTER, 'org_own'))).toBeUndefined();
  expect(whyNotEnd(reporter, of('another', Role.REPORTER, 'org_own'))).toMatch(/^REPORTER is granted and revoked by/);
  expect(whyNotEnd(reporter, { ...of('someone', Role.REPORTER, 'org_own'), issuer: 'https://else.nl' })).toBeDefined();
});

test('a membership is known to those it is about, to who may hand roles on there, and to registrars and auditors', () => {
  const other = of('another', Role.REPORTER, 'org_own');
  const knows = (role: Role, organisationId: string) => knowsOf(holder([role, organisationId]), other);
  expect(ROLES.filter((role) => knows(role, 'org_own'))).toEqual([
    'APPROVER',
    'PARTNERSHIP',
    'SUPPLIER_EDITOR',
    'REGISTRAR',
    'AUDITOR',
  ]);
  expect(ROLES.filter((role) => knows(role, 'org_other'))).toEqual(['REGISTRAR', 'AUDITOR']);
  expect(knowsOf(holder(), of('someone', Role.REPORTER, 'org_own'))).toBe(true);
});

test('a registrar decides on behalf of his own organisation, a delegate on behalf of the one it is about', () => {
  expect(onBehalfOf(holder([Role.REGISTRAR, 'org_office']), 'org_x')).toBe('org_office');
  expect(onBehalfOf(holder([Role.APPROVER, 'org_x']), 'org_x')).toBe('org_x');
});
