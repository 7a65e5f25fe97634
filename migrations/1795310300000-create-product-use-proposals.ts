import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What a supplier says of the software of a municipality, and what the municipality says to that. */
export class CreateProductUseProposals1795310300000 implements MigrationInterface {
  name = 'CreateProductUseProposals1795310300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table product_use_proposal (
        id text collate "C" primary key constraint product_use_proposal_id_check check (id ~ '^upq_[0-9a-z]{26}$'),
        municipality_id text collate "C" not null constraint product_use_proposal_municipality_id_fkey references municipality,
        product_version_id text collate "C" not null constraint product_use_proposal_product_version_id_fkey references product_version,
        valid_from date not null,
        reason text,
        proposed_by text collate "C" not null constraint product_use_proposal_proposed_by_fkey references organisation,
        proposed_at timestamptz(3) not null default date_trunc('milliseconds', clock_timestamp()),
        withdrawn_at timestamptz(3),
        answered_at timestamptz(3),
        answered_by text collate "C" constraint product_use_proposal_answered_by_fkey references organisation,
        is_accepted boolean,
        answer text,
        use_id text collate "C" constraint product_use_proposal_use_id_check check (use_id ~ '^use_[0-9a-z]{26}$'),
        constraint product_use_proposal_answered_check
          check (num_nonnulls(answered_at, answered_by, is_accepted) = case when answered_at is null then 0 else 3 end),
        constraint product_use_proposal_answer_check check (answer is null or answered_at is not null),
        constraint product_use_proposal_use_check check ((use_id is not null) = coalesce(is_accepted, false))
      );
      comment on table product_use_proposal is 'Counts for nothing until the municipality accepts it; who proposed it never learns what came of it.';
      comment on column product_use_proposal.withdrawn_at is 'When who proposed it took it back, answered or not: that it was answered would show in a refusal.';
      create index product_use_proposal_municipality_id_idx on product_use_proposal (municipality_id, id);
      create index product_use_proposal_proposed_by_idx on product_use_proposal (proposed_by, id);
      create index product_use_proposal_product_version_id_idx on product_use_proposal (product_version_id);
      -- Whether it was answered is no part of this: whoever proposes the same again would learn it.
      create unique index product_use_proposal_standing_key on product_use_proposal (municipality_id, product_version_id, proposed_by)
        where withdrawn_at is null;
      call keep_rows('product_use_proposal');

      create function keep_use_proposal() returns trigger language plpgsql as $$
      declare
        taken constant text[] := '{withdrawn_at}';
        said constant text[] := '{answered_at,answered_by,is_accepted,answer,use_id}';
      begin
        if to_jsonb(new) - taken - said is distinct from to_jsonb(old) - taken - said
          or (old.withdrawn_at is not null and to_jsonb(new) is distinct from to_jsonb(old))
          or (old.answered_at is not null and to_jsonb(new) - taken is distinct from to_jsonb(old) - taken) then
          raise exception 'a proposal is answered once and withdrawn once, and not changed'
            using errcode = 'insufficient_privilege', constraint = tg_name;
        end if;
        return new;
      end $$;
      create trigger keep_words before update on product_use_proposal for each row execute function keep_use_proposal();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table product_use_proposal;
      drop function keep_use_proposal();
    `);
  }
}
