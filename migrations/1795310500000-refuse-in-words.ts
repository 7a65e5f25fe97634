import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** A statement that reads may find that what is asked cannot be answered; it tells the caller why. */
export class RefuseInWords1795310500000 implements MigrationInterface {
  name = 'RefuseInWords1795310500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function refuse(p_words text) returns text language plpgsql as $$
      begin
        raise exception using errcode = '22RFS', message = p_words;
      end $$;
      comment on function refuse(text) is 'Ends the statement with words for the caller, who gets them as BAD_USER_INPUT.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function refuse(text)');
  }
}
