import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Products are found by their supplier too, and norms by their code and by what they ask. */
export class FindProductsAndNorms1795310210000 implements MigrationInterface {
  name = 'FindProductsAndNorms1795310210000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table search_document drop constraint search_document_kind_check;
      alter table search_document add constraint search_document_kind_check
        check (kind in ('STANDARD', 'REFERENCE_COMPONENT', 'COMPONENT', 'PRODUCT', 'MUNICIPALITY', 'QUALITY_NORM'));

      create function search_put_product(p product) returns void language sql security definer set search_path = public, pg_temp as $$
        select search_put(p.id, 'PRODUCT', p.name, array[p.slug], p.summary, o.name)
        from supplier s join organisation o on o.id = s.organisation_id where s.id = p.supplier_id
      $$;
      -- The code stands in front: who types the name of a standard looks for the standard, and finds the norm behind it.
      create function search_put_norm(n quality_norm) returns void language sql security definer set search_path = public, pg_temp as $$
        select search_put(n.id, 'QUALITY_NORM', n.code || ' ' || n.title_nl, array_remove(array[n.title_en], null), coalesce(n.applies_when_nl, ''),
          concat_ws(' ', n.applies_when_en, 'kwaliteitsnorm GIBIT', s.edition))
        from quality_norm_set s where s.id = n.set_id
      $$;
      revoke execute on function search_put_product(product), search_put_norm(quality_norm) from public;

      create function search_keep_product() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        perform search_put_product(new);
        return null;
      end $$;
      create function search_keep_products_of() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        perform search_put_product(p) from product p join supplier s on s.id = p.supplier_id where s.organisation_id = new.id;
        return null;
      end $$;
      create function search_keep_norm() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        perform search_put_norm(new);
        return null;
      end $$;
      create trigger keep_search after insert or update of name, slug, summary
        on product for each row execute function search_keep_product();
      create trigger keep_search after update of name
        on organisation for each row when (new.name is distinct from old.name) execute function search_keep_products_of();
      create trigger keep_search after insert or update of code, title_nl, title_en, applies_when_nl, applies_when_en
        on quality_norm for each row execute function search_keep_norm();
      ${REBUILD(`  select search_put_product(p) from product p;
    select search_put_norm(n) from quality_norm n;
  `)}
      select search_put_product(p) from product p;
      select search_put_norm(n) from quality_norm n;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${REBUILD('')}
      drop trigger keep_search on quality_norm;
      drop trigger keep_search on organisation;
      drop trigger keep_search on product;
      drop function search_keep_norm();
      drop function search_keep_products_of();
      drop function search_keep_product();
      drop function search_put_norm(quality_norm);
      drop function search_put_product(product);
      delete from search_document where kind in ('PRODUCT', 'QUALITY_NORM');
      alter table search_document drop constraint search_document_kind_check;
      alter table search_document add constraint search_document_kind_check
        check (kind in ('STANDARD', 'REFERENCE_COMPONENT', 'COMPONENT', 'MUNICIPALITY'));
    `);
  }
}

const REBUILD = (more: string) => `
  create or replace function search_rebuild() returns void language sql security definer set search_path = public, pg_temp as $$
    select search_put(id, 'STANDARD', name_nl, array_remove(array[name_en, abbreviation, slug] || synonyms || former_names, null),
      summary_nl, concat_ws(' ', summary_en, theme)) from standard;
    select search_put(id, 'REFERENCE_COMPONENT', name, synonyms, summary, '') from reference_component;
    select search_put(id, 'MUNICIPALITY', name, code || aliases, '', '') from municipality;
    select search_put(id, 'COMPONENT', name, array[slug], summary_nl, concat_ws(' ', summary_en, maintainer)) from component;
  ${more}$$;`;
