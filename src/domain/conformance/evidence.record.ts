import { type Transaction } from '../../platform/database/database.js';
import { type Checks } from '../../platform/graphql/checks.js';
import { conflict } from '../../platform/graphql/user-errors.js';
import { type ReportFormat } from './conformance.enums.js';
import { type EvidenceInput } from './conformance.inputs.js';

const SHA256 = { pattern: /^[0-9a-f]{64}$/, expected: '64 hexadecimal digits, in small letters' };
/** The most pieces that are handed in at once. */
export const MOST_EVIDENCE = 20;

/** The most that a declaration is kept with: it is read with all of it, and what a pipeline makes every night is not worth keeping. */
const MOST_KEPT = 100;

/** What was counted in a report that a machine wrote. */
export interface ReportTotals {
  readonly format: ReportFormat;
  /** The size of the report. */
  readonly bytes: number;
  /** Tests; for a lint report what it found. */
  readonly total: number;
  /** Tests that failed or broke off; findings that are errors. */
  readonly failed: number;
  /** Findings that are no errors; 0 for tests. */
  readonly warned: number;
  readonly skipped: number;
}

/**
 * Whether pieces of evidence can be kept: each fault is told at its own place in the input.
 * @param today YYYY-MM-DD
 */
export function checkEvidence(checks: Checks, evidence: readonly EvidenceInput[], today: string): void {
  if (evidence.length > MOST_EVIDENCE) checks.refuse('evidence', `"evidence" holds at most ${MOST_EVIDENCE}.`);
  evidence.forEach((each, i) => {
    const place = checks.within('evidence', i);
    const { issuedOn, validUntil } = each;
    place.text('title', each.title).url('url', each.url).text('issuedBy', each.issuedBy);
    place.text('rulesetVersion', each.rulesetVersion, { most: 100 }).text('sha256', each.sha256, SHA256);
    place.date('issuedOn', issuedOn).date('validUntil', validUntil);
    if (issuedOn != null && issuedOn > today) place.refuse('issuedOn', `Evidence was issued by ${today}, not later.`);
    const start = issuedOn ?? today;
    if (validUntil != null && validUntil <= start)
      place.refuse('validUntil', `It is valid until a day after ${start}.`);
  });
}

/** Whether a declaration has room for more. @param kept how many it has, counted after its turn came */
export function checkRoom(checks: Checks, kept: number, evidence: readonly EvidenceInput[]): void {
  if (evidence.length === 0 || kept + evidence.length <= MOST_KEPT) return;
  const message = `A declaration has at most ${MOST_KEPT} pieces of evidence: attach the report of a release, not of each build.`;
  checks.add(conflict(message, checks.pathOf('evidence')));
}

/** Keeps pieces of evidence with a declaration, after those it has; with a report goes what was counted in it. */
export async function addEvidence(
  tx: Transaction,
  id: string,
  evidence: readonly EvidenceInput[],
  report?: ReportTotals,
): Promise<void> {
  for (const each of evidence) {
    await tx.query(
      `insert into evidence (declaration_id, position, kind, title, url, issued_by, issued_on, ruleset_version, sha256, valid_until,
         report_format, report_bytes, report_total, report_failed, report_warned, report_skipped)
       values ($1, (select coalesce(max(position), 0) + 1 from evidence where declaration_id = $1), $2, $3, $4, $5, $6, $7, $8, $9,
         $10, $11, $12, $13, $14, $15)`,
      [
        ...[id, each.kind, each.title, each.url, each.issuedBy ?? null, each.issuedOn ?? null],
        ...[each.rulesetVersion ?? null, each.sha256 ?? null, each.validUntil ?? null],
        ...[report?.format, report?.bytes, report?.total, report?.failed, report?.warned, report?.skipped],
      ],
    );
  }
}
