import { Confidence } from '../../../domain/organisations/provenance.js';
import { type Catalogue } from './catalogue.schema.js';
import { type Fingerprints } from './load-run.js';
import { type Oddity } from './oddities.js';

/** What one load did and found; kept with it in the register. */
export interface LoadReport {
  sha256: string;
  /** True when the files were those of the load before, and nothing was looked at. */
  isUnchanged: boolean;
  counts: Counts;
  /** Records that were new, or of which the files said something new, by their key. */
  written: string[];
  /** Records that the files had at the load before and no longer have; the register keeps what it says of them. */
  gone: string[];
  oddities: Oddity[];
  milliseconds: number;
  /** Of every record, so that the next load writes only what the files have changed. */
  fingerprints: Fingerprints;
}

/** How many of each thing the files hold. */
export interface Counts {
  organisations: number;
  municipalities: number;
  successions: number;
  populations: number;
  decisions: number;
  standards: number;
  versions: number;
  /** Versions with a date, full or partial. */
  datedVersions: number;
  relations: number;
  obligations: number;
  components: number;
  requirements: number;
  /** Components of Common Ground, and the standards that they speak. */
  commonGround: number;
  supports: number;
  involvements: number;
  adoptions: number;
  /** Editions of the terms of GIBIT, the sets of quality norms, and the norms in them. */
  terms: number;
  normSets: number;
  norms: number;
  /** Programmes of joint execution, and the projects in them. */
  programmes: number;
  projects: number;
  fundYears: number;
  /** On which proposals are judged. */
  criteria: number;
  synonyms: number;
  /**
   * Standards, versions, relations, obligations, components of Common Ground, what is said of them, terms, sets and norms,
   * programmes, projects, years of the fund and criteria that nobody has seen in a source.
   */
  unverified: number;
}

export function countsOf(catalogue: Catalogue): Counts {
  const { standards, components, commonGround, involvements, adoptions } = catalogue;
  const { terms, normSets, programmes, fundYears, criteria } = catalogue;
  const versions = standards.flatMap((standard) => standard.versions);
  const relations = standards.flatMap((standard) => standard.relations);
  const obligations = standards.flatMap((standard) => standard.obligations);
  const supports = commonGround.flatMap((component) => component.supports);
  const norms = normSets.flatMap((set) => set.norms);
  const projects = programmes.flatMap((programme) => programme.projects);
  return {
    organisations: catalogue.organisations.length,
    municipalities: catalogue.municipalities.length,
    successions: catalogue.successions.length,
    populations: catalogue.populations.length,
    decisions: catalogue.decisions.length,
    standards: standards.length,
    versions: versions.length,
    datedVersions: versions.filter(({ publishedOn, publishedText }) => publishedOn ?? publishedText).length,
    relations: relations.length,
    obligations: obligations.length,
    components: components.length,
    requirements: components.flatMap(({ requirements }) => requirements).length,
    commonGround: commonGround.length,
    supports: supports.length,
    involvements: involvements.length,
    adoptions: adoptions.length,
    terms: terms.length,
    normSets: normSets.length,
    norms: norms.length,
    programmes: programmes.length,
    projects: projects.length,
    fundYears: fundYears.length,
    criteria: criteria.length,
    synonyms: catalogue.synonyms.length,
    unverified: [
      ...[...standards, ...versions, ...relations, ...obligations],
      ...[...commonGround, ...supports, ...involvements, ...adoptions],
      ...[...terms, ...normSets, ...norms],
      ...[...programmes, ...projects, ...fundYears, ...criteria],
    ].filter(({ confidence }) => confidence !== Confidence.SEEN).length,
  };
}

/** The report as a few lines for who waits for it. */
export function summaryOf(report: LoadReport): string[] {
  if (report.isUnchanged) return ['The catalogue is unchanged since it was last loaded.'];
  const { counts, oddities, written, gone } = report;
  const kinds = [...new Set(oddities.map(({ kind }) => kind))].map(
    (kind) => `${oddities.filter((oddity) => oddity.kind === kind).length} ${kind.toLowerCase().replaceAll('_', ' ')}`,
  );
  return [
    `Loaded ${counts.standards} standards with ${counts.versions} versions, ${counts.obligations} obligations and ${counts.relations} relations, ` +
      `${counts.municipalities} municipalities, ${counts.components} reference components, ${counts.commonGround} components of Common Ground, ` +
      `${counts.involvements + counts.adoptions} facts of their use and of adoption, ${counts.norms} quality norms of GIBIT in ${(report.milliseconds / 1000).toFixed(1)} s; ${written.length} records written.`,
    `Not seen in a source, and marked so: ${counts.unverified}.`,
    ...(kinds.length > 0
      ? [`Odd, and kept as it is: ${kinds.join('; ')}. The whole list is kept with this load.`]
      : []),
    ...(gone.length > 0 ? [`No longer in the files, and kept in the register: ${gone.join(', ')}.`] : []),
  ];
}
