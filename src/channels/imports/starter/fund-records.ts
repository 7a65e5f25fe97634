import { Injectable } from '@nestjs/common';
import { FundService } from '../../../domain/programmes/fund.service.js';
import { type FundYearRecord } from './fund.schema.js';
import { type LoadRun, provenance } from './load-run.js';

/** Brings the years of the fund from the files into the register, and works out what each municipality pays. */
@Injectable()
export class FundRecords {
  constructor(private readonly fund: FundService) {}

  async write(run: LoadRun): Promise<void> {
    for (const entry of run.catalogue.fundYears) await this.writeYear(run, entry);
    // Also of the years that the files say nothing new of: of municipalities and their inhabitants they may.
    await this.fund.divide(run.tx);
  }

  private async writeYear(run: LoadRun, entry: FundYearRecord): Promise<void> {
    await run.record(`fund ${entry.year}`, entry, async () => {
      const { year, referenceDate, decision, printedPerInhabitant, confidence } = entry;
      await this.fund.putYear(run.tx, {
        ...{ year, referenceDate: referenceDate ?? `${year}-01-01`, confidence },
        ...{ centsWithVat: entry.withVat, centsWithoutVat: entry.withoutVat },
        ...{ plannedCentsWithoutVat: entry.plannedWithoutVat, otherCentsWithoutVat: entry.otherWithoutVat },
        printedCentsPerInhabitant: printedPerInhabitant === undefined ? undefined : Number(printedPerInhabitant),
        decisionId: decision === undefined ? undefined : run.id('decision', decision),
        provenance: provenance(entry.source, entry.note),
      });
    });
  }
}
