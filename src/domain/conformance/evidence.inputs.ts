import { Field, ID, InputType } from '@nestjs/graphql';
import { REPEATED } from '../../platform/graphql/mutation-input.js';
import { EvidenceInput } from './conformance.inputs.js';

@InputType({ description: 'More evidence for a declaration that is there already. (Bewijs toevoegen)' })
export class AttachEvidenceInput {
  @Field(() => ID, { description: 'Of which declaration. (Verklaring)' })
  declarationId: string;

  @Field(() => [EvidenceInput], {
    description: 'What it rests on besides, from 1 to 20; evidence is added and never taken away. (Bewijs)',
  })
  evidence: EvidenceInput[];

  @Field(() => String, { nullable: true, description: 'Why, for the audit log. (Reden)' })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: REPEATED })
  idempotencyKey?: string | null;
}
