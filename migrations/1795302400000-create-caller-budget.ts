import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What callers spend in a minute, as the processes of the service tell one another. */
export class CreateCallerBudget1795302400000 implements MigrationInterface {
  name = 'CreateCallerBudget1795302400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create unlogged table caller_budget (
        minute integer not null,
        caller text collate "C" not null,
        spent bigint not null constraint caller_budget_spent_check check (spent >= 0),
        constraint caller_budget_pkey primary key (minute, caller)
      );
      comment on table caller_budget is 'What callers spent in the running minute. Gone after a crash, which is no loss: the next minute starts anew.';
      comment on column caller_budget.minute is 'Minutes since 1970-01-01 00:00 UTC.';
      comment on column caller_budget.caller is 'A keyed hash of who asked: no address and no name of anyone stands here.';

      create table caller_salt (
        only_one boolean primary key default true constraint caller_salt_only_one_check check (only_one),
        salt bytea not null constraint caller_salt_salt_check check (length(salt) = 32)
      );
      comment on table caller_salt is 'The key of the hashes in caller_budget, which is another one in every installation.';
      insert into caller_salt (salt) values (uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));

      do $$ begin
        if exists (select from pg_roles where rolname = 'standaardenregister_service') then
          grant select, insert, update, delete on caller_budget to standaardenregister_service;
        end if;
      end $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table caller_salt; drop table caller_budget;');
  }
}
