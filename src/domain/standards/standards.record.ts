import { type Values, type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { Role } from '../../platform/auth/role.js';

/** Notes the event of a change. Whoever writes the catalogue does so as a registrar, for the organisation that is his. */
export const record = (
  tx: Writing<Actor>,
  subjectId: string,
  reason: string | null | undefined,
  change: { before?: Values; after: Values },
): void => tx.record({ subjectId, organisationId: tx.actor.organisationAs(Role.REGISTRAR) ?? null, reason, ...change });
