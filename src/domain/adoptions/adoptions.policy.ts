import { type Actor } from '../../platform/auth/actor.js';
import { Role } from '../../platform/auth/role.js';

/** Who may report for a municipality: its own reporters and approvers, and the registrar. */
export const mayReport = (actor: Pick<Actor, 'has' | 'isRegistrar'>, organisationId: string): boolean =>
  actor.isRegistrar || actor.has(Role.REPORTER, organisationId) || actor.has(Role.APPROVER, organisationId);

/** Who signs off for a municipality: its own approvers, and the registrar. */
export const mayApprove = (actor: Pick<Actor, 'has' | 'isRegistrar'>, organisationId: string): boolean =>
  actor.isRegistrar || actor.has(Role.APPROVER, organisationId);

export const REPORTERS = [Role.REPORTER, Role.APPROVER, Role.REGISTRAR] as const;
export const APPROVERS = [Role.APPROVER, Role.REGISTRAR] as const;
/** Who may say something for others, which counts for nothing until these have accepted it. */
export const PROPOSERS = [Role.PARTNERSHIP, Role.SUPPLIER_EDITOR] as const;
export const WITHDRAWERS = [Role.REPORTER, Role.APPROVER, ...PROPOSERS] as const;
