import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { REPEATED } from '../../platform/graphql/mutation-input.js';
import { PageArgs } from '../../platform/graphql/page.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { type Problem, UserError } from '../../platform/graphql/user-errors.js';
import { GovernanceBody } from '../decisions/decisions.enums.js';
import { Meeting } from './meeting.entity.js';

const ERRORS = 'Why it was refused; empty when it was done. (Fouten)';

@ArgsType()
export class MeetingsArgs extends PageArgs {
  @Field(() => [GovernanceBody], { nullable: true, description: 'Of one of these bodies. (Organen)' })
  bodies?: GovernanceBody[];

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Held on or after this day; from today on when left out. (Vanaf)',
  })
  from?: string;

  @Field(() => DateScalar, { nullable: true, description: 'Held before this day. (Tot)' })
  to?: string;
}

@InputType({ description: 'That a body meets on a day. (Vergadering plannen)' })
export class PlanMeetingInput {
  @Field(() => GovernanceBody, { description: 'Who meets. (Orgaan)' })
  body: GovernanceBody;

  @Field(() => DateScalar, { description: 'On which day, today at the earliest. (Datum)' })
  heldOn: string;

  @Field(() => String, { nullable: true, description: 'Where; at most 200 characters. (Plaats)' })
  place?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({
  description: 'Changes a meeting that was not held yet; what is left out stays as it is. (Vergadering wijzigen)',
})
export class ChangeMeetingInput {
  @Field(() => ID, { description: 'Which meeting. (Vergadering)' })
  meetingId: string;

  @Field(() => String, {
    nullable: true,
    description: 'Where, at most 200 characters; null takes the place away. (Plaats)',
  })
  place?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is called off; false takes it up again. (Vervallen)',
  })
  isCancelled?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Why, for the audit log; at most 2,000 characters. (Reden)' })
  reason?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Its `revision` as you saw it; refused when someone else changed it since. (Verwachte revisie)',
  })
  expectedRevision?: number | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'What became of the plan. (Uitkomst van het plannen)' })
export class PlanMeetingPayload {
  @Field(() => Meeting, { nullable: true, description: 'The meeting as it was planned. (Vergadering)' })
  meeting?: Meeting;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}

@ObjectType({ description: 'What became of the change. (Uitkomst van de wijziging)' })
export class ChangeMeetingPayload {
  @Field(() => Meeting, { nullable: true, description: 'The meeting as it is now. (Vergadering)' })
  meeting?: Meeting;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}
