/** Who decides on a proposal, as SQL: for reads as well as for the guards of writes. */
import { type Env, type Row, rowOf } from '../../platform/reading/projection.js';
import { Param, sql, type Sql } from '../../platform/reading/sql.js';
import { current, known } from '../../platform/temporal/temporal.js';
import { Obligation } from '../standards/relation.entity.js';
import { type Proposal } from './proposal.entity.js';

const binds: Row<Obligation> = rowOf(Obligation, 'binds');

/** Today, and what the register holds now: what may be done does not depend on the moments that a reader asks for. */
export const NOW = {
  at: { asOf: new Param<string>((run) => run.today, 'date'), knownAt: undefined },
} as unknown as Env<unknown>;

/** From the weakest to the strongest. */
const LEVELS = sql`array['RECOMMENDED', 'COMPLY_OR_EXPLAIN', 'MANDATORY']`;

/** The highest of what the proposal aims at and of what VNG obligations of the standard say: text, never null. */
const highest = (proposal: Row<Proposal>, ofThose: Sql): Sql =>
  sql`(${LEVELS})[greatest(1, array_position(${LEVELS}, ${proposal.aimedLevel}), (select max(array_position(${LEVELS}, ${binds.level}))
    from obligation binds where ${binds.standardId} = ${proposal.standardId} and ${binds.source} = 'VNG' and ${ofThose}))]`;

/**
 * The level by which is decided: the highest of what the proposal aims at and of what binds by decision of VNG on the date asked or
 * later, so that what binds, or is to bind, is lifted by who may bind. Text, never null.
 */
export const decidingLevel = (proposal: Row<Proposal>, env: Env<unknown>): Sql =>
  highest(proposal, sql`${known(binds, env)} and ${binds.validTo} > ${env.at.asOf}`);

/** The same of what binds on the very date: that is what a decision from then on takes the place of. */
export const replacedLevel = (proposal: Row<Proposal>, env: Env<unknown>): Sql =>
  highest(proposal, current(binds, env));

/** The body that decides: of the directorate what is recommended, of the board what binds. Text, never null. */
export const decidingBody = (proposal: Row<Proposal>, env: Env<unknown>): Sql =>
  sql`(case ${decidingLevel(proposal, env)} when 'RECOMMENDED' then 'VNG_DIRECTORATE' else 'VNG_BOARD' end)`;
