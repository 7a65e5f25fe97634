import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import { type GraphQLResolveInfo } from 'graphql';
import { Mutations } from '../../platform/audit/mutations.js';
import { Role } from '../../platform/auth/role.js';
import { Allow } from '../../platform/graphql/access.js';
import { INPUT } from '../../platform/graphql/mutation-input.js';
import { OperationContext } from '../../platform/graphql/operation-context.js';
import { MergeMunicipalitiesInput } from './merging.inputs.js';
import { MunicipalMergers } from './municipal-mergers.js';
import { MergeMunicipalitiesPayload } from './organisations.payloads.js';

@Resolver()
export class MergersResolver {
  constructor(
    private readonly mutations: Mutations,
    private readonly mergers: MunicipalMergers,
  ) {}

  @Mutation(() => MergeMunicipalitiesPayload, {
    description:
      'Ends municipalities on a day and lets others follow them, whole or in parts; try it with `dryRun` first. (Herindeling)',
  })
  @Allow(Role.REGISTRAR)
  mergeMunicipalities(
    @Args('input', INPUT) input: MergeMunicipalitiesInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const { on, dryRun } = input;
    return this.mutations.run(
      { input, context: onDay(context, on), info },
      async (tx) => {
        const { predecessors, successors } = await this.mergers.merge(tx, input);
        const idsOf = (parties: typeof predecessors) => parties.map(({ municipalityId }) => municipalityId);
        return { predecessors: idsOf(predecessors), successors: idsOf(successors) };
      },
      { isTrial: dryRun, also: () => ({ on, dryRun }) },
    );
  }
}

/** The same operation, but what it reads it reads for that day: only then can be seen who follows whom. */
const onDay = (context: OperationContext, today: string): OperationContext =>
  Object.create(context, { today: { value: today } }) as OperationContext;
