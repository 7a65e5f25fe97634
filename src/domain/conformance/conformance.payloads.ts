import { Field, ObjectType } from '@nestjs/graphql';
import { type Problem, UserError } from '../../platform/graphql/user-errors.js';
import { ProductUse } from '../suppliers/product-use.entity.js';
import { ConformanceDeclaration } from './declaration.entity.js';

const ERRORS = 'Why it was refused; empty when it was done. (Fouten)';

@ObjectType({ description: 'What became of declaring. (Uitkomst van het verklaren)' })
export class DeclareConformancePayload {
  @Field(() => ConformanceDeclaration, { nullable: true, description: 'The declaration. (Verklaring)' })
  declaration?: ConformanceDeclaration;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}

@ObjectType({ description: 'What became of a step with a declaration. (Uitkomst van de overgang)' })
export class TransitionDeclarationPayload {
  @Field(() => ConformanceDeclaration, { nullable: true, description: 'The declaration. (Verklaring)' })
  declaration?: ConformanceDeclaration;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}

@ObjectType({ description: 'What became of recording software in use. (Uitkomst van het melden)' })
export class RecordProductUsePayload {
  @Field(() => ProductUse, {
    nullable: true,
    description:
      'The use as it is today; null when it begins later or is over: ask for it on another date. (Software in gebruik)',
  })
  productUse?: ProductUse;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}

@ObjectType({ description: 'What became of ending the use of software. (Uitkomst van het beëindigen)' })
export class EndProductUsePayload {
  @Field(() => ProductUse, {
    nullable: true,
    description: 'The use as it is today; null when it is over. (Software in gebruik)',
  })
  productUse?: ProductUse;

  @Field(() => [UserError], { description: ERRORS })
  errors: Problem[];
}
