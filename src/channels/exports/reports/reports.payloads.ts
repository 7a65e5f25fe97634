import { Field, ObjectType } from '@nestjs/graphql';
import { ConformanceReport } from '../../../domain/conformance/report.entity.js';
import { type Problem, UserError } from '../../../platform/graphql/user-errors.js';

@ObjectType({ description: 'What became of issuing a report. (Uitkomst van het opmaken)' })
export class IssueConformanceReportPayload {
  @Field(() => ConformanceReport, { nullable: true, description: 'The report. (Rapport)' })
  report?: ConformanceReport;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done. (Fouten)' })
  errors: Problem[];
}
