/** The check of a version of a product against the GIBIT: what it is asked of, and the statement someone would write by hand. */
import pg from 'pg';

const id = (prefix: string, number = 1) => `${prefix}_${String(number).padStart(26, '0')}`;
const DECLARED = [
  'zaken-api',
  'catalogi-api',
  'besluiten-api',
  'gemma',
  'bio',
  'rest-api-design-rules',
  'mdto',
  'ipv6',
];

/** A product that fills in a component and is declared to support some of what is asked of it, half of it demonstrated. */
export async function seedProduct(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      `insert into organisation (id, slug, kind, name, confidence) values ('${id('org')}', 'meetleverancier', 'SUPPLIER', 'Meetleverancier', 'SEEN');
       insert into supplier (id, organisation_id, kvk_number) values ('${id('sup')}', '${id('org')}', '12345678');
       insert into product (id, supplier_id, slug, name, summary, characteristics)
       values ('${id('prd')}', '${id('sup')}', 'meetpakket', 'Meetpakket', 'Om te meten.', '{API,RECORDS,HOSTED}');
       insert into product_version (id, product_id, label, position, released_on) values ('${id('pvn')}', '${id('prd')}', '1.0', 1, '2024-01-01');
       select product_component_put(jsonb_populate_record(null::product_component, jsonb_build_object('id', '${id('pco')}',
         'product_id', '${id('prd')}', 'component_id', c.id, 'is_from_known', false, 'valid_from', '1970-01-01')))
       from reference_component c where c.slug = 'zaakregistratiecomponent';
       insert into conformance_declaration (id, product_version_id, standard_version_id, interface_role)
       select 'dcl_' || lpad(row_number() over (order by s.slug)::text, 26, '0'), '${id('pvn')}', v.id, 'PROVIDER'
       from standard s cross join lateral (select v.id from standard_version v join version_phase p on p.version_id = v.id
         and p.lifecycle = 'IN_USE' and p.known_to = 'infinity' and p.valid_to = 'infinity'
         where v.standard_id = s.id order by v.position desc limit 1) v
       where s.slug = any('{${DECLARED.join(',')}}');
       select declaration_phase_put(jsonb_populate_record(null::declaration_phase, jsonb_build_object('declaration_id', d.id,
         'state', case when d.id <= '${id('dcl', 4)}' then 'DEMONSTRATED' else 'PUBLISHED' end,
         'level', case when d.id <= '${id('dcl', 4)}' then 'DEMONSTRATED' else 'SUPPORTED' end,
         'since', '2024-02-01', 'valid_from', '2024-02-01'))) from conformance_declaration d;
       insert into evidence (declaration_id, position, kind, title, url, valid_until)
       select d.id, 1, 'TEST_REPORT', 'Testrapport', 'https://example.nl/rapport', '2099-01-01' from conformance_declaration d;
       analyze`,
    );
  } finally {
    await client.end();
  }
}

/** Facts as they hold on `$2` and are still known. */
const now = (alias: string) =>
  `${alias}.known_to = 'infinity' and ${alias}.valid_from <= $2 and ${alias}.valid_to > $2`;
const inUse = (version: string) =>
  `exists (select from version_phase p where p.version_id = ${version} and p.lifecycle = 'IN_USE' and ${now('p')})`;

export const CHECK = {
  name: 'check' as const,
  document: `query Check($version: ID!) {
  gibitCheck(productVersionId: $version) {
    outcome normSet { edition }
    results { norm { code theme } outcome declarations { id interfaceRole } missing { slug name } }
  }
}`,
  variables: { version: id('pvn') },
  sql: `with v as materialized (select v.id, v.product_id, v.supported_until, v.position, p.characteristics, t.id as terms_id, (
    select b.set_id from quality_norm_set_terms b where b.terms_id = t.id and b.applies_from <= $2 order by b.applies_from desc limit 1) as set_id
  from product_version v join product p on p.id = v.product_id cross join lateral (
    select f.id from procurement_terms f where f.in_force_from <= $2 and (f.in_force_to is null or f.in_force_to > $2) order by f.in_force_from desc limit 1) t
  where v.id = $1),
filled as materialized (select c.component_id from v join product_component c on c.product_id = v.product_id and c.known_to = 'infinity'
  and c.valid_to > $2 and (c.valid_from <= $2 or not c.is_from_known)),
demand as materialized (select r.standard_id, bool_or(r.interface_role in ('PROVIDER', 'BOTH')) as p, bool_or(r.interface_role in ('CONSUMER', 'BOTH')) as c
  from component_requirement r where r.component_id in (select component_id from filled) and r.role = 'MANDATORY' and r.known_to = 'infinity'
    and r.valid_to > $2 and (r.valid_from <= $2 or not r.is_from_known) group by r.standard_id),
claim as materialized (select d.id, d.interface_role, s.standard_id, s.position, case when h.state = 'DEMONSTRATED'
    and (v.supported_until is null or v.supported_until > $2)
    and not exists (select from version_phase p where p.version_id = s.id and ${now('p')} and p.lifecycle in ('END_OF_SUPPORT', 'WITHDRAWN', 'VOID'))
    and not exists (select from evidence e where e.declaration_id = d.id and e.kind <> 'OWN_STATEMENT' group by e.kind
      having max(coalesce(e.valid_until, 'infinity')) <= $2) then 2 else 1 end as worth
  from v join conformance_declaration d on d.product_version_id = v.id join declaration_phase h on h.declaration_id = d.id and ${now('h')}
    and h.state in ('PUBLISHED', 'IN_ASSESSMENT', 'DEMONSTRATED', 'REASSESSMENT_DUE')
  join standard_version s on s.id = d.standard_version_id and s.announced_at is not null where ${inUse('s.id')}),
norm as materialized (select n.id, n.code, n.theme, n.position, n.confidence, case n.condition when 'ALWAYS' then true
    when 'CHARACTERISTIC' then v.characteristics is null or n.characteristic = any(v.characteristics)
    else not exists (select from filled) or case n.condition
      when 'REFERENCE_COMPONENT' then exists (select from quality_norm_component q where q.norm_id = n.id and q.component_id in (select component_id from filled))
      else exists (select from quality_norm_standard q join demand d on d.standard_id = q.standard_id where q.norm_id = n.id) end end as applies,
    n.condition = 'REQUIRED_OF_COMPONENT' and exists (select from filled) as by_demand
  from v join quality_norm n on n.set_id = v.set_id),
standing as materialized (select n.id, q.position, s.slug, s.name_nl, k.ids, case when m.p and m.c then least(k.p, k.c) when m.p then k.p when m.c then k.c else k.any_role end as level
  from norm n join quality_norm_standard q on q.norm_id = n.id join standard s on s.id = q.standard_id left join demand m on m.standard_id = q.standard_id
  left join standard_version lo on lo.id = q.from_version_id left join standard_version hi on hi.id = q.to_version_id
  cross join lateral (select coalesce(max(c.worth), 0) as any_role, coalesce(max(c.worth) filter (where c.interface_role in ('PROVIDER', 'BOTH')), 0) as p,
      coalesce(max(c.worth) filter (where c.interface_role in ('CONSUMER', 'BOTH')), 0) as c,
      json_agg(json_build_object('id', c.id, 'interfaceRole', c.interface_role) order by c.id) filter (where m.p is not true and m.c is not true
        or m.p and c.interface_role in ('PROVIDER', 'BOTH') or m.c and c.interface_role in ('CONSUMER', 'BOTH')) as ids
    from claim c where c.standard_id = q.standard_id and (lo.position is null or c.position >= lo.position) and (hi.position is null or c.position <= hi.position)) k
  where n.applies and (not n.by_demand or m.standard_id is not null) and exists (select from standard_version x where x.standard_id = q.standard_id
    and x.announced_at is not null and (lo.position is null or x.position >= lo.position) and (hi.position is null or x.position <= hi.position) and ${inUse('x.id')})),
judged as materialized (select n.code, n.theme, n.position, n.id, n.confidence, coalesce(g.declarations, '[]') as declarations, coalesce(g.missing, '[]') as missing,
    case when not n.applies then 'NOT_APPLICABLE' when not exists (select from quality_norm_standard q where q.norm_id = n.id) then 'NOT_JUDGED'
      when g.least is null then 'NOT_APPLICABLE' when g.least = 2 then 'DEMONSTRATED' when g.least = 1 then 'SUPPORTED' when g.most > 0 then 'PARTIAL' else 'MISSING' end as outcome
  from norm n left join (select s.id, min(s.level) as least, max(s.level) as most,
      (select json_agg(e order by e ->> 'id') from (select json_array_elements(a.ids) as e from standing a where a.id = s.id and a.level > 0) e) as declarations,
      json_agg(json_build_object('slug', s.slug, 'name', s.name_nl) order by s.slug) filter (where s.level = 0) as missing
    from standing s group by s.id) g on g.id = n.id)
select json_build_object('data', json_build_object('gibitCheck', json_build_object(
  'outcome', (select case when bool_or(confidence = 'SEEN' and outcome in ('PARTIAL', 'MISSING')) then 'GAPS'
      when bool_or(outcome in ('PARTIAL', 'MISSING')) or not bool_or(outcome in ('DEMONSTRATED', 'SUPPORTED')) then 'UNKNOWN'
      when bool_or(outcome = 'SUPPORTED') then 'MEETS_ON_OWN_WORD' else 'MEETS' end from judged),
  'normSet', (select json_build_object('edition', s.edition) from v join quality_norm_set s on s.id = v.set_id),
  'results', (select json_agg(json_build_object('norm', json_build_object('code', j.code, 'theme', j.theme), 'outcome', j.outcome,
    'declarations', j.declarations, 'missing', j.missing) order by j.position, j.id) from judged j))))::text from (select $3::text) unused`,
};
