import { type MigrationInterface, type QueryRunner } from 'typeorm';

const ROLES = `('PROVIDER', 'CONSUMER', 'BOTH', 'UNSPECIFIED')`;
const LEVELS = `('SUPPORTED', 'DEMONSTRATED')`;
const STATES = `('DRAFT', 'PUBLISHED', 'IN_ASSESSMENT', 'DEMONSTRATED', 'REFUSED', 'EXPIRED', 'WITHDRAWN', 'REVOKED', 'REASSESSMENT_DUE')`;
const KINDS = `('TEST_REPORT', 'CERTIFICATE', 'AUDIT', 'LINT_REPORT', 'OWN_STATEMENT')`;

/** What is declared of products: which version of a standard they support, how strongly, and on what evidence. */
export class CreateDeclarations1795306410000 implements MigrationInterface {
  name = 'CreateDeclarations1795306410000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table conformance_declaration (
        id text collate "C" primary key constraint conformance_declaration_id_check check (id ~ '^dcl_[0-9a-z]{26}$'),
        product_version_id text collate "C" not null constraint conformance_declaration_product_version_id_fkey references product_version,
        standard_version_id text collate "C" not null constraint conformance_declaration_standard_version_id_fkey references standard_version,
        interface_role text not null constraint conformance_declaration_interface_role_check check (interface_role in ${ROLES}),
        profile text,
        registered_at timestamptz(3) not null default clock_timestamp(),
        constraint conformance_declaration_whole_key unique nulls not distinct (product_version_id, standard_version_id, interface_role, profile)
      );
      comment on table conformance_declaration is 'What a declaration is about, for good; what became of it stands in declaration_phase.';
      create index conformance_declaration_standard_version_id_idx on conformance_declaration (standard_version_id, id);
      call append_only('conformance_declaration');

      create table declaration_phase (
        row_id bigint generated always as identity primary key,
        declaration_id text collate "C" not null constraint declaration_phase_declaration_id_fkey references conformance_declaration,
        state text not null constraint declaration_phase_state_check check (state in ${STATES}),
        level text not null constraint declaration_phase_level_check check (level in ${LEVELS}),
        since date not null,
        until date,
        reason text,
        valid_from date not null, valid_to date not null default 'infinity',
        known_from timestamptz(3) not null, known_to timestamptz(3) not null default 'infinity',
        constraint declaration_phase_until_check check (until > since)
      );
      comment on column declaration_phase.since is 'From which day on the declaration is valid; the phase itself may begin later.';
      comment on column declaration_phase.until is 'The day on which it is no longer valid; null until further notice.';
      call temporal_install('declaration_phase', 'declaration_id');

      create table evidence (
        declaration_id text collate "C" not null constraint evidence_declaration_id_fkey references conformance_declaration,
        position integer not null,
        kind text not null constraint evidence_kind_check check (kind in ${KINDS}),
        title text not null,
        url text not null,
        issued_by text,
        issued_on date,
        ruleset_version text,
        sha256 text constraint evidence_sha256_check check (sha256 ~ '^[0-9a-f]{64}$'),
        valid_until date,
        recorded_at timestamptz(3) not null default clock_timestamp(),
        constraint evidence_pkey primary key (declaration_id, position),
        constraint evidence_valid_until_check check (valid_until > issued_on)
      );
      call append_only('evidence');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table evidence;
      drop function declaration_phase_put(declaration_phase, boolean);
      drop table declaration_phase;
      drop table conformance_declaration;
    `);
  }
}
