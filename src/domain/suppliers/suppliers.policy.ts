import { type Actor } from '../../platform/auth/actor.js';
import { Role } from '../../platform/auth/role.js';

/** Who may speak for a supplier: its own editors, and the registrar. */
export const maySpeakFor = (actor: Pick<Actor, 'has' | 'isRegistrar'>, organisationId: string): boolean =>
  actor.isRegistrar || actor.has(Role.SUPPLIER_EDITOR, organisationId);

export const SUPPLIERS = [Role.SUPPLIER_EDITOR, Role.REGISTRAR] as const;
