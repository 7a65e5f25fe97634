import { Field, Int, ObjectType } from '@nestjs/graphql';
import { ReportFormat } from './conformance.enums.js';

@ObjectType({ description: 'What was counted in a report that a machine wrote. (Machinaal rapport)' })
export class EvidenceReport {
  @Field(() => ReportFormat, { description: 'In what form it was written. (Formaat)' })
  format: ReportFormat;

  @Field(() => Int, { description: 'How many tests there were; for a lint report, how many findings. (Totaal)' })
  total: number;

  @Field(() => Int, {
    nullable: true,
    description: 'How many tests succeeded; null for a lint report, which tells only what it found. (Geslaagd)',
  })
  passed?: number;

  @Field(() => Int, { description: 'How many tests failed or broke off; findings that are errors. (Gefaald)' })
  failed: number;

  @Field(() => Int, { description: 'How many findings are no errors; 0 for tests. (Waarschuwingen)' })
  warned: number;

  @Field(() => Int, { description: 'How many tests were skipped. (Overgeslagen)' })
  skipped: number;

  @Field(() => Int, { description: 'The size of the report in bytes; it is not kept itself. (Omvang)' })
  bytes: number;
}
