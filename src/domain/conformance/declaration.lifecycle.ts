/** What becomes of a declaration, who may make it so, and what has to be there for it (the domain's state machine for declarations). */
import { Lifecycle } from '../standards/version.lifecycle.js';
import { VersionKind } from '../standards/standards.enums.js';
import { DeclarationState, EvidenceKind } from './conformance.enums.js';

const { DRAFT, PUBLISHED, IN_ASSESSMENT, DEMONSTRATED, REFUSED, EXPIRED, WITHDRAWN, REVOKED, REASSESSMENT_DUE } =
  DeclarationState;

export type Party = 'SUPPLIER' | 'ASSESSOR';

interface Way {
  readonly to: DeclarationState;
  readonly by: Party;
}
const supplier = (to: DeclarationState): Way => ({ to, by: 'SUPPLIER' });
const assessor = (to: DeclarationState): Way => ({ to, by: 'ASSESSOR' });

/**
 * The ways that someone goes. Two states come of themselves: EXPIRED on the day until which it is valid, and
 * REASSESSMENT_DUE when what was demonstrated leans on something that has ended.
 */
export const TRANSITIONS: Readonly<Record<DeclarationState, readonly Way[]>> = {
  DRAFT: [supplier(PUBLISHED)],
  PUBLISHED: [assessor(IN_ASSESSMENT), supplier(WITHDRAWN)],
  IN_ASSESSMENT: [assessor(DEMONSTRATED), assessor(REFUSED), supplier(WITHDRAWN)],
  DEMONSTRATED: [assessor(REASSESSMENT_DUE), assessor(REVOKED), supplier(WITHDRAWN)],
  REASSESSMENT_DUE: [assessor(IN_ASSESSMENT), assessor(REVOKED), supplier(WITHDRAWN)],
  REFUSED: [],
  EXPIRED: [],
  WITHDRAWN: [],
  REVOKED: [],
};

/** Whose step it is; undefined when it is none. */
export const partyTo = (from: DeclarationState, to: DeclarationState): Party | undefined =>
  TRANSITIONS[from].find((way) => way.to === to)?.by;

/** From these the same thing may be declared anew; what was revoked stays so. */
export const LAPSED: readonly DeclarationState[] = [EXPIRED, REFUSED, WITHDRAWN];

/** From here on the assessor who took it in is the only one who goes on with it. */
export const isTakenIn = (state: DeclarationState): boolean => state !== DRAFT && state !== PUBLISHED;

/** How someone stands to a declaration. */
export interface Standing {
  readonly isSupplier: boolean;
  /** Whether an organisation that he assesses for may judge it; if not, what is in the way. */
  readonly assessor: 'MAY' | 'NO_ROLE' | 'OWN_PRODUCT' | 'ANOTHER_TOOK_IT';
}

/** The states that someone may bring it to, as far as his part in it decides that. */
export const allowedFrom = (state: DeclarationState, { isSupplier, assessor }: Standing): DeclarationState[] =>
  TRANSITIONS[state].filter(({ by }) => (by === 'SUPPLIER' ? isSupplier : assessor === 'MAY')).map(({ to }) => to);

/** What the guards look at of a piece of evidence. */
export interface Shown {
  readonly kind: EvidenceKind;
  readonly issuedBy: string | null;
  readonly issuedOn: string | null;
  readonly validUntil: string | null;
  /** Of a report by a machine: what failed in it; null when it is none. */
  readonly reportFailed: number | null;
}
/** What the guards look at; days are YYYY-MM-DD. */
export interface Facts {
  readonly state: DeclarationState;
  readonly today: string;
  readonly reason: string | null;
  /** Until when it is to be valid after the step; null until further notice. */
  readonly validUntil: string | null;
  readonly versionKind: VersionKind;
  /** The stage of the version of the standard today; null when it has none. */
  readonly lifecycle: Lifecycle | null;
  /** The first day on which the version of the product is not supported; null while none is set. */
  readonly supportedUntil: string | null;
  /** All that it rests on, with what comes with the step. */
  readonly evidence: readonly Shown[];
}

/** What a declaration still misses to come to a state; empty when nothing. */
function missingFor(to: DeclarationState, facts: Facts): string[] {
  switch (to) {
    case PUBLISHED:
      return [...stillValid(facts)];
    case DEMONSTRATED:
      return [...stillValid(facts), ...notExact(facts), ...unsupported(facts), ...notProven(facts)];
    case REFUSED:
    case REVOKED:
    case REASSESSMENT_DUE:
      return facts.reason === null ? ['a reason'] : [];
    default:
      return [];
  }
}

const stillValid = ({ validUntil, today }: Facts): string[] =>
  validUntil !== null && validUntil <= today ? [`a day after ${today} until which it is valid`] : [];

const notExact = ({ versionKind }: Facts): string[] =>
  versionKind === VersionKind.RELEASE ? [] : ['a release: what is claimed of a line or a rolling version is supported'];

const ENDED: readonly (Lifecycle | null)[] = [null, Lifecycle.END_OF_SUPPORT, Lifecycle.WITHDRAWN, Lifecycle.VOID];

const unsupported = ({ lifecycle, supportedUntil, today }: Facts): string[] => [
  ...(ENDED.includes(lifecycle) ? ['a version of the standard that is not out of support'] : []),
  ...(supportedUntil !== null && supportedUntil <= today ? ['a version of the product that is supported'] : []),
];

const notProven = ({ evidence, today }: Facts): string[] => {
  if (evidence.some((each) => isProof(each, today))) return [];
  const hasFailed = evidence.some(({ reportFailed }) => reportFailed !== null && reportFailed > 0);
  const failures = hasFailed ? ', in which nothing failed' : '';
  return [
    `evidence that is no statement of the supplier's own, says who issued it and when, by ${today}, and has not expired${failures}`,
  ];
};

/** Whether something can be demonstrated by it on a day. */
const isProof = ({ kind, issuedBy, issuedOn, validUntil, reportFailed }: Shown, today: string): boolean =>
  kind !== EvidenceKind.OWN_STATEMENT &&
  issuedBy !== null &&
  issuedOn !== null &&
  issuedOn <= today &&
  (validUntil === null || validUntil > today) &&
  (reportFailed === null || reportFailed === 0);

/** Why a step is refused: plain values, of which a service makes an `IllegalTransitionError`. */
export interface StepRefused {
  readonly message: string;
  readonly from: DeclarationState;
  readonly to: DeclarationState;
  readonly allowed: DeclarationState[];
  readonly missing: string[];
}

/** Why a declaration cannot be brought to a state by someone; undefined when it can. */
export function whyNot(to: DeclarationState, facts: Facts, standing: Standing): StepRefused | undefined {
  const from = facts.state;
  const refused = (message: string, missing: string[] = []): StepRefused => ({
    ...{ message, from, to, missing },
    allowed: allowedFrom(from, standing),
  });
  const party = partyTo(from, to);
  if (!party) return refused(`It is ${from}, from where it cannot go to ${to}.`);
  const other = whyNotParty(party, standing);
  if (other !== undefined) return refused(`${WHO[party]} brings it to ${to}.`, [other]);
  const missing = missingFor(to, facts);
  return missing.length > 0 ? refused(`To go to ${to} it misses ${missing.join('; ')}.`, missing) : undefined;
}

const WHO: Readonly<Record<Party, string>> = { SUPPLIER: 'Its supplier', ASSESSOR: 'Who assesses it' };

function whyNotParty(party: Party, { isSupplier, assessor }: Standing): string | undefined {
  if (party === 'SUPPLIER') return isSupplier ? undefined : 'a SUPPLIER_EDITOR of the supplier, or a REGISTRAR';
  switch (assessor) {
    case 'MAY':
      return undefined;
    case 'NO_ROLE':
      return 'the role of ASSESSOR';
    case 'OWN_PRODUCT':
      return 'an assessor who does not speak for the supplier';
    case 'ANOTHER_TOOK_IT':
      return 'the organisation that took it in assessment';
  }
}
