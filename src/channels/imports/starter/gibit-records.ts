import { Injectable } from '@nestjs/common';
import { ProcurementService } from '../../../domain/procurement/procurement.service.js';
import { type NormRecord, type NormSetRecord, type TermsRecord } from './gibit.schema.js';
import { type LoadRun, provenance, without } from './load-run.js';

/** Brings the terms of GIBIT, the sets of quality norms and the norms from the files into the register. */
@Injectable()
export class GibitRecords {
  constructor(private readonly procurement: ProcurementService) {}

  async write(run: LoadRun): Promise<void> {
    const { terms, normSets } = run.catalogue;
    for (const edition of terms) await this.writeTerms(run, edition);
    for (const set of normSets) {
      await this.writeSet(run, set);
      for (const [i, norm] of set.norms.entries()) await this.writeNorm(run, set, norm, i + 1);
    }
  }

  private async writeTerms(run: LoadRun, entry: TermsRecord): Promise<void> {
    await run.record(`procurement terms ${entry.edition}`, entry, async () => {
      const { chapters, rules, source, note, ...own } = entry;
      const id = await this.procurement.putTerms(run.tx, { ...own, provenance: provenance(source, note) });
      run.keep('procurement_terms', entry.edition, id);
      const articles = chapters.flatMap((chapter) => chapter.articles.map((article) => ({ ...article, chapter })));
      await this.procurement.putArticles(run.tx, id, articles, rules);
    });
  }

  private async writeSet(run: LoadRun, entry: NormSetRecord): Promise<void> {
    const own = without(entry, 'norms', 'aboutNorms');
    await run.record(`quality norm set ${entry.edition}`, own, async () => {
      const { source, note, appliesTo, ...said } = own;
      const id = await this.procurement.putSet(
        run.tx,
        { ...said, provenance: provenance(source, note) },
        appliesTo.map((each) => ({ termsId: run.id('procurement_terms', each.terms), from: each.from })),
      );
      run.keep('quality_norm_set', entry.edition, id);
    });
  }

  private async writeNorm(run: LoadRun, set: NormSetRecord, entry: NormRecord, position: number): Promise<void> {
    const { edition, aboutNorms } = set;
    await run.record(`quality norm ${edition} ${entry.code}`, [entry, position, aboutNorms], async () => {
      const { standards, components, articles, source, note, ...own } = entry;
      const about = [note, aboutNorms].filter(Boolean).join('; ') || undefined;
      const version = (standard: string, label: string | undefined) =>
        label === undefined ? null : run.id('standard_version', `${standard} ${label}`);
      await this.procurement.putNorm(
        run.tx,
        {
          ...own,
          setId: run.id('quality_norm_set', edition),
          position,
          provenance: provenance(source, about),
        },
        {
          standards: standards.map(({ standard, from, to }) => ({
            standardId: run.id('standard', standard),
            fromVersionId: version(standard, from),
            toVersionId: version(standard, to),
          })),
          componentIds: components.map((component) => run.id('reference_component', component)),
          articles: Object.entries(articles).flatMap(([terms, numbers]) =>
            numbers.map((number) => ({ termsId: run.id('procurement_terms', terms), number })),
          ),
        },
      );
    });
  }
}
