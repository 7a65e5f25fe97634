import { Injectable } from '@nestjs/common';
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { Checks } from '../../platform/graphql/checks.js';
import { notFound } from '../../platform/graphql/user-errors.js';
import { demandMunicipality } from './adoptions.editor.js';
import { type HeldMunicipality } from './adoptions.held.js';
import { checkSize, judge, standingOf } from './adoptions.judging.js';
import { heldOn, originOf, recordedFor, recordStatements } from './adoptions.writing.js';
import { type AdoptionProposalAnswer, type AnswerAdoptionProposalsInput } from './proposals.inputs.js';
import { refuseAnswered, stateAfter, whyNotAnswered } from './proposals.judging.js';
import { closeProposals, type HeldProposal, lockProposals, type Outcome, statementOf } from './proposals.record.js';
import { isSignedOff } from './sign-off.js';

interface Answered {
  readonly proposal: HeldProposal;
  readonly answer: AdoptionProposalAnswer;
  readonly place: Checks;
}

/** What municipalities say to what is proposed for them. */
@Injectable()
export class ProposalAnswers {
  /**
   * Accepts proposals as the municipality's own word, judged again by every rule, or declines them: all, or nothing.
   * @param today YYYY-MM-DD
   * @throws Rejection with every problem of every answer, each at its place
   */
  async answer(
    tx: Writing<Actor>,
    input: AnswerAdoptionProposalsInput,
    today: string,
  ): Promise<{ proposals: string[]; adoptions: string[] }> {
    const checks = Checks.of();
    checkSize(checks, 'answers', input.answers);
    const municipality = await demandMunicipality(tx, checks, input.municipalityId);
    const answered = await this.find(tx, checks, municipality, input.answers, today);
    const accepted = answered.filter(({ answer }) => answer.accept);
    // What is wrong with a proposal stands in the register, not in the input: it is told of the answer.
    const judged = accepted.map(({ proposal }) => ({ proposal, checks: Checks.of([]) }));
    const statements = judged.map((each) => statementOf(each.proposal, each.checks));
    const standing = await standingOf(tx, municipality, statements);
    judge(statements, municipality, standing, originOf(tx.actor, municipality));
    judged.forEach(({ checks: { problems } }, i) => {
      const place = accepted[i]?.place;
      for (const problem of problems) place?.add({ ...problem, path: place.pathOf('proposalId') });
    });
    checks.throwIfAny();

    const rows = await recordStatements(tx, municipality, statements, standing, { today, evenUnchanged: true });
    const made = new Map(accepted.map(({ proposal }, i) => [proposal.id, rows[i]]));
    const organisationId = recordedFor(tx.actor, municipality);
    await closeProposals(
      tx,
      answered.map(({ proposal, answer }): Outcome => {
        const row = made.get(proposal.id);
        const adoption = row ? { id: row.id, changeId: row.change_id } : null;
        const { accept, reason } = answer;
        return { proposal, state: stateAfter(accept), organisationId, answer: reason ?? null, adoption };
      }),
    );
    const ids = answered.map(({ proposal }) => proposal.id);
    return { proposals: ids, adoptions: await heldOn(tx, rows, today) };
  }

  /** The proposals that the answers name, as far as the actor may give these answers. */
  private async find(
    tx: Writing<Actor>,
    checks: Checks,
    municipality: HeldMunicipality,
    answers: readonly AdoptionProposalAnswer[],
    today: string,
  ): Promise<Answered[]> {
    const ids = answers.map(({ proposalId }) => proposalId);
    const held = await lockProposals(tx, ids);
    const signedOff = await isSignedOff(tx, municipality.id, today);
    return answers.flatMap((answer, i): Answered[] => {
      const place = checks.within('answers', i);
      place.text('reason', answer.reason, { most: 2000, hasLines: true });
      const proposal = held.get(answer.proposalId);
      if (proposal?.municipalityId !== municipality.id) {
        place.add(notFound('The municipality has no such proposal.', place.pathOf('proposalId')));
        return [];
      }
      if (ids.indexOf(proposal.id) < i) place.refuse('proposalId', 'The proposal is answered twice.');
      const unfit = whyNotAnswered(tx.actor, municipality, proposal, signedOff);
      if (unfit !== undefined) place.refuse('proposalId', unfit);
      if (!answer.accept && answer.reason == null) place.refuse('reason', 'What is declined needs a reason.');
      refuseAnswered(place.within('proposalId'), proposal.state, stateAfter(answer.accept));
      return [{ proposal, answer, place }];
    });
  }
}
