import { type Actor } from '../../platform/auth/actor.js';
import { Role } from '../../platform/auth/role.js';

/** Who may report for a municipality: its own reporters and approvers, and the registrar. */
export const mayReport = (actor: Pick<Actor, 'has' | 'isRegistrar'>, organisationId: string): boolean =>
  actor.isRegistrar || actor.has(Role.REPORTER, organisationId) || actor.has(Role.APPROVER, organisationId);

export const REPORTERS = [Role.REPORTER, Role.APPROVER, Role.REGISTRAR] as const;
