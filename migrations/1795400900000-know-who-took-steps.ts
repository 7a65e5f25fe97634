import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Whoever handed a proposal in does not decide on it, also when someone else wrote it. */
export class KnowWhoTookSteps1795400900000 implements MigrationInterface {
  name = 'KnowWhoTookSteps1795400900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table proposal_step add taker_issuer text, add taker_subject text,
        add constraint proposal_step_taker_check check ((taker_issuer is null) = (taker_subject is null));
      comment on column proposal_step.taker_subject is 'The person who took it, as the issuer names him; shown to nobody.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table proposal_step drop column taker_issuer, drop column taker_subject');
  }
}
