import { Injectable } from '@nestjs/common';
import { ArchitectureService } from '../../../domain/architecture/architecture.service.js';
import { type ComponentRecord } from './catalogue.schema.js';
import { type LoadRun, provenance, without } from './load-run.js';
import { spanOf, startOf } from './spans.js';

/** Brings reference components and what they require from the files into the register. */
@Injectable()
export class ComponentRecords {
  constructor(private readonly architecture: ArchitectureService) {}

  async write(run: LoadRun): Promise<void> {
    for (const component of run.catalogue.components) {
      await this.writeComponent(run, component);
      await this.writeRequirements(run, component);
    }
  }

  private async writeComponent(run: LoadRun, entry: ComponentRecord): Promise<void> {
    const own = without(entry, 'requirements');
    await run.record(`component ${entry.slug}`, own, async () => {
      const id = await this.architecture.putComponent(run.tx, { ...own, provenance: provenance(own.source) });
      for (const identifier of own.identifiers) {
        await this.architecture.putIdentifier(run.tx, id, { ...identifier, confidence: own.confidence });
      }
      run.keep('reference_component', entry.slug, id);
    });
  }

  private async writeRequirements(
    run: LoadRun,
    { slug, source, confidence, requirements }: ComponentRecord,
  ): Promise<void> {
    for (const entry of requirements) {
      const key = `requirement ${slug} ${entry.standard} ${entry.interfaceRole}`;
      await run.record(key, [entry, source, confidence], async () => {
        const id = await this.architecture.putRequirement(
          run.tx,
          {
            componentId: run.id('reference_component', slug),
            standardId: run.id('standard', entry.standard),
            interfaceRole: entry.interfaceRole,
            role: entry.role,
            source,
            confidence,
            provenance: entry.note,
          },
          spanOf(entry),
        );
        await run.beginsOn('component_requirement', { id }, key, startOf(entry));
      });
    }
  }
}
