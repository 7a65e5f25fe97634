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
import { STANDING } from './conformance.enums.js';
import { ConformanceDeclaration, DeclarationPhase } from './declaration.entity.js';
import { NormOutcome } from './gibit.enums.js';
import { type ContractArgs } from './gibit.inputs.js';
import { JUDGEMENT, OUTCOME } from './gibit.judgement.js';
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
const contractDay = ({ args }: Env<ContractArgs>): Param => args.contractDate ?? TODAY;

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

/** What the versions asked about are, and what the architecture asks of the components they fill in. */
function products(versionIds: Sql, missing: Sql, env: Env<ContractArgs>): Sql {
  return sql`asked as materialized (
      select p.place, coalesce(pv.id, refuse(${missing})) as id, pv.product_id, o.characteristics
      from unnest(${versionIds}) with ordinality p(id, place)
      left join product_version pv on pv.id = p.id and ${isSeen(productVersion, env)} left join product o on o.id = pv.product_id),
    filled as materialized (
      select a.place, pc.component_id from asked a
      join product_component pc on ${filled.productId} = a.product_id and ${known(filled, env)} and ${heldOn(filled, env.at.asOf)}),
    demand as materialized (
      select r.component_id, r.standard_id, r.interface_role from component_requirement r
      where ${requirement.componentId} in (select component_id from filled) and ${requirement.role} = 'MANDATORY'
        and ${known(requirement, env)} and ${heldOn(requirement, contractDay(env))})`;
}

/** The norms of the set, what they point at, and which versions of that were in use on the day of the contract. */
function norms(env: Env<ContractArgs>): Sql {
  return sql`norm as materialized (
      select n.id, n.position, n.condition, n.characteristic, n.confidence = 'SEEN' as is_verified
      from quality_norm n where ${norm.setId} = (select set_id from agreed) and ${isSeen(norm, env)}),
    named as (select c.norm_id, c.component_id from norm n join quality_norm_component c on c.norm_id = n.id),
    pointed as materialized (
      select n.id as norm_id, q.standard_id, q.position, lowest.position as lowest, highest.position as highest
      from norm n join quality_norm_standard q on q.norm_id = n.id
      join standard std on ${standard.id} = q.standard_id and ${isSeen(standard, env)}
      left join standard_version lowest on lowest.id = q.from_version_id
      left join standard_version highest on highest.id = q.to_version_id),
    live as materialized (
      select v.standard_id, v.position from standard_version v where ${version.standardId} in (select standard_id from pointed)
        and ${isAnnounced(version, env)} and ${inUse(version.id, contractDay(env), env)})`;
}

/**
 * The checks as `GibitCheck` has its columns, in the order asked.
 * @param versionIds of type text[]; each has to be there, or the statement is refused
 * @param missing the words in which, for `refuse`; `p.place` is the place in the list
 */
export function checks(versionIds: Sql, missing: Sql, env: Env<ContractArgs>): Sql {
  const counted = (outcome: NormOutcome) => sql`count(*) filter (where j.outcome = ${outcome})::int`;
  return sql`with agreed as materialized (${agreed(env)}), ${products(versionIds, missing, env)}, ${norms(env)},
    claim as materialized (${claims(env)}), ${JUDGEMENT}
    select a.place, a.id as product_version_id, u.terms_id, u.set_id, ${contractDay(env)} as contract_date, j.*
    from agreed u cross join asked a cross join lateral (
      select ${OUTCOME} as outcome, coalesce(jsonb_agg(to_jsonb(j) order by j.position, j.norm_id), '[]') as results,
        ${counted(NormOutcome.DEMONSTRATED)} as demonstrated, ${counted(NormOutcome.SUPPORTED)} as supported,
        ${counted(NormOutcome.PARTIAL)} as partial, ${counted(NormOutcome.MISSING)} as missing,
        ${counted(NormOutcome.NOT_APPLICABLE)} as not_applicable, ${counted(NormOutcome.NOT_JUDGED)} as not_judged
      from judged j where j.place = a.place) j
    where u.refusal is null`;
}
