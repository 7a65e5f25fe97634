import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Reference components and what they ask of standards; what was loaded from files. */
export class CreateArchitecture1795251900000 implements MigrationInterface {
  name = 'CreateArchitecture1795251900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table reference_component (
        id text collate "C" primary key constraint reference_component_id_check check (id ~ '^rfc_[0-9a-z]{26}$'),
        slug text collate "C" not null constraint reference_component_slug_key unique
          constraint reference_component_slug_check check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        name text not null constraint reference_component_name_check check (name <> ''),
        synonyms text[] not null default '{}',
        summary text not null,
        confidence text not null constraint reference_component_confidence_check check (confidence in ('SEEN', 'INFERRED', 'RECALLED')),
        provenance text,
        registered_at timestamptz(3) not null default clock_timestamp(),
        updated_at timestamptz(3) not null default clock_timestamp(),
        revision integer not null default 1
      );
      create index reference_component_name_idx on reference_component ((lower(name) collate "C"), id);
      call keep_rows('reference_component');

      create table component_identifier (
        register text not null, identifier text not null, url text,
        confidence text not null constraint component_identifier_confidence_check check (confidence in ('SEEN', 'INFERRED', 'RECALLED')),
        component_id text collate "C" not null constraint component_identifier_component_id_fkey references reference_component,
        constraint component_identifier_pkey primary key (register, identifier, component_id)
      );
      create index component_identifier_component_id_idx on component_identifier (component_id, register, identifier);
      call keep_rows('component_identifier');

      create table component_requirement (
        row_id bigint generated always as identity primary key,
        id text collate "C" not null constraint component_requirement_id_check check (id ~ '^req_[0-9a-z]{26}$'),
        component_id text collate "C" not null constraint component_requirement_component_id_fkey references reference_component,
        standard_id text collate "C" not null constraint component_requirement_standard_id_fkey references standard,
        interface_role text not null constraint component_requirement_interface_role_check
          check (interface_role in ('PROVIDER', 'CONSUMER', 'BOTH', 'UNSPECIFIED')),
        role text not null constraint component_requirement_role_check check (role in ('MANDATORY', 'RECOMMENDED', 'UNKNOWN')),
        source text not null,
        is_from_known boolean not null,
        confidence text not null constraint component_requirement_confidence_check check (confidence in ('SEEN', 'INFERRED', 'RECALLED')),
        provenance text,
        valid_from date not null, valid_to date not null default 'infinity',
        known_from timestamptz(3) not null, known_to timestamptz(3) not null default 'infinity',
        constraint component_requirement_pair_excl exclude using gist
          ((component_id || '') with =, (standard_id || '') with =, interface_role with =, daterange(valid_from, valid_to) with &&) where (known_to = 'infinity')
      );
      create index component_requirement_component_id_idx on component_requirement (component_id);
      create index component_requirement_standard_id_idx on component_requirement (standard_id);
      call temporal_install('component_requirement', 'id');
      create trigger touch_standard after insert on component_requirement referencing new table as changed
        for each statement execute function touch_standard('standard_id');

      create table catalogue_load (
        id bigint generated always as identity primary key,
        source text not null,
        sha256 text not null,
        report jsonb not null,
        loaded_at timestamptz(3) not null default clock_timestamp()
      );
      create index catalogue_load_source_idx on catalogue_load (source, id desc);
      call append_only('catalogue_load');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table catalogue_load;
      drop function component_requirement_put(component_requirement, boolean);
      drop table component_requirement;
      drop table component_identifier;
      drop table reference_component;
    `);
  }
}
