import { AuditEvent } from '../../platform/audit/audit-event.entity.js';
import { contribute, one } from '../../platform/reading/projection.js';
import { sql } from '../../platform/reading/sql.js';
import { Organisation } from './organisation.entity.js';

contribute(AuditEvent, {
  onBehalfOf: one(() => Organisation, {
    nullable: true,
    description: 'For which organisation; null when it was done for none. (Namens)',
    where: (organisation, event) => sql`${organisation.id} = ${event.organisationId}`,
  }),
});
