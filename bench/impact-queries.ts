/** What is measured: what a version that leaves support touches, and the statement someone would write by hand for the same JSON. */
import { type ReadQuery } from './read-queries.js';

/** Facts as they hold on `$2` and are still known. */
const now = (alias: string) =>
  `${alias}.known_to = 'infinity' and ${alias}.valid_from <= $2 and ${alias}.valid_to > $2`;

const WITH = `with v as materialized (select id, standard_id, line_id from standard_version where id = $1 and announced_at is not null),
family as materialized (select w.id from v join standard_version w on w.standard_id = v.standard_id and (w.id = v.id or w.line_id = v.id) and w.announced_at is not null),
said as materialized (select count(*) as applying, count(*) filter (where a.version_id in (select id from family)) as naming
  from v join adoption a on a.standard_id = v.standard_id and ${now('a')} and a.status = 'APPLIED' and a.origin not in ('DERIVED', 'PROPOSED')
  join municipality m on m.id = a.municipality_id join organisation_profile o on o.organisation_id = m.organisation_id and ${now('o')}
  where a.version_id is null or a.version_id = v.line_id or a.version_id in (select id from family)),
declared as materialized (select count(*) as declarations, count(distinct pv.product_id) as products
  from conformance_declaration d join declaration_phase h on h.declaration_id = d.id and ${now('h')}
    and h.state in ('PUBLISHED', 'IN_ASSESSMENT', 'DEMONSTRATED', 'REASSESSMENT_DUE')
  join version_phase p on p.version_id = d.standard_version_id and ${now('p')} join product_version pv on pv.id = d.product_version_id
  where d.standard_version_id in (select id from family))`;
const COUNTS = `'municipalitiesApplying', said.applying, 'municipalitiesNaming', said.naming,
  'declarationsAffected', declared.declarations, 'productsAffected', declared.products`;

export const IMPACT: ReadQuery = {
  name: 'impact in numbers',
  document: `query Numbers($version: ID!) {
  impact(of: { versionId: $version, lifecycle: END_OF_SUPPORT, on: "2027-01-01" }) {
    municipalitiesApplying municipalitiesNaming declarationsAffected productsAffected
  }
}`,
  variables: {},
  sql: `${WITH}
select json_build_object('data', json_build_object('impact', json_build_object(${COUNTS})))::text from said, declared, (select $3::text) unused`,
};

export const IMPACT_WHOLE: ReadQuery = {
  name: 'impact with lists',
  document: `query Lists($version: ID!) {
  impact(of: { versionId: $version, lifecycle: END_OF_SUPPORT, on: "2027-01-01" }) {
    municipalitiesApplying municipalitiesNaming declarationsAffected productsAffected
    componentsAffected { slug } requirementsAffected { role component { slug } } obligationsAffected { level source }
    migration { kind standard { slug } }
  }
}`,
  variables: {},
  sql: `${WITH}
select json_build_object('data', json_build_object('impact', json_build_object(${COUNTS},
  'componentsAffected', (select coalesce(json_agg(json_build_object('slug', c.slug) order by lower(c.name) collate "C", c.id), '[]') from component c
    where c.id in (select u.component_id from component_support u where u.standard_id = v.standard_id and ${now('u')}
      and (u.version_id is null or u.version_id = v.line_id or u.version_id in (select id from family)))),
  'requirementsAffected', (select coalesce(json_agg(json_build_object('role', q.role, 'component', json_build_object('slug', c.slug))
      order by q.role, c.slug, q.id), '[]')
    from component_requirement q join reference_component c on c.id = q.component_id where q.standard_id = v.standard_id and ${now('q')}),
  'obligationsAffected', (select coalesce(json_agg(json_build_object('level', b.level, 'source', b.source)
      order by array_position('{MANDATORY,COMPLY_OR_EXPLAIN,RECOMMENDED}'::text[], b.level), b.id), '[]')
    from obligation b where b.standard_id = v.standard_id and ${now('b')} and b.valid_to > '2027-01-01'
      and (not exists (select from obligation_version l where l.obligation_id = b.id)
        or exists (select from obligation_version l where l.obligation_id = b.id and (l.version_id = v.line_id or l.version_id in (select id from family))))),
  'migration', (select coalesce(json_agg(json_build_object('kind', r.kind, 'standard', json_build_object('slug', t.slug)) order by r.kind, r.id), '[]')
    from standard_relation r join standard t on t.id = r.subject_standard_id where r.object_standard_id = v.standard_id and ${now('r')}
      and r.kind in ('REPLACES', 'REPLACES_PARTIALLY')
      and (r.object_version_id is null or r.object_version_id = v.line_id or r.object_version_id in (select id from family)))
  )))::text from v, said, declared, (select $3::text) unused`,
};
