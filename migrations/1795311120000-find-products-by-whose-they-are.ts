import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** A product is found by whose it is, and a norm by its set, also when those change. */
export class FindProductsByWhoseTheyAre1795311120000 implements MigrationInterface {
  name = 'FindProductsByWhoseTheyAre1795311120000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function search_keep_products_of_supplier() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        perform search_put_product(p) from product p where p.supplier_id = new.id;
        return null;
      end $$;
      create function search_keep_norms_of() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        perform search_put_norm(n) from quality_norm n where n.set_id = new.id;
        return null;
      end $$;
      create trigger keep_search after update of organisation_id on supplier for each row
        when (new.organisation_id is distinct from old.organisation_id) execute function search_keep_products_of_supplier();
      create trigger keep_search_of_set after update of edition on quality_norm_set for each row
        when (new.edition is distinct from old.edition) execute function search_keep_norms_of();
      drop trigger keep_search on product;
      create trigger keep_search after insert or update of name, slug, summary, supplier_id
        on product for each row execute function search_keep_product();
      drop trigger keep_search on quality_norm;
      create trigger keep_search after insert or update of code, title_nl, title_en, applies_when_nl, applies_when_en, set_id
        on quality_norm for each row execute function search_keep_norm();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger keep_search on quality_norm;
      create trigger keep_search after insert or update of code, title_nl, title_en, applies_when_nl, applies_when_en
        on quality_norm for each row execute function search_keep_norm();
      drop trigger keep_search on product;
      create trigger keep_search after insert or update of name, slug, summary
        on product for each row execute function search_keep_product();
      drop trigger keep_search_of_set on quality_norm_set;
      drop trigger keep_search on supplier;
      drop function search_keep_norms_of();
      drop function search_keep_products_of_supplier();
    `);
  }
}
