import { Injectable } from '@nestjs/common';
import { type Transaction } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { type Sourced } from '../organisations/organisations.service.js';
import { type StandardKind } from '../standards/standards.enums.js';
import { type ProposalKind } from './governance.enums.js';

export interface CriterionEntry extends Sourced {
  code: string;
  /** Its place among the others, from 1 on. */
  position: number;
  title: string;
  titleEn?: string | undefined;
  question: string;
  questionEn?: string | undefined;
  isMandatory: boolean;
  /** Whose criterion it is, and where it stands. */
  source: string;
  proposalKinds: readonly ProposalKind[];
  /** Of all kinds when empty. */
  standardKinds: readonly StandardKind[];
  /** The first day on which it is no longer asked, YYYY-MM-DD. */
  askedUntil?: string | undefined;
}

/** Columns by what is said of them, in the order of the values that are written. */
const COLUMNS = {
  ...{ position: 'position', title: 'title', title_en: 'titleEn', question: 'question', question_en: 'questionEn' },
  ...{ is_mandatory: 'isMandatory', source: 'source', proposal_kinds: 'proposalKinds' },
  ...{ standard_kinds: 'standardKinds', asked_until: 'askedUntil' },
  ...{ confidence: 'confidence', provenance: 'provenance' },
} as const satisfies Record<string, keyof CriterionEntry>;

/** Writes criteria. Every method takes part in the caller's transaction and may be repeated. */
@Injectable()
export class CriteriaService {
  /** Registers a criterion or brings what is held of it up to date. */
  async putCriterion(tx: Transaction, entry: CriterionEntry): Promise<void> {
    const values = Object.values(COLUMNS).map((field) => entry[field] ?? null);
    const list = (of = '') =>
      Object.keys(COLUMNS)
        .map((column) => of + column)
        .join(', ');
    await tx.query(
      `insert into criterion as held (id, code, ${list()}) values ($1, $2, ${values.map((_, i) => `$${i + 3}`).join(', ')})
       on conflict (code) do update set (${list()}, updated_at, revision) = row (${list('excluded.')}, clock_timestamp(), held.revision + 1)
       where (${list('held.')}) is distinct from (${list('excluded.')})`,
      [newId('crt'), entry.code, ...values],
    );
  }
}
