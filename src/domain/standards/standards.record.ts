import { type Values, type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { Role } from '../../platform/auth/role.js';

/**
 * Notes the event of a change. Whoever writes the catalogue does so as a registrar, or as the secretary of a body that decided so,
 * for the organisation that is his.
 */
export const record = (
  tx: Writing<Actor>,
  subjectId: string,
  reason: string | null | undefined,
  change: { before?: Values; after: Values },
): void => {
  const { actor } = tx;
  const organisationId = actor.organisationAs(Role.REGISTRAR) ?? actor.organisationAs(Role.SECRETARY) ?? null;
  tx.record({ subjectId, organisationId, reason, ...change });
};
