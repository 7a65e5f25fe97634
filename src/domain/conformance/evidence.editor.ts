import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { type Transaction } from '../../platform/database/database.js';
import { Checks } from '../../platform/graphql/checks.js';
import { notFound } from '../../platform/graphql/user-errors.js';
import { lockProductVersion } from './declaration.record.js';
import { type AttachEvidenceInput } from './evidence.inputs.js';
import { type Attachable, faultOfAttaching, isSeen } from './evidence.policy.js';
import { addEvidence, checkEvidence, checkRoom, type ReportTotals } from './evidence.record.js';

const LONG = { most: 2000, hasLines: true };

/** What is attached to a declaration after it was given. */
@Injectable()
export class EvidenceEditor {
  /**
   * Adds evidence to a declaration. A report that it has already, to the byte, is not added again.
   * @param today YYYY-MM-DD
   * @param report what was counted in the one piece that is handed in, when a machine wrote it
   * @returns the id of the declaration, for the payload, and whether anything was added
   * @throws Rejection with everything that is wrong with the input
   */
  async attach(
    tx: Writing<Actor>,
    input: AttachEvidenceInput,
    today: string,
    report?: ReportTotals,
  ): Promise<{ declaration: string; isNew: boolean }> {
    const { declarationId, evidence, reason } = input;
    const checks = Checks.of().text('reason', reason, LONG);
    if (evidence.length === 0) checks.refuse('evidence', '"evidence" holds at least one piece.');
    checkEvidence(checks, evidence, today);
    const held = await heldFor(tx, declarationId, today);
    if (!held || !isSeen(tx.actor, held)) {
      checks.add(notFound('There is no such declaration.', checks.pathOf('declarationId'))).throwIfAny();
    } else {
      const fault = faultOfAttaching(tx.actor, held);
      if (fault !== undefined) checks.refuse('declarationId', fault);
    }
    checks.throwIfAny();

    const sums = evidence.flatMap(({ sha256 }) => sha256 ?? []);
    if (report && (await hasReport(tx, declarationId, sums))) {
      tx.hadNoEffect();
      return { declaration: declarationId, isNew: false };
    }
    checkRoom(checks, held?.pieces ?? 0, evidence);
    checks.throwIfAny();
    await addEvidence(tx, declarationId, evidence, report);
    const after = { evidence, ...(report && { report }) };
    tx.record({ subjectId: declarationId, organisationId: held?.supplierId ?? null, reason, after });
    return { declaration: declarationId, isNew: true };
  }
}

/** As it is today. Who declares, assesses or attaches for the same version of a product takes turns. */
async function heldFor(
  tx: Transaction,
  id: string,
  today: string,
): Promise<(Attachable & { readonly pieces: number }) | undefined> {
  await lockProductVersion(tx, id);
  // Looked at only now, with what became of it while its turn was waited for.
  const [held] = await tx.query<Attachable & { readonly pieces: number }>(
    `select ph.state, s.organisation_id as "supplierId", ph.assessed_by as "assessedBy",
       (select count(*)::int from evidence where declaration_id = d.id) as pieces
     from conformance_declaration d join declaration_phase ph on ph.declaration_id = d.id
       and ph.known_to = 'infinity' and ph.valid_from <= $2 and ph.valid_to > $2
     join product_version v on v.id = d.product_version_id join product p on p.id = v.product_id
     join supplier s on s.id = p.supplier_id where d.id = $1`,
    [id, today],
  );
  return held;
}

async function hasReport(tx: Transaction, id: string, sums: readonly string[]): Promise<boolean> {
  const found = await tx.query(
    'select from evidence where declaration_id = $1 and report_format is not null and sha256 = any($2) limit 1',
    [id, sums],
  );
  return found.length > 0;
}
