import { type Sql } from './register.js';

/**
 * Everything that makes up a schema, as text that can be compared: each thing with its definition and its rights.
 * What extensions bring along is left to them.
 */
export async function schemaListing(sql: Sql): Promise<string[]> {
  const rows = await sql<{ line: string }>(`
    with ours as (
      select c.* from pg_class c
      where c.relnamespace = 'public'::regnamespace
        and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    ), routine as (
      select p.* from pg_proc p
      where p.pronamespace = 'public'::regnamespace
        and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
    )
    select format('extension %s', extname) as line from pg_extension
    union all select format('relation %s %s %s %s', relname, relkind, relacl, reloptions) from ours
    union all select format('column %s.%s %s %s %s %s %s %s', relname, attname, format_type(atttypid, atttypmod), attnotnull, attidentity, attgenerated,
      (select collname from pg_collation where oid = attcollation), pg_get_expr(adbin, adrelid))
      from ours join pg_attribute on attrelid = ours.oid and attnum > 0 and not attisdropped
      left join pg_attrdef on adrelid = attrelid and adnum = attnum
    union all select format('constraint %s.%s %s', relname, conname, pg_get_constraintdef(k.oid)) from ours join pg_constraint k on conrelid = ours.oid
    union all select format('index %s', pg_get_indexdef(oid)) from ours where relkind = 'i'
    union all select format('trigger %s %s', tgname, pg_get_triggerdef(t.oid)) from ours join pg_trigger t on tgrelid = ours.oid where not tgisinternal
    union all select format('view %s %s', relname, pg_get_viewdef(oid)) from ours where relkind in ('v', 'm')
    union all select format('routine %s %s', pg_get_functiondef(oid), proacl) from routine where prokind in ('f', 'p')
    union all select format('type %s %s', typname, typtype) from pg_type
      where typnamespace = 'public'::regnamespace and typtype in ('e', 'd', 'r')
    union all select format('text search %s %s', cfgname, dictname) from pg_ts_config c, pg_ts_dict d
      where cfgnamespace = 'public'::regnamespace and dictnamespace = cfgnamespace
    union all select format('comment on %s %s', relname, description) from ours join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = ours.oid
    union all select format('default rights %s %s', defaclobjtype, defaclacl) from pg_default_acl
    order by line`);
  return rows.map(({ line }) => line);
}
