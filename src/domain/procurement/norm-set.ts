import { type Param, sql, type Sql } from '../../platform/reading/sql.js';

type Operand = Sql | Param;

/**
 * The id of the set of quality norms that binds a contract under these terms, signed on that day; null when there was none yet. It is the newest that
 * applied to the terms by then: a set that was followed by one for newer terms only goes on to bind contracts under the older ones.
 */
export const normSetFor = (termsId: Operand, day: Operand): Sql =>
  sql`(select b.set_id from quality_norm_set_terms b where b.terms_id = ${termsId} and b.applies_from <= ${day}
    order by b.applies_from desc, b.set_id desc limit 1)`;

/** The id of the terms that were offered on that day; null before there were any. */
export const termsInForce = (day: Operand): Sql =>
  sql`(select f.id from procurement_terms f where f.in_force_from <= ${day} and (f.in_force_to is null or f.in_force_to > ${day})
    order by f.in_force_from desc, f.id desc limit 1)`;

/** The id of the set that was published last by that day and not yet followed by another; null before there were any. */
export const normSetInForce = (day: Operand): Sql =>
  sql`(select n.id from quality_norm_set n where n.in_force_from <= ${day} and (n.in_force_to is null or n.in_force_to > ${day})
    order by n.in_force_from desc, n.id desc limit 1)`;
