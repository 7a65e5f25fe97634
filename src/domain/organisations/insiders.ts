import { type Env } from '../../platform/reading/projection.js';
import { sql, type Sql } from '../../platform/reading/sql.js';

/** Whether the caller is of the municipality, or of the office: the only ones who see what is confidential. */
export const isInsider = (municipalityId: Sql, { actor }: Env): true | Sql => {
  if (actor.isRegistrar || actor.isAuditor) return true;
  return actor.name === undefined
    ? sql`false`
    : sql`exists (select from municipality own where own.id = ${municipalityId} and own.organisation_id = any(${actor.organisationIds}))`;
};
