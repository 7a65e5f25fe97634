/** What can take the place of a version, and what of those that lean on it cannot go there yet. */
import { type Env, type Row, rowOf } from '../../platform/reading/projection.js';
import { all, sql, type Sql } from '../../platform/reading/sql.js';
import { current, known } from '../../platform/temporal/temporal.js';
import { ComponentRequirement } from '../architecture/reference-component.entity.js';
import { ComponentSupport } from '../components/component-support.entity.js';
import { RelationRecord } from '../standards/relation.entity.js';
import { LifecyclePhase, StandardVersion } from '../standards/version.entity.js';
import { isAnnounced } from '../standards/versions.projection.js';
import { GROUNDS, type Impact } from './impact.types.js';

const next: Row<StandardVersion> = rowOf(StandardVersion, 'n');
const own: Row<StandardVersion> = rowOf(StandardVersion, 'o');
const phase: Row<LifecyclePhase> = rowOf(LifecyclePhase, 'p');
const relation: Row<RelationRecord> = rowOf(RelationRecord, 'r');
const support: Row<ComponentSupport> = rowOf(ComponentSupport, 'su');
const asked: Row<ComponentRequirement> = rowOf(ComponentRequirement, 'rq');

const listed = (list: readonly string[]) => sql`string_to_array(${list.join(',')}, ',')`;

/** The day of the change, or the one asked where it has none. */
const dayOf = ({ on }: Row<Impact>, { at }: Env): Sql => sql`coalesce(${on}, ${at.asOf})`;

/** Versions (`o`) of a standard that are in use on a day, as the register holds it; drafts aside. */
export const inUseOn = (standardId: Sql, day: Sql, env: Env): Sql => {
  const isThen = sql`${phase.validFrom} <= ${day} and ${phase.validTo} > ${day}`;
  const conditions = [
    sql`${phase.versionId} = ${own.id}`,
    known(phase, env),
    isThen,
    sql`${phase.lifecycle} = 'IN_USE'`,
  ];
  return sql`standard_version o join version_phase p on ${all(conditions)} where ${own.standardId} = ${standardId} and ${isAnnounced(own, env)}`;
};

/** Whether a relation says something of what the change is about. */
export const isAbout = (standardId: Sql, versionId: Sql, of: Row<Impact>): Sql =>
  sql`(${standardId} = ${of.standardId} and (${of.isWhole} or ${versionId} is null or ${versionId} = any(${of.versionIds}) or ${versionId} = ${of.lineId}))`;

export const REPLACES = sql`('REPLACES', 'REPLACES_PARTIALLY')`;

function candidates(of: Row<Impact>, env: Env): Sql {
  const isOther = sql`${next.id} <> all(${of.versionIds}) and ${isAnnounced(next, env)}`;
  return sql`
    select 'PROPOSED' as ground, ${next.standardId}, ${next.id} as version_id from standard_version n
    where ${next.id} = ${of.proposedId} and ${isOther}
    union all
    select 'SUCCESSOR', ${next.standardId}, ${next.id} from version_phase p join standard_version n on ${next.id} = ${phase.successorId}
    where ${phase.versionId} = any(${of.versionIds}) and ${known(phase, env)} and ${isOther}
    union all
    select ${relation.kind}, ${relation.subjectStandardId}, ${next.id}
    from standard_relation r left join standard_version n on ${next.id} = ${relation.subjectVersionId} and ${isOther}
    where ${isAbout(relation.objectStandardId, relation.objectVersionId, of)} and ${relation.kind} in ${REPLACES} and ${current(relation, env)}
      and (${relation.subjectVersionId} is null and ${relation.subjectStandardId} <> ${of.standardId} or ${next.id} is not null)
    union all
    select 'NEWER_IN_USE', ${own.standardId}, ${own.id} from ${inUseOn(of.standardId, dayOf(of, env), env)}
      and ${own.kind} = 'RELEASE' and ${own.id} <> all(${of.versionIds})
      and ${own.position} > (select max(n.position) from standard_version n where ${next.id} = any(${of.versionIds}))`;
}

/** Each thing that can take the place once, by its best ground, as rows of `WayOver`; none where nothing has to be left. */
export const waysOver = (of: Row<Impact>, env: Env): Sql => sql`
  select distinct on (s.slug, n.position) w.ground, array_position(${listed(GROUNDS)}, w.ground) as place, w.standard_id, w.version_id, s.slug,
    coalesce(n.position, 0) as position, s.kind = 'SECURITY_NORM' as is_norm, ${of.versionIds} as left_ids, ${dayOf(of, env)} as change_on,
    array(select o.id from standard_version o where ${own.standardId} = w.standard_id and ${isAnnounced(own, env)}
      and (w.version_id is null or ${own.id} = w.version_id or ${own.lineId} = w.version_id)) as version_ids
  from (${candidates(of, env)}) w join standard s on s.id = w.standard_id left join standard_version n on ${next.id} = w.version_id
  where ${of.asks} = 'LEAVE'
  order by s.slug, n.position, place`;

/** The versions that count as what can take the place, as text[]. */
export const overIds = (of: Row<Impact>, env: Env): Sql =>
  sql`array(select unnest(over.version_ids) from (${waysOver(of, env)}) over)`;

/** The standards, other than its own, that can take the place as a whole. */
const overStandards = (of: Row<Impact>, env: Env): Sql =>
  sql`select over.standard_id from (${waysOver(of, env)}) over where over.standard_id <> ${of.standardId}`;

/** Whether a component speaks what the change is about: it, or something that includes it, as it is published. */
export const speaks = (componentId: Sql, of: Row<Impact>, env: Env): Sql =>
  sql`exists (select from component_support su where ${support.componentId} = ${componentId}
    and ${isAbout(support.standardId, support.versionId, of)} and ${current(support, env)})`;

/** Whether it also speaks what can take the place; of its own standard only where the version is said. */
export const speaksOver = (componentId: Sql, of: Row<Impact>, env: Env): Sql =>
  sql`exists (select from component_support su where ${support.componentId} = ${componentId} and ${current(support, env)}
    and (${support.versionId} = any(${overIds(of, env)}) or ${support.versionId} is null and ${support.standardId} in (${overStandards(of, env)})))`;

/**
 * Whether what is asked of a component can still be met: another version of the standard is in use on that day, or the component
 * is asked what replaces it besides.
 */
export const canBeMet = (componentId: Sql, of: Row<Impact>, env: Env): Sql =>
  sql`(exists (select from ${inUseOn(of.standardId, dayOf(of, env), env)} and ${own.id} <> all(${of.versionIds}) and ${own.id} is distinct from ${of.lineId})
    or exists (select from component_requirement rq where ${asked.componentId} = ${componentId} and ${current(asked, env)}
      and ${asked.standardId} in (${overStandards(of, env)})))`;
