import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What is no longer asked stays in the register, with what was judged on it. */
export class LetCriteriaEnd1795400400000 implements MigrationInterface {
  name = 'LetCriteriaEnd1795400400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table criterion add asked_until date;
      comment on column criterion.asked_until is 'The first day on which it is no longer asked; null until further notice.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table criterion drop column asked_until');
  }
}
