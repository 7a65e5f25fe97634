import { type Transaction } from '../../platform/database/database.js';
import { type Checks } from '../../platform/graphql/checks.js';
import { type EvidenceInput } from './conformance.inputs.js';

const SHA256 = { pattern: /^[0-9a-f]{64}$/, expected: '64 hexadecimal digits, in small letters' };
const MOST_EVIDENCE = 20;

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

/** Keeps pieces of evidence with a declaration, after those it has. */
export async function addEvidence(tx: Transaction, id: string, evidence: readonly EvidenceInput[]): Promise<void> {
  for (const each of evidence) {
    await tx.query(
      `insert into evidence (declaration_id, position, kind, title, url, issued_by, issued_on, ruleset_version, sha256, valid_until)
       values ($1, (select coalesce(max(position), 0) + 1 from evidence where declaration_id = $1), $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[id, each.kind, each.title, each.url, each.issuedBy ?? null, each.issuedOn ?? null],
        ...[each.rulesetVersion ?? null, each.sha256 ?? null, each.validUntil ?? null],
      ],
    );
  }
}
