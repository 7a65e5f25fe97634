/** What waits: how it is written and found. */
import { type Writing } from '../../platform/audit/audit.js';
import { meansRefusal } from '../../platform/audit/mutations.js';
import { type Actor } from '../../platform/auth/actor.js';
import { type Transaction } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { type Checks } from '../../platform/graphql/checks.js';
import { conflict } from '../../platform/graphql/user-errors.js';
import { type AdoptionStatus } from './adoption.statuses.js';
import { type ExplainReason } from './adoptions.enums.js';
import { type HeldMunicipality } from './adoptions.held.js';
import { type Statement } from './adoptions.judging.js';
import { recordedFor } from './adoptions.writing.js';
import { AdoptionProposalState } from './proposal.entity.js';
import { type Proposed } from './proposals.judging.js';

const WAITING = 'The same standard waits already from the same day on, as proposed by you: withdraw that first.';
meansRefusal('adoption_proposal_waiting_key', conflict(WAITING, ['input']));

/** A proposal as it is held. */
export interface HeldProposal {
  readonly id: string;
  readonly municipalityId: string;
  readonly standardId: string;
  readonly versionId: string | null;
  readonly status: AdoptionStatus;
  readonly validFrom: string;
  readonly plannedFor: string | null;
  readonly explainReason: ExplainReason | null;
  readonly motivation: string | null;
  readonly reviewOn: string | null;
  readonly isConfidential: boolean;
  readonly productVersionId: string | null;
  readonly reason: string | null;
  readonly isCorrection: boolean;
  readonly proposedBy: string;
  readonly state: AdoptionProposalState;
}
/** What becomes of a proposal. */
export interface Outcome {
  readonly proposal: HeldProposal;
  readonly state: AdoptionProposalState;
  /** On whose behalf. */
  readonly organisationId: string;
  readonly answer: string | null;
  /** The record and the change that came of it, when it was accepted. */
  readonly adoption: { readonly id: string; readonly changeId: string } | null;
}

/** Lets what a municipality's own reporter says wait for an approver, with its events. */
export const holdStatements = (
  tx: Writing<Actor>,
  municipality: HeldMunicipality,
  statements: readonly Statement[],
): Promise<string[]> =>
  putProposals(
    tx,
    statements.map((statement) => ({ ...statement, municipalityId: municipality.id })),
    recordedFor(tx.actor, municipality),
  );

/**
 * Writes proposals with their events.
 * @param proposedBy the organisation that says so
 * @returns their ids, in the order of the statements
 * @throws Rejection when one waits already
 */
export async function putProposals(
  tx: Writing<Actor>,
  statements: readonly Proposed[],
  proposedBy: string,
): Promise<string[]> {
  const rows = statements.map(({ municipalityId, standardId, said, productVersionId }) => ({
    id: newId('adq'),
    municipality_id: municipalityId,
    standard_id: standardId,
    version_id: said.versionId,
    status: said.status,
    valid_from: said.validFrom,
    planned_for: said.plannedFor,
    explain_reason: said.explanation?.reason ?? null,
    motivation: said.explanation?.motivation ?? null,
    review_on: said.explanation?.reviewOn ?? null,
    is_confidential: said.explanation?.confidential ?? false,
    product_version_id: productVersionId,
    reason: said.reason,
    is_correction: said.isCorrection,
    proposed_by: proposedBy,
  }));
  await refuseWaiting(tx, rows, statements);
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  await tx.query(
    `insert into adoption_proposal (${columns}) select ${columns} from jsonb_populate_recordset(null::adoption_proposal, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
  statements.forEach(({ municipalityId, standardId, said: { reason, ...said }, productVersionId }, i) => {
    tx.record({
      subjectId: rows[i]?.id as string,
      organisationId: proposedBy,
      reason,
      after: {
        municipality: municipalityId,
        standard: standardId,
        version: said.versionId,
        status: said.status,
        validFrom: said.validFrom,
        plannedFor: said.plannedFor,
        explanation: said.explanation,
        productVersion: productVersionId,
        correction: said.isCorrection,
        state: AdoptionProposalState.WAITING,
      },
    });
  });
  return rows.map(({ id }) => id);
}

async function refuseWaiting(
  tx: Transaction,
  rows: readonly object[],
  statements: readonly { readonly place: Checks }[],
): Promise<void> {
  const waiting = await tx.query<{ at: number; id: string }>(
    `select g.at::integer - 1 as at, p.id
     from rows from (jsonb_to_recordset($1::jsonb) as (municipality_id text, standard_id text, proposed_by text, valid_from date))
       with ordinality g(municipality_id, standard_id, proposed_by, valid_from, at)
     join adoption_proposal p using (municipality_id, standard_id, proposed_by, valid_from) where p.state = $2`,
    [JSON.stringify(rows), AdoptionProposalState.WAITING],
  );
  for (const { at, id } of waiting) {
    const place = statements[at]?.place;
    place?.add(conflict(WAITING, place.pathOf(''), id));
  }
  statements[0]?.place.throwIfAny();
}

/** The proposals of these ids, locked in an order that is always the same. */
export async function lockProposals(tx: Transaction, ids: readonly string[]): Promise<Map<string, HeldProposal>> {
  const held = await tx.query<HeldProposal>(
    `select id, municipality_id as "municipalityId", standard_id as "standardId", version_id as "versionId", status,
       valid_from as "validFrom", planned_for as "plannedFor", explain_reason as "explainReason", motivation,
       review_on as "reviewOn", is_confidential as "isConfidential", product_version_id as "productVersionId", reason,
       is_correction as "isCorrection", proposed_by as "proposedBy", state
     from adoption_proposal where id = any($1) order by id for update`,
    [ids],
  );
  return new Map(held.map((proposal) => [proposal.id, proposal]));
}

/** Writes what became of proposals that waited, with their events. */
export async function closeProposals(tx: Writing<Actor>, outcomes: readonly Outcome[]): Promise<void> {
  for (const { proposal, state, organisationId, answer, adoption } of outcomes) {
    await tx.query(
      `update adoption_proposal set (state, answered_at, answered_by, answer, change_id)
         = ($2, date_trunc('milliseconds', clock_timestamp()), $3, $4, $5) where id = $1`,
      [proposal.id, state, organisationId, answer, adoption?.changeId ?? null],
    );
    tx.record({
      subjectId: proposal.id,
      organisationId,
      reason: answer,
      before: { state: proposal.state },
      after: { state, adoption: adoption?.id ?? null, change: adoption?.changeId ?? null },
    });
  }
}

/** What is proposed, as a report would say it. */
export const statementOf = (proposal: HeldProposal, place: Checks): Statement => {
  const { explainReason, motivation, reviewOn } = proposal;
  const isExplained = explainReason !== null && motivation !== null && reviewOn !== null;
  return {
    place,
    standardId: proposal.standardId,
    said: {
      status: proposal.status,
      versionId: proposal.versionId,
      validFrom: proposal.validFrom,
      plannedFor: proposal.plannedFor,
      explanation: isExplained
        ? { reason: explainReason, motivation, reviewOn, confidential: proposal.isConfidential }
        : null,
      reason: proposal.reason,
      isCorrection: proposal.isCorrection,
    },
    productVersionId: proposal.productVersionId,
    expectedRevision: null,
  };
};
