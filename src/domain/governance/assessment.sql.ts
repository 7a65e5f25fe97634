/** On what a proposal is judged, as SQL: for reads as well as for the guards of writes. */
import { type Env, type Row, rowOf } from '../../platform/reading/projection.js';
import { all, sql, type Sql } from '../../platform/reading/sql.js';
import { registered } from '../../platform/temporal/temporal.js';
import { Standard } from '../standards/standard.entity.js';
import { Assessment, Criterion } from './assessment.entity.js';
import { type Proposal, ProposalStep } from './proposal.entity.js';
import { isRecorded } from './recorded.js';

const asked: Row<Criterion> = rowOf(Criterion, 'asked');
const judged: Row<Assessment> = rowOf(Assessment, 'judged');
const about: Row<Standard> = rowOf(Standard, 'about');
const passed: Row<ProposalStep> = rowOf(ProposalStep, 'passed');

/** What of a proposal tells which criteria it is judged on. */
export type Judged = Pick<Row<Proposal>, 'id' | 'kind' | 'standardId'>;

/**
 * Whether a criterion is asked of a proposal. One for some kinds of standards is asked once it is known of what kind the standard is;
 * one that the register has got since the assessment was closed is not asked afterwards.
 */
export const isAsked = (criterion: Row<Criterion>, proposal: Judged, env: Env<unknown>): Sql =>
  all([
    sql`${proposal.kind} = any(${criterion.proposalKinds})`,
    sql`(${criterion.standardKinds} = '{}' or exists (select from standard about where ${about.id} = ${proposal.standardId}
      and ${about.kind} = any(${criterion.standardKinds})))`,
    sql`not exists (select from proposal_step passed where ${passed.proposalId} = ${proposal.id} and ${passed.toState} = 'CVD_ADVICE'
      and ${passed.at} < ${criterion.registeredAt} and ${isRecorded(passed, env)})`,
    sql`(${criterion.askedUntil} is null or ${criterion.askedUntil} > ${env.at.asOf})`,
    registered(criterion, env),
  ]);

/** The codes of the criteria that are asked of a proposal and not judged, in their order: text[], never null. */
export const unjudged = (proposal: Judged, env: Env<unknown>): Sql =>
  sql`coalesce((select array_agg(${asked.code} order by ${asked.position}, ${asked.code}) from criterion asked where ${isAsked(asked, proposal, env)}
    and not exists (select from proposal_assessment judged where ${judged.proposalId} = ${proposal.id}
      and ${judged.criterionId} = ${asked.id} and ${isRecorded(judged, env)})), '{}'::text[])`;
