import { Injectable } from '@nestjs/common';
import { type Transaction } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { clear, put } from '../../platform/temporal/put.js';
import { type Sourced, type Span } from '../organisations/organisations.service.js';
import { type ArtifactKind, type VersionKind } from './standards.enums.js';
import { type Lifecycle } from './version.lifecycle.js';

export interface VersionEntry extends Sourced {
  standardId: string;
  /** As printed. */
  label: string;
  kind: VersionKind;
  lineId?: string | undefined;
  /** Place among the versions of the standard, oldest first, as long as nobody else put a version between them. */
  position: number;
  /** The labels of those before it: behind them it stands, wherever others stand. */
  preceding?: readonly string[] | undefined;
  publishedOn?: string | undefined;
  publishedText?: string | undefined;
  changesNl?: string | undefined;
  changesEn?: string | undefined;
  url?: string | undefined;
  sourceStatus?: string | undefined;
}
export interface PhaseEntry extends Sourced {
  lifecycle: Lifecycle;
  reason?: string | undefined;
  decisionId?: string | undefined;
  successorId?: string | undefined;
  isWithoutSuccessor?: boolean | undefined;
}
export interface ArtifactEntry {
  kind: ArtifactKind;
  title: string;
  url: string;
  mediaType?: string | undefined;
  sha256?: string | undefined;
  normative?: boolean | undefined;
}

const CONTENT = ['kind', 'line_id', 'published_on', 'published_text', 'changes_nl', 'changes_en', 'url'] as const;
const KEPT = ['position', 'source_status', 'confidence', 'provenance'] as const;
const names = (columns: readonly string[], prefix = '') => columns.map((name) => prefix + name).join(', ');

/** Writes versions, their stages and files. Every method takes part in the caller's transaction and may be repeated. */
@Injectable()
export class VersionsService {
  /**
   * Registers a version or brings what is held of it up to date; answers its id, and whether what the entry says of a published version
   * differs from what was published: that stays as it is.
   */
  async putVersion(tx: Transaction, entry: VersionEntry): Promise<{ id: string; differs: boolean }> {
    const [held] = await tx.query<{ id: string; published: boolean }>(
      'select id, is_published(id) as published from standard_version where standard_id = $1 and label = $2',
      [entry.standardId, entry.label],
    );
    const values = {
      kind: entry.kind,
      line_id: entry.lineId ?? null,
      published_on: entry.publishedOn ?? null,
      published_text: entry.publishedText ?? null,
      changes_nl: entry.changesNl ?? null,
      changes_en: entry.changesEn ?? null,
      url: entry.url ?? null,
      position: await this.makeRoom(tx, entry),
      source_status: entry.sourceStatus ?? null,
      confidence: entry.confidence,
      provenance: entry.provenance ?? null,
    };
    if (!held) return { id: await this.insert(tx, entry, values), differs: false };
    const row = JSON.stringify(values);
    const set = held.published ? KEPT : [...CONTENT, ...KEPT];
    await tx.query(
      `update standard_version v set (${names(set)}, revision) = row (${names(set, 'n.')}, v.revision + 1)
       from jsonb_populate_record(null::standard_version, $2::jsonb) n where v.id = $1 and (${names(set, 'v.')}) is distinct from (${names(set, 'n.')})`,
      [held.id, row],
    );
    const [same] = await tx.query<{ differs: boolean }>(
      `select (${names(CONTENT, 'v.')}) is distinct from (${names(CONTENT, 'n.')}) as differs
       from standard_version v, jsonb_populate_record(null::standard_version, $2::jsonb) n where v.id = $1`,
      [held.id, row],
    );
    return { id: held.id, differs: same?.differs ?? false };
  }

  /**
   * Where the version belongs: where it stands, when that is behind those before it. Otherwise others that stand there, and all behind them,
   * drafts aside, move up. What is loaded is no draft.
   */
  private async makeRoom(tx: Transaction, { standardId, label, position, preceding }: VersionEntry): Promise<number> {
    const [place] = await tx.query<{ position: number; isFree: boolean }>(
      `select p.position, not exists (select from standard_version o where o.standard_id = $1 and o.position = p.position and o.label <> $2) as "isFree"
       from (select coalesce(max(position) filter (where label = any($4)), 0) as last,
           max(position) filter (where label = $2 and announced_at is not null) as held
         from standard_version where standard_id = $1) s,
         lateral (select case when held > last then held else greatest(last + 1, $3) end as position) p`,
      [standardId, label, position, preceding ?? []],
    );
    if (!place) throw new Error(`version ${label} has no place`);
    if (!place.isFree) {
      await tx.query(
        'update standard_version set position = position + 1 where standard_id = $1 and position >= $2 and announced_at is not null',
        [standardId, place.position],
      );
    }
    const [draft] = await tx.query<{ id: string }>(
      'update standard_version set announced_at = clock_timestamp() where standard_id = $1 and label = $2 and announced_at is null returning id',
      [standardId, label],
    );
    // In which stage the office had it is no history of the version.
    if (draft) await clear(tx, 'version_phase', { version_id: draft.id, valid_from: '0001-01-01' });
    return place.position;
  }

  private async insert(tx: Transaction, entry: VersionEntry, values: Record<string, unknown>): Promise<string> {
    const id = newId('ver');
    const columns = names([...CONTENT, ...KEPT]);
    await tx.query(
      `insert into standard_version (id, standard_id, label, ${columns})
       select $1, $2, $3, ${columns} from jsonb_populate_record(null::standard_version, $4::jsonb)`,
      [id, entry.standardId, entry.label, JSON.stringify(values)],
    );
    return id;
  }

  /** Adds a file to a version that is not published yet, in the order of the calls; a file already there by its address is kept. */
  async putArtifact(tx: Transaction, versionId: string, entry: ArtifactEntry): Promise<void> {
    await tx.query(
      `insert into artifact (version_id, position, kind, title, url, media_type, sha256, is_normative)
       select $1, coalesce((select max(position) from artifact where version_id = $1), 0) + 1, $2, $3, $4, $5, $6, $7
       where not exists (select from artifact where version_id = $1 and url = $4)`,
      [
        versionId,
        entry.kind,
        entry.title,
        entry.url,
        entry.mediaType ?? null,
        entry.sha256 ?? null,
        entry.normative ?? false,
      ],
    );
  }

  /**
   * Records a stage from a day on. Without an end it holds until the next stage that is already planned, so that recording one thing never
   * silently undoes another. Answers the record time, or null when this was already held.
   */
  async putPhase(tx: Transaction, versionId: string, entry: PhaseEntry, span: Span): Promise<Date | null> {
    const [next] = await tx.query<{ on: string | null }>(
      `select min(valid_from)::text as on from version_phase where version_id = $1 and known_to = 'infinity' and valid_from > $2`,
      [versionId, span.from],
    );
    return put(tx, 'version_phase', {
      version_id: versionId,
      lifecycle: entry.lifecycle,
      reason: entry.reason ?? null,
      decision_id: entry.decisionId ?? null,
      successor_id: entry.successorId ?? null,
      is_without_successor: entry.isWithoutSuccessor ?? false,
      confidence: entry.confidence,
      provenance: entry.provenance ?? null,
      is_from_known: span.isFromKnown,
      valid_from: span.from,
      valid_to: span.to ?? next?.on ?? undefined,
    });
  }

  /** What the register now says of a stage is wrong: says it anew, and links to the record it takes the place of. */
  async correctPhase(
    tx: Transaction,
    versionId: string,
    entry: PhaseEntry & { reason: string; correctsRowId?: string | undefined },
    span: Span,
  ): Promise<Date | null> {
    const [wrong] = await tx.query<{ row_id: string; valid_to: string }>(
      `select row_id, valid_to::text from version_phase
       where version_id = $1 and known_to = 'infinity' and valid_from <= $2 and valid_to > $2`,
      [versionId, span.from],
    );
    return put(tx, 'version_phase', {
      version_id: versionId,
      lifecycle: entry.lifecycle,
      reason: entry.reason,
      decision_id: entry.decisionId ?? null,
      successor_id: entry.successorId ?? null,
      is_without_successor: entry.isWithoutSuccessor ?? false,
      corrects_row_id: entry.correctsRowId ?? wrong?.row_id ?? null,
      confidence: entry.confidence,
      provenance: entry.provenance ?? null,
      is_from_known: span.isFromKnown,
      valid_from: span.from,
      valid_to: span.to ?? wrong?.valid_to,
    });
  }

  /** From a day until another (exclusive) the version was not there at all. */
  async clearPhases(tx: Transaction, versionId: string, from: string, to: string): Promise<void> {
    await clear(tx, 'version_phase', { version_id: versionId, valid_from: from, valid_to: to });
  }
}
