import { type MigrationInterface, type QueryRunner } from 'typeorm';

const KINDS = ['STANDARD', 'REFERENCE_COMPONENT', 'COMPONENT', 'PRODUCT', 'MUNICIPALITY', 'QUALITY_NORM'];

/** Projects are found by what they are called and are about, and by their programme. */
export class FindProjects1795400100000 implements MigrationInterface {
  name = 'FindProjects1795400100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${ALLOW([...KINDS, 'PROJECT'])}
      -- The sort stands in front: who types the name of a standard looks for the standard, and finds the project behind it.
      create function search_put_project(p project) returns void language sql security definer set search_path = public, pg_temp as $$
        select search_put(p.id, 'PROJECT', 'GGU-project ' || p.name, '{}', p.summary,
          concat_ws(' ', p.name_en, p.slug, p.summary_en, g.name, g.name_en))
        from programme g where g.id = p.programme_id
      $$;
      revoke execute on function search_put_project(project) from public;

      create function search_keep_project() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        perform search_put_project(new);
        return null;
      end $$;
      create function search_keep_projects_of() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        perform search_put_project(p) from project p where p.programme_id = new.id;
        return null;
      end $$;
      create trigger keep_search after insert or update of name, name_en, slug, summary, summary_en, programme_id
        on project for each row execute function search_keep_project();
      create trigger keep_search after update of name, name_en on programme for each row
        when ((new.name, new.name_en) is distinct from (old.name, old.name_en)) execute function search_keep_projects_of();
      ${REBUILD('  select search_put_project(p) from project p;\n  ')}
      select search_put_project(p) from project p;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${REBUILD('')}
      drop trigger keep_search on programme;
      drop trigger keep_search on project;
      drop function search_keep_projects_of();
      drop function search_keep_project();
      drop function search_put_project(project);
      delete from search_document where kind = 'PROJECT';
      ${ALLOW(KINDS)}
    `);
  }
}

const ALLOW = (kinds: readonly string[]) => `
  alter table search_document drop constraint search_document_kind_check;
  alter table search_document add constraint search_document_kind_check check (kind in ('${kinds.join("', '")}'));`;

const REBUILD = (more: string) => `
  create or replace function search_rebuild() returns void language sql security definer set search_path = public, pg_temp as $$
    select search_put(id, 'STANDARD', name_nl, array_remove(array[name_en, abbreviation, slug] || synonyms || former_names, null),
      summary_nl, concat_ws(' ', summary_en, theme)) from standard;
    select search_put(id, 'REFERENCE_COMPONENT', name, synonyms, summary, '') from reference_component;
    select search_put(id, 'MUNICIPALITY', name, code || aliases, '', '') from municipality;
    select search_put(id, 'COMPONENT', name, array[slug], summary_nl, concat_ws(' ', summary_en, maintainer)) from component;
    select search_put_product(p) from product p;
    select search_put_norm(n) from quality_norm n;
  ${more}$$;`;
