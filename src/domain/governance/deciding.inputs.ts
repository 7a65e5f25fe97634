import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { REPEATED } from '../../platform/graphql/mutation-input.js';
import { DateScalar, UrlScalar } from '../../platform/graphql/scalars.js';
import { type Problem, UserError } from '../../platform/graphql/user-errors.js';
import { Decision } from '../decisions/decision.entity.js';
import { DecisionOutcome, GovernanceBody } from '../decisions/decisions.enums.js';
import { Obligation } from '../standards/relation.entity.js';
import { PendingDecision } from './advice.entity.js';
import { Proposal } from './proposal.entity.js';

const ERRORS = 'Why it was refused; empty when it was done. (Fouten)';
const OBLIGATION =
  'The obligation that comes of it; null when there is none, or it does not bind today: see `effects` of the decision. (Verplichting)';

@InputType({ description: 'How a body was divided. (Stemming)' })
export class VoteInput {
  @Field(() => Int, { description: 'Votes in favour. (Voor)' })
  inFavour: number;

  @Field(() => Int, { description: 'Votes against. (Tegen)' })
  against: number;

  @Field(() => Int, { description: 'Abstentions. (Onthoudingen)' })
  abstained: number;
}

@InputType({
  description:
    'What a body decided on a proposal. It is a decision once another secretary confirms it. On a proposal that was decided, it corrects that decision. (Besluit vastleggen)',
})
export class RecordDecisionInput {
  @Field(() => ID, { description: 'On which proposal. (Voorstel)' })
  proposalId: string;

  @Field(() => GovernanceBody, { description: 'Who decided: VNG_DIRECTORATE or VNG_BOARD. (Orgaan)' })
  body: GovernanceBody;

  @Field(() => DecisionOutcome, { description: 'How it was decided: ADOPTED, REJECTED or DEFERRED. (Uitkomst)' })
  outcome: DecisionOutcome;

  @Field(() => DateScalar, {
    description: 'The day of the decision: not before the proposal was submitted, nor after today. (Datum besluit)',
  })
  decidedOn: string;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The first day on which what was adopted holds, past or to come, but not before the decision; that of the decision when left out, or of the end of support that was proposed. (Ingangsdatum)',
  })
  effectiveFrom?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Number or name by which the body keeps it; at most 200 characters. (Kenmerk)',
  })
  reference?: string | null;

  @Field(() => UrlScalar, { nullable: true, description: 'Where it can be read. (Document)' })
  document?: string | null;

  @Field(() => VoteInput, { nullable: true, description: 'How the body was divided. (Stemming)' })
  vote?: VoteInput | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'That the members were consulted; needed for what becomes mandatory. (Leden geraadpleegd)',
  })
  membersConsulted?: boolean | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The decision on this proposal that it takes the place of, of the same body: what that one wrote is taken back. (Corrigeert)',
  })
  correctsId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why, for everyone to read; needed for a correction. At most 2,000 characters. (Reden)',
  })
  reason?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The `revision` of the proposal as you saw it; refused when someone else changed it since. (Verwachte revisie)',
  })
  expectedRevision?: number | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Which decision that another recorded is as he recorded it. (Besluit bevestigen)' })
export class ConfirmDecisionInput {
  @Field(() => ID, { description: 'Which one waits to be confirmed. (Te bevestigen besluit)' })
  pendingDecisionId: string;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({
  description: 'Which recorded decision is none after all, or was recorded wrongly. (Vastlegging intrekken)',
})
export class WithdrawPendingDecisionInput {
  @Field(() => ID, { description: 'Which one waits to be confirmed. (Te bevestigen besluit)' })
  pendingDecisionId: string;

  @Field(() => String, {
    nullable: true,
    description: 'Why, for the audit log; at most 2,000 characters. (Reden)',
  })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'What became of the recording. (Uitkomst van de vastlegging)' })
export class RecordDecisionPayload {
  @Field(() => PendingDecision, {
    nullable: true,
    description: 'What waits for another secretary to confirm it. (Te bevestigen besluit)',
  })
  pendingDecision?: PendingDecision;

  @Field(() => Decision, {
    nullable: true,
    description: 'The decision: null, until it is confirmed. (Besluit)',
  })
  decision?: Decision;

  @Field(() => Obligation, { nullable: true, description: OBLIGATION })
  obligation?: Obligation;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}

@ObjectType({ description: 'What became of the confirmation. (Uitkomst van de bevestiging)' })
export class ConfirmDecisionPayload {
  @Field(() => PendingDecision, { nullable: true, description: 'What was confirmed. (Bevestigd besluit)' })
  pendingDecision?: PendingDecision;

  @Field(() => Decision, { nullable: true, description: 'The decision. (Besluit)' })
  decision?: Decision;

  @Field(() => Proposal, { nullable: true, description: 'The proposal as it is now. (Voorstel)' })
  proposal?: Proposal;

  @Field(() => Obligation, { nullable: true, description: OBLIGATION })
  obligation?: Obligation;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}

@ObjectType({ description: 'What became of taking it back. (Uitkomst van de intrekking)' })
export class WithdrawPendingDecisionPayload {
  @Field(() => PendingDecision, { nullable: true, description: 'What was taken back. (Ingetrokken vastlegging)' })
  pendingDecision?: PendingDecision;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}
