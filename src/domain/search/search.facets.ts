import { type Env } from '../../platform/reading/projection.js';
import { all, sql, type Sql } from '../../platform/reading/sql.js';
import { CommonGroundLayer } from '../components/components.enums.js';
import { normSetInForce } from '../procurement/norm-set.js';
import { BindingLevel, StandardKind } from '../standards/standards.enums.js';
import { bindingLevel, standardLifecycle } from '../standards/standards.projection.js';
import { Lifecycle } from '../standards/version.lifecycle.js';
import { FacetField, type SearchArgs, SearchKind } from './search.types.js';

/** What people are shown for a value that is a name in the schema. */
const LABELS = {
  [SearchKind.STANDARD]: 'Standaard',
  [SearchKind.REFERENCE_COMPONENT]: 'Referentiecomponent',
  [SearchKind.COMPONENT]: 'Component',
  [SearchKind.PRODUCT]: 'Pakket',
  [SearchKind.MUNICIPALITY]: 'Gemeente',
  [SearchKind.QUALITY_NORM]: 'Kwaliteitsnorm',
  [SearchKind.PROJECT]: 'Project',
  [StandardKind.ICT_SOLUTION]: 'ICT-oplossing',
  [StandardKind.WORK_PROCESS]: 'Werkproces',
  [StandardKind.INTERFACE]: 'Koppelvlak',
  [StandardKind.ARCHITECTURE]: 'Architectuur',
  [StandardKind.PROCUREMENT_TERMS]: 'Inkoopvoorwaarden',
  [StandardKind.INFORMATION_MODEL]: 'Informatiemodel',
  [StandardKind.SECURITY_NORM]: 'Beveiligingsnorm',
  [StandardKind.DOCUMENT_FORMAT]: 'Documentformaat',
  [Lifecycle.IN_DEVELOPMENT]: 'In ontwikkeling',
  [Lifecycle.CONSULTATION]: 'Consultatie',
  [Lifecycle.CANDIDATE]: 'Versie ter vaststelling',
  [Lifecycle.IN_USE]: 'In gebruik',
  [Lifecycle.END_OF_SUPPORT]: 'Einde ondersteuning',
  [Lifecycle.WITHDRAWN]: 'Teruggetrokken',
  [Lifecycle.VOID]: 'Vervallen',
  [BindingLevel.RECOMMENDED]: 'Aanbevolen',
  [BindingLevel.COMPLY_OR_EXPLAIN]: 'Pas toe of leg uit',
  [BindingLevel.MANDATORY]: 'Verplicht',
  [CommonGroundLayer.INTERACTION]: 'Interactie',
  [CommonGroundLayer.PROCESS]: 'Proces',
  [CommonGroundLayer.INTEGRATION]: 'Integratie',
  [CommonGroundLayer.SERVICES]: 'Services',
  [CommonGroundLayer.DATA]: 'Data',
} as const;

/** In the language of the catalogue: what an organisation is called, what a name in the schema stands for, or the value itself. */
export const labelOf = (field: Sql, value: Sql) =>
  sql`case when ${field} = 'STEWARD' then (select g.name from organisation g where g.id = ${value}) else case ${value} ${Object.entries(
    LABELS,
  )
    .map(([name, label]) => sql`when ${name} then ${label}`)
    .reduce((list, each) => sql`${list} ${each}`)} else ${value} end end`;

type Filter = Env<SearchArgs>['args']['filter'];

/** What each filter asks of a hit, by the facet it belongs to; the standard is joined as `s`, null for other things. */
const conditions = (hit: { id: Sql; kind: Sql }, filter: Filter, env: Env): Record<FacetField, Sql | undefined> => {
  const ofStandard = (condition: Sql) => sql`exists (select from standard s where s.id = ${hit.id} and ${condition})`;
  return {
    KIND: filter?.kinds && sql`${hit.kind} = any(${filter.kinds})`,
    STANDARD_KIND: filter?.standardKinds && ofStandard(sql`s.kind = any(${filter.standardKinds})`),
    LIFECYCLE: filter?.lifecycles && ofStandard(sql`${standardLifecycle(sql`s.id`, env)} = any(${filter.lifecycles})`),
    BINDING_LEVEL:
      filter?.bindingLevels && ofStandard(sql`${bindingLevel(sql`s.id`, env)} = any(${filter.bindingLevels})`),
    STEWARD: filter?.stewardIds && ofStandard(sql`s.steward_id = any(${filter.stewardIds})`),
    LAYER:
      filter?.layers &&
      sql`exists (select from component c where c.id = ${hit.id} and c.layer = any(${filter.layers}))`,
    THEME: filter?.themes && ofStandard(sql`s.theme = any(${filter.themes})`),
  };
};

/** Norms of sets that were followed, or are still to come, are found on their own date alone: most sets ask the same under another number. */
const isOfItsDate = (hit: { id: Sql; kind: Sql }, { at }: Env): Sql =>
  sql`(${hit.kind} <> 'QUALITY_NORM' or exists (select from quality_norm n where n.id = ${hit.id} and n.set_id = ${normSetInForce(at.asOf)}))`;

/** What all filters together ask of a hit, but for one facet. */
export const filtered = (hit: { id: Sql; kind: Sql }, filter: Filter, env: Env, but?: FacetField): Sql =>
  all([
    isOfItsDate(hit, env),
    ...Object.entries(conditions(hit, filter, env))
      .filter(([field]) => field !== String(but))
      .map(([, condition]) => condition),
  ]);

interface FacetSource {
  hits: Sql;
  fields: Env<{ fields: FacetField[] }>['args']['fields'];
  filter: Filter;
  env: Env;
}

/** The counted values of one facet over what was found; `offset 0` keeps the planner from working a value out more than once. */
const arm = (field: FacetField, value: Sql, { filter, env }: FacetSource) => sql`
  select ${field} as field, v.value, count(*)::int as count
  from found h, lateral (select ${value} as value offset 0) v
  where v.value is not null and ${filtered({ id: sql`h.id`, kind: sql`h.kind` }, filter, env, field)}
  group by v.value`;

const ofStandard = (value: Sql) => sql`case when h.kind = 'STANDARD' then ${value} end`;

const valueOf = (field: FacetField, env: Env): Sql => {
  switch (field) {
    case FacetField.KIND:
      return sql`h.kind`;
    case FacetField.STANDARD_KIND:
      return sql`h.standard_kind`;
    case FacetField.LIFECYCLE:
      return ofStandard(standardLifecycle(sql`h.id`, env));
    case FacetField.BINDING_LEVEL:
      return ofStandard(bindingLevel(sql`h.id`, env));
    case FacetField.STEWARD:
      return sql`h.steward_id`;
    case FacetField.LAYER:
      return sql`(select c.layer from component c where c.id = h.id)`;
    case FacetField.THEME:
      return sql`h.theme`;
  }
};

/** One row a facet asked, in the order asked, with its values from the most to the least frequent. */
export function facets(source: FacetSource): Sql {
  const arms = Object.values(FacetField)
    .filter((field) => source.fields.includes(field))
    .map((field) => arm(field, valueOf(field, source.env), source));
  const counted =
    arms.length > 0
      ? arms.reduce((list, each) => sql`${list} union all ${each}`)
      : sql`select null::text as field, null::text as value, 0 as count where false`;
  return sql`
    with found as materialized (select h.id, h.kind, s.kind as standard_kind, s.steward_id, s.theme
      from ${source.hits} h left join standard s on s.id = h.id)
    select f.field, f.n, coalesce(b.values, '{}') as values, coalesce(b.counts, '{}') as counts
    from (select field, min(n) as n from unnest(${source.fields}) with ordinality a(field, n) group by field) f
    left join (select c.field, array_agg(c.value order by c.count desc, c.value) as values, array_agg(c.count order by c.count desc, c.value) as counts
      from (${counted}) c group by c.field) b on b.field = f.field`;
}
