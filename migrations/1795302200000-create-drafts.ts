import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What is a draft moves nothing that others can see; what was published once stays as it was. */
export class CreateDrafts1795302200000 implements MigrationInterface {
  name = 'CreateDrafts1795302200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table standard_version add column follows_id text collate "C" constraint standard_version_follows_id_fkey references standard_version;
      comment on column standard_version.follows_id is 'Behind which version a draft takes its place once it is announced; until then it stands behind all others.';

      create trigger keep_announced before update on standard_version for each row
        when (old.announced_at is not null and new.announced_at is distinct from old.announced_at)
        execute function refuse_change();

      create or replace function touch_standard_of_version() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        update standard set updated_at = clock_timestamp()
        where id in (select v.standard_id from changed c join standard_version v on v.id = c.version_id where v.announced_at is not null);
        return null;
      end $$;
      create function touch_standard_of_announced() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        update standard set updated_at = clock_timestamp()
        where id in (select standard_id from changed where announced_at is not null);
        return null;
      end $$;
      drop trigger touch_standard on standard_version;
      create trigger touch_standard after insert on standard_version referencing new table as changed
        for each statement execute function touch_standard_of_announced();
      create trigger touch_standard_again after update on standard_version referencing new table as changed
        for each statement execute function touch_standard_of_announced();

      -- A stage that was taken back counts when it had taken effect by then: what others have seen in use stays what it was.
      create or replace function is_published(p_version_id text) returns boolean language sql stable as $$
        select exists (select from version_phase where version_id = p_version_id
          and lifecycle in ('IN_USE', 'END_OF_SUPPORT', 'WITHDRAWN', 'VOID')
          and (known_to = 'infinity' or valid_from <= (known_to at time zone 'Europe/Amsterdam')::date))
      $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function is_published(p_version_id text) returns boolean language sql stable as $$
        select exists (select from version_phase where version_id = p_version_id and known_to = 'infinity'
          and lifecycle in ('IN_USE', 'END_OF_SUPPORT', 'WITHDRAWN', 'VOID'))
      $$;
      drop trigger touch_standard_again on standard_version;
      drop trigger touch_standard on standard_version;
      create trigger touch_standard after insert on standard_version referencing new table as changed
        for each statement execute function touch_standard('standard_id');
      drop function touch_standard_of_announced();
      create or replace function touch_standard_of_version() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        update standard set updated_at = clock_timestamp()
        where id in (select v.standard_id from changed c join standard_version v on v.id = c.version_id);
        return null;
      end $$;
      drop trigger keep_announced on standard_version;
      alter table standard_version drop column follows_id;
    `);
  }
}
