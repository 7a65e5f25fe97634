import { type MigrationInterface, type QueryRunner } from 'typeorm';

const OUTCOMES = `('MEETS', 'MEETS_ON_OWN_WORD', 'GAPS', 'UNKNOWN')`;

/** Reports of checks, with the bytes of their files: who fetches one again gets what was fetched before. */
export class CreateConformanceReports1795310600000 implements MigrationInterface {
  name = 'CreateConformanceReports1795310600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table conformance_report (
        id text collate "C" primary key constraint conformance_report_id_check check (id ~ '^cfr_[0-9a-z]{26}$'),
        product_version_id text collate "C" not null constraint conformance_report_product_version_id_fkey references product_version,
        terms_id text collate "C" not null constraint conformance_report_terms_id_fkey references procurement_terms,
        norm_set_id text collate "C" not null constraint conformance_report_norm_set_id_fkey references quality_norm_set,
        contract_date date not null,
        as_of date not null,
        known_at timestamptz(3) not null,
        issued_at timestamptz(3) not null,
        language text not null constraint conformance_report_language_check check (language in ('NL', 'EN')),
        outcome text not null constraint conformance_report_outcome_check check (outcome in ${OUTCOMES}),
        sha256 text not null constraint conformance_report_sha256_check check (sha256 ~ '^[0-9a-f]{64}$'),
        constraint conformance_report_issued_at_check check (issued_at >= known_at)
      );
      comment on table conformance_report is 'What the register answered to a check at known_at, frozen.';
      comment on column conformance_report.sha256 is 'Of the canonical JSON (RFC 8785) of what the report says.';
      call append_only('conformance_report');

      create table conformance_report_file (
        report_id text collate "C" not null constraint conformance_report_file_report_id_fkey references conformance_report,
        format text not null constraint conformance_report_file_format_check check (format in ('JSON', 'PDF', 'XLSX')),
        sha256 text not null,
        bytes bytea not null,
        size integer not null generated always as (octet_length(bytes)) stored,
        constraint conformance_report_file_pkey primary key (report_id, format),
        constraint conformance_report_file_sha256_check check (sha256 = encode(sha256(bytes), 'hex'))
      );
      -- Two of the three are compressed already.
      alter table conformance_report_file alter column bytes set storage external;
      call append_only('conformance_report_file');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table conformance_report_file; drop table conformance_report');
  }
}
