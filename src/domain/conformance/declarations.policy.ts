import { type Actor } from '../../platform/auth/actor.js';
import { Role } from '../../platform/auth/role.js';
import { maySpeakFor } from '../suppliers/suppliers.policy.js';
import { type DeclarationState } from './conformance.enums.js';
import { isTakenIn, type Standing } from './declaration.lifecycle.js';

export const PARTIES = [Role.SUPPLIER_EDITOR, Role.ASSESSOR, Role.REGISTRAR] as const;

/** A declaration as far as it decides who may do what with it. */
export interface Judged {
  readonly state: DeclarationState;
  /** The organisation of the supplier. */
  readonly supplierId: string;
  /** The organisation that took it in assessment, or did so last. */
  readonly assessedBy: string | null;
}
type Asker = Pick<Actor, 'has' | 'isRegistrar' | 'assessorIds'>;

/** Of the organisations that someone assesses for, those that may judge it: none when he may speak for the supplier himself. */
export const assessorsOf = (
  actor: Asker,
  { state, supplierId, assessedBy }: Judged,
  of: readonly string[] = actor.assessorIds,
): string[] =>
  of.filter((id) => id !== supplierId && !maySpeakFor(actor, supplierId) && (!isTakenIn(state) || id === assessedBy));

/**
 * How someone stands to a declaration: what he may do follows from that and its state.
 * @param of the organisations that he assesses for, or the one of them that he names
 */
export function standingOf(actor: Asker, judged: Judged, of: readonly string[] = actor.assessorIds): Standing {
  const isSupplier = maySpeakFor(actor, judged.supplierId);
  if (of.length === 0) return { isSupplier, assessor: 'NO_ROLE' };
  if (assessorsOf(actor, judged, of).length > 0) return { isSupplier, assessor: 'MAY' };
  const isOwn = isSupplier || of.every((id) => id === judged.supplierId);
  return { isSupplier, assessor: isOwn ? 'OWN_PRODUCT' : 'ANOTHER_TOOK_IT' };
}
