import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** A machine acts for the organisation whose number its token names, so a number names one organisation. */
export class LetAnOinNameOneOrganisation1795302300000 implements MigrationInterface {
  name = 'LetAnOinNameOneOrganisation1795302300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table organisation add constraint organisation_oin_key unique (oin)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table organisation drop constraint organisation_oin_key');
  }
}
