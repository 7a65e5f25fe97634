import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** A version came out no later than the first day for which anything is declared of it. */
export class KeepDaysOfRelease1795310310000 implements MigrationInterface {
  name = 'KeepDaysOfRelease1795310310000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function keep_release() returns trigger language plpgsql as $$
      begin
        if exists (select from conformance_declaration d join declaration_phase p on p.declaration_id = d.id
            where d.product_version_id = new.id and p.known_to = 'infinity' and p.state <> 'DRAFT' and p.valid_from < new.released_on) then
          raise exception 'declared from a day before it came out' using errcode = 'check_violation', constraint = 'product_version_released_on_declared';
        end if;
        return new;
      end $$;
      create trigger keep_release before update of released_on on product_version for each row
        when (new.released_on > coalesce(old.released_on, '-infinity')) execute function keep_release();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger keep_release on product_version;
      drop function keep_release();
    `);
  }
}
