import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Organisations as people look them up: all of them, or those of a kind, by name. */
export class ListOrganisationsByName1795302310000 implements MigrationInterface {
  name = 'ListOrganisationsByName1795302310000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index organisation_name_idx on organisation ((lower(name) collate "C"), id);
      create index organisation_kind_idx on organisation (kind, (lower(name) collate "C"), id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index organisation_name_idx, organisation_kind_idx');
  }
}
