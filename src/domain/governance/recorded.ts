import { type Env, type Row } from '../../platform/reading/projection.js';
import { sql, type Sql } from '../../platform/reading/sql.js';

/** Recorded by the moment asked: for what is written once, and never changed. */
export const isRecorded = ({ at }: Row<{ at: Date }>, env: Env<unknown>): Sql =>
  env.at.knownAt === undefined ? sql`true` : sql`${at} <= ${env.at.knownAt}`;
