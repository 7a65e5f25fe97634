import {
  connection,
  contribute,
  one,
  projection,
  rowOf,
  type Env,
  type Row,
} from '../../platform/reading/projection.js';
import { asc, sql, type Sql } from '../../platform/reading/sql.js';
import { openPeriod } from '../../platform/temporal/period.js';
import { current, known, valid } from '../../platform/temporal/temporal.js';
import { Municipality } from '../organisations/municipality.entity.js';
import { Organisation, OrganisationProfile } from '../organisations/organisation.entity.js';
import { verified } from '../organisations/provenance.js';
import { ParticipationsArgs } from './programmes.inputs.js';
import { Participation, Project } from './project.entity.js';

const municipality: Row<Municipality> = rowOf(Municipality, 'm');
const profile: Row<OrganisationProfile> = rowOf(OrganisationProfile, 'profile');

/** Whether who takes part is still there on the date asked: a municipality that went up in another takes part in nothing. */
const isThere = (each: Row<Participation>, env: Env): Sql =>
  sql`(not exists (select from municipality m where ${municipality.organisationId} = ${each.organisationId})
    or exists (select from organisation_profile profile where ${profile.organisationId} = ${each.organisationId} and ${current(profile, env)}))`;

projection(Participation, {
  id: 'ptc',
  // One that is over stays to be found. Who takes part on a date, `participations` tells.
  visible: (each, env) => [known(each, env)],
  fields: {
    period: openPeriod('From when until when. (Periode)'),
    verified: verified(),
    project: one(() => Project, {
      description: 'In which project. (Project)',
      where: (project, each) => sql`${project.id} = ${each.projectId}`,
    }),
    organisation: one(() => Organisation, {
      description: 'Which organisation. (Organisatie)',
      where: (organisation, each) => sql`${organisation.id} = ${each.organisationId}`,
    }),
    municipality: one(() => Municipality, {
      nullable: true,
      description: 'The municipality that this organisation is. (Gemeente)',
      where: (of, each) => sql`${of.organisationId} = ${each.organisationId}`,
    }),
  },
});

/** Who takes part in what on the date asked, the longest first; `where` says of whom or in what. */
const participations = <P>(description: string, where: (each: Row<Participation>, parent: Row<P>) => Sql) =>
  connection<Participation, P, ParticipationsArgs>(() => Participation, {
    args: ParticipationsArgs,
    description,
    where: (each, parent, env) => [
      where(each, parent),
      valid(each, env),
      isThere(each, env),
      env.args.roles && sql`${each.role} = any(${env.args.roles})`,
    ],
    order: (each) => [asc(each.validFrom), asc(each.id)],
  });

contribute(Project, {
  participations: participations<Project>(
    'Who takes part in it on the date asked, the longest first. (Deelnames)',
    (each, project) => sql`${each.projectId} = ${project.id}`,
  ),
});

contribute(Municipality, {
  participations: participations<Municipality>(
    'In which joint projects it takes part on the date asked, the longest first. (Deelnames)',
    (each, of) => sql`${each.organisationId} = ${of.organisationId}`,
  ),
});
