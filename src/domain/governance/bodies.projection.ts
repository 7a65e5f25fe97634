import { contribute, type Row, rowOf, value } from '../../platform/reading/projection.js';
import { sql } from '../../platform/reading/sql.js';
import { GovernanceBody } from '../decisions/decisions.enums.js';
import { Organisation } from '../organisations/organisation.entity.js';
import { BodyService } from './meeting.entity.js';

const service: Row<BodyService> = rowOf(BodyService, 'bs');

contribute(Organisation, {
  serves: value(
    () => [GovernanceBody],
    (organisation) =>
      sql`coalesce((select array_agg(${service.body} order by ${service.body}) from body_service bs where ${service.organisationId} = ${organisation.id}), '{}'::text[])`,
    { description: 'The bodies that it is the secretariat of, now. (Secretariaat van)' },
  ),
});
