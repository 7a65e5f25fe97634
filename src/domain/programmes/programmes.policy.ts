import { type Actor } from '../../platform/auth/actor.js';
import { Role } from '../../platform/auth/role.js';

/** Who may say in what an organisation takes part: a municipality's own reporters and approvers, and for any organisation the registrar. */
export const maySayOf = (actor: Pick<Actor, 'has' | 'isRegistrar'>, organisationId: string): boolean =>
  actor.isRegistrar || actor.has(Role.REPORTER, organisationId) || actor.has(Role.APPROVER, organisationId);

export const PARTICIPANTS = [Role.REPORTER, Role.APPROVER, Role.REGISTRAR] as const;
/** Who says how far a project is. */
export const KEEPERS = [Role.SECRETARY, Role.REGISTRAR] as const;
