import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What a decision wrote is kept beside it, so that it can be followed, and taken back when the decision is corrected. */
export class LetDecisionsTakeEffect1795400500000 implements MigrationInterface {
  name = 'LetDecisionsTakeEffect1795400500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table decision_effect (
        decision_id text collate "C" not null constraint decision_effect_decision_id_fkey references decision,
        position integer not null,
        kind text not null constraint decision_effect_kind_check check (kind in ('OBLIGATION', 'END_OF_OBLIGATION', 'STAGE', 'SCOPE')),
        standard_id text collate "C" not null constraint decision_effect_standard_id_fkey references standard,
        version_id text collate "C" constraint decision_effect_version_id_fkey references standard_version,
        obligation_id text collate "C",
        level text constraint decision_effect_level_check check (level in ('RECOMMENDED', 'COMPLY_OR_EXPLAIN', 'MANDATORY')),
        lifecycle text constraint decision_effect_lifecycle_check check (lifecycle in ('IN_USE', 'END_OF_SUPPORT')),
        valid_from date not null,
        valid_to date not null default 'infinity',
        written_at timestamptz(3) not null,
        constraint decision_effect_pkey primary key (decision_id, position),
        constraint decision_effect_obligation_check check ((kind in ('OBLIGATION', 'END_OF_OBLIGATION')) = (obligation_id is not null)),
        constraint decision_effect_stage_check check ((kind = 'STAGE') = (lifecycle is not null))
      );
      comment on table decision_effect is 'What a decision wrote in the catalogue, in order.';
      comment on column decision_effect.written_at is 'The record time of what it wrote: until then something else was held of these days.';
      create index decision_effect_standard_id_idx on decision_effect (standard_id);
      create index decision_effect_version_id_idx on decision_effect (version_id);
      call append_only('decision_effect');

      create index obligation_decision_id_idx on obligation (decision_id);
      alter table decision add constraint decision_corrects_id_key unique (corrects_id);
      create trigger touch_standard after insert on standard_scope referencing new table as changed
        for each statement execute function touch_standard('standard_id');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger touch_standard on standard_scope;
      alter table decision drop constraint decision_corrects_id_key;
      drop index obligation_decision_id_idx;
      drop table decision_effect;
    `);
  }
}
