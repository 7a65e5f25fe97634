import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Says of a whole database that what municipalities do in it was made up. It cannot be taken back: nor can the records. */
export class MarkDemoData1795306520000 implements MigrationInterface {
  name = 'MarkDemoData1795306520000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table demo_data (
        only_one boolean primary key default true constraint demo_data_only_one_check check (only_one),
        begun_at timestamptz(3) not null default clock_timestamp()
      );
      comment on table demo_data is 'Has a row when demonstration data was put into this register: every answer then says so.';
      call append_only('demo_data');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table demo_data');
  }
}
