import { Injectable } from '@nestjs/common';
import { type Transaction } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { put } from '../../platform/temporal/put.js';
import { type Sourced, type Span } from '../organisations/organisations.service.js';
import { type Confidence } from '../organisations/provenance.js';
import {
  type BindingLevel,
  type ObligationSource,
  type StandardKind,
  type StandardRelationKind,
} from './standards.enums.js';

export interface StandardEntry extends Sourced {
  slug: string;
  nameNl: string;
  nameEn?: string | undefined;
  abbreviation?: string | undefined;
  synonyms?: string[] | undefined;
  formerNames?: string[] | undefined;
  summaryNl: string;
  summaryEn?: string | undefined;
  kind: StandardKind;
  theme?: string | undefined;
  stewardId: string;
  functionalScope?: string | undefined;
  organisationalScope?: string | undefined;
  legalBasis?: string | undefined;
  website?: string | undefined;
  statedObligation?: string | undefined;
}
/** What another register calls a thing. */
export interface IdentifierEntry {
  register: string;
  identifier: string;
  url?: string | undefined;
  confidence: Confidence;
}
export interface RelationEntry extends Sourced {
  kind: StandardRelationKind;
  subjectStandardId: string;
  subjectVersionId?: string | undefined;
  objectStandardId: string;
  objectVersionId?: string | undefined;
  note?: string | undefined;
}
export interface ObligationEntry extends Sourced {
  standardId: string;
  /** Names the version range; left out when the whole standard binds. */
  scope?: string | undefined;
  versionIds?: string[] | undefined;
  level: BindingLevel;
  source: ObligationSource;
  audience?: string | undefined;
  basis?: string | undefined;
  decisionId?: string | undefined;
  url?: string | undefined;
}

const COLUMNS = [
  ['name_nl', 'nameNl'],
  ['name_en', 'nameEn'],
  ['abbreviation', 'abbreviation'],
  ['synonyms', 'synonyms'],
  ['former_names', 'formerNames'],
  ['summary_nl', 'summaryNl'],
  ['summary_en', 'summaryEn'],
  ['kind', 'kind'],
  ['theme', 'theme'],
  ['steward_id', 'stewardId'],
  ['functional_scope', 'functionalScope'],
  ['organisational_scope', 'organisationalScope'],
  ['legal_basis', 'legalBasis'],
  ['website', 'website'],
  ['stated_obligation', 'statedObligation'],
  ['confidence', 'confidence'],
  ['provenance', 'provenance'],
] as const;
const LISTS = new Set<string>(['synonyms', 'formerNames']);
const NAMES = COLUMNS.map(([column]) => column);
const list = (prefix = '') => NAMES.map((name) => prefix + name).join(', ');

/** Writes standards, relations and obligations. Every method takes part in the caller's transaction and may be repeated. */
@Injectable()
export class StandardsService {
  /** Registers a standard or brings what is held of it up to date; answers its id. */
  async putStandard(tx: Transaction, entry: StandardEntry): Promise<string> {
    const values = COLUMNS.map(([, field]) => entry[field] ?? (LISTS.has(field) ? [] : null));
    await tx.query(
      `insert into standard as held (id, slug, ${list()}) values ($1, $2, ${NAMES.map((_, i) => `$${i + 3}`).join(', ')})
       on conflict (slug) do update set (${list()}, updated_at, revision) = row (${list('excluded.')}, clock_timestamp(), held.revision + 1)
       where (${list('held.')}) is distinct from (${list('excluded.')})`,
      [newId('std'), entry.slug, ...values],
    );
    const [row] = await tx.query<{ id: string }>('select id from standard where slug = $1', [entry.slug]);
    if (!row) throw new Error(`standard ${entry.slug} was not written`);
    return row.id;
  }

  /** Records what another register calls the standard. */
  async putIdentifier(tx: Transaction, standardId: string, entry: IdentifierEntry): Promise<void> {
    await tx.query(
      `insert into standard_identifier as held (register, identifier, url, confidence, standard_id) values ($1, $2, $3, $4, $5)
       on conflict (register, identifier, standard_id) do update set url = excluded.url, confidence = excluded.confidence
       where (held.url, held.confidence) is distinct from (excluded.url, excluded.confidence)`,
      [entry.register, entry.identifier, entry.url ?? null, entry.confidence, standardId],
    );
  }

  /** Records what one standard, or version, is to another; answers the id of the relation. */
  async putRelation(tx: Transaction, entry: RelationEntry, span: Span): Promise<string> {
    const ends = [
      entry.kind,
      entry.subjectStandardId,
      entry.subjectVersionId ?? null,
      entry.objectStandardId,
      entry.objectVersionId ?? null,
    ];
    const [held] = await tx.query<{ id: string }>(
      `select id from standard_relation where kind = $1 and subject_standard_id = $2 and subject_version_id is not distinct from $3
       and object_standard_id = $4 and object_version_id is not distinct from $5 and known_to = 'infinity' order by valid_from desc limit 1`,
      ends,
    );
    const id = held?.id ?? newId('rel');
    await put(tx, 'standard_relation', {
      id,
      kind: entry.kind,
      subject_standard_id: entry.subjectStandardId,
      subject_version_id: entry.subjectVersionId ?? null,
      object_standard_id: entry.objectStandardId,
      object_version_id: entry.objectVersionId ?? null,
      note: entry.note ?? null,
      ...sourced(entry, span),
    });
    return id;
  }

  /** Records that a standard, or some versions of it, binds; answers the id of the obligation. */
  async putObligation(tx: Transaction, entry: ObligationEntry, span: Span): Promise<string> {
    const scope = entry.scope ?? '';
    const [held] = await tx.query<{ id: string }>(
      // Also one that was taken back: what is restored of it later must not stand beside another.
      `select id from obligation where standard_id = $1 and source = $2 and scope = $3
       order by (known_to = 'infinity') desc, valid_from desc, known_from desc limit 1`,
      [entry.standardId, entry.source, scope],
    );
    const id = held?.id ?? newId('obl');
    await put(tx, 'obligation', {
      id,
      standard_id: entry.standardId,
      scope,
      level: entry.level,
      source: entry.source,
      audience: entry.audience ?? null,
      basis: entry.basis ?? null,
      decision_id: entry.decisionId ?? null,
      url: entry.url ?? null,
      ...sourced(entry, span),
    });
    for (const versionId of entry.versionIds ?? []) {
      await tx.query(
        'insert into obligation_version (obligation_id, version_id) values ($1, $2) on conflict do nothing',
        [id, versionId],
      );
    }
    return id;
  }
}

const sourced = (entry: Sourced, span: Span) => ({
  confidence: entry.confidence,
  provenance: entry.provenance ?? null,
  is_from_known: span.isFromKnown,
  valid_from: span.from,
  valid_to: span.to,
});
