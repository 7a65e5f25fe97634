import { Injectable } from '@nestjs/common';
import { DecisionsService } from '../../../domain/decisions/decisions.service.js';
import { BodiesService } from '../../../domain/governance/bodies.service.js';
import { OrganisationsService } from '../../../domain/organisations/organisations.service.js';
import { type LoadRun, provenance } from './load-run.js';
import { LONG_AGO, spanOf } from './spans.js';

/** Brings organisations, municipalities and decisions from the files into the register. */
@Injectable()
export class OrganisationRecords {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly decisions: DecisionsService,
    private readonly bodies: BodiesService,
  ) {}

  async write(run: LoadRun): Promise<void> {
    await this.writeOrganisations(run);
    await this.writeMunicipalities(run);
    await this.writePopulations(run);
    await this.writeSuccessions(run);
    await this.writeDecisions(run);
  }

  private async writeOrganisations(run: LoadRun): Promise<void> {
    for (const entry of run.catalogue.organisations) {
      await run.record(`organisation ${entry.slug}`, entry, async () => {
        const sourced = { confidence: entry.confidence, provenance: provenance(entry.source) };
        const id = await this.organisations.putOrganisation(run.tx, { ...entry, ...sourced });
        await this.organisations.putProfile(run.tx, id, spanOf({}), { name: entry.name, ...sourced });
        if (entry.serves) await this.bodies.add(run.tx, id, entry.serves);
        run.keep('organisation', entry.slug, id);
      });
    }
  }

  private async writeMunicipalities(run: LoadRun): Promise<void> {
    for (const entry of run.catalogue.municipalities) {
      const { code, name, aliases, province, exists_from, exists_until, source, confidence } = entry;
      const key = `municipality ${code}`;
      await run.record(key, entry, async () => {
        const sourced = { confidence, provenance: provenance(source) };
        const { id, organisationId } = await this.organisations.putMunicipality(run.tx, {
          code,
          name,
          aliases,
          ...sourced,
        });
        const span = spanOf({ from: exists_from }, exists_until);
        await this.organisations.putProfile(run.tx, organisationId, span, { name, province, ...sourced });
        await run.beginsOn('organisation_profile', { organisation_id: organisationId }, key, exists_from ?? LONG_AGO);
        run.keep('municipality', code, id);
        run.keep('organisation', code.toLowerCase(), organisationId);
      });
    }
  }

  private async writePopulations(run: LoadRun): Promise<void> {
    for (const entry of run.catalogue.populations) {
      const { code, year, inhabitants, source, confidence } = entry;
      await run.record(`population ${code} ${year}`, entry, () =>
        this.organisations.putPopulation(run.tx, run.id('municipality', code), year, {
          inhabitants,
          confidence,
          provenance: provenance(source),
        }),
      );
    }
  }

  private async writeSuccessions(run: LoadRun): Promise<void> {
    for (const entry of run.catalogue.successions) {
      const { predecessor, successor, kind, date, source, confidence } = entry;
      await run.record(`succession ${predecessor} ${successor}`, entry, () =>
        this.organisations.putSuccession(run.tx, {
          predecessorId: run.id('municipality', predecessor),
          successorId: run.id('municipality', successor),
          kind,
          on: date,
          confidence,
          provenance: provenance(source),
        }),
      );
    }
  }

  private async writeDecisions(run: LoadRun): Promise<void> {
    for (const entry of run.catalogue.decisions) {
      await run.record(`decision ${entry.slug}`, entry, async () => {
        const sourced = { confidence: entry.confidence, provenance: provenance(entry.source, entry.note) };
        run.keep('decision', entry.slug, await this.decisions.recordDecision(run.tx, { ...entry, ...sourced }));
      });
    }
  }
}
