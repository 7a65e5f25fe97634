import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * The events of a transaction come with its last statement, so that the log costs a writer no message of its own, and locks
 * are held no longer. What was written without one is refused as before.
 */
export class CloseAWriteInOneStatement1795302140000 implements MigrationInterface {
  name = 'CloseAWriteInOneStatement1795302140000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function finish_write();
      create function finish_write(p_events jsonb default '[]') returns void language plpgsql set enable_seqscan = off as $$
      begin
        if p_events = '[]' then
          if pg_current_xact_id_if_assigned() is null then return; end if;
          if not exists (select from audit_event where epoch = current_epoch() and xid = pg_current_xact_id()::text::bigint) then
            raise exception 'a change without an audit event' using errcode = 'integrity_constraint_violation', constraint = 'audit_event_missing';
          end if;
        else
          insert into audit_event (id, occurred_at, action, subject_id, organisation_id, request_id, body)
          select e ->> 'id', (e ->> 'occurredAt')::timestamptz, e ->> 'action', e ->> 'subjectId', e ->> 'organisationId', e ->> 'requestId', e ->> 'body'
          from jsonb_array_elements(p_events) with ordinality as t(e, n) order by n;
        end if;
        update revision_slot set n = n + 1 where slot = pg_backend_pid() % 16;
      end $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function finish_write(jsonb);
      create function finish_write() returns void language plpgsql set enable_seqscan = off as $$
      begin
        if pg_current_xact_id_if_assigned() is null then return; end if;
        if not exists (select from audit_event where epoch = current_epoch() and xid = pg_current_xact_id()::text::bigint) then
          raise exception 'a change without an audit event' using errcode = 'integrity_constraint_violation', constraint = 'audit_event_missing';
        end if;
        update revision_slot set n = n + 1 where slot = pg_backend_pid() % 16;
      end $$;
    `);
  }
}
