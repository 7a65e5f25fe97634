import { ArgsType, Field, ID } from '@nestjs/graphql';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';

const TERMS = 'Under which terms; those in force on the day of the contract when left out. (Inkoopvoorwaarden)';
const CONTRACT = 'The day of the contract; today when left out. It fixes what binds. (Contractdatum)';
const AS_OF =
  'The day whose declarations are looked at; that of the contract when left out. Holds for everything below. (Peildatum)';
const KNOWN_AT = 'What the register held at this moment; now when left out. Holds for everything below. (Bekend op)';

/** The question of a check, but for what is checked. */
@ArgsType()
export class ContractArgs {
  @Field(() => ID, { nullable: true, description: TERMS })
  termsId?: string;

  @Field(() => DateScalar, { nullable: true, description: CONTRACT })
  contractDate?: string;

  @Field(() => DateScalar, { nullable: true, description: AS_OF })
  asOf?: string;

  @Field(() => DateTimeScalar, { nullable: true, description: KNOWN_AT })
  knownAt?: string;
}

@ArgsType()
export class GibitCheckArgs extends ContractArgs {
  @Field(() => ID, { description: 'Which version of which product. (Pakketversie)' })
  productVersionId: string;
}

/** How many versions of products are compared at a time. */
const COMPARED = { least: 2, most: 10 };

@ArgsType()
export class CompareProductsArgs extends ContractArgs {
  @Field(() => [ID], { description: 'Which versions of products, 2 to 10, each once. (Pakketversies)' })
  productVersionIds: string[];
}

/** Why such a list cannot be compared, for the caller. */
export function refuseComparison({ productVersionIds: ids }: CompareProductsArgs): string | undefined {
  if (ids.length < COMPARED.least || ids.length > COMPARED.most) {
    return `"productVersionIds" must name ${COMPARED.least} to ${COMPARED.most} versions of products.`;
  }
  return new Set(ids).size < ids.length ? '"productVersionIds" names a version twice.' : undefined;
}
