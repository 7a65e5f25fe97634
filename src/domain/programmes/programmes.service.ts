import { Injectable } from '@nestjs/common';
import { type Transaction } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { put } from '../../platform/temporal/put.js';
import { type Sourced, type Span } from '../organisations/organisations.service.js';
import { type ProgrammeKind, type ProjectActivity, type ProjectStage } from './programmes.enums.js';

export interface ProgrammeEntry extends Sourced {
  slug: string;
  name: string;
  nameEn?: string | undefined;
  kind: ProgrammeKind;
  /** YYYY-MM-DD */
  runsFrom: string;
  /** The first day after it, YYYY-MM-DD. */
  runsTo?: string | undefined;
  partOfId?: string | undefined;
  decisionId?: string | undefined;
  url?: string | undefined;
}
export interface ProjectEntry extends Sourced {
  slug: string;
  programmeId: string;
  name: string;
  nameEn?: string | undefined;
  summary: string;
  summaryEn?: string | undefined;
  activity: ProjectActivity;
  years: readonly number[];
}
/** What goes with a project, by their ids. */
export interface ProjectLinks {
  standard: readonly string[];
  component: readonly string[];
  decision: readonly string[];
}
export interface StageEntry extends Sourced {
  projectId: string;
  stage: ProjectStage;
}

/** Columns by what is said of them, in the order of the values that are written. */
const PROGRAMME = {
  ...{ name: 'name', name_en: 'nameEn', kind: 'kind', runs_from: 'runsFrom', runs_to: 'runsTo' },
  ...{ part_of_id: 'partOfId', decision_id: 'decisionId', url: 'url' },
  ...{ confidence: 'confidence', provenance: 'provenance' },
} as const satisfies Record<string, keyof ProgrammeEntry>;
const PROJECT = {
  ...{ programme_id: 'programmeId', name: 'name', name_en: 'nameEn', summary: 'summary', summary_en: 'summaryEn' },
  ...{ activity: 'activity', years: 'years', confidence: 'confidence', provenance: 'provenance' },
} as const satisfies Record<string, keyof ProjectEntry>;

/** Writes programmes and projects. Every method takes part in the caller's transaction and may be repeated. */
@Injectable()
export class ProgrammesService {
  /** Registers a programme or brings what is held of it up to date; answers its id. */
  async putProgramme(tx: Transaction, entry: ProgrammeEntry): Promise<string> {
    const values = Object.values(PROGRAMME).map((field) => entry[field]);
    return keep(tx, { table: 'programme', prefix: 'pgm', columns: Object.keys(PROGRAMME) }, entry.slug, values);
  }

  /** Registers a project with what goes with it, or brings what is held of it up to date; answers its id. */
  async putProject(tx: Transaction, entry: ProjectEntry, links: ProjectLinks): Promise<string> {
    const values = Object.values(PROJECT).map((field) => entry[field]);
    const id = await keep(tx, { table: 'project', prefix: 'prj', columns: Object.keys(PROJECT) }, entry.slug, values);
    for (const other of ['standard', 'component', 'decision'] as const) await link(tx, id, other, links[other]);
    return id;
  }

  /** Records how far a project was, as far as sources tell: until the first day of which someone who may has said it himself. */
  async putStage(
    tx: Transaction,
    { projectId, stage, confidence, provenance }: StageEntry,
    { from, isFromKnown }: Span,
  ): Promise<void> {
    const [said] = await tx.query<{ from: string | null }>(
      `select min(valid_from)::text as from from project_stage where project_id = $1 and known_to = 'infinity' and reason is not null`,
      [projectId],
    );
    const to = said?.from ?? undefined;
    if (to !== undefined && to <= from) return;
    await put(tx, 'project_stage', {
      ...{ project_id: projectId, stage, confidence, provenance: provenance ?? null, is_from_known: isFromKnown },
      ...{ valid_from: from, valid_to: to },
    });
  }
}

interface Kept {
  readonly table: 'programme' | 'project';
  readonly prefix: string;
  readonly columns: readonly string[];
}

/** Writes a thing under its slug, or brings what is held of it up to date; names are our own, never a caller's. */
async function keep(
  tx: Transaction,
  { table, prefix, columns }: Kept,
  slug: string,
  values: readonly unknown[],
): Promise<string> {
  const list = (of = '') => columns.map((column) => of + column).join(', ');
  await tx.query(
    `insert into ${table} as held (id, slug, ${list()}) values ($1, $2, ${columns.map((_, i) => `$${i + 3}`).join(', ')})
     on conflict (slug) do update set (${list()}, updated_at, revision) = row (${list('excluded.')}, clock_timestamp(), held.revision + 1)
     where (${list('held.')}) is distinct from (${list('excluded.')})`,
    [newId(prefix), slug, ...values.map((value) => value ?? null)],
  );
  const [row] = await tx.query<{ id: string }>(`select id from ${table} where slug = $1`, [slug]);
  if (!row) throw new Error(`${table} ${slug} was not written`);
  return row.id;
}

/** Makes these the things of one sort that go with a project. */
async function link(
  tx: Transaction,
  projectId: string,
  other: keyof ProjectLinks,
  ids: readonly string[],
): Promise<void> {
  await tx.query(`delete from project_${other} where project_id = $1 and ${other}_id <> all($2)`, [projectId, ids]);
  await tx.query(
    `insert into project_${other} (project_id, ${other}_id) select $1, unnest($2::text[]) on conflict do nothing`,
    [projectId, ids],
  );
}
