import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { projectRoot } from '../../../platform/config/project-root.js';
import { Audit, type Author, REGISTER, type Writing } from '../../../platform/audit/audit.js';
import { Database, type Transaction } from '../../../platform/database/database.js';
import { todayInAmsterdam } from '../../../platform/graphql/today.js';
import { SearchService } from '../../../domain/search/search.service.js';
import { writeAdoptions } from './adoption-records.js';
import { type CatalogueLoad } from './catalogue-load.entity.js';
import { type Catalogue } from './catalogue.schema.js';
import { CommonGroundRecords } from './common-ground-records.js';
import { ComponentRecords } from './component-records.js';
import { CriterionRecords } from './criterion-records.js';
import { FundRecords } from './fund-records.js';
import { GibitRecords } from './gibit-records.js';
import { type Counts, countsOf, type LoadReport } from './load-report.js';
import { LoadRun, without } from './load-run.js';
import { odditiesIn } from './oddities.js';
import { criteriaOddities } from './oddities-of-criteria.js';
import { gibitOddities } from './oddities-of-gibit.js';
import { OrganisationRecords } from './organisation-records.js';
import { ProgrammeRecords } from './programme-records.js';
import { type Progress } from './progress.js';
import { parseCatalogue, readFiles } from './read-catalogue.js';
import { StandardRecords } from './standard-records.js';

const SOURCE = 'starter';
const FOLDER = join(projectRoot, 'data');

/** Fills the register from the files that come with it, and keeps it up to date with them. */
@Injectable()
export class StarterCatalogue {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly organisations: OrganisationRecords,
    private readonly standards: StandardRecords,
    private readonly components: ComponentRecords,
    private readonly commonGround: CommonGroundRecords,
    private readonly gibit: GibitRecords,
    private readonly programmes: ProgrammeRecords,
    private readonly fund: FundRecords,
    private readonly criteria: CriterionRecords,
    private readonly search: SearchService,
  ) {}

  /**
   * Loads the files in one transaction: all of them or nothing. Does nothing when they are those of the load before, and writes only the records
   * of which they say something new.
   * @param folder where the files lie; those of this version of the register when left out
   * @throws CatalogueFaults that names everything in the files that cannot be loaded.
   */
  async load(progress: Progress, folder = FOLDER): Promise<LoadReport> {
    const begun = performance.now();
    const { texts, sha256 } = await readFiles(folder);
    const before = await this.lastLoad();
    if (before?.sha256 === sha256) return { ...before, isUnchanged: true, milliseconds: performance.now() - begun };
    const catalogue = parseCatalogue(texts);
    try {
      return await this.audit.transaction(
        { actor: REGISTER, requestId: `load-${sha256.slice(0, 12)}`, action: 'loadCatalogue' },
        async (tx) => {
          // Two services that start at once: the second waits as long as it takes, and finds the work done.
          await tx.query(`select set_config('lock_timeout', '0', true), set_config('statement_timeout', '0', true)`);
          await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`load ${SOURCE}`]);
          const held = await this.lastLoad(tx);
          if (held?.sha256 === sha256) return { ...held, isUnchanged: true, milliseconds: performance.now() - begun };
          const report = await this.write(tx, catalogue, held, sha256, progress);
          report.milliseconds = Math.round(performance.now() - begun);
          await this.keep(tx, report, held);
          return report;
        },
      );
    } finally {
      progress.stop();
    }
  }

  private async write(
    tx: Writing<Author>,
    catalogue: Catalogue,
    before: LoadReport | undefined,
    sha256: string,
    progress: Progress,
  ): Promise<LoadReport> {
    const counts = countsOf(catalogue);
    const run = await LoadRun.begin(tx, catalogue, before?.fingerprints ?? {}, () => progress.record());
    progress.start(recordsIn(counts));
    // First: synonyms make every document that search already has anew, and there are none yet on a first load.
    await this.search.putSynonyms(tx, catalogue.synonyms.flatMap(asSynonyms));
    await this.organisations.write(run);
    const differing = await this.standards.write(run);
    await this.components.write(run);
    await this.commonGround.write(run);
    await this.gibit.write(run);
    await this.programmes.write(run);
    await this.fund.write(run);
    await this.criteria.write(run);
    const left = await writeAdoptions(run);
    return {
      sha256,
      isUnchanged: false,
      counts,
      written: run.written,
      gone: Object.keys(before?.fingerprints ?? {}).filter((key) => !(key in run.fingerprints)),
      oddities: [
        ...odditiesIn(catalogue, todayInAmsterdam()),
        ...gibitOddities(catalogue),
        ...criteriaOddities(catalogue, todayInAmsterdam()),
        ...differing.map((subject) => ({
          kind: 'PUBLISHED_VERSION_DIFFERS' as const,
          subject,
          explanation: 'what was published cannot be changed, and stays as it was',
        })),
        ...left.map((subject) => ({
          kind: 'REPORTED_BY_THE_MUNICIPALITY' as const,
          subject,
          explanation: 'the municipality has said so itself, and that stands',
        })),
      ],
      milliseconds: 0,
      fingerprints: run.fingerprints,
    };
  }

  private async lastLoad(tx?: Transaction): Promise<LoadReport | undefined> {
    const question = 'select report from catalogue_load where source = $1 order by id desc limit 1';
    const rows = tx
      ? await tx.query<Pick<CatalogueLoad, 'report'>>(question, [SOURCE])
      : (await this.database.reads.query<Pick<CatalogueLoad, 'report'>>(question, [SOURCE])).rows;
    return rows[0]?.report;
  }

  /** One event for the whole: the files, which are kept with the code, say what each record was and is. */
  private async keep(tx: Writing, report: LoadReport, before: LoadReport | undefined): Promise<void> {
    await tx.query('insert into catalogue_load (source, sha256, report) values ($1, $2, $3)', [
      SOURCE,
      report.sha256,
      JSON.stringify(report),
    ]);
    tx.record({
      subjectId: `catalogue:${SOURCE}`,
      organisationId: null,
      before: before && { sha256: before.sha256, ...before.counts },
      after: { sha256: report.sha256, ...report.counts, written: report.written },
    });
    await tx.query('select refresh_statistics()');
  }
}

/** A version and its phases are two records. */
const recordsIn = (counts: Counts): number =>
  Object.values(without(counts, 'datedVersions', 'synonyms', 'unverified')).reduce(
    (sum, n) => sum + n,
    counts.versions,
  );

/** Who searches for the term finds what is called by the other; and the other way round where the files say so. */
const asSynonyms = ({ term, means, both_ways }: Catalogue['synonyms'][number]) => [
  { term: means, expansion: term },
  ...(both_ways ? [{ term, expansion: means }] : []),
];
