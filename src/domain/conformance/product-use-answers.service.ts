import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { type Transaction } from '../../platform/database/database.js';
import { Checks } from '../../platform/graphql/checks.js';
import { illegalTransition, notFound } from '../../platform/graphql/user-errors.js';
import { demandMunicipality } from '../adoptions/adoptions.editor.js';
import { type HeldMunicipality } from '../adoptions/adoptions.held.js';
import { checkSize } from '../adoptions/adoptions.judging.js';
import { recordedFor } from '../adoptions/adoptions.writing.js';
import { ProductUseProposalState } from '../suppliers/product-use-proposal.entity.js';
import { type AnswerProductUseProposalsInput, type ProductUseProposalAnswer } from './product-use-answers.inputs.js';
import { SoftwareInUse } from './software-in-use.js';

const { WAITING, ACCEPTED, DECLINED } = ProductUseProposalState;

interface HeldProposal {
  readonly id: string;
  readonly municipalityId: string;
  readonly productVersionId: string;
  readonly from: string;
  readonly state: ProductUseProposalState;
}
interface Answered {
  readonly proposal: HeldProposal;
  readonly answer: ProductUseProposalAnswer;
}

/** What municipalities say to the software that suppliers think they use. */
@Injectable()
export class ProductUseAnswers {
  constructor(private readonly software: SoftwareInUse) {}

  /**
   * Takes proposals over as software in use, or not: all of them, or none. Each answer is one event, whichever it is: anyone
   * sees how many events there are.
   * @returns the ids of the proposals, in the order given
   * @throws Rejection with every problem of every answer, each at its place
   */
  async answer(tx: Writing<Actor>, input: AnswerProductUseProposalsInput): Promise<{ proposals: string[] }> {
    const checks = Checks.of();
    checkSize(checks, 'answers', input.answers);
    const municipality = await demandMunicipality(tx, checks, input.municipalityId);
    const ids = input.answers.map(({ proposalId }) => proposalId);
    const held = await lockProposals(tx, municipality.id, ids);
    const answered = input.answers.flatMap((answer, i): Answered[] => {
      const place = checks.within('answers', i);
      const proposal = held.get(answer.proposalId);
      if (!proposal) place.add(notFound('The municipality has no such proposal.', place.pathOf('proposalId')));
      else if (ids.indexOf(proposal.id) < i) place.refuse('proposalId', 'The proposal is answered twice.');
      else judge(place, municipality, proposal, answer);
      return proposal ? [{ proposal, answer }] : [];
    });
    checks.throwIfAny();
    for (const each of answered) await this.write(tx, municipality, each);
    return { proposals: ids };
  }

  private async write(
    tx: Writing<Actor>,
    municipality: HeldMunicipality,
    { proposal, answer: { accept, from, to, reason } }: Answered,
  ): Promise<void> {
    const given = { from: from ?? proposal.from, to: to ?? undefined };
    const use = accept ? await this.software.hold(tx, municipality.id, proposal.productVersionId, given) : undefined;
    await tx.query(
      `update product_use_proposal set (answered_at, answered_by, is_accepted, answer, use_id)
         = (date_trunc('milliseconds', clock_timestamp()), $2, $3, $4, $5) where id = $1`,
      [proposal.id, recordedFor(tx.actor, municipality), accept, reason ?? null, use?.id ?? null],
    );
    const about = { organisationId: municipality.organisationId, reason };
    if (!use) tx.record({ ...about, subjectId: proposal.id, before: { state: WAITING }, after: { state: DECLINED } });
    else {
      const after = { ...use.written?.after, proposal: proposal.id, state: ACCEPTED };
      tx.record({ ...about, subjectId: use.id, before: { ...use.written?.before, state: WAITING }, after });
    }
  }
}

function judge(
  place: Checks,
  { name, existence }: HeldMunicipality,
  { from: proposed, state }: HeldProposal,
  { accept, from, to, reason }: ProductUseProposalAnswer,
): void {
  place.date('from', from).date('to', to).text('reason', reason, { most: 2000, hasLines: true });
  if (state !== WAITING) {
    const step = { from: state, to: accept ? ACCEPTED : DECLINED, allowed: [], missing: [] };
    place.add(illegalTransition(`The proposal is ${state} already, for good.`, place.pathOf('proposalId'), step));
  }
  if (!accept) {
    if (from != null) place.refuse('from', 'It says from when software is used, but it is declined.');
    if (to != null) place.refuse('to', 'It says until when software is used, but it is declined.');
    return;
  }
  const first = from ?? proposed;
  if (to != null && to <= first) place.refuse('to', `It ends after ${first}, the day on which it begins.`);
  if (!existence.some((each) => each.from <= first && first < each.to)) {
    place.refuse('from', `${name} does not exist on ${first}.`);
  }
}

/** Those of the ids that are of the municipality, locked in an order that is always the same. */
async function lockProposals(
  tx: Transaction,
  municipalityId: string,
  ids: readonly string[],
): Promise<Map<string, HeldProposal>> {
  const held = await tx.query<HeldProposal>(
    `select id, municipality_id as "municipalityId", product_version_id as "productVersionId", valid_from as from,
       case when is_accepted then 'ACCEPTED' when not is_accepted then 'DECLINED' when withdrawn_at is not null then 'WITHDRAWN'
         else 'WAITING' end as state
     from product_use_proposal where id = any($1) and municipality_id = $2 order by id for update`,
    [ids, municipalityId],
  );
  return new Map(held.map((proposal) => [proposal.id, proposal]));
}
