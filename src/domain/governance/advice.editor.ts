import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { type Transaction } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { Checks } from '../../platform/graphql/checks.js';
import { type RecordAdviceInput } from './advice.inputs.js';
import { ADVISERS, secretariatOf, secretaryOf } from './bodies.js';
import { ProposalState } from './governance.enums.js';
import { lockProposal, touch } from './proposal.record.js';

/** While it is with these bodies or the one that decides: before that, it may still change. */
const OPEN_TO_ADVICE: readonly ProposalState[] = [ProposalState.CVD_ADVICE, ProposalState.DECISION];

/** What bodies advise. Takes part in the caller's transaction and writes its event. */
@Injectable()
export class AdviceEditor {
  /**
   * @param today YYYY-MM-DD
   * @returns the id of the advice, for the payload
   * @throws Rejection with everything that is wrong with the input, or in the way of it
   */
  async record(tx: Writing<Actor>, input: RecordAdviceInput, today: string): Promise<{ advice: string }> {
    const { proposalId, body, position, rationale, givenOn, document = null } = input;
    const checks = Checks.of()
      .text('rationale', rationale, { most: 10_000, hasLines: true })
      .url('document', document)
      .date('givenOn', givenOn);
    if (givenOn > today) checks.refuse('givenOn', `An advice is recorded once it is given: on ${today} or before.`);
    const organisationId = await secretariatOf(tx, body);
    if (!ADVISERS.includes(body)) checks.refuse('body', `On proposals advise ${ADVISERS.join(', ')}.`);
    else if (organisationId === undefined) {
      checks.refuse('body', `What it advises is recorded by a secretary of it. You lack ${secretaryOf(body)}.`);
    }
    const proposal = await lockProposal(tx, checks, input);
    if (!OPEN_TO_ADVICE.includes(proposal.state)) {
      const when = `when it is in ${OPEN_TO_ADVICE.join(' or ')}`;
      checks.refuse('proposalId', `The proposal is in ${proposal.state}: bodies advise on it ${when}.`);
    } else await checkNotBeforeSubmission(tx, checks, { proposalId, field: 'givenOn', day: givenOn });
    checks.throwIfAny();

    const id = newId('adv');
    const held = { body, position, rationale, givenOn, document };
    await tx.query(
      `insert into advice (id, proposal_id, body, advice_position, rationale, given_on, document, by_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, proposalId, body, position, rationale, givenOn, document, organisationId],
    );
    await touch(tx, proposalId);
    const event = { organisationId: organisationId ?? null, after: { proposal: proposalId, ...held } };
    tx.record({ subjectId: id, ...event });
    return { advice: id };
  }
}

/** Nobody advised or decided on what was not there yet. */
export async function checkNotBeforeSubmission(
  tx: Transaction,
  checks: Checks,
  { proposalId, field, day }: { proposalId: string; field: string; day: string },
): Promise<void> {
  const [submitted] = await tx.query<{ on: string }>(
    `select (submitted_at at time zone 'Europe/Amsterdam')::date::text as on from proposal where id = $1`,
    [proposalId],
  );
  if (submitted && day < submitted.on) {
    checks.refuse(field, `It was submitted on ${submitted.on}: nothing was said of it before.`);
  }
}
