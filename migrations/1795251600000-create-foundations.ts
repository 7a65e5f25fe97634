import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Extensions, the service's role, the catalogue's revision, and the kit that makes a table bitemporal. */
export class CreateFoundations1795251600000 implements MigrationInterface {
  name = 'CreateFoundations1795251600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create extension if not exists btree_gist;
      create extension if not exists pg_trgm;
      create extension if not exists unaccent;

      -- The service runs as this role; whoever migrates owns the tables. Where the login may not create roles, the triggers still guard.
      do $$ begin
        if not exists (select from pg_roles where rolname = 'standaardenregister_service') then
          begin
            create role standaardenregister_service nologin;
          exception when duplicate_object or unique_violation then null;
                    when insufficient_privilege then
                      raise notice 'role standaardenregister_service could not be created: the service will run as the owner';
          end;
        end if;
        if exists (select from pg_roles where rolname = 'standaardenregister_service') then
          begin
            execute format('grant standaardenregister_service to %I with set true, inherit false', current_user);
          exception when insufficient_privilege or invalid_grant_operation then null;
          end;
          grant usage on schema public to standaardenregister_service;
          alter default privileges in schema public grant select on tables to standaardenregister_service;
        end if;
      end $$;
    `);
    await runner.query(`
      -- One row would make every writer wait for the one before it; a sequence would run ahead of its commit.
      create table revision_slot (
        slot smallint primary key,
        n bigint not null default 0
      );
      insert into revision_slot (slot) select generate_series(0, 15);
      comment on table revision_slot is 'Counts committed changes of the catalogue, spread over sixteen rows; the revision is their sum.';
      do $$ begin
        if exists (select from pg_roles where rolname = 'standaardenregister_service') then
          grant update on revision_slot to standaardenregister_service;
        end if;
      end $$;
      create function catalogue_revision() returns bigint language sql stable as $$ select sum(n)::bigint from revision_slot $$;

      -- Raised where GraphQL promises a value that the database does not have: aborts the statement, names the field.
      create function gql_null(field text) returns text language plpgsql volatile as $$
      begin
        raise exception 'no value for %', field using errcode = 'GQ001';
      end $$;

      create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception 'append-only: % on % is refused', tg_op, tg_table_name
          using errcode = 'insufficient_privilege', constraint = tg_name;
      end $$;

      -- Plans are only as good as the counts behind them: called after much was written at once, by a role that owns nothing.
      create function refresh_statistics() returns void language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        analyze;
      end $$;

      -- The newest moment for which the record can no longer change: nothing that still runs can write a record time before it.
      create function safe_known_at() returns timestamptz language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
        select least(min(xact_start), clock_timestamp()) from pg_stat_activity
        where backend_xid is not null and datname = current_database() and pid <> pg_backend_pid()
      $$;
    `);
    await runner.query(`
      -- Rows of a plain table are added and edited, never removed.
      create procedure keep_rows(p_table regclass) language plpgsql as $$
      begin
        execute format('create trigger keep_rows before delete on %s for each row execute function refuse_change()', p_table);
        execute format('create trigger keep_table before truncate on %s for each statement execute function refuse_change()', p_table);
        if exists (select from pg_roles where rolname = 'standaardenregister_service') then
          execute format('grant select, insert, update on %s to standaardenregister_service', p_table);
        end if;
      end $$;

      -- Rows of an append-only table never change at all.
      create procedure append_only(p_table regclass) language plpgsql as $$
      begin
        call keep_rows(p_table);
        execute format('create trigger keep_values before update on %s for each row execute function refuse_change()', p_table);
        if exists (select from pg_roles where rolname = 'standaardenregister_service') then
          execute format('revoke update on %s from standaardenregister_service', p_table);
        end if;
      end $$;
    `);
    await runner.query(TEMPORAL_INSTALL);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop procedure temporal_install(regclass, text);
      drop procedure append_only(regclass);
      drop procedure keep_rows(regclass);
      drop function safe_known_at();
      drop function refresh_statistics();
      drop function refuse_change();
      drop function gql_null(text);
      drop function catalogue_revision();
      drop table revision_slot;
      drop extension unaccent;
      drop extension pg_trgm;
      drop extension btree_gist;
    `);
  }
}

/**
 * temporal_install(table, key): constraints, indexes and guards for a table with the columns row_id, valid_from, valid_to, known_from and
 * known_to, and the one way to write it: <table>_put(row, clear) closes what the row overlaps, appends what is left of it and the row itself.
 * It answers the record time, or null when the register already held exactly this.
 */
const TEMPORAL_INSTALL = `
create procedure temporal_install(p_table regclass, p_key text) language plpgsql as $install$
declare
  t text := p_table::text;
  cols text[];
  has_known_start boolean;
  list text; kept text; given text; same text; fixed_old text; fixed_new text;
begin
  select array_agg(quote_ident(attname) order by attnum) into cols from pg_attribute
  where attrelid = p_table and attnum > 0 and not attisdropped
    and attname not in ('row_id', 'valid_from', 'valid_to', 'known_from', 'known_to');
  has_known_start := 'is_from_known' = any(cols);
  list := array_to_string(cols, ', ');
  select string_agg(case when c = 'is_from_known' then 'c.is_from_known or r.f <> c.valid_from' else 'c.' || c end, ', '),
         string_agg('p.' || c, ', '),
         string_agg('x.' || c, ', '),
         string_agg('old.' || c, ', '), string_agg('new.' || c, ', ')
    into kept, given, same, fixed_old, fixed_new from unnest(cols) c;

  -- The key is hidden in an expression, or reads would take this slow index on small tables instead of the one made for them.
  execute format('alter table %1$s
    add constraint %2$I check (valid_from < valid_to and valid_from > ''-infinity''),
    add constraint %3$I check (known_from < known_to and known_from > ''-infinity''),
    add constraint %4$I exclude using gist ((%5$I || '''') with =, daterange(valid_from, valid_to) with &&) where (known_to = ''infinity'')',
    t, t || '_valid_check', t || '_known_check', t || '_' || p_key || '_valid_excl', p_key);
  execute format('create index %2$I on %1$s (%3$I, valid_to, valid_from) where known_to = ''infinity''', t, t || '_' || p_key || '_now_idx', p_key);
  execute format('create index %2$I on %1$s (%3$I, known_to, known_from)', t, t || '_' || p_key || '_then_idx', p_key);

  execute format('create trigger keep_values before update on %1$s for each row
    when (old.known_to <> ''infinity'' or new.known_to = ''infinity''
      or (new.row_id, new.valid_from, new.valid_to, new.known_from, %2$s) is distinct from (old.row_id, old.valid_from, old.valid_to, old.known_from, %3$s))
    execute function refuse_change()', t, fixed_new, fixed_old);
  execute format('create trigger keep_rows before delete on %s for each row execute function refuse_change()', t);
  execute format('create trigger keep_table before truncate on %s for each statement execute function refuse_change()', t);

  execute format($f$
    create function %1$s_put(p %1$s, p_clear boolean default false) returns timestamptz
    language plpgsql security definer set search_path = public, pg_temp as $put$
    declare
      v_at timestamptz;
      v_newest timestamptz;
    begin
      p.valid_to := coalesce(p.valid_to, 'infinity');
      %7$s
      perform pg_current_xact_id(); -- before the clock is read: this is what makes safe_known_at() sound
      perform pg_advisory_xact_lock(hashtext('%1$s'), hashtext(p.%2$I));
      if not p_clear and exists (select from %1$s x where x.%2$I = p.%2$I and x.known_to = 'infinity'
          and x.valid_from = p.valid_from and x.valid_to = p.valid_to and (%5$s) is not distinct from (%4$s)) then
        return null;
      end if;
      select greatest(max(known_from), max(known_to) filter (where known_to < 'infinity')) into v_newest
      from %1$s x where x.%2$I = p.%2$I;
      -- Whole milliseconds, as the API shows them; never before the clock, and for one key never the same twice.
      v_at := date_trunc('milliseconds', greatest(clock_timestamp(), v_newest)) + interval '1 millisecond';
      with c as (
        update %1$s x set known_to = v_at
        where x.%2$I = p.%2$I and x.known_to = 'infinity' and x.valid_from < p.valid_to and x.valid_to > p.valid_from
        returning x.*)
      insert into %1$s (%3$s, valid_from, valid_to, known_from)
      select %6$s, r.f, r.t, v_at
      from c, lateral (values (c.valid_from, p.valid_from), (p.valid_to, c.valid_to)) r(f, t) where r.f < r.t;
      if not p_clear then
        insert into %1$s (%3$s, valid_from, valid_to, known_from) values (%4$s, p.valid_from, p.valid_to, v_at);
      end if;
      return v_at;
    end $put$
  $f$, t, p_key, list, given, same, kept,
    case when has_known_start then 'p.is_from_known := coalesce(p.is_from_known, true);' else '' end);
  execute format('revoke execute on function %1$s_put(%1$s, boolean) from public', t);

  if exists (select from pg_roles where rolname = 'standaardenregister_service') then
    execute format('grant select on %s to standaardenregister_service', t);
    execute format('grant execute on function %1$s_put(%1$s, boolean) to standaardenregister_service', t);
  end if;
end $install$;
`;
