import {
  connection,
  contribute,
  embed,
  many,
  one,
  projection,
  queries,
  value,
  type Env,
  type Row,
} from '../../platform/reading/projection.js';
import { asc, sql, type Where } from '../../platform/reading/sql.js';
import { Period } from '../../platform/temporal/period.js';
import { current, known } from '../../platform/temporal/temporal.js';
import { Membership, Viewer } from './membership.entity.js';
import { MembershipsArgs } from './memberships.inputs.js';
import { Organisation } from './organisation.entity.js';

const isOwn = (membership: Row<Membership>, { actor }: Env) =>
  actor.name === undefined
    ? sql`false`
    : sql`${membership.subject} = ${actor.subject} and ${membership.issuer} = ${actor.issuer}`;

/** Those it is about, those who may hand roles of the organisation on, and those who look after all of them. */
function maySee(membership: Row<Membership>, env: Env): Where {
  const { name, isRegistrar, isAuditor, delegatedIds } = env.actor;
  if (name === undefined || delegatedIds === undefined) return sql`false`;
  if (isRegistrar || isAuditor) return true;
  return sql`(${isOwn(membership, env)}) or ${membership.organisationId} = any(${delegatedIds})`;
}

projection(Membership, {
  id: 'mbr',
  // One that ended stays to be found. Which held on a date, `memberships` tells.
  visible: (membership, env) => [known(membership, env), ...[maySee(membership, env)].flat()],
  fields: {
    organisation: one(() => Organisation, {
      description: 'For which organisation. (Organisatie)',
      where: (organisation, membership) => sql`${organisation.id} = ${membership.organisationId}`,
    }),
    period: embed(
      () => Period,
      (membership) => ({
        from: membership.validFrom,
        to: sql`nullif(${membership.validTo}, 'infinity')`,
        isFromKnown: sql`true`,
      }),
      { description: 'From when until when it holds. (Periode)' },
    ),
    issuer: value(
      () => String,
      (membership, { actor }) => (actor.isRegistrar || actor.isAuditor ? sql`${membership.issuer}` : sql`null::text`),
      {
        nullable: true,
        description: 'The identity provider that knows the subject; for registrars and auditors. (Uitgever)',
      },
    ),
  },
});

projection(Viewer);
contribute(Viewer, {
  memberships: many(() => Membership, {
    size: 3,
    description: 'What the viewer may do today, for which organisations. (Machtigingen)',
    // A machine acts for no other organisation than the one its token names.
    where: (membership, _, env) => [
      isOwn(membership, env),
      env.actor.name && sql`${membership.organisationId} = any(${env.actor.organisationIds})`,
      current(membership, env),
    ],
    order: (membership) => [asc(membership.id)],
  }),
});

queries('anyone', {
  viewer: embed(
    () => Viewer,
    (_, { actor }) => ({ name: actor.name ?? sql`''::text` }),
    {
      nullable: true,
      present: (_, { actor }) => (actor.name === undefined ? sql`false` : sql`true`),
      description: 'Whoever asks; null for who has not signed in. (Wie vraagt)',
    },
  ),
});

queries('signed in', {
  memberships: connection(() => Membership, {
    args: MembershipsArgs,
    description:
      'Who may do what on the date asked, as far as the viewer may know, in the order of granting. (Machtigingen)',
    where: (membership, _, env) => [
      current(membership, env),
      env.args.organisationId && sql`${membership.organisationId} = ${env.args.organisationId}`,
    ],
    order: (membership) => [asc(membership.id)],
  }),
});
