/**
 * Who may give which role to whom. docs/roles.md says the same for people.
 *
 * | role            | held at                                     | granted and revoked by the registrar, and within the organisation by |
 * |-----------------|---------------------------------------------|----------------------------------------------------------------------|
 * | REPORTER        | municipality                                | APPROVER                                                             |
 * | APPROVER        | municipality                                | APPROVER                                                             |
 * | PARTNERSHIP     | partnership                                 | PARTNERSHIP                                                          |
 * | SUPPLIER_EDITOR | supplier                                    | SUPPLIER_EDITOR                                                      |
 * | ASSESSOR        | neither supplier nor municipality           | –                                                                    |
 * | SECRETARY       | body                                        | –                                                                    |
 * | REGISTRAR       | body, standards body                        | –                                                                    |
 * | AUDITOR         | body, standards body                        | –                                                                    |
 *
 * Anyone may give up a role of his own. Nobody may take away the last REGISTRAR that holds until further notice.
 */
import { type Actor } from '../../platform/auth/actor.js';
import { DELEGATION, Role } from '../../platform/auth/role.js';
import { OrganisationKind } from './organisations.enums.js';

const { MUNICIPALITY, SUPPLIER, PARTNERSHIP, STANDARDS_BODY, BODY, NATIONAL_GOVERNMENT } = OrganisationKind;

const HOMES: Readonly<Record<Role, readonly OrganisationKind[]>> = {
  REPORTER: [MUNICIPALITY],
  APPROVER: [MUNICIPALITY],
  PARTNERSHIP: [PARTNERSHIP],
  SUPPLIER_EDITOR: [SUPPLIER],
  ASSESSOR: [PARTNERSHIP, STANDARDS_BODY, BODY, NATIONAL_GOVERNMENT],
  SECRETARY: [BODY],
  REGISTRAR: [BODY, STANDARDS_BODY],
  AUDITOR: [BODY, STANDARDS_BODY],
};

/** Roles that let someone grant roles at all. */
export const GRANTERS: readonly Role[] = [Role.REGISTRAR, ...(Object.keys(DELEGATION) as Role[])];

/** Why an organisation of this kind cannot have someone in the role; undefined when it can. */
export function whyNotAt(role: Role, kind: OrganisationKind): string | undefined {
  const homes = HOMES[role];
  return homes.includes(kind)
    ? undefined
    : `${role} is a role at an organisation of the kind ${homes.join(' or ')}; this one is of the kind ${kind}.`;
}

type Holder = Pick<Actor, 'has' | 'isRegistrar'>;

const delegatesTo = (actor: Holder, role: Role, organisationId: string): boolean =>
  (Object.entries(DELEGATION) as [Role, readonly Role[]][]).some(
    ([held, roles]) => roles.includes(role) && actor.has(held, organisationId),
  );

/** Why the actor may neither grant nor revoke the role for this organisation; undefined when he may. */
export function whyNotDecide(actor: Holder, role: Role, organisationId: string): string | undefined {
  if (actor.isRegistrar || delegatesTo(actor, role, organisationId)) return undefined;
  const delegates = GRANTERS.filter((held) => DELEGATION[held]?.includes(role));
  const within = delegates.length > 0 ? `, or within its own organisation by ${delegates.join(' or ')}` : '';
  return `${role} is granted and revoked by a REGISTRAR${within}.`;
}

type Named = Pick<Actor, 'issuer' | 'subject'>;

/** Why the actor may not end this membership; undefined when he may. */
export function whyNotEnd(
  actor: Holder & Named,
  membership: Named & { readonly role: Role; readonly organisationId: string },
): string | undefined {
  const isOwn = membership.issuer === actor.issuer && membership.subject === actor.subject;
  return isOwn ? undefined : whyNotDecide(actor, membership.role, membership.organisationId);
}

/** Whether the actor knows of a membership: its own, those where it may hand roles on, and all for registrars and auditors. */
export function knowsOf(
  actor: Pick<Actor, 'issuer' | 'subject' | 'isRegistrar' | 'isAuditor' | 'delegatedIds'>,
  membership: Named & { readonly organisationId: string },
): boolean {
  const isOwn = membership.issuer === actor.issuer && membership.subject === actor.subject;
  return isOwn || actor.isRegistrar || actor.isAuditor || actor.delegatedIds.includes(membership.organisationId);
}

/** On whose behalf an actor decides about an organisation: the registrar for his own, whoever delegates for that one. */
export const onBehalfOf = (actor: Pick<Actor, 'organisationAs'>, organisationId: string): string =>
  actor.organisationAs(Role.REGISTRAR) ?? organisationId;
