import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What the register has to tell organisations, where to, and of what it reminded them. */
export class CreateOutbox1795306510000 implements MigrationInterface {
  name = 'CreateOutbox1795306510000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table outbox_message (
        id text collate "C" primary key constraint outbox_message_id_check check (id ~ '^obx_[0-9a-z]{26}$'),
        organisation_id text collate "C" not null constraint outbox_message_organisation_id_fkey references organisation,
        subject text not null,
        body text not null,
        written_at timestamptz(3) not null default clock_timestamp(),
        begun_at timestamptz(3),
        sent_at timestamptz(3),
        failure text,
        constraint outbox_message_state_check check (num_nonnulls(sent_at, failure) <= 1 and (begun_at is not null or sent_at is null))
      );
      comment on table outbox_message is 'What there is to tell an organisation. Sent by e-mail where that is set up; kept either way.';
      comment on column outbox_message.begun_at is 'When sending it began: a message that was begun is never begun again, so none arrives twice.';
      comment on column outbox_message.failure is 'Why it will not be sent.';
      create index outbox_message_waiting_idx on outbox_message (written_at) where begun_at is null and failure is null;
      create index outbox_message_organisation_id_idx on outbox_message (organisation_id, written_at);
      call keep_rows('outbox_message');

      create table outbox_address (
        organisation_id text collate "C" primary key constraint outbox_address_organisation_id_fkey references organisation,
        address text constraint outbox_address_address_check check (length(address) <= 254 and address ~ '^[^@\\s]+@[^@\\s]+$')
      );
      comment on table outbox_address is 'Where an organisation is written to; without an address its messages stay where they are.';
      call keep_rows('outbox_address');

      create table reminder (
        about text not null constraint reminder_about_check check (about in ('CONFIRM', 'STALE', 'REVIEW', 'PROPOSAL')),
        subject_id text collate "C" not null,
        due_on date not null,
        message_id text collate "C" not null constraint reminder_message_id_fkey references outbox_message,
        constraint reminder_pkey primary key (subject_id, about, due_on)
      );
      comment on table reminder is 'Of what was reminded: of one thing with one due date once.';
      create index reminder_message_id_idx on reminder (message_id);
      call append_only('reminder');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table reminder; drop table outbox_address; drop table outbox_message;');
  }
}
