import { Injectable } from '@nestjs/common';
import { type Transaction } from '../../platform/database/database.js';
import { type Sourced } from '../organisations/organisations.service.js';
import { type NormCondition, type NormTheme, type ProductCharacteristic } from './procurement.enums.js';
import { keep, keepParts, touch } from './procurement.rows.js';

interface InBothLanguages {
  nl: string;
  /** Left out where there is no English. */
  en?: string | undefined;
}
/** Days (YYYY-MM-DD), half-open; no last day while nothing followed. */
interface InForce {
  inForceFrom: string;
  inForceTo?: string | undefined;
}
export interface TermsEntry extends Sourced, InForce {
  edition: string;
  name: string;
  adoptedOn: string;
  url?: string | undefined;
}
export interface ArticleEntry extends InBothLanguages {
  number: string;
  chapter: InBothLanguages & { number: string };
}
export interface RuleEntry extends InBothLanguages {
  number: string;
  /** The number of the article it is of. */
  article: string;
}
export interface NormSetEntry extends Sourced, InForce {
  edition: string;
  url?: string | undefined;
}
export interface NormEntry extends Sourced, InBothLanguages {
  setId: string;
  code: string;
  position: number;
  theme: NormTheme;
  condition: NormCondition;
  characteristic?: ProductCharacteristic | undefined;
  appliesWhen?: InBothLanguages | undefined;
}
/** What a norm points at. */
export interface NormTargets {
  /** Both ends of a range of versions are in it; null leaves that end open. */
  standards: readonly { standardId: string; fromVersionId: string | null; toVersionId: string | null }[];
  componentIds: readonly string[];
  articles: readonly { termsId: string; number: string }[];
}

/** Writes the terms of GIBIT and the sets of norms. Every method takes part in the caller's transaction and may be repeated. */
@Injectable()
export class ProcurementService {
  /** Registers an edition of the terms or brings what is held of it up to date; answers its id. */
  async putTerms(tx: Transaction, entry: TermsEntry): Promise<string> {
    const { id } = await keep(
      tx,
      'procurement_terms',
      'pct',
      { edition: entry.edition },
      {
        name: entry.name,
        adopted_on: entry.adoptedOn,
        in_force_from: entry.inForceFrom,
        in_force_to: entry.inForceTo,
        url: entry.url,
        confidence: entry.confidence,
        provenance: entry.provenance,
      },
    );
    return id;
  }

  /** Makes these the articles of the terms, in this order, and these the rules; an article stays when it is named no longer. */
  async putArticles(
    tx: Transaction,
    termsId: string,
    articles: readonly ArticleEntry[],
    rules: readonly RuleEntry[],
  ): Promise<void> {
    const articlesChanged = await keepParts(
      tx,
      { table: 'procurement_article', of: 'terms_id', key: ['number'], values: ARTICLE, isKept: true },
      termsId,
      articles.map(({ number, nl, en, chapter }, i) => ({
        ...{ number, position: i + 1, title_nl: nl, title_en: en },
        ...{ chapter_number: chapter.number, chapter_nl: chapter.nl, chapter_en: chapter.en },
      })),
    );
    const rulesChanged = await keepParts(
      tx,
      { table: 'procurement_rule', of: 'terms_id', key: ['number'], values: RULE },
      termsId,
      rules.map(({ number, article, nl, en }, i) => ({
        ...{ number, article_number: article, position: i + 1, text_nl: nl, text_en: en },
      })),
    );
    if (articlesChanged || rulesChanged) await touch(tx, 'procurement_terms', termsId);
  }

  /** Registers a set of norms, and from which day it binds contracts under which terms; answers its id. */
  async putSet(
    tx: Transaction,
    entry: NormSetEntry,
    appliesTo: readonly { termsId: string; from: string }[],
  ): Promise<string> {
    const { id, isWritten } = await keep(
      tx,
      'quality_norm_set',
      'qns',
      { edition: entry.edition },
      {
        in_force_from: entry.inForceFrom,
        in_force_to: entry.inForceTo,
        url: entry.url,
        confidence: entry.confidence,
        provenance: entry.provenance,
      },
    );
    const isBoundElse = await keepParts(
      tx,
      { table: 'quality_norm_set_terms', of: 'set_id', key: ['terms_id'], values: ['applies_from'] },
      id,
      appliesTo.map(({ termsId, from }) => ({ terms_id: termsId, applies_from: from })),
    );
    if (isBoundElse && !isWritten) await touch(tx, 'quality_norm_set', id);
    return id;
  }

  /** Registers a norm of a set with all it points at; answers its id. */
  async putNorm(tx: Transaction, entry: NormEntry, targets: NormTargets): Promise<string> {
    const { id, isWritten } = await keep(
      tx,
      'quality_norm',
      'qnm',
      { set_id: entry.setId, code: entry.code },
      {
        ...{ position: entry.position, title_nl: entry.nl, title_en: entry.en, theme: entry.theme },
        ...{ condition: entry.condition, characteristic: entry.characteristic },
        ...{ applies_when_nl: entry.appliesWhen?.nl, applies_when_en: entry.appliesWhen?.en },
        ...{ confidence: entry.confidence, provenance: entry.provenance },
      },
    );
    if ((await this.putTargets(tx, id, targets)) && !isWritten) await touch(tx, 'quality_norm', id);
    return id;
  }

  private async putTargets(tx: Transaction, id: string, { standards, componentIds, articles }: NormTargets) {
    const changes = [
      await keepParts(
        tx,
        { table: 'quality_norm_standard', of: 'norm_id', key: ['standard_id'], values: STANDARD },
        id,
        standards.map(({ standardId, fromVersionId, toVersionId }, i) => ({
          ...{ standard_id: standardId, position: i + 1, from_version_id: fromVersionId, to_version_id: toVersionId },
        })),
      ),
      await keepParts(
        tx,
        { table: 'quality_norm_component', of: 'norm_id', key: ['component_id'], values: [] },
        id,
        componentIds.map((componentId) => ({ component_id: componentId })),
      ),
      await keepParts(
        tx,
        { table: 'quality_norm_article', of: 'norm_id', key: ['terms_id', 'number'], values: [] },
        id,
        articles.map(({ termsId, number }) => ({ terms_id: termsId, number })),
      ),
    ];
    return changes.includes(true);
  }
}

const ARTICLE = ['position', 'title_nl', 'title_en', 'chapter_number', 'chapter_nl', 'chapter_en'];
const RULE = ['article_number', 'position', 'text_nl', 'text_en'];
const STANDARD = ['position', 'from_version_id', 'to_version_id'];
