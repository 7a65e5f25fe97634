import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What writes and guards the phases names their columns: it is taken away before these change, and made anew after. */
const UNINSTALL = `
      drop function declaration_phase_put(declaration_phase, boolean);
      drop trigger keep_values on declaration_phase;
      drop trigger keep_rows on declaration_phase;
      drop trigger keep_table on declaration_phase;
      drop index declaration_phase_declaration_id_now_idx;
      drop index declaration_phase_declaration_id_then_idx;
      alter table declaration_phase
        drop constraint declaration_phase_valid_check,
        drop constraint declaration_phase_known_check,
        drop constraint declaration_phase_declaration_id_valid_excl;`;
const INSTALL = `call temporal_install('declaration_phase', 'declaration_id');`;

/** Who assessed a declaration, and what a report that is its evidence counted. */
export class LetDeclarationsBeAssessed1795310100000 implements MigrationInterface {
  name = 'LetDeclarationsBeAssessed1795310100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${UNINSTALL}
      alter table declaration_phase add column assessed_by text collate "C"
        constraint declaration_phase_assessed_by_fkey references organisation;
      comment on column declaration_phase.assessed_by is 'The organisation that looks whether it is so, or did.';
      ${INSTALL}

      alter table evidence
        add column report_format text constraint evidence_report_format_check check (report_format in ('JUNIT', 'SPECTRAL')),
        add column report_bytes integer constraint evidence_report_bytes_check check (report_bytes > 0),
        add column report_total integer constraint evidence_report_total_check check (report_total >= 0),
        add column report_failed integer constraint evidence_report_failed_check check (report_failed >= 0),
        add column report_warned integer constraint evidence_report_warned_check check (report_warned >= 0),
        add column report_skipped integer constraint evidence_report_skipped_check check (report_skipped >= 0),
        add constraint evidence_report_check check (
          num_nonnulls(report_bytes, report_total, report_failed, report_warned, report_skipped) = case when report_format is null then 0 else 5 end);
      comment on column evidence.report_total is 'Tests in a test report; findings in a lint report.';
      comment on column evidence.report_failed is 'Tests that failed or broke off; findings that are errors.';
      comment on column evidence.report_warned is 'Findings that are no errors; 0 for tests.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table evidence drop constraint evidence_report_check,
        drop column report_format, drop column report_bytes, drop column report_total, drop column report_failed,
        drop column report_warned, drop column report_skipped;
      ${UNINSTALL}
      alter table declaration_phase drop column assessed_by;
      ${INSTALL}
    `);
  }
}
