import { ID, Int } from '@nestjs/graphql';
import { Node } from '../graphql/node.js';
import {
  beside,
  connection,
  type Env,
  many,
  projection,
  queries,
  ref,
  type Row,
  value,
} from '../reading/projection.js';
import { asc, desc, sql, type Sql } from '../reading/sql.js';
import { AuditEvent, AuditLeaf, FieldChange } from './audit-event.entity.js';
import { AuditEventsArgs } from './audit.inputs.js';

projection(AuditLeaf);
projection(FieldChange);

/** What is there for few of those who act for an organisation, by its prefix: memberships, proposals, and decisions that wait. */
const FEW = { mbr_: 'delegatedIds', prp_: 'proposerIds', pdc_: 'secretaryIds' } as const;

/** Of what was done to something that is there for few, others who act for the organisation learn nothing either. */
const tellsNoMore = (event: Row<AuditEvent>, { actor }: Env): Sql[] =>
  Object.entries(FEW).flatMap(([prefix, theirs]) => {
    const ids = actor[theirs];
    return actor.isRegistrar || ids === undefined
      ? []
      : sql`(not starts_with(${event.aboutId}, ${prefix}) or ${event.organisationId} = any(${ids}))`;
  });

projection(AuditEvent, {
  id: 'evt',
  // Only what has its place: before that, an event could still come between those that are shown.
  beside: beside(
    () => AuditLeaf,
    ['leafIndex', 'leafHash'],
    (leaf, event) => sql`${leaf.eventId} = ${event.eventId}`,
  ),
  visible: (event, env) => {
    const { isAuditor, organisationIds } = env.actor;
    if (isAuditor) return true;
    return organisationIds
      ? [sql`${event.organisationId} = any(${organisationIds})`, ...tellsNoMore(event, env)]
      : sql`false`;
  },
  fields: {
    sequence: value(
      () => Int,
      (event) => sql`(${event.leafIndex} + 1)`,
      { description: 'Its place in the log, from 1 on, without gaps. (Volgnummer)' },
    ),
    subject: ref(
      () => Node,
      (event) => event.aboutId,
      { description: 'What it was done to; null when that is gone, or not for you to see. (Onderwerp)' },
    ),
    subjectId: value(
      () => ID,
      (event) => event.aboutId,
      { description: 'The id of what it was done to, which outlives it. (Identificatie van het onderwerp)' },
    ),
    actorName: value(
      () => String,
      (event) => sql`(${event.body}::json #>> '{actor,name}')`,
      { description: 'Who did it, by the name he had then. (Uitvoerder)' },
    ),
    reason: value(
      () => String,
      (event) => sql`(${event.body}::json ->> 'reason')`,
      { nullable: true, description: 'Why, in the words of who did it. (Reden)' },
    ),
    changes: many(() => FieldChange, {
      size: 5,
      description: 'Each field that got another value. (Wijzigingen)',
      from: (event) =>
        sql`select c ->> 'field' as field, c -> 'before' as before, c -> 'after' as after, n
          from json_array_elements(${event.body}::json -> 'changes') with ordinality list(c, n)`,
      order: (change) => [asc(change.n, 'bigint')],
    }),
    hash: value(
      () => String,
      (event) => sql`encode(${event.leafHash}, 'hex')`,
      { description: 'Its leaf in the tree of the log: SHA-256 in hexadecimal. (Controlegetal)' },
    ),
  },
});

queries('signed in', {
  auditEvents: connection(() => AuditEvent, {
    args: AuditEventsArgs,
    description:
      'What was done, newest first: all of it for auditors, and for others what was done on behalf of organisations they act for. (Logboek)',
    where: (event, _, { args }) => [
      args.subjectId && sql`${event.aboutId} = ${args.subjectId}`,
      args.organisationId && sql`${event.organisationId} = ${args.organisationId}`,
      args.from && sql`${event.occurredAt} >= ${args.from}`,
      args.to && sql`${event.occurredAt} < ${args.to}`,
    ],
    order: (event) => [desc(event.leafIndex)],
    // An event has one leaf and a leaf one place.
    unique: 'audit_event_event_id_key',
  }),
});
