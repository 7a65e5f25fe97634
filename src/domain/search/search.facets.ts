import { type Env } from '../../platform/reading/projection.js';
import { all, sql, type Sql } from '../../platform/reading/sql.js';
import { BindingLevel, StandardKind } from '../standards/standards.enums.js';
import { bindingLevel, standardLifecycle } from '../standards/standards.projection.js';
import { Lifecycle } from '../standards/version.lifecycle.js';
import { FacetField, type SearchArgs, SearchKind } from './search.types.js';

/** What people are shown for a value that is a name in the schema. */
const LABELS = {
  [SearchKind.STANDARD]: 'Standaard',
  [SearchKind.REFERENCE_COMPONENT]: 'Referentiecomponent',
  [SearchKind.MUNICIPALITY]: 'Gemeente',
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
} as const;

const labelOf = (value: Sql) =>
  sql`case ${value} ${Object.entries(LABELS)
    .map(([name, label]) => sql`when ${name} then ${label}`)
    .reduce((list, each) => sql`${list} ${each}`)} else ${value} end`;

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
    THEME: filter?.themes && ofStandard(sql`s.theme = any(${filter.themes})`),
  };
};

/** What all filters together ask of a hit, but for one facet. */
export const filtered = (hit: { id: Sql; kind: Sql }, filter: Filter, env: Env, but?: FacetField): Sql =>
  all(
    Object.entries(conditions(hit, filter, env))
      .filter(([field]) => field !== String(but))
      .map(([, condition]) => condition),
  );

/** The counted values of one facet over the hits. An arm that is not asked costs nothing: its condition on the fields is decided once. */
const arm = (field: FacetField, value: Sql, label: Sql, source: Sql, { hits, fields, filter, env }: FacetSource) => sql`
  select ${field} as field, v.value, ${label} as label, count(*)::int as count
  from ${hits} h ${source}, lateral (select ${value} as value) v
  where ${field} = any(${fields}) and v.value is not null and ${filtered({ id: sql`h.id`, kind: sql`h.kind` }, filter, env, field)}
  group by v.value, ${label}`;

interface FacetSource {
  hits: Sql;
  fields: Env<{ fields: FacetField[] }>['args']['fields'];
  filter: Filter;
  env: Env;
}

/** One row a facet asked, in the order asked, with its values from the most to the least frequent. */
export function facets(source: FacetSource): Sql {
  const standard = sql`join standard s on s.id = h.id`;
  const steward = sql`${standard} join organisation g on g.id = s.steward_id`;
  const enumLabel = labelOf(sql`v.value`);
  const arms = [
    arm(FacetField.KIND, sql`h.kind`, enumLabel, sql``, source),
    arm(FacetField.STANDARD_KIND, sql`s.kind`, enumLabel, standard, source),
    arm(FacetField.LIFECYCLE, standardLifecycle(sql`s.id`, source.env), enumLabel, standard, source),
    arm(FacetField.BINDING_LEVEL, bindingLevel(sql`s.id`, source.env), enumLabel, standard, source),
    arm(FacetField.STEWARD, sql`s.steward_id`, sql`g.name`, steward, source),
    arm(FacetField.THEME, sql`s.theme`, sql`v.value`, standard, source),
  ].reduce((list, each) => sql`${list} union all ${each}`);
  return sql`
    select f.field, min(f.n) as n,
      coalesce(array_agg(b.value order by b.count desc, b.label) filter (where b.value is not null), '{}') as values,
      coalesce(array_agg(b.label order by b.count desc, b.label) filter (where b.value is not null), '{}') as labels,
      coalesce(array_agg(b.count order by b.count desc, b.label) filter (where b.value is not null), '{}') as counts
    from (select field, min(n) as n from unnest(${source.fields}) with ordinality a(field, n) group by field) f
    left join (${arms}) b on b.field = f.field
    group by f.field`;
}
