/** What is measured: a question to the register, and the statement someone would write by hand for the same JSON. */
import { CHECK } from './read-check.js';

export interface ReadQuery {
  readonly name: 'standard' | 'search' | 'page' | 'check' | 'impact in numbers' | 'impact with lists';
  readonly document: string;
  readonly variables: Readonly<Record<string, string | number>>;
  /** Answers one column of JSON, `{"data": …}`; its parameters are the variables, then the date and the base of the URIs. */
  readonly sql: string;
}

/** Facts as they hold on `$2` and are still known. */
const now = (alias: string) =>
  `${alias}.known_to = 'infinity' and ${alias}.valid_from <= $2 and ${alias}.valid_to > $2`;
const standardLifecycle = (standard: string) => `coalesce((
  select p.lifecycle from standard_version v join version_phase p on p.version_id = v.id and ${now('p')} where v.standard_id = ${standard}
  order by array_position('{IN_USE,CANDIDATE,CONSULTATION,IN_DEVELOPMENT,END_OF_SUPPORT,WITHDRAWN,VOID}'::text[], p.lifecycle) limit 1), 'IN_DEVELOPMENT')`;
const bindingLevel = (
  standard: string,
) => `(select o.level from obligation o where o.standard_id = ${standard} and ${now('o')}
  order by array_position('{MANDATORY,COMPLY_OR_EXPLAIN,RECOMMENDED}'::text[], o.level) limit 1)`;
const organisationName = (organisation: string) =>
  `coalesce((select f.name from organisation_profile f where f.organisation_id = ${organisation}.id and ${now('f')}), ${organisation}.name)`;

const STANDARD: ReadQuery = {
  name: 'standard',
  document: `query Standard($slug: String!) {
  standard(by: { slug: $slug }) {
    id slug uri name kind summary lifecycle bindingLevel
    steward { id name }
    versions(first: 25) { nodes { label kind lifecycle publishedOn } }
    obligations { level source period { from to } }
    relations { kind outgoing standard { slug name } }
    requiredBy { role interfaceRole component { slug name } }
  }
}`,
  variables: { slug: 'zaken-api' },
  sql: `select json_build_object('data', json_build_object('standard', (
  select json_build_object('id', s.id, 'slug', s.slug, 'uri', $3::text || '/id/standards/' || s.slug, 'name', s.name_nl, 'kind', s.kind,
    'summary', s.summary_nl, 'lifecycle', ${standardLifecycle('s.id')}, 'bindingLevel', ${bindingLevel('s.id')},
    'steward', (select json_build_object('id', g.id, 'name', ${organisationName('g')}) from organisation g where g.id = s.steward_id),
    'versions', (select json_build_object('nodes', coalesce(json_agg(json_build_object('label', v.label, 'kind', v.kind,
        'lifecycle', v.lifecycle, 'publishedOn', v.published_on) order by v.position, v.id), '[]'))
      from (select v.*, p.lifecycle from standard_version v join version_phase p on p.version_id = v.id and ${now('p')}
        where v.standard_id = s.id order by v.position, v.id limit 25) v),
    'obligations', (select coalesce(json_agg(json_build_object('level', o.level, 'source', o.source,
        'period', json_build_object('from', o.valid_from, 'to', nullif(o.valid_to, 'infinity')))
        order by array_position('{MANDATORY,COMPLY_OR_EXPLAIN,RECOMMENDED}'::text[], o.level), o.id), '[]')
      from obligation o where o.standard_id = s.id and ${now('o')}),
    'relations', (select coalesce(json_agg(json_build_object('kind', r.kind, 'outgoing', r.outgoing, 'standard',
        json_build_object('slug', t.slug, 'name', t.name_nl)) order by r.outgoing desc, r.kind, r.id), '[]')
      from (select r.id, r.kind, true as outgoing, r.object_standard_id as other from standard_relation r where r.subject_standard_id = s.id and ${now('r')}
        union all select r.id, r.kind, false, r.subject_standard_id from standard_relation r where r.object_standard_id = s.id and ${now('r')}) r
      join standard t on t.id = r.other),
    'requiredBy', (select coalesce(json_agg(json_build_object('role', q.role, 'interfaceRole', q.interface_role, 'component',
        json_build_object('slug', c.slug, 'name', c.name)) order by q.role, q.id), '[]')
      from component_requirement q join reference_component c on c.id = q.component_id where q.standard_id = s.id and ${now('q')}))
  from standard s where s.slug = $1)))::text`,
};

const facet = (field: string, value: string) => `(select json_build_object('field', '${field}', 'buckets',
  coalesce(json_agg(json_build_object('value', b.value, 'count', b.count) order by b.value), '[]'))
  from (select ${value} as value, count(*) as count from hits h left join standard s on s.id = h.id group by 1) b where b.value is not null)`;

const SEARCH: ReadQuery = {
  name: 'search',
  document: `query Search($text: String!) {
  search(text: $text, first: 20) {
    totalCount
    nodes { __typename ... on Standard { slug name } ... on ReferenceComponent { slug name } ... on Municipality { code name }
      ... on Component { slug name } ... on Product { slug name } ... on QualityNorm { code title } ... on Project { slug name } }
    facets(fields: [KIND, STANDARD_KIND, BINDING_LEVEL]) { field buckets { value count } }
  }
}`,
  variables: { text: 'zaken' },
  sql: `with hits as materialized (select h.* from search_hits($1) h where kind <> 'QUALITY_NORM' or exists (
  select from quality_norm q where q.id = h.id and q.set_id = (select id from quality_norm_set
    where in_force_from <= $2 and (in_force_to is null or in_force_to > $2) order by in_force_from desc, id desc limit 1)))
select json_build_object('data', json_build_object('search', json_build_object(
  'totalCount', (select count(*) from hits),
  'nodes', (select coalesce(json_agg(case h.kind
      when 'STANDARD' then json_build_object('__typename', 'Standard', 'slug', s.slug, 'name', s.name_nl)
      when 'REFERENCE_COMPONENT' then json_build_object('__typename', 'ReferenceComponent', 'slug', c.slug, 'name', c.name)
      when 'COMPONENT' then json_build_object('__typename', 'Component', 'slug', k.slug, 'name', k.name)
      when 'PRODUCT' then json_build_object('__typename', 'Product', 'slug', p.slug, 'name', p.name)
      when 'QUALITY_NORM' then json_build_object('__typename', 'QualityNorm', 'code', n.code, 'title', n.title_nl)
      when 'PROJECT' then json_build_object('__typename', 'Project', 'slug', j.slug, 'name', j.name)
      else json_build_object('__typename', 'Municipality', 'code', m.code, 'name', ${organisationName('g')}) end
      order by h.rank desc, lower(h.title) collate "C", h.id), '[]')
    from (select * from hits order by rank desc, lower(title) collate "C", id limit 20) h
    left join standard s on s.id = h.id left join reference_component c on c.id = h.id
    left join component k on k.id = h.id left join product p on p.id = h.id left join quality_norm n on n.id = h.id
    left join project j on j.id = h.id
    left join municipality m on m.id = h.id left join organisation g on g.id = m.organisation_id),
  'facets', json_build_array(${facet('KIND', 'h.kind')}, ${facet('STANDARD_KIND', 's.kind')}, ${facet('BINDING_LEVEL', bindingLevel('s.id'))})
)))::text from (select $3::text) unused`,
};

const PAGE: ReadQuery = {
  name: 'page',
  document: `query Page($after: String!) {
  standards(first: 25, after: $after) {
    nodes { id slug name kind bindingLevel steward { id name } }
    pageInfo { hasNextPage }
  }
}`,
  // The cursor is asked of the service; its keys go to the bare statement.
  variables: { after: '' },
  sql: `select json_build_object('data', json_build_object('standards', json_build_object(
  'nodes', coalesce(json_agg(json_build_object('id', s.id, 'slug', s.slug, 'name', s.name_nl, 'kind', s.kind,
    'bindingLevel', ${bindingLevel('s.id')}, 'steward', json_build_object('id', g.id, 'name', ${organisationName('g')})) order by s.n) filter (where s.n <= 25), '[]'),
  'pageInfo', json_build_object('hasNextPage', count(*) > 25))))::text
  from (select s.*, row_number() over (order by lower(s.name_nl) collate "C", s.id) as n from standard s
    where (lower(s.name_nl) collate "C", s.id) > ($1::json ->> 0, $1::json ->> 1)
    order by lower(s.name_nl) collate "C", s.id limit 26) s
  join organisation g on g.id = s.steward_id, (select $3::text) unused`,
};

export const READ_QUERIES: readonly ReadQuery[] = [STANDARD, SEARCH, PAGE, CHECK];
