import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import { type GraphQLResolveInfo } from 'graphql';
import { Mutations } from '../../platform/audit/mutations.js';
import { Allow } from '../../platform/graphql/access.js';
import { INPUT } from '../../platform/graphql/mutation-input.js';
import { OperationContext } from '../../platform/graphql/operation-context.js';
import { REPORTERS } from '../adoptions/adoptions.policy.js';
import { SUPPLIERS } from '../suppliers/suppliers.policy.js';
import {
  DeclareConformanceInput,
  EndProductUseInput,
  RecordProductUseInput,
  TransitionDeclarationInput,
} from './conformance.inputs.js';
import {
  DeclareConformancePayload,
  EndProductUsePayload,
  RecordProductUsePayload,
  TransitionDeclarationPayload,
} from './conformance.payloads.js';
import { DeclarationTransitions } from './declaration.transitions.js';
import { DeclarationsEditor } from './declarations.editor.js';
import { PARTIES } from './declarations.policy.js';
import { SoftwareInUse } from './software-in-use.js';

@Resolver()
export class ConformanceResolver {
  constructor(
    private readonly mutations: Mutations,
    private readonly declarations: DeclarationsEditor,
    private readonly transitions: DeclarationTransitions,
    private readonly software: SoftwareInUse,
  ) {}

  @Mutation(() => DeclareConformancePayload, {
    description: 'Says, as the supplier, that a version of a product supports a version of a standard. (Verklaren)',
  })
  @Allow(...SUPPLIERS)
  declareConformance(
    @Args('input', INPUT) input: DeclareConformanceInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.declarations.declare(tx, input, context.today));
  }

  @Mutation(() => TransitionDeclarationPayload, {
    description:
      'Takes a declaration a step further: its supplier publishes it or takes it back, who assesses it says what came of that. (Verklaring overbrengen)',
  })
  @Allow(...PARTIES)
  transitionDeclaration(
    @Args('input', INPUT) input: TransitionDeclarationInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.transitions.transition(tx, input, context.today));
  }

  @Mutation(() => RecordProductUsePayload, {
    description:
      'Records which software a municipality uses; nobody but the municipality and the office learns of it. (Software in gebruik melden)',
  })
  @Allow(...REPORTERS)
  recordProductUse(
    @Args('input', INPUT) input: RecordProductUseInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.software.record(tx, input, context.today));
  }

  @Mutation(() => EndProductUsePayload, {
    description: 'Records from which day on a municipality no longer uses it. (Gebruik beëindigen)',
  })
  @Allow(...REPORTERS)
  endProductUse(
    @Args('input', INPUT) input: EndProductUseInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.software.end(tx, input, context.today));
  }
}
