/** What a set of reference components must speak, as plain text for a programme of requirements. */
import { type Env, type Row, rowOf } from '../../platform/reading/projection.js';
import { all, sql, type Sql } from '../../platform/reading/sql.js';
import { current, registered } from '../../platform/temporal/temporal.js';
import { nameOf, componentNames, standardNames } from '../architecture/clash.facts.js';
import { explanation } from '../architecture/clash.words.js';
import { clashesOf, isInUse, versionsOf } from '../architecture/clashes.sql.js';
import { ComponentRequirement } from '../architecture/reference-component.entity.js';
import { Clash, type RequirementSheet } from '../architecture/requirement-sheet.types.js';
import { day, listed, said, since } from '../architecture/sentences.js';
import { Decision } from '../decisions/decision.entity.js';
import { Obligation, RelationRecord } from '../standards/relation.entity.js';
import { Standard } from '../standards/standard.entity.js';
import { Language } from '../standards/standards.inputs.js';
import { standardUri } from '../standards/uris.js';
import { normSetFor, termsInForce } from './norm-set.js';
import { NormArticle, NormComponent, NormStandard, QualityNorm, QualityNormSet } from './norms.entity.js';
import { bodyName, TENDER_WORDS } from './tender-text.words.js';
import { ProcurementTerms } from './terms.entity.js';

const requirement: Row<ComponentRequirement> = rowOf(ComponentRequirement, 'req');
const standard: Row<Standard> = rowOf(Standard, 'asked');
const obligation: Row<Obligation> = rowOf(Obligation, 'obl');
const decision: Row<Decision> = rowOf(Decision, 'dec');
const relation: Row<RelationRecord> = rowOf(RelationRecord, 'part');
const clash: Row<Clash> = rowOf(Clash, 'clash');
const terms: Row<ProcurementTerms> = rowOf(ProcurementTerms, 'terms');
const set: Row<QualityNormSet> = rowOf(QualityNormSet, 'norm_set');
const norm: Row<QualityNorm> = rowOf(QualityNorm, 'norm');
const pointed: Row<NormStandard> = rowOf(NormStandard, 'pointed');
const named: Row<NormComponent> = rowOf(NormComponent, 'named');
const hung: Row<NormArticle> = rowOf(NormArticle, 'hung');

const obligations = (standardId: Sql, env: Env) =>
  sql`obligation obl left join decision dec on ${decision.id} = ${obligation.decisionId}
    where ${all([sql`${obligation.standardId} = ${standardId}`, current(obligation, env)])}`;

/** Whether the standard binds municipalities whatever the architecture says. */
const isMandatory = (standardId: Sql, env: Env) => sql`exists (select from ${obligations(standardId, env)}
  and ${obligation.level} = 'MANDATORY' and (${obligation.audience} is null or ${obligation.audience} ilike '%gemeente%'))`;

/** What is asked, with how strongly: HELD for what clashes, OPEN where the architecture does not say. */
const lines = (sheet: Row<RequirementSheet>, env: Env, language: Language) => sql`
  select ${requirement.componentId}, c.name as component, ${requirement.standardId}, ${standard.slug}, ${nameOf(standard, language)} as standard,
    ${requirement.interfaceRole} as side, ${requirement.role}, ${requirement.source}, ${requirement.confidence} = 'SEEN' as is_seen,
    case when exists (select from clash where ${clash.componentId} = ${requirement.componentId} and ${standard.id} = any(${clash.heldBackIds})) then 'HELD'
      when ${requirement.role} = 'MANDATORY' or ${requirement.role} = 'RECOMMENDED' and ${isMandatory(standard.id, env)} then 'MUST'
      when ${requirement.role} = 'RECOMMENDED' then 'SHOULD' else 'OPEN' end as strength
  from component_requirement req join reference_component c on c.id = ${requirement.componentId}
  join standard asked on ${standard.id} = ${requirement.standardId}
  where ${all([
    sql`${requirement.componentId} = any(${sheet.componentIds}) and ${requirement.interfaceRole} = any(${sheet.roles})`,
    current(requirement, env),
  ])}`;

const NUMBERED = sql`
  select l.*, row_number() over (order by lower(l.component) collate "C", l.component_id, l.strength, l.slug, l.side) as number
  from line l where l.strength in ('MUST', 'SHOULD')`;

/** The terms offered on the date, and the set that binds under them. */
const offered = (env: Env) => sql`
  select ${terms.id} as terms_id, ${terms.edition} as terms, ${set.id} as set_id, ${set.edition} as edition
  from procurement_terms terms join quality_norm_set norm_set on ${set.id} = ${normSetFor(terms.id, env.at.asOf)}
  where ${all([sql`${terms.id} = ${termsInForce(env.at.asOf)}`, registered(terms, env), registered(set, env)])}`;

/** Whether the norm is asked of this component; of what is known only of a product, such as that it has a website, the text names the condition. */
const applies = sql`case ${norm.condition}
  when 'REFERENCE_COMPONENT' then exists (select from quality_norm_component named where ${named.normId} = ${norm.id} and ${named.componentId} = n.component_id)
  when 'REQUIRED_OF_COMPONENT' then n.role = 'MANDATORY' else true end`;

/** Which norms of that set point at what is asked, or at a set of standards that it belongs to. */
const hits = (env: Env) => sql`
  select distinct n.number, n.standard_id, ${norm.id} as norm_id from numbered n
  join quality_norm_standard pointed on ${pointed.standardId} = n.standard_id or ${pointed.standardId} in (
    select ${relation.objectStandardId} from standard_relation part
    where ${all([sql`${relation.subjectStandardId} = n.standard_id and ${relation.kind} = 'PART_OF'`, current(relation, env)])})
  join quality_norm norm on ${norm.id} = ${pointed.normId} and ${norm.setId} = (select o.set_id from offered o)
  where ${all([applies, registered(norm, env)])}`;

/** One numbered requirement with what belongs to it, each on its own line. */
function paragraph(env: Env, language: Language): Sql {
  const words = TENDER_WORDS[language];
  const [standardId, isSeen, side] = [sql`n.standard_id`, sql`n.is_seen`, sql`n.side`];
  const inUse = sql`${versionsOf(standardId, env)} and ph.lifecycle = 'IN_USE'`;
  const newest = sql`(select max(ver.position) from ${inUse})`;
  const line = {
    ...{ number: sql`n.number`, strength: sql`n.strength`, standard: sql`n.standard`, side, isSeen },
    ...{ role: sql`n.role`, source: sql`n.source` },
    newest: sql`(select ver.label from ${inUse} order by ver.position desc limit 1)`,
  };
  const binds = words.obligation({
    ...obligation,
    scope: sql`nullif(${obligation.scope}, '')`,
    since: since(obligation.validFrom, obligation.isFromKnown, language),
    body: bodyName(decision.body, language),
    decidedOn: day(decision.decidedOn, language),
    title: decision.title,
    reference: decision.reference,
    isSeen: sql`${obligation.confidence} = 'SEEN'`,
    level: obligation.level,
    source: obligation.source,
    basis: obligation.basis,
  });
  const codes = listed(
    norm.code,
    sql`hit h join quality_norm norm on ${norm.id} = h.norm_id where h.number = n.number`,
    norm.position,
    language,
  );
  const by = sql`standard_relation part join standard asked on ${standard.id} = ${relation.subjectStandardId}
    where ${all([
      sql`${relation.objectStandardId} = n.standard_id and ${relation.objectVersionId} is null and ${relation.subjectStandardId} <> n.standard_id`,
      sql`${relation.kind} in ('REPLACES', 'REPLACES_PARTIALLY')`,
      current(relation, env),
      isInUse(standard.id, env),
    ])}`;
  return sql`concat_ws(E'\\n   ', ${words.line(line)},
    ${words.others(listed(sql`ver.label`, sql`${inUse} and ver.position < ${newest}`, sql`ver.position`, language))},
    ${words.role(line)},
    coalesce((select string_agg(${binds}, E'\\n   ' order by ${obligation.source}, ${obligation.scope}) from ${obligations(standardId, env)}), ${words.noObligation}),
    ${words.norm(sql`${codes} || ' (' || (select o.edition from offered o) || ')'`)},
    ${words.replaced(
      listed(
        language === Language.NL
          ? sql`${standard.nameNl} || coalesce(' (' || rtrim(${relation.note}, '.') || ')', '')`
          : nameOf(standard, language),
        by,
        standard.slug,
        language,
      ),
      sql`(select bool_and(${relation.kind} = 'REPLACES_PARTIALLY') from ${by})`,
    )},
    (select ${standardUri(sql`n.slug`, env)}))`;
}

/** Each component with its requirements and wishes. */
const asked = (env: Env, language: Language) => sql`(
  select string_agg(g.component || E'\\n\\n' || g.paragraphs, E'\\n\\n\\n' order by g.first) from (
    select n.component, min(n.number) as first, string_agg(${paragraph(env, language)}, E'\\n\\n' order by n.number) as paragraphs
    from numbered n group by n.component_id, n.component) g)`;

/** What clashes, and whether it was left out for that. */
function clashes(env: Env, language: Language): Sql {
  const words = TENDER_WORDS[language];
  const bound = sql`array(select held.id from unnest(${clash.heldBackIds}) held(id)
    where exists (select from ${obligations(sql`held.id`, env)} and ${obligation.level} in ('MANDATORY', 'COMPLY_OR_EXPLAIN')))`;
  const left = sql`${words.leftOut} || ${standardNames(clash.heldBackIds, language)} || '.'
    || coalesce(${words.stillBinds(standardNames(bound, language))}, '')`;
  return sql`(select ${words.clashes} || E'\\n\\n' || string_agg('- ' || ${explanation(clash, env, language)}
      || case when cardinality(${clash.heldBackIds}) > 0 then ${left} else ${words.stillAsked} end,
      E'\\n\\n' order by ${clash.componentSlug}, ${clash.standardSlug}, ${clash.kind}) from clash)`;
}

const unspoken = (language: Language) =>
  TENDER_WORDS[language].unspoken(
    listed(
      sql`l.standard || ' (' || l.component || ')'`,
      sql`line l where l.strength = 'OPEN'`,
      sql`l.component, l.slug`,
      language,
    ),
  );

/** The architecture, the terms and the norms that it rests on. */
function basis(env: Env, language: Language): Sql {
  const words = TENDER_WORDS[language];
  const text = (dutch: Sql, english: Sql) => (language === Language.EN ? sql`coalesce(${english}, ${dutch})` : dutch);
  const listedNorm = words.normLine({
    code: norm.code,
    title: text(norm.titleNl, norm.titleEn),
    standards: standardNames(sql`array_agg(distinct h.standard_id)`, language),
    terms: sql`(select o.terms from offered o)`,
    articles: listed(
      hung.number,
      sql`quality_norm_article hung join procurement_article a on a.terms_id = ${hung.termsId} and a.number = ${hung.number}
        where ${hung.normId} = ${norm.id} and ${hung.termsId} = (select o.terms_id from offered o)`,
      sql`a.position`,
      language,
    ),
    appliesWhen: sql`case when ${norm.condition} = 'CHARACTERISTIC' then ${text(norm.appliesWhenNl, norm.appliesWhenEn)} end`,
    isSeen: sql`${norm.confidence} = 'SEEN'`,
  });
  const others = sql`quality_norm norm join offered o on o.set_id = ${norm.setId}
    where ${norm.condition} = 'ALWAYS' and not exists (select from hit h where h.norm_id = ${norm.id})`;
  const asOf = day(env.at.asOf, language);
  return sql`concat_ws(E'\\n\\n', ${words.basis},
    ${words.sources(sql`(select string_agg(distinct l.source, '; ') from line l)`)},
    coalesce((select ${words.terms(sql`o.terms`, sql`o.edition`, asOf)} from offered o), ${words.noTerms(asOf)}),
    coalesce((select string_agg('- ' || x.text, E'\\n' order by x.position) from (
      select ${norm.position}, ${listedNorm} as text from hit h join quality_norm norm on ${norm.id} = h.norm_id group by ${norm.id}) x),
      (select ${words.noNorms} from offered)),
    ${words.always(listed(sql`${norm.code} || ' ' || ${text(norm.titleNl, norm.titleEn)}`, others, norm.position, language))})`;
}

/** Which side of an interface was asked for; null when every side was. */
const sideAsked = (roles: Sql) => sql`case cardinality(${roles}) when 1 then 'UNSPECIFIED' when 3 then ${roles}[1] end`;

function heading(sheet: Row<RequirementSheet>, env: Env, language: Language): Sql {
  const words = TENDER_WORDS[language];
  const { knownAt } = env.at;
  return sql`concat_ws(E'\\n', ${words.heading}, '',
    ${words.asOf(day(env.at.asOf, language))},
    ${knownAt ? words.knownAt(sql`to_char(${knownAt} at time zone 'Europe/Amsterdam', 'YYYY-MM-DD HH24:MI:SS')`) : sql`null`},
    ${words.components(componentNames(sheet.componentIds, language))},
    ${words.side(sideAsked(sheet.roles))},
    ${words.register(sql`${env.site.url}::text`)})`;
}

/** The whole text: lines are separated by a line feed, and none is wrapped. */
export function tenderText(sheet: Row<RequirementSheet>, env: Env, language: Language): Sql {
  const words = TENDER_WORDS[language];
  return sql`(with clash as materialized (${clashesOf(sheet.componentIds, sheet.roles, env)}),
    line as materialized (${lines(sheet, env, language)}),
    numbered as materialized (${NUMBERED}),
    offered as materialized (${offered(env)}),
    hit as materialized (${hits(env)})
    select concat_ws(E'\\n\\n\\n', ${said(heading(sheet, env, language), sql`E'\\n\\n'`, words.meaning, sql`(select ${words.sideless} where exists (select from numbered n where n.side = 'UNSPECIFIED'))`)},
      coalesce(${asked(env, language)}, case when not exists (select from line) then ${words.nothing} end),
      ${clashes(env, language)}, ${unspoken(language)}, ${basis(env, language)}) || E'\\n')`;
}
