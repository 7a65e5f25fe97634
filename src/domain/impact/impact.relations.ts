/** What binds and what takes the place of what, as far as a change is about it. */
import { type Env, type Row, rowOf } from '../../platform/reading/projection.js';
import { sql } from '../../platform/reading/sql.js';
import { current } from '../../platform/temporal/temporal.js';
import { type Obligation, ObligationVersion, RelationRecord } from '../standards/relation.entity.js';
import { type Impact } from './impact.types.js';
import { isAbout, REPLACES } from './way-over.sql.js';

const relation: Row<RelationRecord> = rowOf(RelationRecord, 'r');
const limit: Row<ObligationVersion> = rowOf(ObligationVersion, 'l');

/** Whether an obligation is limited to versions, */
export const namesOne = (obligation: Row<Obligation>) =>
  sql`exists (select from obligation_version l where ${limit.obligationId} = ${obligation.id})`;
/** and whether to what the change is about. */
export const namesIt = (obligation: Row<Obligation>, of: Row<Impact>) =>
  sql`exists (select from obligation_version l where ${limit.obligationId} = ${obligation.id}
    and (${limit.versionId} = any(${of.versionIds}) or ${limit.versionId} = ${of.lineId}))`;

/** Two standards that exclude each other, or of which one takes the place of the other. */
export const excludes = (obligation: Row<Obligation>, of: Row<Impact>, env: Env) => {
  const { subjectStandardId: subject, objectStandardId: object, kind } = relation;
  return sql`exists (select from standard_relation r where ${current(relation, env)} and (${kind} = 'CONFLICTS_WITH' and ${subject} = ${obligation.standardId}
      and ${isAbout(object, relation.objectVersionId, of)}
    or ${kind} in ('CONFLICTS_WITH', 'REPLACES') and ${object} = ${obligation.standardId} and ${isAbout(subject, relation.subjectVersionId, of)}))`;
};

/** From what is left to what takes its place; of what is to be followed, from what it takes the place of. */
export const migration = (of: Row<Impact>, env: Env) => {
  const { subjectStandardId, subjectVersionId, objectStandardId, objectVersionId } = relation;
  const side = (outgoing: boolean) => {
    const [standardId, versionId, ownId, ownVersionId] = outgoing
      ? [objectStandardId, objectVersionId, subjectStandardId, subjectVersionId]
      : [subjectStandardId, subjectVersionId, objectStandardId, objectVersionId];
    const isAsked = outgoing ? sql`${of.asks} <> 'LEAVE'` : sql`${of.asks} = 'LEAVE'`;
    return sql`select ${relation.id}, ${relation.kind}, ${outgoing} as outgoing, ${standardId} as standard_id, ${versionId} as version_id, ${relation.note},
      ${relation.validFrom}, ${relation.validTo}, ${relation.isFromKnown}, ${relation.confidence}, ${relation.provenance}
      from standard_relation r where ${isAsked} and ${relation.kind} in ${REPLACES} and ${isAbout(ownId, ownVersionId, of)} and ${current(relation, env)}`;
  };
  return sql`${side(true)} union all ${side(false)}`;
};
