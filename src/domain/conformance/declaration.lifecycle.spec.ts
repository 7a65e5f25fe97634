import { describe, expect, test } from '@jest/globals';
import { VersionKind } from '../standards/standards.enums.js';
import { Lifecycle } from '../standards/version.lifecycle.js';
import { DeclarationState, EvidenceKind } from './conformance.enums.js';
import {
  allowedFrom,
  type Facts,
  LAPSED,
  type Shown,
  type Standing,
  TRANSITIONS,
  whyNot,
} from './declaration.lifecycle.js';

const states = Object.values(DeclarationState);
/** Each step that is a step, and whose it is. */
const decided = new Map([
  ['DRAFT>PUBLISHED', 'SUPPLIER'],
  ['PUBLISHED>IN_ASSESSMENT', 'ASSESSOR'],
  ['PUBLISHED>WITHDRAWN', 'SUPPLIER'],
  ['IN_ASSESSMENT>DEMONSTRATED', 'ASSESSOR'],
  ['IN_ASSESSMENT>REFUSED', 'ASSESSOR'],
  ['IN_ASSESSMENT>WITHDRAWN', 'SUPPLIER'],
  ['DEMONSTRATED>REASSESSMENT_DUE', 'ASSESSOR'],
  ['DEMONSTRATED>REVOKED', 'ASSESSOR'],
  ['DEMONSTRATED>WITHDRAWN', 'SUPPLIER'],
  ['REASSESSMENT_DUE>IN_ASSESSMENT', 'ASSESSOR'],
  ['REASSESSMENT_DUE>REVOKED', 'ASSESSOR'],
  ['REASSESSMENT_DUE>WITHDRAWN', 'SUPPLIER'],
]);
const SUPPLIER: Standing = { isSupplier: true, assessor: 'NO_ROLE' };
const ASSESSOR: Standing = { isSupplier: false, assessor: 'MAY' };
const TODAY = '2026-11-22';
const REPORT: Shown = {
  ...{ kind: EvidenceKind.TEST_REPORT, issuedBy: 'Testlab', issuedOn: '2026-11-01' },
  ...{ validUntil: null, reportFailed: null },
};
const facts = (more: Partial<Facts> = {}): Facts => ({
  ...{ state: DeclarationState.IN_ASSESSMENT, today: TODAY, reason: 'Zo is het.', validUntil: null },
  ...{ versionKind: VersionKind.RELEASE, lifecycle: Lifecycle.IN_USE, supportedUntil: null, evidence: [REPORT] },
  ...more,
});
const demonstrating = (more: Partial<Facts>) => whyNot(DeclarationState.DEMONSTRATED, facts(more), ASSESSOR);

describe('A declaration', () => {
  test.each(states.flatMap((from) => states.map((to) => [from, to] as const)))('%s to %s is decided', (from, to) => {
    const by = decided.get(`${from}>${to}`);
    const goes = (standing: Standing) => whyNot(to, facts({ state: from }), standing) === undefined;
    expect([goes(SUPPLIER), goes(ASSESSOR)]).toEqual([by === 'SUPPLIER', by === 'ASSESSOR']);
    expect(allowedFrom(from, SUPPLIER).includes(to)).toBe(by === 'SUPPLIER');
    expect(allowedFrom(from, ASSESSOR).includes(to)).toBe(by === 'ASSESSOR');
  });

  test('comes to every state from its draft, but to what comes with its day', () => {
    const reached = new Set<DeclarationState>([DeclarationState.DRAFT]);
    for (const state of reached) for (const { to } of TRANSITIONS[state]) reached.add(to);
    expect([...reached, DeclarationState.EXPIRED].sort()).toEqual([...states].sort());
  });

  test('that was revoked is not declared anew', () => {
    expect(LAPSED).not.toContain(DeclarationState.REVOKED);
    expect(LAPSED.every((state) => TRANSITIONS[state].length === 0)).toBe(true);
  });
});

describe('What is refused', () => {
  test('says whose step it is', () => {
    const missing = (assessor: Standing['assessor']) =>
      whyNot(DeclarationState.DEMONSTRATED, facts(), { isSupplier: false, assessor })?.missing;
    expect(missing('NO_ROLE')).toEqual(['the role of ASSESSOR']);
    expect(missing('OWN_PRODUCT')).toEqual(['an assessor who does not speak for the supplier']);
    expect(missing('ANOTHER_TOOK_IT')).toEqual(['the organisation that took it in assessment']);
    expect(whyNot(DeclarationState.WITHDRAWN, facts(), ASSESSOR)).toMatchObject({
      missing: ['a SUPPLIER_EDITOR of the supplier, or a REGISTRAR'],
      allowed: ['DEMONSTRATED', 'REFUSED'],
    });
  });

  test.each(['REFUSED', 'REVOKED', 'REASSESSMENT_DUE'] as const)('to become %s takes a reason', (to) => {
    const state = to === 'REFUSED' ? DeclarationState.IN_ASSESSMENT : DeclarationState.DEMONSTRATED;
    expect(whyNot(DeclarationState[to], facts({ state, reason: null }), ASSESSOR)?.missing).toEqual(['a reason']);
  });

  test('names everything that is missing at once', () => {
    const wanting = { versionKind: VersionKind.LINE, lifecycle: Lifecycle.WITHDRAWN, supportedUntil: TODAY };
    expect(demonstrating({ ...wanting, evidence: [], validUntil: TODAY })?.missing).toHaveLength(5);
  });
});

describe('To be demonstrated', () => {
  test.each([VersionKind.LINE, VersionKind.ROLLING])('it is about a release, not about what is %s', (versionKind) =>
    expect(demonstrating({ versionKind })?.missing).toHaveLength(1),
  );
  test.each([null, Lifecycle.END_OF_SUPPORT, Lifecycle.WITHDRAWN, Lifecycle.VOID])(
    'the standard is not %s',
    (lifecycle) => expect(demonstrating({ lifecycle })?.missing).toHaveLength(1),
  );
  test('the product is supported on the day itself', () => {
    expect(demonstrating({ supportedUntil: TODAY })?.missing).toHaveLength(1);
    expect(demonstrating({ supportedUntil: '2026-11-23' })).toBeUndefined();
  });
  test.each<[string, Partial<Shown>]>([
    ['its own word', { kind: EvidenceKind.OWN_STATEMENT }],
    ['of nobody', { issuedBy: null }],
    ['of no day', { issuedOn: null }],
    ['of tomorrow', { issuedOn: '2026-11-23' }],
    ['of the past', { validUntil: TODAY }],
    ['of failures', { reportFailed: 1 }],
  ])('evidence %s is none', (_, more) => {
    expect(demonstrating({ evidence: [{ ...REPORT, ...more }] })?.missing).toHaveLength(1);
    expect(demonstrating({ evidence: [{ ...REPORT, ...more }, REPORT] })).toBeUndefined();
  });
});
