import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import { type GraphQLResolveInfo } from 'graphql';
import { Role } from '../../platform/auth/role.js';
import { Mutations } from '../../platform/audit/mutations.js';
import { Allow } from '../../platform/graphql/access.js';
import { INPUT } from '../../platform/graphql/mutation-input.js';
import { OperationContext } from '../../platform/graphql/operation-context.js';
import {
  RecordProgrammeInput,
  RecordProgrammePayload,
  RecordProjectInput,
  RecordProjectPayload,
} from './programmes.edit.inputs.js';
import { ProgrammesEditor } from './programmes.editor.js';
import { ParticipationsEditor } from './participations.editor.js';
import {
  MoveProjectInput,
  MoveProjectPayload,
  RecordParticipationInput,
  RecordParticipationPayload,
  WithdrawParticipationInput,
  WithdrawParticipationPayload,
} from './programmes.inputs.js';
import { KEEPERS, PARTICIPANTS } from './programmes.policy.js';
import { ProjectsEditor } from './projects.editor.js';

@Resolver()
export class ProgrammesResolver {
  constructor(
    private readonly mutations: Mutations,
    private readonly participations: ParticipationsEditor,
    private readonly projects: ProjectsEditor,
    private readonly programmes: ProgrammesEditor,
  ) {}

  @Mutation(() => RecordParticipationPayload, {
    description:
      'Records that an organisation takes part in a project: of a municipality by itself, of anyone by the office. (Deelname vastleggen)',
  })
  @Allow(...PARTICIPANTS)
  recordParticipation(
    @Args('input', INPUT) input: RecordParticipationInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.participations.record(tx, input));
  }

  @Mutation(() => WithdrawParticipationPayload, {
    description: 'Takes a participation back that should never have been recorded. (Deelname intrekken)',
  })
  @Allow(...PARTICIPANTS)
  withdrawParticipation(
    @Args('input', INPUT) input: WithdrawParticipationInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.participations.withdraw(tx, input));
  }

  @Mutation(() => MoveProjectPayload, {
    description: 'Says how far a project has come, on its way from one municipality to all. (Project verplaatsen)',
  })
  @Allow(...KEEPERS)
  moveProject(
    @Args('input', INPUT) input: MoveProjectInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.projects.move(tx, input, context.today));
  }

  @Mutation(() => RecordProgrammePayload, {
    description: 'Enters a programme or a plan, or says what it is now. (Programma vastleggen)',
  })
  @Allow(Role.REGISTRAR)
  recordProgramme(
    @Args('input', INPUT) input: RecordProgrammeInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.programmes.recordProgramme(tx, input));
  }

  @Mutation(() => RecordProjectPayload, {
    description: 'Enters a project, or says what it is now; how far it is, `moveProject` says. (Project vastleggen)',
  })
  @Allow(Role.REGISTRAR)
  recordProject(
    @Args('input', INPUT) input: RecordProjectInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.programmes.recordProject(tx, input));
  }
}
