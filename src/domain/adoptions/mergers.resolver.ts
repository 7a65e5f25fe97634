import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import { type GraphQLResolveInfo } from 'graphql';
import { type Writing } from '../../platform/audit/audit.js';
import { type Made, Mutations } from '../../platform/audit/mutations.js';
import { type Actor } from '../../platform/auth/actor.js';
import { Role } from '../../platform/auth/role.js';
import { Allow } from '../../platform/graphql/access.js';
import { INPUT } from '../../platform/graphql/mutation-input.js';
import { OperationContext } from '../../platform/graphql/operation-context.js';
import { MergeMunicipalitiesInput } from '../organisations/merging.inputs.js';
import { MunicipalMergers } from '../organisations/municipal-mergers.js';
import { onBehalfOf } from '../organisations/roles.policy.js';
import { inherit } from './inheritance.js';
import { MergeMunicipalitiesPayload } from './mergers.payloads.js';

/** As many as one answer reads by their ids; the rest stand in the lists of the successors. */
const MOST_SHOWN = 100;

@Resolver()
export class MergersResolver {
  constructor(
    private readonly mutations: Mutations,
    private readonly mergers: MunicipalMergers,
  ) {}

  @Mutation(() => MergeMunicipalitiesPayload, {
    description:
      'Ends municipalities on a day and lets others follow them, whole or in parts, with what was reported for them; try it with `dryRun` first. (Herindeling)',
  })
  @Allow(Role.REGISTRAR)
  mergeMunicipalities(
    @Args('input', INPUT) input: MergeMunicipalitiesInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const { on, dryRun } = input;
    return this.mutations.run({ input, context: onDay(context, on), info }, (tx) => this.merge(tx, input), {
      isTrial: dryRun,
      also: () => ({ on, dryRun }),
    });
  }

  private async merge(tx: Writing<Actor>, input: MergeMunicipalitiesInput): Promise<Made> {
    const { on, predecessors, successors } = await this.mergers.merge(tx, input);
    const idsOf = (parties: typeof predecessors) => parties.map(({ municipalityId }) => municipalityId);
    const heirs = idsOf(successors).map((municipalityId) => ({ municipalityId, on }));
    const [first] = successors;
    const organisationId = onBehalfOf(tx.actor, first?.organisationId ?? '');
    const inherited = await inherit(tx, heirs, { organisationId, reason: input.reason, isOfOffice: true });
    return {
      predecessors: idsOf(predecessors),
      successors: idsOf(successors),
      inherited: inherited.slice(0, MOST_SHOWN),
    };
  }
}

/** The same operation, but what it reads it reads for that day: only then can be seen who follows whom. */
const onDay = (context: OperationContext, today: string): OperationContext =>
  Object.create(context, { today: { value: today } }) as OperationContext;
