import { type MigrationInterface, type QueryRunner } from 'typeorm';

const LINKS = [
  'quality_norm_set_terms',
  'quality_norm_standard',
  'quality_norm_component',
  'quality_norm_article',
  'procurement_rule',
];

const CHARACTERISTICS =
  'WEB_INTERFACE,API,HOSTED,PERSONAL_DATA,RECORDS,CITIZEN_LOGIN,CITIZEN_MESSAGES,E_MAIL,INVOICES,DOCUMENTS,LOCATION_DATA';

/**
 * What a norm points at was published and does not change, but the register may have it wrong: rows that only tie things together can then be taken
 * away. What stood there is told by the log, and by the files that came with the register before. A place among others is no key: one that comes
 * between moves those behind it, and what has gone from the files keeps the place it had.
 */
export class LetNormsBeCorrected1795310200000 implements MigrationInterface {
  name = 'LetNormsBeCorrected1795310200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of LINKS) {
      await runner.query(`
        drop trigger keep_rows on ${table};
        do $$ begin
          if exists (select from pg_roles where rolname = 'standaardenregister_service') then
            grant delete on ${table} to standaardenregister_service;
          end if;
        end $$;`);
    }
    await runner.query(`
      alter table procurement_article drop constraint procurement_article_terms_id_position_key;
      alter table quality_norm drop constraint quality_norm_set_id_position_key;
      -- A list of values is what the start reads as such.
      alter table quality_norm drop constraint quality_norm_characteristic_check;
      alter table quality_norm add constraint quality_norm_characteristic_check
        check (characteristic in ('${CHARACTERISTICS.replaceAll(',', "', '")}'));`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table quality_norm drop constraint quality_norm_characteristic_check;
      alter table quality_norm add constraint quality_norm_characteristic_check check (characteristic = any('{${CHARACTERISTICS}}'::text[]));
      alter table quality_norm add constraint quality_norm_set_id_position_key unique (set_id, position);
      alter table procurement_article add constraint procurement_article_terms_id_position_key unique (terms_id, position);`);
    for (const table of LINKS) {
      await runner.query(`
        create trigger keep_rows before delete on ${table} for each row execute function refuse_change();
        do $$ begin
          if exists (select from pg_roles where rolname = 'standaardenregister_service') then
            revoke delete on ${table} from standaardenregister_service;
          end if;
        end $$;`);
    }
  }
}
