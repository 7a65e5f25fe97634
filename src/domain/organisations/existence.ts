import { type Transaction } from '../../platform/database/database.js';
import { type Province } from './organisations.enums.js';

/** How far back the register looks: where a fact of unknown age begins. */
export const LONG_AGO = '1970-01-01';
/** How PostgreSQL writes the end of what has none; it sorts after every day. */
export const OPEN = 'infinity';

/** A part of the existence of an organisation: from a day until a day, under one name. */
export interface Stretch {
  readonly organisationId: string;
  readonly from: string;
  /** YYYY-MM-DD or `OPEN`. */
  readonly to: string;
  readonly name: string;
  readonly province: Province | null;
  readonly isFromKnown: boolean;
}

/** What the register holds now of the existence of organisations, earliest first. */
export function stretchesOf(tx: Transaction, organisationIds: readonly string[]): Promise<Stretch[]> {
  return tx.query<Stretch>(
    `select organisation_id as "organisationId", valid_from::text as from, valid_to::text as to, name, province,
       is_from_known as "isFromKnown"
     from organisation_profile where organisation_id = any($1) and known_to = 'infinity' order by organisation_id, valid_from`,
    [organisationIds],
  );
}

export const dayOrNull = (day: string): string | null => (day === OPEN ? null : day);
