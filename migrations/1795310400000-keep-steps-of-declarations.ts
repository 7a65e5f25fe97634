import { type MigrationInterface, type QueryRunner } from 'typeorm';

const LEVELS = `('SUPPORTED', 'DEMONSTRATED')`;
const STEPS = `('DRAFT', 'PUBLISHED', 'IN_ASSESSMENT', 'DEMONSTRATED', 'REFUSED', 'WITHDRAWN', 'REVOKED', 'REASSESSMENT_DUE')`;
const ABOUT = `('EXPIRED', 'NEWER_PRODUCT_VERSION', 'PRODUCT_OUT_OF_SUPPORT', 'STANDARD_OUT_OF_SUPPORT', 'EVIDENCE_EXPIRED', 'ASSESSOR_ASKS')`;

/** What was done with a declaration, step by step, and what its owners were told of it. */
export class KeepStepsOfDeclarations1795310400000 implements MigrationInterface {
  name = 'KeepStepsOfDeclarations1795310400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table declaration_step (
        declaration_id text collate "C" not null constraint declaration_step_declaration_id_fkey references conformance_declaration,
        position integer not null,
        state text not null constraint declaration_step_state_check check (state in ${STEPS}),
        level text not null constraint declaration_step_level_check check (level in ${LEVELS}),
        held_from date not null,
        until date,
        reason text,
        assessed_by text collate "C" constraint declaration_step_assessed_by_fkey references organisation,
        judged_through integer,
        recorded_at timestamptz(3) not null default clock_timestamp(),
        constraint declaration_step_pkey primary key (declaration_id, position)
      );
      comment on table declaration_step is 'What someone did with a declaration, for good: two steps of one day leave one phase, and both stand here.';
      comment on column declaration_step.held_from is 'From which day on it holds.';
      comment on column declaration_step.judged_through is 'The last piece of evidence that was there when it was demonstrated: what came later was not judged.';
      call append_only('declaration_step');

      insert into declaration_step (declaration_id, position, state, level, held_from, until, reason, recorded_at)
      select declaration_id, row_number() over (partition by declaration_id order by row_id), state, level, valid_from, until, reason, known_from
      from (select distinct on (declaration_id, since) * from declaration_phase where state = 'PUBLISHED' order by declaration_id, since, row_id) first;

      create table declaration_notice (
        declaration_id text collate "C" not null,
        step integer not null,
        about text not null constraint declaration_notice_about_check check (about in ${ABOUT}),
        organisation_id text collate "C" not null constraint declaration_notice_organisation_id_fkey references organisation,
        message_id text collate "C" not null constraint declaration_notice_message_id_fkey references outbox_message,
        constraint declaration_notice_pkey primary key (declaration_id, step, about, organisation_id),
        constraint declaration_notice_step_fkey foreign key (declaration_id, step) references declaration_step
      );
      comment on table declaration_notice is 'Of what the owners of a declaration were told: of what came after one step, once.';
      create index declaration_notice_message_id_idx on declaration_notice (message_id);
      call append_only('declaration_notice');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table declaration_notice; drop table declaration_step;');
  }
}
