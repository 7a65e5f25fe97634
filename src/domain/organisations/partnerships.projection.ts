import { contribute, many, type Row, rowOf } from '../../platform/reading/projection.js';
import { asc, sql } from '../../platform/reading/sql.js';
import { current } from '../../platform/temporal/temporal.js';
import { Municipality } from './municipality.entity.js';
import { Organisation } from './organisation.entity.js';
import { PartnershipMember } from './partnership.entity.js';

const member: Row<PartnershipMember> = rowOf(PartnershipMember, 'member');

contribute(Organisation, {
  members: many(() => Municipality, {
    size: 10,
    description: 'The municipalities that work together in it on the date asked, by name. (Deelnemers)',
    where: (municipality, organisation, env) => sql`exists (select from partnership_member member
      where ${member.partnershipId} = ${organisation.id} and ${member.municipalityId} = ${municipality.id} and ${current(member, env)})`,
    order: (municipality) => [asc(sql`lower(${municipality.latestName}) collate "C"`, 'text'), asc(municipality.id)],
  }),
});

contribute(Municipality, {
  partnerships: many(() => Organisation, {
    size: 3,
    description: 'The partnerships that it is a member of on the date asked. (Samenwerkingsverbanden)',
    where: (organisation, municipality, env) => sql`exists (select from partnership_member member
      where ${member.municipalityId} = ${municipality.id} and ${member.partnershipId} = ${organisation.id} and ${current(member, env)})`,
    order: (organisation) => [asc(organisation.id)],
  }),
});
