/** How proposals are found, locked and taken a step further: by whoever changes them, in his own transaction. */
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { type Transaction } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { type Checks } from '../../platform/graphql/checks.js';
import { notFound, Rejection } from '../../platform/graphql/user-errors.js';
import { type BindingLevel } from '../standards/standards.enums.js';
import { type ProposalKind, ProposalState } from './governance.enums.js';
import { seesDrafts } from './governance.policy.js';
import { type Content } from './proposal.checks.js';

/** A proposal as it stands, locked until the transaction ends; days are YYYY-MM-DD. */
export interface HeldProposal {
  readonly id: string;
  /** 0 until it is submitted. */
  readonly number: number;
  readonly title: string;
  readonly kind: ProposalKind;
  readonly state: ProposalState;
  readonly standardId: string | null;
  readonly versionId: string | null;
  readonly aimedLevel: BindingLevel | null;
  readonly motivation: string;
  readonly functionalScope: string | null;
  readonly organisationalScope: string | null;
  readonly endOfSupportOn: string | null;
  readonly successorId: string | null;
  readonly isWithoutSuccessor: boolean;
  readonly projectId: string | null;
  /** The organisation that submits it, and the person who wrote it for that. */
  readonly submittedBy: string;
  readonly submitterIssuer: string;
  readonly submitterSubject: string;
  readonly revision: number;
}

const HELD = `id, number, title, kind, state, standard_id as "standardId", version_id as "versionId", aimed_level as "aimedLevel",
  motivation, functional_scope as "functionalScope", organisational_scope as "organisationalScope", end_of_support_on::text as "endOfSupportOn",
  successor_id as "successorId", is_without_successor as "isWithoutSuccessor", project_id as "projectId", submitted_by as "submittedBy",
  submitter_issuer as "submitterIssuer", submitter_subject as "submitterSubject", revision`;

/** Of a proposal of which nobody else knows, nobody else learns. */
export const isUnseen = ({ number }: HeldProposal): boolean => number === 0;

/**
 * The proposal, locked: what is done with it takes turns.
 * @throws Rejection when it is not there for the actor, or was changed since he read it; with what was found before
 */
export async function lockProposal(
  tx: Writing<Actor>,
  checks: Checks,
  { proposalId, expectedRevision }: { proposalId: string; expectedRevision?: number | null | undefined },
): Promise<HeldProposal> {
  const [held] = await tx.query<HeldProposal>(`select ${HELD} from proposal where id = $1 for no key update`, [
    proposalId,
  ]);
  if (held === undefined || (isUnseen(held) && !seesDrafts(tx.actor, held.submittedBy))) {
    checks.add(notFound('There is no such proposal.', checks.pathOf('proposalId')));
    throw new Rejection(checks.problems);
  }
  checks.unchanged(held, expectedRevision);
  return held;
}

/** Writes a draft of who asks, with its first step; answers the id. */
export async function insertProposal(
  tx: Writing<Actor>,
  draft: Content & { readonly submittedBy: string; readonly projectId: string | null },
): Promise<string> {
  const id = newId('prp');
  await tx.query(
    `insert into proposal (id, state, kind, title, motivation, standard_id, version_id, aimed_level, functional_scope, organisational_scope,
       end_of_support_on, successor_id, is_without_successor, project_id, submitted_by, submitter_issuer, submitter_subject)
     values ($1, 'DRAFT', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      ...[id, draft.kind, ...valuesOf(draft)],
      ...[draft.projectId, draft.submittedBy, tx.actor.issuer, tx.actor.subject],
    ],
  );
  await tx.query(`insert into proposal_step (proposal_id, position, to_state, by_id) values ($1, 1, 'DRAFT', $2)`, [
    id,
    draft.submittedBy,
  ]);
  return id;
}

/** What it says from now on, beside its kind. */
export const updateContent = (tx: Transaction, id: string, content: Content): Promise<unknown> =>
  tx.query(
    `update proposal set title = $2, motivation = $3, standard_id = $4, version_id = $5, aimed_level = $6, functional_scope = $7,
       organisational_scope = $8, end_of_support_on = $9, successor_id = $10, is_without_successor = $11,
       revision = revision + 1, updated_at = clock_timestamp() where id = $1`,
    [id, ...valuesOf(content)],
  );

/** In the order of the columns from the title on. */
const valuesOf = (content: Content): unknown[] => [
  ...[content.title, content.motivation, content.standardId, content.versionId, content.aimedLevel],
  ...[content.functionalScope, content.organisationalScope],
  ...[content.endOfSupportOn, content.successorId, content.isWithoutSuccessor],
];

/** Writes a step, and gives a proposal that is submitted for the first time its number. The event is written by whoever takes it; answers the number. */
export async function takeStep(
  tx: Writing<Actor>,
  { id, state, number }: Pick<HeldProposal, 'id' | 'state' | 'number'>,
  step: { readonly to: ProposalState; readonly byId: string | null; readonly reason?: string | null | undefined },
): Promise<number> {
  await tx.query(
    `insert into proposal_step (proposal_id, position, from_state, to_state, by_id, reason, taker_issuer, taker_subject)
     values ($1, (select coalesce(max(position), 0) + 1 from proposal_step where proposal_id = $1), $2, $3, $4, $5, $6, $7)`,
    [id, state, step.to, step.byId, step.reason ?? null, tx.actor.issuer, tx.actor.subject],
  );
  const isFirst = step.to === ProposalState.SUBMITTED && number === 0;
  // Whoever is numbered next waits, so that no number is left out.
  if (isFirst) await tx.query(`select pg_advisory_xact_lock(hashtextextended('number a proposal', 0))`);
  const [taken] = await tx.query<{ number: number }>(
    `update proposal set state = $2, revision = revision + 1, updated_at = clock_timestamp()${
      isFirst ? ', submitted_at = clock_timestamp(), number = (select max(number) + 1 from proposal)' : ''
    } where id = $1 returning number`,
    [id, step.to],
  );
  return taken?.number ?? number;
}

/** Counts a change of what is around a proposal, so that whoever read it before sees that. */
export const touch = (tx: Transaction, id: string): Promise<unknown> =>
  tx.query('update proposal set revision = revision + 1, updated_at = clock_timestamp() where id = $1', [id]);
