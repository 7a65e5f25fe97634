import { type MigrationInterface, type QueryRunner } from 'typeorm';

const STATUSES = `('UNKNOWN', 'PLANNED', 'IMPLEMENTING', 'APPLIED', 'PHASED_OUT', 'NOT_APPLICABLE', 'EXPLAINED')`;
const REASONS = `('COSTS', 'NO_SUPPLIER_SUPPORT', 'TECHNICALLY_IMPOSSIBLE', 'IN_PROGRESS', 'NOT_RELEVANT_YET', 'OTHER')`;

/** What is said of an adoption and counts only once the municipality has accepted it, and who may say so. */
export class CreateAdoptionProposals1795306300000 implements MigrationInterface {
  name = 'CreateAdoptionProposals1795306300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table partnership_member (
        row_id bigint generated always as identity primary key,
        id text collate "C" not null constraint partnership_member_id_check check (id ~ '^prm_[0-9a-z]{26}$'),
        partnership_id text collate "C" not null constraint partnership_member_partnership_id_fkey references organisation,
        municipality_id text collate "C" not null constraint partnership_member_municipality_id_fkey references municipality,
        valid_from date not null, valid_to date not null default 'infinity',
        known_from timestamptz(3) not null, known_to timestamptz(3) not null default 'infinity',
        constraint partnership_member_pair_excl exclude using gist
          ((partnership_id || '') with =, (municipality_id || '') with =, daterange(valid_from, valid_to) with &&) where (known_to = 'infinity')
      );
      comment on table partnership_member is 'Which municipalities work together in a partnership, through time.';
      create index partnership_member_partnership_id_idx on partnership_member (partnership_id);
      create index partnership_member_municipality_id_idx on partnership_member (municipality_id);
      call temporal_install('partnership_member', 'id');

      create table adoption_sign_off (
        row_id bigint generated always as identity primary key,
        municipality_id text collate "C" not null constraint adoption_sign_off_municipality_id_fkey references municipality,
        is_required boolean not null,
        valid_from date not null, valid_to date not null default 'infinity',
        known_from timestamptz(3) not null, known_to timestamptz(3) not null default 'infinity'
      );
      comment on table adoption_sign_off is 'Whether what reporters of a municipality say waits for an approver; never said means that it does not.';
      call temporal_install('adoption_sign_off', 'municipality_id');

      create table adoption_proposal (
        id text collate "C" primary key constraint adoption_proposal_id_check check (id ~ '^adq_[0-9a-z]{26}$'),
        municipality_id text collate "C" not null constraint adoption_proposal_municipality_id_fkey references municipality,
        standard_id text collate "C" not null constraint adoption_proposal_standard_id_fkey references standard,
        version_id text collate "C" constraint adoption_proposal_version_id_fkey references standard_version,
        status text not null constraint adoption_proposal_status_check check (status in ${STATUSES}),
        valid_from date not null,
        planned_for date,
        explain_reason text constraint adoption_proposal_explain_reason_check check (explain_reason in ${REASONS}),
        motivation text,
        review_on date,
        is_confidential boolean not null,
        product_version_id text collate "C",
        reason text,
        is_correction boolean not null,
        proposed_by text collate "C" not null constraint adoption_proposal_proposed_by_fkey references organisation,
        proposed_at timestamptz(3) not null default date_trunc('milliseconds', clock_timestamp()),
        state text not null default 'WAITING'
          constraint adoption_proposal_state_check check (state in ('WAITING', 'ACCEPTED', 'DECLINED', 'WITHDRAWN')),
        answered_at timestamptz(3),
        answered_by text collate "C" constraint adoption_proposal_answered_by_fkey references organisation,
        answer text,
        change_id text collate "C" constraint adoption_proposal_change_id_check check (change_id ~ '^adc_[0-9a-z]{26}$'),
        constraint adoption_proposal_explanation_check
          check (num_nonnulls(explain_reason, motivation, review_on) = case when status = 'EXPLAINED' then 3 else 0 end),
        constraint adoption_proposal_answer_check
          check (num_nonnulls(answered_at, answered_by) = case when state = 'WAITING' then 0 else 2 end),
        constraint adoption_proposal_change_check check ((change_id is not null) = (state = 'ACCEPTED'))
      );
      comment on table adoption_proposal is 'What counts for nothing until the municipality accepts it: of partnerships and suppliers, and of its own reporters where it signs off.';
      comment on column adoption_proposal.change_id is 'The change of the adoption that came of it.';
      create index adoption_proposal_municipality_id_idx on adoption_proposal (municipality_id, id);
      create index adoption_proposal_proposed_by_idx on adoption_proposal (proposed_by, id);
      create unique index adoption_proposal_change_id_key on adoption_proposal (change_id);
      create unique index adoption_proposal_waiting_key on adoption_proposal (municipality_id, standard_id, proposed_by, valid_from)
        where state = 'WAITING';
      call keep_rows('adoption_proposal');
    `);
    await runner.query(`
      -- What was proposed stays as it was said, and an answer is given once.
      create function keep_proposal() returns trigger language plpgsql as $$
      begin
        if old.state <> 'WAITING' or new.state = 'WAITING' or
          (to_jsonb(new) - '{state,answered_at,answered_by,answer,change_id}'::text[])
            is distinct from (to_jsonb(old) - '{state,answered_at,answered_by,answer,change_id}'::text[]) then
          raise exception 'a proposal is answered once, and not changed' using errcode = 'insufficient_privilege', constraint = tg_name;
        end if;
        return new;
      end $$;
      create trigger keep_words before update on adoption_proposal for each row execute function keep_proposal();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table adoption_proposal;
      drop function keep_proposal();
      drop function adoption_sign_off_put(adoption_sign_off, boolean);
      drop table adoption_sign_off;
      drop function partnership_member_put(partnership_member, boolean);
      drop table partnership_member;
    `);
  }
}
