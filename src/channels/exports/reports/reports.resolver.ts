import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import { type GraphQLResolveInfo } from 'graphql';
import { Mutations } from '../../../platform/audit/mutations.js';
import { Allow } from '../../../platform/graphql/access.js';
import { INPUT } from '../../../platform/graphql/mutation-input.js';
import { OperationContext } from '../../../platform/graphql/operation-context.js';
import { Costs } from '../../../platform/graphql/price.js';
import { ConformanceReports } from './conformance-reports.js';
import { IssueConformanceReportInput } from './reports.inputs.js';
import { IssueConformanceReportPayload } from './reports.payloads.js';

/** So that one request makes one report. */
const COST = 2_600;

@Resolver()
export class ReportsResolver {
  constructor(
    private readonly mutations: Mutations,
    private readonly reports: ConformanceReports,
  ) {}

  @Mutation(() => IssueConformanceReportPayload, {
    description:
      'Freezes the answer to a check in a signed report at a permanent address, as PDF, XLSX and JSON. (Conformiteitsrapport opmaken)',
  })
  @Allow('signed in')
  @Costs(COST)
  async issueConformanceReport(
    @Args('input', INPUT) input: IssueConformanceReportInput,
    @Context() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const made = await this.reports.make(input, context);
    return this.mutations.run({ input, context, info }, (tx) => this.reports.keep(tx, made));
  }
}
