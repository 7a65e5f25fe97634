/** Adoptions with versions, and products with declarations, from a fixed seed: what an impact is counted over. */
import { type Client } from 'pg';

const id = (prefix: string, of: string) => `'${prefix}_' || left(md5(${of}), 26)`;
const chance = (of: string, below: number) => `(hashtextextended(${of}, 20261122) & 9223372036854775807) % ${below}`;

const AT_ONCE = 20_000;
const PRODUCTS = 1000;

/** One adoption for each pair of municipality and standard, in the order of their names; a third of them names no version. */
const ADOPTIONS = `
  with pairs as (
    select m.id as municipality_id, s.id as standard_id, coalesce(k.id, ${id('adp', 'm.code || s.slug')}) as key_id, m.code || s.slug as change,
      array(select v.id from standard_version v where v.standard_id = s.id and v.announced_at is not null order by v.position) as versions
    from municipality m cross join standard s
    left join adoption_key k on k.municipality_id = m.id and k.standard_id = s.id
    order by m.code, s.slug limit $1 offset $2
  )
  select count(*) from record_adoptions(array(
    select jsonb_populate_record(null::adoption, jsonb_build_object(
      'id', key_id, 'municipality_id', municipality_id, 'standard_id', standard_id,
      'version_id', case when ${chance(`'which' || change`, 3)} > 0 then versions[1 + (${chance(`'version' || change`, 1000)}) % greatest(cardinality(versions), 1)] end,
      'status', (array['PLANNED', 'IMPLEMENTING', 'APPLIED', 'APPLIED', 'APPLIED', 'PHASED_OUT'])[1 + ${chance(`'status' || change`, 6)}],
      'origin', 'REPORTED', 'change_id', ${id('adc', 'change')},
      'valid_from', date '2016-01-01' + (${chance(`'day' || change`, 3600)})::integer))
    from pairs), true)`;

/** As many standards besides those of the catalogue as it takes for every municipality to say something of each. */
const STANDARDS = `
  insert into standard (id, slug, name_nl, summary_nl, kind, steward_id, confidence)
  select ${id('std', `'more' || n`)}, 'meetstandaard-' || n, 'Meetstandaard ' || n, 'Om te meten.', 'INTERFACE', (select min(id) from organisation), 'SEEN'
  from generate_series(1, (select greatest(0, ceil($1::numeric / (select count(*) from municipality))::integer - (select count(*)::integer from standard)))) n`;

/** Each product has one version, declared to conform to twenty versions of standards. */
const DECLARATIONS = `
  insert into organisation (id, slug, kind, name, confidence) values (${id('org', `'maker'`)}, 'meetleverancier', 'SUPPLIER', 'Meetleverancier', 'SEEN');
  insert into supplier (id, organisation_id, kvk_number) values (${id('sup', `'maker'`)}, ${id('org', `'maker'`)}, '12345678');
  insert into product (id, supplier_id, slug, name, summary)
  select ${id('prd', 'n::text')}, ${id('sup', `'maker'`)}, 'meetpakket-' || n, 'Meetpakket ' || n, 'Om te meten.' from generate_series(1, ${PRODUCTS}) n;
  insert into product_version (id, product_id, label, position)
  select ${id('pvn', 'n::text')}, ${id('prd', 'n::text')}, '1.0', 1 from generate_series(1, ${PRODUCTS}) n;
  insert into conformance_declaration (id, product_version_id, standard_version_id, interface_role)
  select ${id('dcl', `n || ' ' || v.id`)}, ${id('pvn', 'n::text')}, v.id, 'PROVIDER'
  from generate_series(1, ${PRODUCTS}) n cross join lateral (
    select id from standard_version where announced_at is not null order by hashtextextended(id || n, 20261122) limit 20) v`;

/** In pieces: each takes a lock of its own until its transaction ends. */
const PHASES = `
  select declaration_phase_put(jsonb_populate_record(null::declaration_phase, jsonb_build_object('declaration_id', d.id, 'state', 'PUBLISHED',
    'level', 'SUPPORTED', 'since', '2024-02-01', 'valid_from', '2024-02-01')))
  from (select id from conformance_declaration d where not exists (select from declaration_phase p where p.declaration_id = d.id) limit 2000) d`;

/**
 * @param adoptions how many are written at most
 * @returns how many there are, of adoptions and of declarations
 */
export async function seedImpact(
  client: Client,
  adoptions: number,
): Promise<{ readonly adoptions: string; readonly declarations: string }> {
  await client.query(STANDARDS, [adoptions]);
  for (let done = 0; done < adoptions; done += AT_ONCE) {
    await client.query(ADOPTIONS, [Math.min(AT_ONCE, adoptions - done), done]);
  }
  await client.query(DECLARATIONS);
  while (((await client.query(PHASES)).rowCount ?? 0) > 0);
  await client.query('vacuum (analyze)');
  const { rows } = await client.query<{ adoptions: string; declarations: string }>(
    `select (select count(*) from adoption where known_to = 'infinity') as adoptions, (select count(*) from conformance_declaration) as declarations`,
  );
  return { adoptions: rows[0]?.adoptions ?? '0', declarations: rows[0]?.declarations ?? '0' };
}
