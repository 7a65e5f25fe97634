import { ArgsType, Field, Int } from '@nestjs/graphql';
import { MomentArgs, PagedMomentArgs } from '../../platform/temporal/moments.js';
import { ProposalKind, ProposalState } from './governance.enums.js';

@ArgsType()
export class ProposalArgs extends MomentArgs {
  @Field(() => Int, { description: 'Its number. (Nummer)' })
  number: number;
}

@ArgsType()
export class ProposalsArgs extends PagedMomentArgs {
  @Field(() => [ProposalState], { nullable: true, description: 'In one of these states. (Standen)' })
  states?: ProposalState[];

  @Field(() => [ProposalKind], { nullable: true, description: 'Of one of these kinds. (Soorten)' })
  kinds?: ProposalKind[];
}
