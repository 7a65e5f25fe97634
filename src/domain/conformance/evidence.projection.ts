import { contribute, embed, type Row, rowOf, value } from '../../platform/reading/projection.js';
import { sql } from '../../platform/reading/sql.js';
import { DeclarationStep, Evidence } from './declaration.entity.js';
import { EvidenceReport } from './evidence.types.js';
import { isRecorded } from './standing.js';

const step: Row<DeclarationStep> = rowOf(DeclarationStep, 'step');

contribute(Evidence, {
  assessed: value(
    () => Boolean,
    (piece, env) => {
      const { at } = env;
      return sql`exists (select from declaration_step step where ${step.declarationId} = ${piece.declarationId}
        and ${step.state} = 'DEMONSTRATED' and ${step.judgedThrough} >= ${piece.position}
        and ${step.from} <= ${at.asOf} and ${isRecorded(step, env)})`;
    },
    {
      description:
        'Whether it was there when the declaration was demonstrated, by the date asked; what came later was not assessed. (Beoordeeld)',
    },
  ),
  report: embed(
    () => EvidenceReport,
    (piece) => ({
      format: piece.reportFormat,
      total: piece.reportTotal,
      passed: sql`case when ${piece.reportFormat} = 'JUNIT' then ${piece.reportTotal} - ${piece.reportFailed} - ${piece.reportSkipped} end`,
      failed: piece.reportFailed,
      warned: piece.reportWarned,
      skipped: piece.reportSkipped,
      bytes: piece.reportBytes,
    }),
    {
      nullable: true,
      present: (piece) => sql`${piece.reportFormat} is not null`,
      description:
        'What the register counted in it, where it is a report that a machine wrote and that was handed in as a file. (Machinaal rapport)',
    },
  ),
});
