import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import { type GraphQLResolveInfo } from 'graphql';
import { Mutations } from '../../platform/audit/mutations.js';
import { Role } from '../../platform/auth/role.js';
import { Allow } from '../../platform/graphql/access.js';
import { INPUT } from '../../platform/graphql/mutation-input.js';
import { OperationContext } from '../../platform/graphql/operation-context.js';
import { MeetingsEditor } from './meetings.editor.js';
import { ChangeMeetingInput, ChangeMeetingPayload, PlanMeetingInput, PlanMeetingPayload } from './meetings.inputs.js';

@Resolver()
export class MeetingsResolver {
  constructor(
    private readonly mutations: Mutations,
    private readonly meetings: MeetingsEditor,
  ) {}

  @Mutation(() => PlanMeetingPayload, {
    description: 'Says when a body meets: by a secretary of that body, or the office. (Vergadering plannen)',
  })
  @Allow(Role.SECRETARY, Role.REGISTRAR)
  planMeeting(
    @Args('input', INPUT) input: PlanMeetingInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.meetings.plan(tx, input, context.today));
  }

  @Mutation(() => ChangeMeetingPayload, {
    description: 'Moves a meeting to another place, calls it off, or takes it up again. (Vergadering wijzigen)',
  })
  @Allow(Role.SECRETARY, Role.REGISTRAR)
  changeMeeting(
    @Args('input', INPUT) input: ChangeMeetingInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.mutations.run({ input, context, info }, (tx) => this.meetings.change(tx, input, context.today));
  }
}
