/** The one row of an impact, and who applies what, declares what and asks what. */
import { type Env, type Row, rowOf } from '../../platform/reading/projection.js';
import { all, type Param, sql, type Sql } from '../../platform/reading/sql.js';
import { current } from '../../platform/temporal/temporal.js';
import { Adoption } from '../adoptions/adoption.entity.js';
import { existing } from '../adoptions/adoptions.filter.js';
import { STANDING } from '../conformance/conformance.enums.js';
import { ConformanceDeclaration, DeclarationPhase } from '../conformance/declaration.entity.js';
import { LifecyclePhase, StandardVersion } from '../standards/version.entity.js';
import { isAnnounced } from '../standards/versions.projection.js';
import { Impact } from './impact.types.js';

const impact: Row<Impact> = rowOf(Impact, 'im');
export const adoption: Row<Adoption> = rowOf(Adoption, 'ad');
const version: Row<StandardVersion> = rowOf(StandardVersion, 'v');
const release: Row<StandardVersion> = rowOf(StandardVersion, 'w');
const declaration: Row<ConformanceDeclaration> = rowOf(ConformanceDeclaration, 'd');
const phase: Row<DeclarationPhase> = rowOf(DeclarationPhase, 'ph');
const stage: Row<LifecyclePhase> = rowOf(LifecyclePhase, 'stage');

type Operand = Sql | Param;
type Of = Row<Pick<Impact, 'standardId' | 'versionIds' | 'lineId' | 'isWhole'>>;

/** What a change is, before it is looked up. */
interface Change {
  readonly asks: Sql;
  /** Null where no version is named. */
  readonly versionId: Operand;
  /** Of a version that is named, its own standard goes before. */
  readonly standardId: Operand;
  readonly on: Operand;
  readonly proposedId: Operand;
  /** Whether only a version that everyone sees counts as named. */
  readonly isAnnouncedOnly: boolean;
  /** A condition without which there is no row; it may refuse. */
  readonly unless?: Sql;
}

/**
 * One row of `Impact`. A draft is no version here, so that figures tell nothing of it. What is counted is counted once for all
 * that is asked of it; where nothing is asked of it, the database leaves it out.
 */
export function impactOf(change: Change, env: Env): Sql {
  const saying = sql`select array[count(*), count(*) filter (where ${adoption.versionId} = any(${impact.versionIds}))] from adoption ad where ${applies(impact, env)}`;
  const declaring = sql`select array[count(*), count(distinct pv.product_id)] from ${declared(impact.versionIds, env, sql`join product_version pv on pv.id = ${declaration.productVersionId}`)}`;
  return sql`select im.*, (${saying}) as applying, (${declaring}) as declaring from (${changeOf(change, env)}) im offset 0`;
}

function changeOf({ asks, versionId, standardId, on, proposedId, isAnnouncedOnly, unless }: Change, env: Env): Sql {
  const isThere = isAnnouncedOnly ? isAnnounced(version, env) : sql`true`;
  const standard = sql`coalesce(${version.standardId}, ${standardId})`;
  const isOfIt = sql`(${release.id} = ${version.id} or ${isAnnounced(release, env)} and (${version.id} is null or ${release.lineId} = ${version.id}))`;
  return sql`select 'impact' as id, ${asks} as asks, ${standard} as standard_id, ${version.id} as version_id, ${version.lineId} as line_id,
      ${on}::date as "on", ${proposedId}::text as proposed_id, ${version.id} is null as is_whole,
      array(select ${release.id} from standard_version w where ${release.standardId} = ${standard} and ${isOfIt}) as version_ids,
      exists (select from standard s where s.id = ${standard} and s.kind = 'SECURITY_NORM') as is_norm
    from (select ${versionId}::text as asked) q left join standard_version v on ${version.id} = q.asked and ${isThere}
    ${unless ? sql`where ${unless}` : sql``} offset 0`;
}

/** What municipalities say of a standard on the date asked, while they exist. What merely follows from software is not said. */
const says = (standardId: Operand, env: Env): Sql =>
  all([
    sql`${adoption.standardId} = ${standardId}`,
    current(adoption, env),
    sql`${adoption.status} = 'APPLIED' and ${adoption.origin} not in ('DERIVED', 'PROPOSED')`,
    existing(adoption, env),
  ]);

/** Whether an adoption (`ad`) says that what the change is about is applied: the version, or something that includes it. */
export const applies = (of: Of, env: Env): Sql =>
  all([
    says(of.standardId, env),
    sql`(${of.isWhole} or ${adoption.versionId} is null or ${adoption.versionId} = any(${of.versionIds}) or ${adoption.versionId} = ${of.lineId})`,
  ]);

/** Whether it names the version itself, or a release of it when that is a line. */
export const names = (of: { standardId: Operand; versionIds: Operand }, env: Env): Sql =>
  all([says(of.standardId, env), sql`${adoption.versionId} = any(${of.versionIds})`]);

/** Whether it says that the standard is applied, in whatever version. */
export const appliesAny = says;

export const countOf = (condition: Sql): Sql => sql`(select count(*) from adoption ad where ${condition})`;

/** The office sees what is counted as it is. */
const isOffice = ({ actor }: Env): boolean => actor.isRegistrar === true || actor.isAuditor === true;

export const isRounded = (isNorm: Sql, env: Env): Sql => (isOffice(env) ? sql`false` : isNorm);

/**
 * A count of municipalities. Of a security norm others than the office are told what the statistics tell and nothing besides:
 * of the standard as a whole, on the last day of the month, as held now, rounded to five. Anything finer could be taken off that.
 */
export function told(exact: Sql, of: { readonly standardId: Sql; readonly isNorm: Sql }, env: Env): Sql {
  return isOffice(env)
    ? exact
    : sql`(case when ${of.isNorm} then ${published(sql`p.applied`, of.standardId, env)} else ${exact} end)`;
}

const published = (figure: Sql, standardId: Sql, { at }: Env): Sql =>
  sql`coalesce((select ${figure} from adoption_points(${standardId}, month_of(${at.asOf}), month_of(${at.asOf}), 'NONE', false, null) p), 0)`;

/** Those that exist on the date asked and do not apply it; of a norm made of the figures that are told, so that it tells no more. */
export function notApplying(of: Row<Impact>, env: Env): Sql {
  const exact = sql`((select count(*) from municipality mu where ${existing({ municipalityId: sql`mu.id` }, env)}) - (${of.applying})[1])`;
  if (isOffice(env)) return exact;
  const rounded = published(sql`p.municipalities - p.applied`, of.standardId, env);
  return sql`(case when ${of.isNorm} then ${rounded} else ${exact} end)`;
}

/** Declarations (`d`, `ph`) to versions, in a state that counts on the date asked; a draft never does. */
export const declared = (versionIds: Operand, env: Env, beside: Sql = sql``): Sql => {
  const conditions = [
    sql`${declaration.standardVersionId} = any(${versionIds})`,
    current(phase, env),
    sql`${phase.state} = any(string_to_array(${STANDING.join(',')}, ','))`,
    env.at.knownAt && sql`${declaration.registeredAt} <= ${env.at.knownAt}`,
    sql`exists (select from version_phase stage where ${stage.versionId} = ${declaration.standardVersionId} and ${current(stage, env)})`,
  ];
  return sql`conformance_declaration d join declaration_phase ph on ${phase.declarationId} = ${declaration.id} ${beside} where ${all(conditions)}`;
};

/** The products of which a version is declared to conform to one of these, as ids. */
export const declaredProducts = (versionIds: Operand, env: Env): Sql =>
  sql`select pv.product_id from product_version pv where pv.id in (select ${declaration.productVersionId} from ${declared(versionIds, env)})`;
