import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import { type GraphQLResolveInfo } from 'graphql';
import { Mutations } from '../../platform/audit/mutations.js';
import { Role } from '../../platform/auth/role.js';
import { Allow } from '../../platform/graphql/access.js';
import { INPUT } from '../../platform/graphql/mutation-input.js';
import { OperationContext } from '../../platform/graphql/operation-context.js';
import { AdviceEditor } from './advice.editor.js';
import { RecordAdviceInput, RecordAdvicePayload } from './advice.inputs.js';
import { BodiesEditor } from './bodies.editor.js';
import { AssignSecretariatInput, AssignSecretariatPayload } from './bodies.inputs.js';
import { DecidingEditor } from './deciding.editor.js';
import {
  ConfirmDecisionInput,
  ConfirmDecisionPayload,
  RecordDecisionInput,
  RecordDecisionPayload,
  WithdrawPendingDecisionInput,
  WithdrawPendingDecisionPayload,
} from './deciding.inputs.js';

@Resolver()
export class DecidingResolver {
  constructor(
    private readonly mutations: Mutations,
    private readonly advice: AdviceEditor,
    private readonly bodies: BodiesEditor,
    private readonly deciding: DecidingEditor,
  ) {}

  @Mutation(() => AssignSecretariatPayload, {
    description: 'Says which organisation is the secretariat of a body, or is so no longer. (Secretariaat toewijzen)',
  })
  @Allow(Role.REGISTRAR)
  assignSecretariat(
    @Args('input', INPUT) input: AssignSecretariatInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.bodies.assign(tx, input));
  }

  @Mutation(() => RecordAdvicePayload, {
    description: 'Records what a body advises on a proposal; a secretary of it does so. (Advies vastleggen)',
  })
  @Allow(Role.SECRETARY)
  recordAdvice(
    @Args('input', INPUT) input: RecordAdviceInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.advice.record(tx, input, context.today));
  }

  @Mutation(() => RecordDecisionPayload, {
    description:
      'Records what a body decided on a proposal; another secretary of the body confirms it. (Besluit vastleggen)',
  })
  @Allow(Role.SECRETARY)
  recordDecision(
    @Args('input', INPUT) input: RecordDecisionInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.deciding.record(tx, input, context.today));
  }

  @Mutation(() => ConfirmDecisionPayload, {
    description: 'Confirms what another secretary recorded: it is a decision, and takes effect. (Besluit bevestigen)',
  })
  @Allow(Role.SECRETARY)
  confirmDecision(
    @Args('input', INPUT) input: ConfirmDecisionInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.deciding.confirm(tx, input, context.today));
  }

  @Mutation(() => WithdrawPendingDecisionPayload, {
    description: 'Takes back what was recorded and not confirmed yet. (Vastlegging intrekken)',
  })
  @Allow(Role.SECRETARY)
  withdrawPendingDecision(
    @Args('input', INPUT) input: WithdrawPendingDecisionInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.deciding.withdraw(tx, input));
  }
}
