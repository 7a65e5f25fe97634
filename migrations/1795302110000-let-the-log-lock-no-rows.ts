import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * A foreign key locks the row it refers to in every transaction: all events of one organisation would write to one row, and
 * sealing would write every event again. Nothing is ever removed from these tables, so the keys have nothing to guard.
 */
export class LetTheLogLockNoRows1795302110000 implements MigrationInterface {
  name = 'LetTheLogLockNoRows1795302110000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table audit_event drop constraint audit_event_organisation_id_fkey;
      alter table audit_leaf drop constraint audit_leaf_event_id_fkey;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table audit_leaf add constraint audit_leaf_event_id_fkey foreign key (event_id) references audit_event (event_id);
      alter table audit_event add constraint audit_event_organisation_id_fkey foreign key (organisation_id) references organisation;
    `);
  }
}
