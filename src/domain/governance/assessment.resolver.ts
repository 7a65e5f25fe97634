import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import { type GraphQLResolveInfo } from 'graphql';
import { Mutations } from '../../platform/audit/mutations.js';
import { Role } from '../../platform/auth/role.js';
import { Allow } from '../../platform/graphql/access.js';
import { INPUT } from '../../platform/graphql/mutation-input.js';
import { OperationContext } from '../../platform/graphql/operation-context.js';
import { AssessmentEditor } from './assessment.editor.js';
import {
  AssessProposalInput,
  AssessProposalPayload,
  ChangeConsultationInput,
  ChangeConsultationPayload,
  ReactToProposalInput,
  ReactToProposalPayload,
} from './assessment.inputs.js';
import { ConsultationsEditor } from './consultations.editor.js';
import { ReactionsEditor } from './reactions.editor.js';

@Resolver()
export class AssessmentResolver {
  constructor(
    private readonly mutations: Mutations,
    private readonly assessment: AssessmentEditor,
    private readonly consultations: ConsultationsEditor,
    private readonly reactions: ReactionsEditor,
  ) {}

  @Mutation(() => AssessProposalPayload, {
    description: 'Judges a proposal on one criterion; said anew, the last verdict counts. (Voorstel toetsen)',
  })
  @Allow(Role.REGISTRAR)
  assessProposal(
    @Args('input', INPUT) input: AssessProposalInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.assessment.assess(tx, input, context.today));
  }

  @Mutation(() => ChangeConsultationPayload, {
    description: 'Moves the end of a consultation, or sets another round of it. (Consultatie wijzigen)',
  })
  @Allow(Role.REGISTRAR)
  changeConsultation(
    @Args('input', INPUT) input: ChangeConsultationInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.consultations.change(tx, input, context.today));
  }

  @Mutation(() => ReactToProposalPayload, {
    description:
      'Says what you think of a proposal while its consultation is open; or, by the office, answers what someone said. (Reageren op een voorstel)',
  })
  @Allow('signed in')
  reactToProposal(
    @Args('input', INPUT) input: ReactToProposalInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.reactions.react(tx, input, context.today));
  }
}
