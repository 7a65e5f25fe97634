import { Field, ObjectType } from '@nestjs/graphql';
import { type Problem, UserError } from '../../platform/graphql/user-errors.js';
import { Proposal } from './proposal.entity.js';

@ObjectType({ isAbstract: true })
abstract class ProposalPayload {
  @Field(() => Proposal, { nullable: true, description: 'The proposal as it is now. (Voorstel)' })
  proposal?: Proposal;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done. (Fouten)' })
  errors: Problem[];
}

@ObjectType({ description: 'What became of submitting. (Uitkomst van het indienen)' })
export class SubmitProposalPayload extends ProposalPayload {}

@ObjectType({ description: 'What became of the other words. (Uitkomst van het aanpassen)' })
export class DescribeProposalPayload extends ProposalPayload {}

@ObjectType({ description: 'What became of the support. (Uitkomst van het steunen)' })
export class SupportProposalPayload extends ProposalPayload {}

@ObjectType({ description: 'What became of the draft out of a project. (Uitkomst van het voorstellen)' })
export class ProposeFromProjectPayload extends ProposalPayload {}

@ObjectType({ description: 'What became of the step. (Uitkomst van de overgang)' })
export class TransitionProposalPayload extends ProposalPayload {}
