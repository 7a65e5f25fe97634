import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { REPEATED } from '../../platform/graphql/mutation-input.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { type Problem, UserError } from '../../platform/graphql/user-errors.js';
import { Organisation } from './organisation.entity.js';

const REASON = 'Why, for the audit log; at most 2,000 characters. (Reden)';
const ERRORS = 'Why it was refused; empty when it was done. (Fouten)';

@InputType({ description: 'A municipality joins a partnership on a day. (Toetreding)' })
export class AdmitPartnershipMemberInput {
  @Field(() => ID, { description: 'The partnership: an organisation of that kind. (Samenwerkingsverband)' })
  partnershipId: string;

  @Field(() => ID, { description: 'The municipality that joins. (Gemeente)' })
  municipalityId: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day; today when left out. (Vanaf)' })
  from?: string | null;

  @Field(() => String, { nullable: true, description: REASON })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({ description: 'A municipality leaves a partnership on a day. (Uittreding)' })
export class EndPartnershipMembershipInput {
  @Field(() => ID, { description: 'The partnership. (Samenwerkingsverband)' })
  partnershipId: string;

  @Field(() => ID, { description: 'The municipality that leaves. (Gemeente)' })
  municipalityId: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day without it; today when left out. (Met ingang van)',
  })
  on?: string | null;

  @Field(() => String, { description: REASON })
  reason: string;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'What became of joining. (Uitkomst van de toetreding)' })
export class AdmitPartnershipMemberPayload {
  @Field(() => Organisation, { nullable: true, description: 'The partnership as it is now. (Samenwerkingsverband)' })
  partnership?: Organisation;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}

@ObjectType({ description: 'What became of leaving. (Uitkomst van de uittreding)' })
export class EndPartnershipMembershipPayload {
  @Field(() => Organisation, { nullable: true, description: 'The partnership as it is now. (Samenwerkingsverband)' })
  partnership?: Organisation;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}
