import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * A connection keeps the plan it made when the log was small, and would read the whole of it at every commit ever after. By
 * its key the event of a transaction is found as fast in a large log as in a small one.
 */
export class FindTheEventByItsKey1795302120000 implements MigrationInterface {
  name = 'FindTheEventByItsKey1795302120000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter function finish_write() set enable_seqscan = off');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter function finish_write() reset enable_seqscan');
  }
}
