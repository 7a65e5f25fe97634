import { type MigrationInterface, type QueryRunner } from 'typeorm';

const CONFIDENCE = (table: string) =>
  `confidence text not null constraint ${table}_confidence_check check (confidence in ('SEEN', 'INFERRED', 'RECALLED')),
        provenance text`;
const PERIODS = `valid_from date not null, valid_to date not null default 'infinity',
        known_from timestamptz(3) not null, known_to timestamptz(3) not null default 'infinity'`;

/** What a component needs, which reference components it fills in, and the files of publiccode.yml that were read. */
export class ReadPubliccode1795310800000 implements MigrationInterface {
  name = 'ReadPubliccode1795310800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table publiccode_file (
        id text collate "C" primary key constraint publiccode_file_id_check check (id ~ '^pcf_[0-9a-z]{26}$'),
        component_id text collate "C" constraint publiccode_file_component_id_fkey references component,
        name text not null,
        sha256 text not null constraint publiccode_file_sha256_check check (sha256 ~ '^[0-9a-f]{64}$'),
        content bytea not null constraint publiccode_file_content_check check (octet_length(content) <= 1048576),
        read_at timestamptz(3) not null default clock_timestamp()
      );
      comment on table publiccode_file is 'Every publiccode.yml as it was read, byte for byte: what the register does not understand today is not lost.';
      comment on column publiccode_file.component_id is 'Null where the file does not say enough to register a component.';
      comment on column publiccode_file.name is 'As the file was found below what was given to the import.';
      create index publiccode_file_component_id_idx on publiccode_file (component_id, read_at desc, id desc);
      create index publiccode_file_sha256_idx on publiccode_file (sha256) where component_id is null;
      call append_only('publiccode_file');

      create table component_dependency (
        row_id bigint generated always as identity primary key,
        id text collate "C" not null constraint component_dependency_id_check check (id ~ '^dep_[0-9a-z]{26}$'),
        component_id text collate "C" not null constraint component_dependency_component_id_fkey references component,
        kind text not null constraint component_dependency_kind_check check (kind in ('OPEN', 'PROPRIETARY', 'HARDWARE')),
        name text not null constraint component_dependency_name_check check (name <> ''),
        version text,
        version_min text,
        version_max text,
        is_optional boolean not null,
        on_component_id text collate "C" constraint component_dependency_on_component_id_fkey references component,
        on_standard_id text collate "C" constraint component_dependency_on_standard_id_fkey references standard,
        on_version_id text collate "C" constraint component_dependency_on_version_id_fkey references standard_version,
        is_from_known boolean not null,
        ${CONFIDENCE('component_dependency')},
        ${PERIODS},
        constraint component_dependency_other_check check (on_component_id <> component_id),
        constraint component_dependency_version_check check (on_version_id is null or on_standard_id is not null),
        constraint component_dependency_name_excl exclude using gist
          ((component_id || '') with =, kind with =, name with =, daterange(valid_from, valid_to) with &&) where (known_to = 'infinity')
      );
      comment on column component_dependency.name is 'As the makers write it; what it is in the register stands in the columns that begin with on_.';
      create index component_dependency_component_id_idx on component_dependency (component_id);
      create index component_dependency_on_component_id_idx on component_dependency (on_component_id) where on_component_id is not null;
      call temporal_install('component_dependency', 'id');

      create table component_filling (
        row_id bigint generated always as identity primary key,
        id text collate "C" not null constraint component_filling_id_check check (id ~ '^cfi_[0-9a-z]{26}$'),
        component_id text collate "C" not null constraint component_filling_component_id_fkey references component,
        reference_component_id text collate "C" not null
          constraint component_filling_reference_component_id_fkey references reference_component,
        is_from_known boolean not null,
        ${CONFIDENCE('component_filling')},
        ${PERIODS},
        constraint component_filling_pair_excl exclude using gist
          ((component_id || '') with =, (reference_component_id || '') with =, daterange(valid_from, valid_to) with &&)
          where (known_to = 'infinity')
      );
      create index component_filling_component_id_idx on component_filling (component_id);
      create index component_filling_reference_component_id_idx on component_filling (reference_component_id);
      call temporal_install('component_filling', 'id');
    `);
    await runner.query(PUT_FACTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function put_component_facts(text, jsonb, jsonb);
      drop function component_filling_put(component_filling, boolean);
      drop table component_filling;
      drop function component_dependency_put(component_dependency, boolean);
      drop table component_dependency;
      drop table publiccode_file;
    `);
  }
}

/**
 * Ends facts, and writes others from a day on, all in one statement: as the functions that close and append, for many at once. Those take a
 * lock for each key and hold it until the end; a folder of some thousand files has more facts than a server has room for locks. Who calls
 * this holds the lock under which the catalogue is loaded, so that nobody else writes these tables.
 */
const PUT_FACTS = `
  create function put_component_facts(p_table text, p_rows jsonb, p_ended jsonb) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    v_values text;
    v_newest timestamptz;
    v_at timestamptz;
  begin
    if p_table not in ('component_support', 'component_dependency', 'component_filling', 'involvement') then
      raise exception 'no facts of components stand in %', p_table;
    end if;
    perform pg_current_xact_id(); -- before the clock is read: this is what makes safe_known_at() sound
    select string_agg(quote_ident(attname), ', ' order by attnum) into v_values from pg_attribute
    where attrelid = p_table::regclass and attnum > 0 and not attisdropped
      and attname not in ('row_id', 'valid_from', 'valid_to', 'known_from', 'known_to');
    execute format('select greatest(max(known_from), max(known_to) filter (where known_to < ''infinity'')) from %1$I
      where id in (select e ->> ''id'' from jsonb_array_elements($1) e)', p_table) into v_newest using p_rows || p_ended;
    v_at := date_trunc('milliseconds', greatest(clock_timestamp(), v_newest)) + interval '1 millisecond';
    execute format('with given as (select e ->> ''id'' as id, (e ->> ''valid_from'')::date as f from jsonb_array_elements($1) e),
      closed as (
        update %1$I x set known_to = $2 from given where x.id = given.id and x.known_to = ''infinity'' and x.valid_to > given.f
        returning x.*, given.f)
      insert into %1$I (%2$s, valid_from, valid_to, known_from) select %2$s, valid_from, f, $2 from closed where valid_from < f',
      p_table, v_values) using p_rows || p_ended, v_at;
    execute format('insert into %1$I (%2$s, valid_from, valid_to, known_from)
      select %2$s, valid_from, ''infinity'', $2 from jsonb_populate_recordset(null::%1$I, $1)', p_table, v_values) using p_rows, v_at;
  end $$;
  revoke execute on function put_component_facts(text, jsonb, jsonb) from public;
  do $$ begin
    if exists (select from pg_roles where rolname = 'standaardenregister_service') then
      grant execute on function put_component_facts(text, jsonb, jsonb) to standaardenregister_service;
    end if;
  end $$;
`;
