import { Injectable } from '@nestjs/common';
import { type Transaction } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { type Sourced } from '../organisations/organisations.service.js';
import { type DecisionOutcome, type GovernanceBody } from './decisions.enums.js';

export interface DecisionEntry extends Sourced {
  slug: string;
  body: GovernanceBody;
  outcome: DecisionOutcome;
  title: string;
  decidedOn: string;
  effectiveFrom?: string | undefined;
  reference?: string | undefined;
  document?: string | undefined;
  vote?: { readonly inFavour: number; readonly against: number; readonly abstained: number } | undefined;
  /** The earlier decision that it corrects. */
  correctsId?: string | undefined;
}

/** Writes decisions: they are appended, and never change. */
@Injectable()
export class DecisionsService {
  /** Records a decision once; answers its id. What is already there under its slug stays as it is. */
  async recordDecision(tx: Transaction, entry: DecisionEntry): Promise<string> {
    const [held] = await tx.query<{ id: string }>('select id from decision where slug = $1', [entry.slug]);
    return held?.id ?? this.append(tx, entry);
  }

  /** Appends a decision of which the slug is not taken; answers its id. */
  async append(tx: Transaction, entry: DecisionEntry): Promise<string> {
    const id = newId('dec');
    await tx.query(
      `insert into decision (id, slug, body, outcome, title, decided_on, effective_from, reference, document, confidence, provenance,
         votes_in_favour, votes_against, votes_abstained, corrects_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        ...[id, entry.slug, entry.body, entry.outcome, entry.title, entry.decidedOn, entry.effectiveFrom ?? null],
        ...[entry.reference ?? null, entry.document ?? null, entry.confidence, entry.provenance ?? null],
        ...[entry.vote?.inFavour ?? null, entry.vote?.against ?? null, entry.vote?.abstained ?? null],
        entry.correctsId ?? null,
      ],
    );
    return id;
  }
}
