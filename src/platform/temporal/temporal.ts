import { Column, PrimaryGeneratedColumn } from 'typeorm';
import { type Env, type Row } from '../reading/projection.js';
import { all, sql, type Sql } from '../reading/sql.js';

/** Rows that say when something was so (calendar dates, half-open) and when the register held it to be so. */
export abstract class Temporal {
  @PrimaryGeneratedColumn('identity', { name: 'row_id', type: 'bigint', generatedIdentity: 'ALWAYS' })
  rowId: string;

  @Column('date')
  validFrom: string;

  @Column('date')
  validTo: string;

  @Column({ type: 'timestamptz', precision: 3 })
  knownFrom: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  knownTo: Date;
}

type Record = Row<Pick<Temporal, 'knownFrom' | 'knownTo'>>;
type Valid = Row<Pick<Temporal, 'validFrom' | 'validTo'>>;

/** Held by the register at the moment asked (`knownAt`; by default still). */
export const known = (row: Record, { at }: Env): Sql =>
  at.knownAt === undefined
    ? sql`${row.knownTo} = 'infinity'`
    : sql`${row.knownFrom} <= ${at.knownAt} and ${row.knownTo} > ${at.knownAt}`;

/** So on the date asked (`asOf`; by default today). */
export const valid = (row: Valid, { at }: Env): Sql =>
  sql`${row.validFrom} <= ${at.asOf} and ${row.validTo} > ${at.asOf}`;

/** So on the date asked, as the register held it at the moment asked. */
export const current = (row: Record & Valid, env: Env): Sql => all([known(row, env), valid(row, env)]);

/** Entered by the moment asked, for things that have no periods of their own. */
export const registered = (row: Row<{ registeredAt: Date }>, { at }: Env): Sql | true =>
  at.knownAt === undefined ? true : sql`${row.registeredAt} <= ${at.knownAt}`;
