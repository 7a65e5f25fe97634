import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { REPEATED } from '../../platform/graphql/mutation-input.js';
import { DateScalar, UrlScalar } from '../../platform/graphql/scalars.js';
import { type Problem, UserError } from '../../platform/graphql/user-errors.js';
import { GovernanceBody } from '../decisions/decisions.enums.js';
import { Advice } from './advice.entity.js';
import { AdvicePosition } from './governance.enums.js';

@InputType({
  description:
    'What a body advises on a proposal that is with the bodies that advise, or with the one that decides. A body that advises again has its earlier advice beside it; the last counts. (Advies vastleggen)',
})
export class RecordAdviceInput {
  @Field(() => ID, { description: 'On which proposal. (Voorstel)' })
  proposalId: string;

  @Field(() => GovernanceBody, { description: 'Who advises: TASKFORCE, COMMITTEE, CVD or CVA. (Orgaan)' })
  body: GovernanceBody;

  @Field(() => AdvicePosition, { description: 'What it advises. (Advies)' })
  position: AdvicePosition;

  @Field(() => String, {
    description: 'Why, and on what conditions, for everyone to read; at most 10,000 characters. (Motivering)',
  })
  rationale: string;

  @Field(() => DateScalar, {
    description: 'The day on which the body gave it: not before the proposal was submitted. (Datum advies)',
  })
  givenOn: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Where it can be read. (Document)' })
  document?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The `revision` of the proposal as you saw it; refused when someone else changed it since. (Verwachte revisie)',
  })
  expectedRevision?: number | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'What became of the advice. (Uitkomst van het advies)' })
export class RecordAdvicePayload {
  @Field(() => Advice, { nullable: true, description: 'The advice as it is held now. (Advies)' })
  advice?: Advice;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done. (Fouten)' })
  errors: Problem[];
}
