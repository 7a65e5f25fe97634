import { Injectable } from '@nestjs/common';
import { Confidence } from '../../../domain/organisations/provenance.js';
import { ProgrammesService } from '../../../domain/programmes/programmes.service.js';
import { type LoadRun, provenance, without } from './load-run.js';
import { type ProgrammeRecord, type ProjectRecord } from './programmes.schema.js';
import { spanOf } from './spans.js';

/** Brings programmes of joint execution and their projects from the files into the register. */
@Injectable()
export class ProgrammeRecords {
  constructor(private readonly programmes: ProgrammesService) {}

  async write(run: LoadRun): Promise<void> {
    for (const programme of run.catalogue.programmes) {
      await this.writeProgramme(run, programme);
      for (const project of programme.projects) {
        await this.writeProject(run, programme.slug, project);
        await this.writeStage(run, project);
      }
    }
  }

  private async writeProgramme(run: LoadRun, entry: ProgrammeRecord): Promise<void> {
    const own = without(entry, 'projects');
    await run.record(`programme ${entry.slug}`, own, async () => {
      const { partOf, decision, from, to, source, note, ...said } = own;
      const id = await this.programmes.putProgramme(run.tx, {
        ...said,
        runsFrom: from,
        runsTo: to,
        partOfId: partOf && run.id('programme', partOf),
        decisionId: decision && run.id('decision', decision),
        provenance: provenance(source, note),
      });
      run.keep('programme', entry.slug, id);
    });
  }

  private async writeProject(run: LoadRun, programme: string, entry: ProjectRecord): Promise<void> {
    const own = without(entry, 'stage');
    await run.record(`project ${entry.slug}`, [own, programme], async () => {
      const { standards, components, decisions, source, note, ...said } = own;
      const id = await this.programmes.putProject(
        run.tx,
        { ...said, programmeId: run.id('programme', programme), provenance: provenance(source, note) },
        {
          standard: standards.map((standard) => run.id('standard', standard)),
          component: components.map((component) => run.id('component', component)),
          decision: decisions.map((decision) => run.id('decision', decision)),
        },
      );
      run.keep('project', entry.slug, id);
    });
  }

  /** A stage has the source of the project that it follows from, unless it is only remembered. */
  private async writeStage(run: LoadRun, { slug, stage: entry, source, years }: ProjectRecord): Promise<void> {
    if (!entry) return;
    await run.record(`stage of project ${slug}`, [entry, source, years[0]], async () => {
      const { stage, confidence, note } = entry;
      await this.programmes.putStage(
        run.tx,
        {
          projectId: run.id('project', slug),
          stage,
          confidence,
          provenance: provenance(confidence === Confidence.RECALLED ? 'recalled' : source, note),
        },
        spanOf({ notBefore: `${years[0]}-01-01` }),
      );
    });
  }
}
