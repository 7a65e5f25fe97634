import { Injectable } from '@nestjs/common';
import { CriteriaService } from '../../../domain/governance/criteria.service.js';
import { type LoadRun, provenance } from './load-run.js';

/** Brings the criteria that proposals are judged on from the files into the register, in their order. */
@Injectable()
export class CriterionRecords {
  constructor(private readonly criteria: CriteriaService) {}

  async write(run: LoadRun): Promise<void> {
    for (const [i, entry] of run.catalogue.criteria.entries()) {
      await run.record(`criterion ${entry.code}`, [entry, i], async () => {
        const { publishedBy, mandatory, proposals, standards = [], source, note, ...said } = entry;
        await this.criteria.putCriterion(run.tx, {
          ...said,
          position: i + 1,
          isMandatory: mandatory,
          source: publishedBy,
          proposalKinds: proposals,
          standardKinds: standards,
          provenance: provenance(source, note),
        });
      });
    }
  }
}
