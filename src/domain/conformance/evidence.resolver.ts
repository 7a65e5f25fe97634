import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import { type GraphQLResolveInfo } from 'graphql';
import { Mutations } from '../../platform/audit/mutations.js';
import { Allow } from '../../platform/graphql/access.js';
import { INPUT } from '../../platform/graphql/mutation-input.js';
import { OperationContext } from '../../platform/graphql/operation-context.js';
import { EvidenceEditor } from './evidence.editor.js';
import { AttachEvidenceInput } from './evidence.inputs.js';
import { AttachEvidencePayload } from './evidence.payloads.js';
import { ATTACHING } from './evidence.policy.js';

@Resolver()
export class EvidenceResolver {
  constructor(
    private readonly mutations: Mutations,
    private readonly editor: EvidenceEditor,
  ) {}

  @Mutation(() => AttachEvidencePayload, {
    description:
      'Adds evidence to a declaration, as its supplier or as who assesses it. A report that a machine wrote is sent as a file, so that it is counted. (Bewijs toevoegen)',
  })
  @Allow(...ATTACHING)
  attachEvidence(
    @Args('input', INPUT) input: AttachEvidenceInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, async (tx) => {
      const { declaration } = await this.editor.attach(tx, input, context.today);
      return { declaration };
    });
  }
}
