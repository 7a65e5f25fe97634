import { Injectable } from '@nestjs/common';
import { ComponentsService } from '../../../domain/components/components.service.js';
import { Confidence } from '../../../domain/organisations/provenance.js';
import { involvementKey, sinceOf, supportKey } from './check-common-ground.js';
import { type CommonGroundComponent } from './common-ground.schema.js';
import { type LoadRun, provenance, without } from './load-run.js';
import { spanOf, startOf } from './spans.js';

/** Brings components of Common Ground, what they speak and who is involved from the files into the register. */
@Injectable()
export class CommonGroundRecords {
  constructor(private readonly components: ComponentsService) {}

  async write(run: LoadRun): Promise<void> {
    const { commonGround } = run.catalogue;
    for (const component of commonGround) await this.writeComponent(run, component);
    for (const component of commonGround) {
      await this.writeParts(run, component);
      await this.writeSupports(run, component);
    }
    await this.writeInvolvements(run);
  }

  private async writeComponent(run: LoadRun, entry: CommonGroundComponent): Promise<void> {
    const own = without(entry, 'parts', 'supports');
    await run.record(`common ground ${entry.slug}`, own, async () => {
      const id = await this.components.putComponent(run.tx, { ...own, provenance: provenance(own.source) });
      run.keep('component', entry.slug, id);
    });
  }

  private async writeParts(run: LoadRun, { slug, parts, source, confidence }: CommonGroundComponent): Promise<void> {
    for (const part of parts) {
      await run.record(`part ${slug} ${part}`, [source, confidence], async () => {
        const sourced = { confidence, provenance: provenance(source) };
        const pair = { wholeId: run.id('component', slug), partId: run.id('component', part) };
        await this.components.putPart(run.tx, { ...pair, ...sourced }, spanOf({}));
      });
    }
  }

  /** What a component speaks has the source of the component, unless it is only remembered. */
  private async writeSupports(run: LoadRun, { slug, source, supports }: CommonGroundComponent): Promise<void> {
    for (const entry of supports) {
      const { standard, version, role, evidence, confidence } = entry;
      const key = `support ${supportKey(slug, entry)}`;
      await run.record(key, [entry, source], async () => {
        const id = await this.components.putSupport(
          run.tx,
          {
            componentId: run.id('component', slug),
            standardId: run.id('standard', standard),
            versionId: version && run.id('standard_version', `${standard} ${version}`),
            role,
            evidence,
            confidence,
            provenance: confidence === Confidence.RECALLED ? undefined : provenance(source),
          },
          spanOf(entry),
        );
        await run.beginsOn('component_support', { id }, key, startOf(entry));
      });
    }
  }

  private async writeInvolvements(run: LoadRun): Promise<void> {
    for (const entry of run.catalogue.involvements) {
      const { municipality, component, role, until, note, source, confidence } = entry;
      const key = `involvement ${involvementKey(entry)}`;
      await run.record(key, entry, async () => {
        const since = sinceOf(entry);
        const id = await this.components.putInvolvement(
          run.tx,
          {
            componentId: run.id('component', component),
            organisationId: run.id('organisation', municipality.toLowerCase()),
            role,
            confidence,
            provenance: provenance(source, note),
          },
          spanOf(since, until),
        );
        await run.beginsOn('involvement', { id }, key, startOf(since));
      });
    }
  }
}
