import { ArgsType, Field, ID, InputType } from '@nestjs/graphql';
import { REPEATED } from '../../platform/graphql/mutation-input.js';
import { PageArgs } from '../../platform/graphql/page.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { ProductUseProposalState } from './product-use-proposal.entity.js';

@InputType({ description: 'That municipalities would use a version of a product of yours. (Gebruik voorstellen)' })
export class ProposeProductUseInput {
  @Field(() => ID, { description: 'Which version of which product. (Pakketversie)' })
  productVersionId: string;

  @Field(() => [ID], {
    description: 'Which municipalities, at most 100, each once: all of it waits, or nothing. (Gemeenten)',
  })
  municipalityIds: string[];

  @Field(() => DateScalar, {
    nullable: true,
    description: 'From which day, past or to come; today when left out. (Vanaf)',
  })
  from?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the municipalities should know of it, at most 2,000 characters. (Toelichting)',
  })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Proposals that are taken back. (Gebruiksvoorstellen intrekken)' })
export class WithdrawProductUseProposalsInput {
  @Field(() => [ID], { description: 'Which proposals of your own organisation, at most 100. (Voorstellen)' })
  proposalIds: string[];

  @Field(() => String, { nullable: true, description: 'Why, for the audit log. (Reden)' })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}

@ArgsType()
export class ProductUseProposalsArgs extends PageArgs {
  @Field(() => [ProductUseProposalState], {
    nullable: true,
    description: 'Only in one of these states, as far as the viewer may know them. (Standen)',
  })
  states?: ProductUseProposalState[];
}
