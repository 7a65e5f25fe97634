/** The check as one relation: a row for each version of a product that is asked about. */
import { type Env, type Row, rowOf } from '../../platform/reading/projection.js';
import { all, Param, sql, type Sql } from '../../platform/reading/sql.js';
import { current, known, registered } from '../../platform/temporal/temporal.js';
import { ComponentRequirement } from '../architecture/reference-component.entity.js';
import { normSetFor, termsInForce } from '../procurement/norm-set.js';
import { QualityNorm, QualityNormSet } from '../procurement/norms.entity.js';
import { ProcurementTerms } from '../procurement/terms.entity.js';
import { Standard } from '../standards/standard.entity.js';
import { LifecyclePhase, StandardVersion } from '../standards/version.entity.js';
import { isAnnounced } from '../standards/versions.projection.js';
import { ProductComponent, ProductVersion } from '../suppliers/product.entity.js';
import { DeclarationState, STANDING } from './conformance.enums.js';
import { ConformanceDeclaration, DeclarationPhase } from './declaration.entity.js';
import { type ContractArgs } from './gibit.inputs.js';
import { isDemonstrated } from './standing.js';

const TODAY = new Param<string>((run) => run.today, 'date');

const terms: Row<ProcurementTerms> = rowOf(ProcurementTerms, 't');
const set: Row<QualityNormSet> = rowOf(QualityNormSet, 's');
const productVersion: Row<ProductVersion> = rowOf(ProductVersion, 'pv');
const filled: Row<ProductComponent> = rowOf(ProductComponent, 'pc');
const requirement: Row<ComponentRequirement> = rowOf(ComponentRequirement, 'r');
const norm: Row<QualityNorm> = rowOf(QualityNorm, 'n');
const standard: Row<Standard> = rowOf(Standard, 'std');
const version: Row<StandardVersion> = rowOf(StandardVersion, 'v');
const stage: Row<LifecyclePhase> = rowOf(LifecyclePhase, 'stage');
const declaration: Row<ConformanceDeclaration> = rowOf(ConformanceDeclaration, 'd');
const phase: Row<DeclarationPhase> = rowOf(DeclarationPhase, 'ph');

const list = (values: readonly string[]): Sql => sql`string_to_array(${values.join(',')}, ',')`;
const isSeen = (row: Parameters<typeof registered>[0], env: Env): Sql => all([registered(row, env)]);

/** The day of the contract: today when it is left out. */
export const contractDay = ({ args }: Env<ContractArgs>): Param => args.contractDate ?? TODAY;

/** What a declaration became that no longer counts, the gravest first. */
const LAPSED = [
  DeclarationState.REVOKED,
  DeclarationState.REFUSED,
  DeclarationState.EXPIRED,
  DeclarationState.WITHDRAWN,
];

/** The terms and the set that bind, in one row. */
function agreed(env: Env<ContractArgs>): Sql {
  const day = contractDay(env);
  return sql`select t.id as terms_id, s.id as set_id, case
      when t.id is null then refuse(${
        env.args.termsId === undefined
          ? sql`format('No terms were in force on %s: name those of the contract in "termsId".', ${day})`
          : sql`'There are no such terms: "procurementTerms" lists those there are.'`
      })
      when t.adopted_on > ${day} then refuse(format('GIBIT %s was adopted on %s, after the contract of %s: name the terms that were agreed then.', t.edition, t.adopted_on, ${day}))
      when s.id is null then refuse(format('No set of quality norms bound contracts under GIBIT %s on %s yet: "normSets" of the terms says from when which did.', t.edition, ${day}))
    end as refusal
    from (values (1)) one_row
    left join procurement_terms t on t.id = ${env.args.termsId ?? termsInForce(day)} and ${isSeen(terms, env)}
    left join quality_norm_set s on s.id = ${normSetFor(sql`t.id`, day)} and ${isSeen(set, env)}`;
}

/** Whether the version was in use on a day. */
const inUse = (versionId: Sql, day: Sql | Param, env: Env): Sql =>
  sql`exists (select from version_phase stage where ${stage.versionId} = ${versionId} and ${known(stage, env)}
    and ${stage.lifecycle} = 'IN_USE' and ${stage.validFrom} <= ${day} and ${stage.validTo} > ${day})`;

/** A fact of unknown start is taken to have held all along: it is not known that it did not. */
const heldOn = (row: Pick<Row<ProductComponent>, 'validFrom' | 'validTo' | 'isFromKnown'>, day: Sql | Param): Sql =>
  sql`${row.validTo} > ${day} and (${row.validFrom} <= ${day} or not ${row.isFromKnown})`;

/** What is declared of the versions asked about, with what it is worth: whether it stands, and for whom it binds. */
function claims(env: Env<ContractArgs>): Sql {
  const written = { ...pick(declaration), state: phase.state };
  return sql`select a.place, d.id, d.interface_role, v.standard_id, v.position, ph.state,
      ph.state = any(${list(STANDING)}) as stands, ${isDemonstrated(written, env)} as is_demonstrated,
      ${inUse(version.id, contractDay(env), env)} or ${inUse(version.id, env.at.asOf, env)} as is_in_use
    from asked a join conformance_declaration d on ${declaration.productVersionId} = a.id and ${isSeen(declaration, env)}
    join declaration_phase ph on ${phase.declarationId} = d.id and ${current(phase, env)} and ${phase.state} <> 'DRAFT'
    join standard_version v on v.id = ${declaration.standardVersionId} and ${isAnnounced(version, env)}
    where exists (select from version_phase stage where ${stage.versionId} = v.id and ${current(stage, env)})`;
}
const pick = ({ id, productVersionId, standardVersionId }: Row<ConformanceDeclaration>) => ({
  id,
  productVersionId,
  standardVersionId,
});

/** Why a norm applies to a product or not (`Ground`), from what its supplier said of it. */
const GROUND = sql`case n.condition
    when 'ALWAYS' then 'ALWAYS'
    when 'CHARACTERISTIC' then case
      when a.characteristics is null then 'CHARACTERISTICS_UNSAID'
      when n.characteristic = any(a.characteristics) then 'CHARACTERISTIC' else 'WITHOUT_CHARACTERISTIC' end
    else case
      when not exists (select from filled f where f.place = a.place) then 'COMPONENTS_UNSAID'
      when n.condition = 'REFERENCE_COMPONENT' then case when c.ids is null then 'OTHER_COMPONENT' else 'REFERENCE_COMPONENT' end
      else case when c.ids is null then 'NOT_REQUIRED' else 'REQUIRED' end end
    end`;
/** The reference components of the product that decide it: those named, or those that are asked to speak a standard of the norm. */
const DECISIVE = sql`select array_agg(distinct f.component_id) as ids from filled f where f.place = a.place and case n.condition
    when 'REFERENCE_COMPONENT' then f.component_id in (select q.component_id from quality_norm_component q where q.norm_id = n.id)
    when 'REQUIRED_OF_COMPONENT' then f.component_id in (
      select d.component_id from demand d where d.standard_id in (select p.standard_id from pointed p where p.norm_id = n.id)) end`;

/**
 * How strongly a standard is established for a product: 0 not, 1 on the word of the supplier, 2 demonstrated; -1 where no
 * version of it was in use, so that it does not count. Where its components are asked for a side of the interface, each side
 * asked needs a declaration that covers it.
 */
const LEVEL = sql`case
    when not b.binds then -1
    when b.as_provider and b.as_consumer then least(k.provider, k.consumer)
    when b.as_provider then k.provider when b.as_consumer then k.consumer else k.any_role end`;
const FITS = sql`(not b.as_provider and not b.as_consumer or b.as_provider and k.interface_role in ('PROVIDER', 'BOTH')
    or b.as_consumer and k.interface_role in ('CONSUMER', 'BOTH'))`;

/** The sides that are asked, and covered by no declaration. */
const LACKING = sql`case
    when b.as_provider and k.provider = 0 then case when b.as_consumer and k.consumer = 0 then 'NOT_AS_EITHER' else 'NOT_AS_PROVIDER' end
    else 'NOT_AS_CONSUMER' end`;

/** What to say beside the level of a standard (`Remark`). */
const REMARK = sql`case
    when w.level = 0 and w.counts then w.lacking
    when w.level = 0 and w.stands then 'OTHER_VERSION'
    when w.level = 0 then (${list(LAPSED)})[w.lapsed]
    when w.level = 1 and w.is_due then 'DUE' end`;

/** Of all norms together; a norm that was not seen in a source never makes a gap. */
const OUTCOME = sql`case
    when count(*) filter (where j.is_verified and j.outcome in ('PARTIAL', 'MISSING')) > 0 then 'GAPS'
    when count(*) filter (where j.outcome in ('PARTIAL', 'MISSING')) > 0 then 'UNKNOWN'
    when count(*) filter (where j.outcome in ('DEMONSTRATED', 'SUPPORTED')) = 0 then 'UNKNOWN'
    when count(*) filter (where j.outcome = 'SUPPORTED') = 0 then 'MEETS' else 'MEETS_ON_OWN_WORD' end`;

/**
 * The checks as `GibitCheck` has its columns, in the order asked.
 * @param versionIds of type text[]; each has to be there, or the statement is refused
 * @param missing the words in which, for `refuse`; `p.place` is the place in the list
 */
export function checks(versionIds: Sql, missing: Sql, env: Env<ContractArgs>): Sql {
  const day = contractDay(env);
  return sql`with agreed as materialized (${agreed(env)}),
    asked as materialized (
      select p.place, coalesce(pv.id, refuse(${missing})) as id, pv.product_id, o.characteristics
      from unnest(${versionIds}) with ordinality p(id, place)
      left join product_version pv on pv.id = p.id and ${isSeen(productVersion, env)} left join product o on o.id = pv.product_id),
    filled as materialized (
      select a.place, pc.component_id from asked a
      join product_component pc on ${filled.productId} = a.product_id and ${known(filled, env)} and ${heldOn(filled, env.at.asOf)}),
    demand as materialized (
      select r.component_id, r.standard_id, r.interface_role from component_requirement r
      where ${requirement.componentId} in (select component_id from filled) and ${requirement.role} = 'MANDATORY'
        and ${known(requirement, env)} and ${heldOn(requirement, day)}),
    norm as materialized (
      select n.id, n.position, n.condition, n.characteristic, n.confidence = 'SEEN' as is_verified
      from quality_norm n where ${norm.setId} = (select set_id from agreed) and ${isSeen(norm, env)}),
    pointed as materialized (
      select n.id as norm_id, q.standard_id, q.position, lowest.position as lowest, highest.position as highest,
        exists (select from standard_version v where ${version.standardId} = q.standard_id and ${isAnnounced(version, env)}
          and (lowest.position is null or v.position >= lowest.position)
          and (highest.position is null or v.position <= highest.position) and ${inUse(version.id, day, env)}) as binds
      from norm n join quality_norm_standard q on q.norm_id = n.id
      join standard std on ${standard.id} = q.standard_id and ${isSeen(standard, env)}
      left join standard_version lowest on lowest.id = q.from_version_id
      left join standard_version highest on highest.id = q.to_version_id),
    claim as materialized (${claims(env)}),
    applying as materialized (
      select a.place, n.id as norm_id, n.position, n.characteristic, n.is_verified, c.ids as component_ids, ${GROUND} as ground
      from asked a cross join norm n cross join lateral (${DECISIVE}) c),
    bound as materialized (
      select g.place, g.norm_id, p.standard_id, p.position, p.lowest, p.highest, p.binds,
        coalesce(m.as_provider, false) as as_provider, coalesce(m.as_consumer, false) as as_consumer
      from applying g join pointed p on p.norm_id = g.norm_id
      cross join lateral (
        select count(*) > 0 as is_demanded, bool_or(d.interface_role in ('PROVIDER', 'BOTH')) as as_provider,
          bool_or(d.interface_role in ('CONSUMER', 'BOTH')) as as_consumer
        from demand d where d.standard_id = p.standard_id
          and d.component_id in (select f.component_id from filled f where f.place = g.place)) m
      where g.ground in ('ALWAYS', 'REFERENCE_COMPONENT', 'CHARACTERISTIC', 'COMPONENTS_UNSAID', 'CHARACTERISTICS_UNSAID')
        or g.ground = 'REQUIRED' and m.is_demanded),
    weighed as materialized (
      select b.place, b.norm_id, b.standard_id, b.position, ${LEVEL} as level, ${LACKING} as lacking, k.counts, k.stands, k.is_due, k.lapsed, k.declarations
      from bound b cross join lateral (
        select coalesce(max(k.worth), 0) as any_role,
          coalesce(max(k.worth) filter (where k.interface_role in ('PROVIDER', 'BOTH')), 0) as provider,
          coalesce(max(k.worth) filter (where k.interface_role in ('CONSUMER', 'BOTH')), 0) as consumer,
          bool_or(k.worth > 0) as counts, bool_or(k.stands) as stands,
          bool_or(k.worth = 1 and k.state in ('DEMONSTRATED', 'REASSESSMENT_DUE')) as is_due,
          min(array_position(${list(LAPSED)}, k.state)) as lapsed,
          jsonb_agg(k.id order by k.id) filter (where k.worth > 0 and ${FITS}) as declarations
        from (select c.*, case when not c.stands or not c.is_in_use or c.position < b.lowest or c.position > b.highest then 0
            when c.is_demonstrated then 2 else 1 end as worth
          from claim c where c.place = b.place and c.standard_id = b.standard_id) k) k),
    found as (
      select w.place, w.norm_id, min(w.level) filter (where w.level >= 0) as least, max(w.level) as most, jsonb_agg(jsonb_build_object('id', w.standard_id, 'level', w.level,
        'remark', ${REMARK}, 'declarations', case when w.level > 0 then w.declarations end) order by w.position) as standards
      from weighed w group by w.place, w.norm_id),
    judged as materialized (
      select g.place, g.norm_id, g.position, g.characteristic, g.is_verified, coalesce(g.component_ids, '{}') as component_ids,
        coalesce(f.standards, '[]') as standards, ${day} as contract_date,
        case when h.is_applying and h.is_pointing and f.least is null then 'NO_VERSION_IN_USE' else g.ground end as ground,
        case when not h.is_applying then 'NOT_APPLICABLE' when not h.is_pointing then 'NOT_JUDGED'
          when f.least is null then 'NOT_APPLICABLE' when f.least = 2 then 'DEMONSTRATED' when f.least = 1 then 'SUPPORTED'
          when f.most > 0 then 'PARTIAL' else 'MISSING' end as outcome
      from applying g left join found f on f.place = g.place and f.norm_id = g.norm_id
      cross join lateral (
        select g.ground not in ('NOT_REQUIRED', 'OTHER_COMPONENT', 'WITHOUT_CHARACTERISTIC') as is_applying,
          exists (select from pointed p where p.norm_id = g.norm_id) as is_pointing) h)
    select a.place, a.id as product_version_id, u.terms_id, u.set_id, ${day} as contract_date, j.*
    from agreed u cross join asked a cross join lateral (
      select ${OUTCOME} as outcome, coalesce(jsonb_agg(to_jsonb(j) order by j.position, j.norm_id), '[]') as results,
        count(*) filter (where j.outcome = 'DEMONSTRATED')::int as demonstrated, count(*) filter (where j.outcome = 'SUPPORTED')::int as supported,
        count(*) filter (where j.outcome = 'PARTIAL')::int as partial, count(*) filter (where j.outcome = 'MISSING')::int as missing,
        count(*) filter (where j.outcome = 'NOT_APPLICABLE')::int as not_applicable, count(*) filter (where j.outcome = 'NOT_JUDGED')::int as not_judged
      from judged j where j.place = a.place) j
    where u.refusal is null`;
}
