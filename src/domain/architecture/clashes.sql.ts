/** Where what is asked of reference components cannot be met as it stands. */
import { rowOf, type Env, type Row } from '../../platform/reading/projection.js';
import { all, type Param, sql, type Sql } from '../../platform/reading/sql.js';
import { current } from '../../platform/temporal/temporal.js';
import { RelationRecord } from '../standards/relation.entity.js';
import { LifecyclePhase, StandardVersion } from '../standards/version.entity.js';
import { isAnnounced } from '../standards/versions.projection.js';
import { ComponentRequirement } from './reference-component.entity.js';

type Operand = Sql | Param;

const requirement: Row<ComponentRequirement> = rowOf(ComponentRequirement, 'req');
const relation: Row<RelationRecord> = rowOf(RelationRecord, 'rel');
const version: Row<StandardVersion> = rowOf(StandardVersion, 'ver');
const phase: Row<LifecyclePhase> = rowOf(LifecyclePhase, 'ph');

const IN_USE = sql`${phase.lifecycle} = 'IN_USE'`;
const ENDED = sql`${phase.lifecycle} in ('END_OF_SUPPORT', 'WITHDRAWN')`;
const REPLACES = sql`${relation.kind} in ('REPLACES', 'REPLACES_PARTIALLY')`;

/** The versions of a standard with their stage on the date asked, as `ver` and `ph`; drafts aside. */
export const versionsOf = (standardId: Operand, env: Env): Sql =>
  sql`standard_version ver join version_phase ph on ${all([sql`${phase.versionId} = ${version.id}`, current(phase, env)])}
    where ${version.standardId} = ${standardId} and ${isAnnounced(version, env)}`;

export const isInUse = (standardId: Operand, env: Env): Sql =>
  sql`exists (select from ${versionsOf(standardId, env)} and ${IN_USE})`;

/** What is asked on the date asked, on the sides of the interface that count, strongest word first. */
const asked = (componentIds: Operand, roles: Operand, env: Env) => sql`
  select ${requirement.componentId}, ${requirement.standardId}, bool_or(${requirement.role} = 'MANDATORY') as is_mandatory
  from component_requirement req
  where ${all([
    sql`${requirement.componentId} = any(${componentIds})`,
    sql`${requirement.interfaceRole} = any(${roles})`,
    sql`${requirement.role} in ('MANDATORY', 'RECOMMENDED')`,
    current(requirement, env),
  ])}
  group by 1, 2`;

/** Each standard with the sets it belongs to, itself included: what is said of a set is said of its parts. */
const family = (env: Env) => sql`
  select distinct a.standard_id, a.standard_id from asked a
  union
  select f.standard_id, ${relation.objectStandardId} from family f
  join standard_relation rel on ${all([sql`${relation.subjectStandardId} = f.of_id and ${relation.kind} = 'PART_OF'`, current(relation, env)])}`;

/** That one version was replaced says something of the standard only when no other version of it is in use. */
const isAboutAll = (env: Env) => sql`(${relation.objectVersionId} is null
  or not exists (select from ${versionsOf(relation.objectStandardId, env)} and ${IN_USE} and ${version.id} <> ${relation.objectVersionId}))`;

/** How many replacements after one another are followed. */
const LONGEST_CHAIN = 5;

/** What replaces each standard, and what replaces that. */
const replaced = (env: Env) => sql`
  select f.standard_id, ${relation.subjectStandardId}, ${relation.validFrom}, ${relation.isFromKnown},
    ${relation.kind} = 'REPLACES_PARTIALLY', ${relation.confidence} = 'SEEN', ${relation.note}, array[f.standard_id, ${relation.objectStandardId}], 1
  from family f join standard_relation rel on ${all([sql`${relation.objectStandardId} = f.of_id`, REPLACES, current(relation, env)])}
  where ${relation.subjectStandardId} <> f.standard_id and ${isAboutAll(env)}
  union all
  select p.standard_id, ${relation.subjectStandardId}, ${relation.validFrom}, ${relation.isFromKnown},
    p.is_partial or ${relation.kind} = 'REPLACES_PARTIALLY', p.is_seen and ${relation.confidence} = 'SEEN', ${relation.note}, p.path || p.by_id, p.steps + 1
  from replaced p join standard_relation rel on ${all([sql`${relation.objectStandardId} = p.by_id`, REPLACES, current(relation, env)])}
  where p.steps < ${LONGEST_CHAIN} and ${relation.subjectStandardId} <> all(p.path || p.by_id) and ${isAboutAll(env)}`;

/** By the shortest way; a part of a set is not replaced by the set. */
const SUCCESSION = sql`
  select distinct on (p.standard_id, p.by_id) p.* from replaced p
  where not exists (select from family f where f.standard_id = p.standard_id and f.of_id = p.by_id)
  order by p.standard_id, p.by_id, p.steps`;

/** Old and new, both mandatory: of one component, or else of one component and another. */
const OLD_AND_NEW = sql`
  select o.component_id, o.standard_id, p.by_id, p.since, p.is_since_known, p.is_partial, p.is_seen, p.note,
    coalesce(array_agg(distinct n.standard_id) filter (where n.component_id = o.component_id), array_agg(distinct n.standard_id)) as other_ids,
    case when not bool_or(n.component_id = o.component_id) then array_agg(distinct n.component_id) end as elsewhere_ids
  from asked o join succession p on p.standard_id = o.standard_id
  join family f on f.of_id = p.by_id and f.standard_id <> o.standard_id
  join asked n on n.standard_id = f.standard_id
  where o.is_mandatory and n.is_mandatory
  group by o.component_id, o.standard_id, p.by_id, p.since, p.is_since_known, p.is_partial, p.is_seen, p.note`;

/** Two that exclude each other, asked of one component; where only one of them is mandatory, the other should give way. */
const exclusive = (env: Env) => sql`
  select distinct on (a.component_id, least(a.standard_id, b.standard_id), greatest(a.standard_id, b.standard_id))
    a.component_id, case when a.is_mandatory and not b.is_mandatory then b.standard_id else a.standard_id end as standard_id,
    case when a.is_mandatory and not b.is_mandatory then a.standard_id else b.standard_id end as other_id,
    a.is_mandatory = b.is_mandatory as is_even, ${relation.validFrom} as since, ${relation.isFromKnown} as is_since_known,
    ${relation.confidence} = 'SEEN' as is_seen, ${relation.note}
  from standard_relation rel
  join family f on f.of_id = ${relation.subjectStandardId} join family g on g.of_id = ${relation.objectStandardId} and g.standard_id <> f.standard_id
  join asked a on a.standard_id = f.standard_id join asked b on b.standard_id = g.standard_id and b.component_id = a.component_id
  where ${all([sql`${relation.kind} = 'CONFLICTS_WITH'`, current(relation, env)])}
  order by a.component_id, least(a.standard_id, b.standard_id), greatest(a.standard_id, b.standard_id), ${relation.validFrom}`;

/** Asked while no version of it is in use. */
const unusable = (env: Env) => sql`
  select a.*, case when s.has_ended and not s.is_ahead then 'OUT_OF_SUPPORT' else 'NO_VERSION_IN_USE' end as kind
  from asked a cross join lateral (
    select coalesce(bool_or(${IN_USE}), false) as is_in_use, coalesce(bool_or(${ENDED}), false) as has_ended,
      coalesce(bool_or(${phase.lifecycle} in ('IN_DEVELOPMENT', 'CONSULTATION', 'CANDIDATE')), false) as is_ahead
    from ${versionsOf(sql`a.standard_id`, env)}) s
  where not s.is_in_use`;

/** What is in use and takes the place of a standard; where nothing does, an empty list. */
const instead = (standardId: Sql, env: Env) =>
  sql`array(select p.by_id from succession p where p.standard_id = ${standardId} and ${isInUse(sql`p.by_id`, env)})`;

/**
 * Every clash among what is asked of these components, as rows of `Clash`.
 * @param componentIds their ids, text[]
 * @param roles the sides of an interface that count, text[]
 */
export const clashesOf = (componentIds: Operand, roles: Operand, env: Env): Sql => sql`
  with recursive asked as materialized (${asked(componentIds, roles, env)}),
  family(standard_id, of_id) as (${family(env)}),
  replaced(standard_id, by_id, since, is_since_known, is_partial, is_seen, note, path, steps) as (${replaced(env)}),
  succession as materialized (${SUCCESSION}),
  found(kind, component_id, standard_id, by_id, other_ids, elsewhere_ids, is_mandatory, since, is_since_known, is_partial, is_seen, note, instead_ids, held_back_ids) as (
    select 'BOTH_OLD_AND_NEW', o.component_id, o.standard_id, o.by_id, o.other_ids, o.elsewhere_ids, true,
      o.since, o.is_since_known, o.is_partial, o.is_seen, o.note, u.ids,
      case when cardinality(u.ids) > 0 and not o.is_partial then array[o.standard_id] else '{}' end
    from (${OLD_AND_NEW}) o
    cross join lateral (select array(select n from unnest(o.other_ids) n where ${isInUse(sql`n`, env)}) as ids) u
    union all
    select 'CONFLICTING', x.component_id, x.standard_id, null, array[x.other_id], null, true,
      x.since, x.is_since_known, null, x.is_seen, x.note, '{}', case when x.is_even then array[x.standard_id, x.other_id] else array[x.standard_id] end
    from (${exclusive(env)}) x
    union all
    select n.kind, n.component_id, n.standard_id, null, '{}', null, n.is_mandatory, null, null, null, null, null, ${instead(sql`n.standard_id`, env)}, array[n.standard_id]
    from (${unusable(env)}) n
  )
  select f.*, c.slug as component_slug, s.slug as standard_slug
  from found f join reference_component c on c.id = f.component_id join standard s on s.id = f.standard_id`;
