import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import { type GraphQLResolveInfo } from 'graphql';
import { Mutations } from '../../platform/audit/mutations.js';
import { Role } from '../../platform/auth/role.js';
import { Allow } from '../../platform/graphql/access.js';
import { INPUT } from '../../platform/graphql/mutation-input.js';
import { OperationContext } from '../../platform/graphql/operation-context.js';
import { CorrectionsEditor } from './corrections.editor.js';
import { StagesEditor } from './stages.editor.js';
import {
  AddArtifactPayload,
  CancelPlannedTransitionPayload,
  CorrectStandardVersionPayload,
  DescribeStandardVersionPayload,
  DraftStandardVersionPayload,
  TransitionStandardVersionPayload,
} from './standards.payloads.js';
import {
  AddArtifactInput,
  CancelPlannedTransitionInput,
  CorrectStandardVersionInput,
  DescribeStandardVersionInput,
  DraftStandardVersionInput,
  TransitionStandardVersionInput,
} from './version.edit.inputs.js';
import { VersionsEditor } from './versions.editor.js';

@Resolver()
export class VersionsResolver {
  constructor(
    private readonly mutations: Mutations,
    private readonly versions: VersionsEditor,
    private readonly stages: StagesEditor,
    private readonly corrections: CorrectionsEditor,
  ) {}

  @Mutation(() => DraftStandardVersionPayload, {
    description: 'Makes a version that only registrars see until its first transition. (Versie opstellen)',
  })
  @Allow(Role.REGISTRAR)
  draftStandardVersion(
    @Args('input', INPUT) input: DraftStandardVersionInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.versions.draft(tx, input, context.today));
  }

  @Mutation(() => DescribeStandardVersionPayload, {
    description: 'Changes what is said of a version that is not published. (Versie beschrijven)',
  })
  @Allow(Role.REGISTRAR)
  describeStandardVersion(
    @Args('input', INPUT) input: DescribeStandardVersionInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.versions.describe(tx, input));
  }

  @Mutation(() => AddArtifactPayload, {
    description: 'Adds a file to a version that is not published. (Artefact toevoegen)',
  })
  @Allow(Role.REGISTRAR)
  addArtifact(
    @Args('input', INPUT) input: AddArtifactInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.versions.addArtifact(tx, input));
  }

  @Mutation(() => TransitionStandardVersionPayload, {
    description:
      'Takes a version to another stage from a day on, also one to come; the first time, everyone sees it. (Versie overzetten)',
  })
  @Allow(Role.REGISTRAR)
  transitionStandardVersion(
    @Args('input', INPUT) input: TransitionStandardVersionInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.stages.transition(tx, input, context.today));
  }

  @Mutation(() => CancelPlannedTransitionPayload, {
    description: 'Takes back a transition that has not taken effect yet. (Geplande overgang intrekken)',
  })
  @Allow(Role.REGISTRAR)
  cancelPlannedTransition(
    @Args('input', INPUT) input: CancelPlannedTransitionInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.stages.cancel(tx, input, context.today));
  }

  @Mutation(() => CorrectStandardVersionPayload, {
    description:
      'Says anew in which stage a version was; what was said before stays on record. (Levensloop corrigeren)',
  })
  @Allow(Role.REGISTRAR)
  correctStandardVersion(
    @Args('input', INPUT) input: CorrectStandardVersionInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.corrections.correct(tx, input, context.today));
  }
}
