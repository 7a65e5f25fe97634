import { type MigrationInterface, type QueryRunner } from 'typeorm';

const CONFIDENCE = (table: string) =>
  `confidence text not null constraint ${table}_confidence_check check (confidence in ('SEEN', 'INFERRED', 'RECALLED')),
        provenance text`;
const PERIODS = `valid_from date not null, valid_to date not null default 'infinity',
        known_from timestamptz(3) not null, known_to timestamptz(3) not null default 'infinity'`;

/** Components of Common Ground, the standards they speak, and who is involved in them. */
export class CreateComponents1795306600000 implements MigrationInterface {
  name = 'CreateComponents1795306600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table component (
        id text collate "C" primary key constraint component_id_check check (id ~ '^cmp_[0-9a-z]{26}$'),
        slug text collate "C" not null constraint component_slug_key unique
          constraint component_slug_check check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        name text not null constraint component_name_check check (name <> ''),
        summary_nl text not null,
        summary_en text,
        layer text not null constraint component_layer_check check (layer in ('INTERACTION', 'PROCESS', 'INTEGRATION', 'SERVICES', 'DATA')),
        repository_url text not null,
        licence text not null constraint component_licence_check check (licence <> ''),
        licence_text text,
        maintainer text,
        maturity text constraint component_maturity_check check (maturity in ('concept', 'development', 'beta', 'stable', 'obsolete')),
        maturity_text text,
        latest_version text,
        latest_released_on date,
        ${CONFIDENCE('component')},
        registered_at timestamptz(3) not null default clock_timestamp(),
        updated_at timestamptz(3) not null default clock_timestamp(),
        revision integer not null default 1
      );
      comment on column component.licence is 'An SPDX expression; NOASSERTION where no source names a licence that SPDX knows.';
      comment on column component.maturity is 'The words of developmentStatus in publiccode.yml.';
      create index component_name_idx on component ((lower(name) collate "C"), id);
      call keep_rows('component');

      create table component_part (
        row_id bigint generated always as identity primary key,
        id text collate "C" not null constraint component_part_id_check check (id ~ '^prt_[0-9a-z]{26}$'),
        whole_id text collate "C" not null constraint component_part_whole_id_fkey references component,
        part_id text collate "C" not null constraint component_part_part_id_fkey references component,
        is_from_known boolean not null,
        ${CONFIDENCE('component_part')},
        ${PERIODS},
        constraint component_part_other_check check (part_id <> whole_id),
        constraint component_part_pair_excl exclude using gist
          ((whole_id || '') with =, (part_id || '') with =, daterange(valid_from, valid_to) with &&) where (known_to = 'infinity')
      );
      create index component_part_whole_id_idx on component_part (whole_id);
      create index component_part_part_id_idx on component_part (part_id);
      call temporal_install('component_part', 'id');

      create table component_support (
        row_id bigint generated always as identity primary key,
        id text collate "C" not null constraint component_support_id_check check (id ~ '^sup_[0-9a-z]{26}$'),
        component_id text collate "C" not null constraint component_support_component_id_fkey references component,
        standard_id text collate "C" not null constraint component_support_standard_id_fkey references standard,
        version_id text collate "C" constraint component_support_version_id_fkey references standard_version,
        role text not null constraint component_support_role_check check (role in ('PROVIDER', 'CONSUMER', 'BOTH', 'UNSPECIFIED')),
        evidence text,
        is_from_known boolean not null,
        ${CONFIDENCE('component_support')},
        ${PERIODS},
        constraint component_support_pair_excl exclude using gist
          ((component_id || '') with =, (standard_id || '') with =, coalesce(version_id, '') with =, role with =,
            daterange(valid_from, valid_to) with &&) where (known_to = 'infinity')
      );
      create index component_support_component_id_idx on component_support (component_id);
      create index component_support_standard_id_idx on component_support (standard_id);
      create index component_support_version_id_idx on component_support (version_id) where version_id is not null;
      call temporal_install('component_support', 'id');

      create table involvement (
        row_id bigint generated always as identity primary key,
        id text collate "C" not null constraint involvement_id_check check (id ~ '^inv_[0-9a-z]{26}$'),
        component_id text collate "C" not null constraint involvement_component_id_fkey references component,
        organisation_id text collate "C" not null constraint involvement_organisation_id_fkey references organisation,
        role text not null constraint involvement_role_check check (role in
          ('OWNER', 'INITIATOR', 'COMMISSIONER', 'CO_DEVELOPER', 'USER', 'TENDER_PARTICIPANT', 'STAKEHOLDER')),
        is_from_known boolean not null,
        ${CONFIDENCE('involvement')},
        ${PERIODS},
        constraint involvement_pair_excl exclude using gist
          ((component_id || '') with =, (organisation_id || '') with =, role with =, daterange(valid_from, valid_to) with &&)
          where (known_to = 'infinity')
      );
      comment on table involvement is 'What public sources say; what municipalities themselves record of their software is confidential, and not here.';
      create index involvement_component_id_idx on involvement (component_id, valid_from, id);
      create index involvement_organisation_id_idx on involvement (organisation_id, valid_from, id);
      call temporal_install('involvement', 'id');
    `);
    await runner.query(FIND_COMPONENTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger keep_search on component;
      drop function search_keep_component();
      delete from search_document where kind = 'COMPONENT';
      alter table search_document drop constraint search_document_kind_check;
      alter table search_document add constraint search_document_kind_check check (kind in ('STANDARD', 'REFERENCE_COMPONENT', 'MUNICIPALITY'));
      ${REBUILD('')}
      drop function involvement_put(involvement, boolean);
      drop table involvement;
      drop function component_support_put(component_support, boolean);
      drop table component_support;
      drop function component_part_put(component_part, boolean);
      drop table component_part;
      drop table component;
    `);
  }
}

const REBUILD = (more: string) => `
  create or replace function search_rebuild() returns void language sql security definer set search_path = public, pg_temp as $$
    select search_put(id, 'STANDARD', name_nl, array_remove(array[name_en, abbreviation, slug] || synonyms || former_names, null),
      summary_nl, concat_ws(' ', summary_en, theme)) from standard;
    select search_put(id, 'REFERENCE_COMPONENT', name, synonyms, summary, '') from reference_component;
    select search_put(id, 'MUNICIPALITY', name, code || aliases, '', '') from municipality;
  ${more}$$;`;

const FIND_COMPONENTS = `
  alter table search_document drop constraint search_document_kind_check;
  alter table search_document add constraint search_document_kind_check
    check (kind in ('STANDARD', 'REFERENCE_COMPONENT', 'COMPONENT', 'MUNICIPALITY'));
  create function search_keep_component() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform search_put(new.id, 'COMPONENT', new.name, array[new.slug], new.summary_nl, concat_ws(' ', new.summary_en, new.maintainer));
    return null;
  end $$;
  create trigger keep_search after insert or update of name, slug, summary_nl, summary_en, maintainer
    on component for each row execute function search_keep_component();
  ${REBUILD(`  select search_put(id, 'COMPONENT', name, array[slug], summary_nl, concat_ws(' ', summary_en, maintainer)) from component;
  `)}
`;
