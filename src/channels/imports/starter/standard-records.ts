import { Injectable } from '@nestjs/common';
import { StandardsService } from '../../../domain/standards/standards.service.js';
import { VersionsService } from '../../../domain/standards/versions.service.js';
import { type StandardRecord, type VersionRecord } from './catalogue.schema.js';
import { scopeOf } from './check-references.js';
import { type LoadRun, provenance, without } from './load-run.js';
import { spanOf, startOf } from './spans.js';

/** Brings standards with their versions, obligations and relations from the files into the register. */
@Injectable()
export class StandardRecords {
  constructor(
    private readonly standards: StandardsService,
    private readonly versions: VersionsService,
  ) {}

  /** Answers the published versions of which the files now say something else than what was published; those stay as they are. */
  async write(run: LoadRun): Promise<string[]> {
    const { standards } = run.catalogue;
    const differing: string[] = [];
    for (const standard of standards) await this.writeStandard(run, standard);
    for (const standard of standards) {
      for (const version of linesFirst(standard.versions)) await this.writeVersion(run, standard, version, differing);
      for (const version of standard.versions) await this.writePhases(run, standard, version);
      await this.writeObligations(run, standard);
    }
    for (const standard of standards) await this.writeRelations(run, standard);
    return differing;
  }

  private async writeStandard(run: LoadRun, entry: StandardRecord): Promise<void> {
    const own = without(entry, 'versions', 'obligations', 'relations', 'file');
    await run.record(`standard ${entry.slug}`, own, async () => {
      const id = await this.standards.putStandard(run.tx, {
        ...own,
        stewardId: run.id('organisation', own.steward),
        website: own.url,
        provenance: provenance(own.source),
      });
      for (const identifier of own.identifiers) await this.standards.putIdentifier(run.tx, id, identifier);
      run.keep('standard', entry.slug, id);
    });
  }

  private async writeVersion(
    run: LoadRun,
    { slug, versions }: StandardRecord,
    entry: VersionRecord,
    differing: string[],
  ): Promise<void> {
    const own = without(entry, 'phases');
    const name = `${slug} ${entry.label}`;
    await run.record(`version ${name}`, own, async () => {
      const isNew = !run.has('standard_version', name);
      const { id, differs } = await this.versions.putVersion(run.tx, {
        ...own,
        standardId: run.id('standard', slug),
        preceding: versions.filter(({ position }) => position < own.position).map(({ label }) => label),
        lineId: own.line && run.id('standard_version', `${slug} ${own.line}`),
        changesNl: own.changes?.nl,
        changesEn: own.changes?.en,
        provenance: provenance(own.source),
      });
      run.keep('standard_version', name, id);
      if (differs) differing.push(name);
      // The files of a published version are as unchangeable as the version itself.
      if (isNew) for (const artifact of own.artifacts) await this.versions.putArtifact(run.tx, id, artifact);
    });
  }

  private async writePhases(run: LoadRun, { slug }: StandardRecord, version: VersionRecord): Promise<void> {
    const { label, phases } = version;
    const key = `phases ${slug} ${label}`;
    await run.record(key, [phases, version.confidence, version.source], async () => {
      const id = run.id('standard_version', `${slug} ${label}`);
      for (const [i, phase] of phases.entries()) {
        const next = phases[i + 1];
        const entry = {
          lifecycle: phase.lifecycle,
          reason: phase.reason,
          decisionId: phase.decision && run.id('decision', phase.decision),
          successorId: phase.replacement && run.id('standard_version', `${slug} ${phase.replacement}`),
          confidence: phase.confidence ?? version.confidence,
          provenance: provenance(version.source),
        };
        await this.versions.putPhase(run.tx, id, entry, spanOf(phase, next && startOf(next)));
      }
      const [first] = phases;
      if (first) await run.beginsOn('version_phase', { version_id: id }, key, startOf(first));
    });
  }

  private async writeObligations(run: LoadRun, { slug, obligations }: StandardRecord): Promise<void> {
    for (const entry of obligations) {
      const scope = scopeOf(entry);
      const key = `obligation ${slug} ${entry.imposedBy} ${scope}`.trimEnd();
      await run.record(key, entry, async () => {
        const id = await this.standards.putObligation(
          run.tx,
          {
            standardId: run.id('standard', slug),
            scope,
            versionIds: entry.versions.map((label) => run.id('standard_version', `${slug} ${label}`)),
            level: entry.level,
            source: entry.imposedBy,
            audience: entry.audience,
            basis: entry.basis,
            decisionId: entry.decision && run.id('decision', entry.decision),
            url: entry.url,
            confidence: entry.confidence,
            provenance: provenance(entry.source, entry.note),
          },
          spanOf(entry),
        );
        await run.beginsOn('obligation', { id }, key, startOf(entry));
      });
    }
  }

  private async writeRelations(run: LoadRun, { slug, relations }: StandardRecord): Promise<void> {
    for (const entry of relations) {
      const key = `relation ${slug} ${entry.kind} ${entry.standard}`;
      await run.record(key, entry, async () => {
        const id = await this.standards.putRelation(
          run.tx,
          {
            kind: entry.kind,
            subjectStandardId: run.id('standard', slug),
            objectStandardId: run.id('standard', entry.standard),
            note: entry.note,
            confidence: entry.confidence,
            provenance: provenance(entry.source),
          },
          spanOf(entry),
        );
        await run.beginsOn('standard_relation', { id }, key, startOf(entry));
      });
    }
  }
}

/** A line must be there before the releases that say they belong to it. */
const linesFirst = (versions: readonly VersionRecord[]): VersionRecord[] =>
  [...versions].sort((a, b) => Number(a.line !== undefined) - Number(b.line !== undefined));
