import { Field, ObjectType } from '@nestjs/graphql';
import { type Problem, UserError } from '../../platform/graphql/user-errors.js';
import { Adoption } from './adoption.entity.js';
import { AdoptionProposal } from './proposal.entity.js';

const WAITING = 'What waits for an approver instead, where the municipality signs reports off. (Wachtende voorstellen)';
const ERRORS = 'Why it was refused; empty when it was done. (Fouten)';

@ObjectType({ description: 'What became of reporting. (Uitkomst van het melden)' })
export class ReportAdoptionsPayload {
  @Field(() => [Adoption], {
    nullable: true,
    description:
      'The records that were written as they are today, in the order of the reports, each once; one that holds nothing yet today is not among them. (Adopties)',
  })
  adoptions?: Adoption[];

  @Field(() => [AdoptionProposal], { nullable: true, description: WAITING })
  proposals?: AdoptionProposal[];

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}

@ObjectType({ description: 'What became of confirming. (Uitkomst van het bevestigen)' })
export class ConfirmAdoptionsPayload {
  @Field(() => [Adoption], {
    nullable: true,
    description: 'The records that were written as they are today. (Adopties)',
  })
  adoptions?: Adoption[];

  @Field(() => [AdoptionProposal], { nullable: true, description: WAITING })
  proposals?: AdoptionProposal[];

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}
