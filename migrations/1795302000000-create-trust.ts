import { type MigrationInterface, type QueryRunner } from 'typeorm';

const ROLES = `('REPORTER', 'APPROVER', 'PARTNERSHIP', 'SUPPLIER_EDITOR', 'ASSESSOR', 'SECRETARY', 'REGISTRAR', 'AUDITOR')`;

/** Who may do what, the record of everything that was done, the keys by which a request is known again, and drafts. */
export class CreateTrust1795302000000 implements MigrationInterface {
  name = 'CreateTrust1795302000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table membership (
        row_id bigint generated always as identity primary key,
        id text collate "C" not null constraint membership_id_check check (id ~ '^mbr_[0-9a-z]{26}$'),
        issuer text collate "C" not null,
        subject text collate "C" not null constraint membership_subject_check check (subject <> ''),
        organisation_id text collate "C" not null constraint membership_organisation_id_fkey references organisation,
        role text not null constraint membership_role_check check (role in ${ROLES}),
        reason text,
        valid_from date not null, valid_to date not null default 'infinity',
        known_from timestamptz(3) not null, known_to timestamptz(3) not null default 'infinity',
        constraint membership_role_excl exclude using gist ((issuer || '') with =, (subject || '') with =, (organisation_id || '') with =,
          role with =, daterange(valid_from, valid_to) with &&) where (known_to = 'infinity')
      );
      comment on table membership is 'A subject of an identity provider acts for an organisation in a role, from a day until a day.';
      create index membership_subject_idx on membership (subject, issuer) where known_to = 'infinity';
      create index membership_organisation_id_idx on membership (organisation_id) where known_to = 'infinity';
      call temporal_install('membership', 'id');

      -- On a day, and for a machine only the organisation whose number (OIN) its token names.
      create function memberships_of(p_issuer text, p_subject text, p_oin text, p_on date)
        returns table (id text, role text, organisation_id text, kind text) language sql stable as $$
        select m.id, m.role, m.organisation_id, o.kind from membership m join organisation o on o.id = m.organisation_id
        where m.subject = p_subject and m.issuer = p_issuer and m.known_to = 'infinity' and m.valid_from <= p_on and m.valid_to > p_on
          and (p_oin is null or o.oin = p_oin)
        order by m.role, m.organisation_id
      $$;

      -- Transaction numbers start anew in another cluster, so each cluster the register lived in is an epoch of its own.
      create table audit_epoch (
        epoch integer primary key,
        cluster numeric not null constraint audit_epoch_cluster_key unique,
        began_at timestamptz(3) not null default clock_timestamp()
      );
      insert into audit_epoch (epoch, cluster) select 1, system_identifier from pg_control_system();
      call append_only('audit_epoch');
      create function current_epoch() returns integer language sql stable as $$ select max(epoch) from audit_epoch $$;
      create function begin_epoch() returns integer language sql security definer set search_path = public, pg_temp as $$
        insert into audit_epoch (epoch, cluster) select current_epoch() + 1, system_identifier from pg_control_system() on conflict do nothing;
        select current_epoch();
      $$;

      create table audit_event (
        epoch integer not null default current_epoch(),
        xid bigint not null default pg_current_xact_id()::text::bigint,
        event_id bigint generated always as identity constraint audit_event_event_id_key unique,
        id text collate "C" not null constraint audit_event_id_key unique constraint audit_event_id_check check (id ~ '^evt_[0-9a-z]{26}$'),
        occurred_at timestamptz(3) not null,
        action text not null,
        subject_id text collate "C" not null,
        organisation_id text collate "C" constraint audit_event_organisation_id_fkey references organisation,
        request_id text not null,
        body text not null,
        constraint audit_event_pkey primary key (epoch, xid, event_id)
      );
      comment on table audit_event is 'Every change of data, in the transaction that made it.';
      comment on column audit_event.body is 'The exact bytes that the leaf of the log is the hash of.';
      create index audit_event_subject_id_idx on audit_event (subject_id, event_id);
      create index audit_event_organisation_id_idx on audit_event (organisation_id, event_id);
      create index audit_event_occurred_at_idx on audit_event (occurred_at, event_id);
      call append_only('audit_event');

      create table audit_leaf (
        leaf_index bigint primary key constraint audit_leaf_leaf_index_check check (leaf_index >= 0),
        event_id bigint not null constraint audit_leaf_event_id_key unique constraint audit_leaf_event_id_fkey references audit_event (event_id),
        epoch integer not null,
        xid bigint not null,
        hash bytea not null constraint audit_leaf_hash_check check (length(hash) = 32)
      );
      comment on table audit_leaf is 'The place of each event in the log, given shortly after its transaction was committed.';
      call append_only('audit_leaf');

      create table audit_node (
        level smallint not null,
        node_index bigint not null,
        hash bytea not null constraint audit_node_hash_check check (length(hash) = 32),
        constraint audit_node_pkey primary key (level, node_index)
      );
      comment on table audit_node is 'Hashes of whole subtrees of 2^level leaves, from level 8 on; the levels below are made from leaves.';
      call append_only('audit_node');

      create table audit_key (
        key_id text collate "C" primary key,
        public_key text not null,
        registered_at timestamptz(3) not null default clock_timestamp()
      );
      comment on table audit_key is 'Ed25519 keys that tree heads were signed with; public_key is the base64url of the 32 bytes.';
      call append_only('audit_key');

      create table audit_head (
        tree_size bigint primary key constraint audit_head_tree_size_check check (tree_size > 0),
        root bytea not null constraint audit_head_root_check check (length(root) = 32),
        signed_at timestamptz(3) not null,
        key_id text collate "C" not null constraint audit_head_key_id_fkey references audit_key,
        signature bytea not null constraint audit_head_signature_check check (length(signature) = 64)
      );
      call append_only('audit_head');

      create table idempotency_key (
        actor text collate "C" not null,
        key text collate "C" not null constraint idempotency_key_key_check check (length(key) between 8 and 128),
        request_hash bytea not null,
        result jsonb,
        created_at timestamptz(3) not null default clock_timestamp(),
        constraint idempotency_key_pkey primary key (actor, key)
      );
      comment on table idempotency_key is 'What a request that may be repeated has made: the same key gives the same objects again.';
      call keep_rows('idempotency_key');

      alter table standard_version add column announced_at timestamptz(3) default clock_timestamp();
      comment on column standard_version.announced_at is 'When it left the office; a version that did not is a draft, which only registrars see.';
      update standard_version set announced_at = registered_at;
    `);
    await runner.query(FINISH_WRITE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function finish_write();
      alter table standard_version drop column announced_at;
      drop table idempotency_key;
      drop table audit_head;
      drop table audit_key;
      drop table audit_node;
      drop table audit_leaf;
      drop table audit_event;
      drop function begin_epoch();
      drop function current_epoch();
      drop table audit_epoch;
      drop function memberships_of(text, text, text, date);
      drop function membership_put(membership, boolean);
      drop table membership;
    `);
  }
}

/** The last statement of a transaction that writes: nothing changes without an event, and every change moves the revision. */
const FINISH_WRITE = `
  create function finish_write() returns void language plpgsql as $$
  begin
    if pg_current_xact_id_if_assigned() is null then return; end if;
    if not exists (select from audit_event where epoch = current_epoch() and xid = pg_current_xact_id()::text::bigint) then
      raise exception 'a change without an audit event' using errcode = 'integrity_constraint_violation', constraint = 'audit_event_missing';
    end if;
    update revision_slot set n = n + 1 where slot = pg_backend_pid() % 16;
  end $$;
`;
