import { type Actor } from '../../platform/auth/actor.js';
import { Role } from '../../platform/auth/role.js';
import { maySpeakFor } from '../suppliers/suppliers.policy.js';
import { DeclarationState, STANDING } from './conformance.enums.js';

/** Who may attach evidence at all; to which declaration is decided by `faultOfAttaching`. */
export const ATTACHING = [Role.SUPPLIER_EDITOR, Role.ASSESSOR, Role.REGISTRAR] as const;

/** A declaration as far as it decides who may attach evidence to it, today. */
export interface Attachable {
  readonly state: DeclarationState;
  /** The organisation of its supplier. */
  readonly supplierId: string;
  /** The organisation that assesses it, or did. */
  readonly assessedBy: string | null;
}

type Asking = Pick<Actor, 'has' | 'isRegistrar'>;

/** Of what lapsed, was refused or was revoked, nothing more is to be said; it is declared again, with its evidence. */
const OF_THE_SUPPLIER: readonly DeclarationState[] = [DeclarationState.DRAFT, ...STANDING];
/** From the day on which it was taken in. Evidence that comes after the assessment makes nothing last longer. */
const OF_THE_ASSESSOR: readonly DeclarationState[] = STANDING.filter((state) => state !== DeclarationState.PUBLISHED);

/** Whether it is there for who asks: a draft is for its supplier and the registrar. */
export const isSeen = (actor: Asking, { state, supplierId }: Attachable): boolean =>
  state !== DeclarationState.DRAFT || maySpeakFor(actor, supplierId);

/** Why this actor may not attach evidence to it; undefined when he may. */
export function faultOfAttaching(actor: Asking, { state, supplierId, assessedBy }: Attachable): string | undefined {
  const isSupplier = maySpeakFor(actor, supplierId);
  const isAssessor = assessedBy !== null && actor.has(Role.ASSESSOR, assessedBy);
  if ((isSupplier && OF_THE_SUPPLIER.includes(state)) || (isAssessor && OF_THE_ASSESSOR.includes(state))) {
    return undefined;
  }
  if (!isSupplier && !isAssessor) {
    return 'Evidence is attached by the supplier whose declaration it is, or by the organisation that assesses it.';
  }
  const states = (isSupplier ? OF_THE_SUPPLIER : OF_THE_ASSESSOR).join(', ');
  return `The declaration is ${state}; you attach evidence while it is ${states}. What lapsed is declared again, with its evidence.`;
}
