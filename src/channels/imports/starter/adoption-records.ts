import { recordFromSource } from '../../../domain/adoptions/adoption.sources.js';
import { adoptionKey, sinceOf } from './check-common-ground.js';
import { type LoadRun, provenance } from './load-run.js';
import { spanOf } from './spans.js';

/** Brings what sources say of adoption into the register. Answers those about which the municipality itself has spoken: they were left. */
export async function writeAdoptions(run: LoadRun): Promise<string[]> {
  const left: string[] = [];
  for (const entry of run.catalogue.adoptions) {
    const { municipality, standard, version, status, note, source, confidence } = entry;
    await run.record(`adoption ${adoptionKey(entry)}`, entry, async () => {
      const isRecorded = await recordFromSource(
        run.tx,
        {
          municipalityId: run.id('municipality', municipality),
          standardId: run.id('standard', standard),
          versionId: version === undefined ? null : run.id('standard_version', `${standard} ${version}`),
          status,
          confidence,
          provenance: provenance(source, note),
        },
        spanOf(sinceOf(entry)),
      );
      if (!isRecorded) left.push(adoptionKey(entry));
    });
  }
  return left;
}
