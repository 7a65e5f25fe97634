import { Field, ObjectType } from '@nestjs/graphql';
import { type Problem, UserError } from '../../platform/graphql/user-errors.js';
import { ConformanceDeclaration } from './declaration.entity.js';

@ObjectType({ description: 'What became of attaching evidence. (Uitkomst van het toevoegen)' })
export class AttachEvidencePayload {
  @Field(() => ConformanceDeclaration, { nullable: true, description: 'The declaration. (Verklaring)' })
  declaration?: ConformanceDeclaration;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done. (Fouten)' })
  errors: Problem[];
}
