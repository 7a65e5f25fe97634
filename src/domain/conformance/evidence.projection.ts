import { contribute, embed } from '../../platform/reading/projection.js';
import { sql } from '../../platform/reading/sql.js';
import { Evidence } from './declaration.entity.js';
import { EvidenceReport } from './evidence.types.js';

contribute(Evidence, {
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
