/** Who supports proposals. */
import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { type Transaction } from '../../platform/database/database.js';
import { Checks } from '../../platform/graphql/checks.js';
import { Param, sql } from '../../platform/reading/sql.js';
import { maySubmitFor } from './governance.policy.js';
import { isSupporter, SUPPORTERS } from './proposal.guards.js';
import { CLOSED } from './proposal.lifecycle.js';
import { isUnseen, lockProposal, touch } from './proposal.record.js';
import { ask } from './proposal.ways.js';
import { type SupportProposalInput } from './proposals.edit.inputs.js';

const MOST = 100;

/** Notes which organisations cannot support a proposal of another, or not by word of who asks. */
export async function checkSupporters(
  tx: Writing<Actor>,
  checks: Checks,
  ids: readonly string[],
  submittedBy: string,
): Promise<void> {
  if (ids.length > MOST) {
    checks.refuse('supportedByIds', `"supportedByIds" names at most ${MOST} organisations.`);
    return;
  }
  const each = checks.within('supportedByIds');
  for (const [i, id] of ids.entries()) {
    const fault = ids.indexOf(id) < i ? 'It is named twice.' : await whyNotSupport(tx, id, submittedBy);
    if (fault !== undefined) each.refuse(String(i), fault);
  }
}

/** Why an organisation cannot support a proposal by word of who asks; undefined when it can. */
async function whyNotSupport(tx: Writing<Actor>, id: string, submittedBy: string): Promise<string | undefined> {
  if (!maySubmitFor(tx.actor, id))
    return 'You propose for no such organisation: others say themselves what they support.';
  if (id === submittedBy) return 'Who submits it is not counted as support.';
  const [organisation] = await tx.query<{ kind: string }>('select kind from organisation where id = $1', [id]);
  const isFit = SUPPORTERS.some((kind) => kind === organisation?.kind);
  return isFit
    ? undefined
    : `A proposal is supported by a ${SUPPORTERS.join(' or ')}; this is a ${organisation?.kind}.`;
}

/** Appends what an organisation says of it. */
export const writeSupport = (tx: Transaction, id: string, organisationId: string, isGiven: boolean): Promise<unknown> =>
  tx.query(
    `insert into proposal_support (proposal_id, organisation_id, position, is_given)
     values ($1, $2, (select coalesce(max(position), 0) + 1 from proposal_support where proposal_id = $1 and organisation_id = $2), $3)`,
    [id, organisationId, isGiven],
  );

/** Support of proposals. Every method takes part in the caller's transaction and writes its event. */
@Injectable()
export class ProposalSupporters {
  /**
   * Has an organisation support a proposal, or support it no more; what is so already stays so, and nothing is written.
   * @param today YYYY-MM-DD
   * @throws Rejection when the organisation cannot support it, or nothing becomes of the proposal any more
   */
  async support(tx: Writing<Actor>, input: SupportProposalInput, today: string): Promise<{ proposal: string }> {
    const checks = Checks.of();
    const { onBehalfOfId } = input;
    const held = await lockProposal(tx, checks, input);
    const fault = await whyNotSupport(tx, onBehalfOfId, held.submittedBy);
    if (fault !== undefined) checks.refuse('onBehalfOfId', fault);
    if (CLOSED.includes(held.state)) {
      checks.refuse('proposalId', `It is ${held.state}: who supports it makes no difference any more.`);
    }
    checks.throwIfAny();
    const supports = input.withdraw !== true;
    const bound = (value: string) => sql`${new Param(() => value, 'text')}`;
    const [before] = await ask<{ supports: boolean }>(
      tx,
      sql`select ${isSupporter(bound(onBehalfOfId), bound(held.id))} as supports`,
      today,
    );
    if (before?.supports === supports) {
      tx.hadNoEffect();
      return { proposal: held.id };
    }
    await writeSupport(tx, held.id, onBehalfOfId, supports);
    await touch(tx, held.id);
    tx.record({
      subjectId: held.id,
      // Of what nobody else knows, the others who act for the supporter learn nothing either.
      organisationId: isUnseen(held) ? held.submittedBy : onBehalfOfId,
      before: { supportedById: supports ? null : onBehalfOfId },
      after: { supportedById: supports ? onBehalfOfId : null },
    });
    return { proposal: held.id };
  }
}
