import { Injectable } from '@nestjs/common';
import { type Transaction } from '../../platform/database/database.js';

/** A document that has the term is found by the expansion too. */
export interface Synonym {
  term: string;
  expansion: string;
}

/** Keeps the synonyms of search; the documents themselves are kept by the database. */
@Injectable()
export class SearchService {
  /** Makes the synonyms these, and no others; answers whether that changed anything. */
  async putSynonyms(tx: Transaction, synonyms: readonly Synonym[]): Promise<boolean> {
    const wanted = [synonyms.map(({ term }) => term), synonyms.map(({ expansion }) => expansion)];
    const pairs = `select distinct search_plain(t) as term, search_plain(e) as expansion from unnest($1::text[], $2::text[]) p(t, e)
      where search_plain(t) not in ('', search_plain(e)) and search_plain(e) <> ''`;
    const [row] = await tx.query<{ same: boolean }>(
      `select not exists ((table search_synonym except (${pairs})) union all ((${pairs}) except table search_synonym)) as same`,
      wanted,
    );
    if (row?.same === true) return false;
    await tx.query(`delete from search_synonym where (term, expansion) not in (${pairs})`, wanted);
    await tx.query(`insert into search_synonym (term, expansion) ${pairs} on conflict do nothing`, wanted);
    return true;
  }
}
