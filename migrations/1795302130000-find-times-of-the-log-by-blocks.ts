import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Events stand in the table about in the order of their times: a summary of its blocks finds them, and costs writers nothing. */
export class FindTimesOfTheLogByBlocks1795302130000 implements MigrationInterface {
  name = 'FindTimesOfTheLogByBlocks1795302130000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index audit_event_occurred_at_idx;
      create index audit_event_occurred_at_idx on audit_event using brin (occurred_at) with (pages_per_range = 32, autosummarize = on);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index audit_event_occurred_at_idx;
      create index audit_event_occurred_at_idx on audit_event (occurred_at, event_id);
    `);
  }
}
