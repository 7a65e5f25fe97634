/** What a proposal must have before it comes to a state, as SQL: the same words for who looks and for who tries. */
import { type Env, type Row, rowOf } from '../../platform/reading/projection.js';
import { sql, type Sql } from '../../platform/reading/sql.js';
import { Organisation } from '../organisations/organisation.entity.js';
import { StandardVersion } from '../standards/version.entity.js';
import { Advice } from './advice.entity.js';
import { unjudged } from './assessment.sql.js';
import { consultationOver, consultationUntil, unanswered } from './consultation.sql.js';
import { ProposalKind, ProposalState } from './governance.enums.js';
import { decidingLevel } from './proposal.deciding.js';
import { type Proposal, ProposalSupport } from './proposal.entity.js';

const { SUBMITTED, INTAKE, RETURNED, NOT_TAKEN_UP, IN_ASSESSMENT, IN_CONSULTATION } = ProposalState;
const { CVD_ADVICE, DECISION, ESTABLISHED } = ProposalState;
const { PHASE_OUT, SCOPE_CHANGE, BINDING_CHANGE, NEW_VERSION, NEW_STANDARD } = ProposalKind;

const support: Row<ProposalSupport> = rowOf(ProposalSupport, 'given');
const later: Row<ProposalSupport> = rowOf(ProposalSupport, 'later_given');
const supporter: Row<Organisation> = rowOf(Organisation, 'supporter');
const version: Row<StandardVersion> = rowOf(StandardVersion, 'meant');
const advised: Row<Advice> = rowOf(Advice, 'advised');

/** What is missing in words, as text; null when nothing is. */
type Guard = (proposal: Row<Proposal>, env: Env<unknown>) => Sql;

const misses = (isSo: Sql, words: string | Sql): Sql => sql`case when ${isSo} then ${words} end`;

/** Organisations of these kinds support a proposal. */
export const SUPPORTERS = ['MUNICIPALITY', 'BODY', 'NATIONAL_GOVERNMENT'] as const;

/** Whether an organisation supports a proposal, by the last that it said. */
export const isSupporter = (organisationId: Sql, proposalId: Sql): Sql =>
  sql`exists (select from proposal_support given where ${support.proposalId} = ${proposalId} and ${support.organisationId} = ${organisationId}
    and ${support.isGiven} and not exists (select from proposal_support later_given where ${later.proposalId} = ${support.proposalId}
      and ${later.organisationId} = ${support.organisationId} and ${later.position} > ${support.position}))`;

const needs =
  (kinds: readonly ProposalKind[], isMissing: (proposal: Row<Proposal>) => Sql, words: string): Guard =>
  (proposal) =>
    misses(sql`${proposal.kind} = any(string_to_array(${kinds.join(',')}, ',')) and ${isMissing(proposal)}`, words);

/** What a proposal says, by its kind. */
const SAID: readonly Guard[] = [
  needs([SCOPE_CHANGE, BINDING_CHANGE], (of) => sql`${of.standardId} is null`, 'the standard (standardId)'),
  needs(
    [NEW_VERSION],
    (of) => sql`${of.versionId} is null and ${of.standardId} is null`,
    'the version (versionId), or its standard (standardId)',
  ),
  needs([PHASE_OUT], (of) => sql`${of.versionId} is null`, 'the version that leaves support (versionId)'),
  needs([PHASE_OUT], (of) => sql`${of.endOfSupportOn} is null`, 'the first day without support (endOfSupportOn)'),
  needs(
    [PHASE_OUT],
    (of) => sql`${of.successorId} is null and not ${of.isWithoutSuccessor}`,
    'the successor of the version (successorId), or that it has none (noSuccessor)',
  ),
  needs(
    [SCOPE_CHANGE],
    (of) => sql`${of.functionalScope} is null and ${of.organisationalScope} is null`,
    'for what (functionalScope), or for whom (organisationalScope), the standard would be meant',
  ),
  needs(
    [BINDING_CHANGE, NEW_STANDARD],
    (of) => sql`${of.aimedLevel} is null`,
    'how strongly it would bind (aimedLevel)',
  ),
];

const supported: Guard = (proposal) =>
  misses(
    sql`not exists (select from organisation supporter where ${supporter.id} <> ${proposal.submittedBy}
      and ${supporter.kind} = any(string_to_array(${SUPPORTERS.join(',')}, ',')) and ${isSupporter(supporter.id, proposal.id)})`,
    'the support of a municipality or a public body other than who submitted it',
  );

const isDraft = ({ versionId }: Row<Proposal>): Sql =>
  sql`exists (select from standard_version meant where ${version.id} = ${versionId} and ${version.announcedAt} is null)`;

/**
 * By the time that bodies advise on it, it is about something that everyone can read. Of a new version that the office prepares
 * is said what is said when there is none.
 */
const registered: readonly Guard[] = [
  needs([NEW_STANDARD], (of) => sql`${of.standardId} is null`, 'the standard in the register'),
  needs(
    [NEW_VERSION],
    (of) => sql`(${of.versionId} is null or ${isDraft(of)})`,
    'the version in the register, announced',
  ),
  needs([NEW_STANDARD, BINDING_CHANGE, PHASE_OUT], isDraft, 'the announcement of the version'),
];

const judged: Guard = (proposal, env) =>
  sql`'a verdict on ' || nullif(array_to_string(${unjudged(proposal, env)}, ', '), '')`;

const consulted: Guard = (proposal, env) =>
  misses(
    sql`not ${consultationOver(proposal, env)}`,
    sql`coalesce('the end of the consultation, on ' || ${consultationUntil(proposal, env)}, 'a consultation')`,
  );

const answered: Guard = (proposal, env) =>
  sql`(select 'an answer to ' || case n when 1 then 'a reaction' else n || ' reactions' end from (select ${unanswered(proposal, env)} as n) open where n > 0)`;

/** What binds is decided after the CvD advised on it; the positions of bodies do not decide. */
const advisedOn: Guard = (proposal, env) =>
  misses(
    sql`${decidingLevel(proposal, env)} <> 'RECOMMENDED' and not exists (select from advice advised
      where ${advised.proposalId} = ${proposal.id} and ${advised.body} = 'CVD')`,
    'advice of the CVD',
  );

/** Each step asks as well what the steps before it asked and what someone may have taken back since. */
const GUARDS: Readonly<Partial<Record<ProposalState, readonly Guard[]>>> = {
  [SUBMITTED]: SAID,
  [INTAKE]: SAID,
  [IN_ASSESSMENT]: [...SAID, supported],
  [IN_CONSULTATION]: [...SAID, supported],
  [CVD_ADVICE]: [...SAID, supported, ...registered, judged, consulted, answered],
  [DECISION]: [...SAID, supported, ...registered, advisedOn],
  [ESTABLISHED]: [...SAID, supported, ...registered, advisedOn],
};

/**
 * What a proposal misses to come to a state, whoever takes the step, as text[]; empty when nothing.
 * @param env for which day: `NOW`, or that of a meeting
 */
export const missingOf = (to: ProposalState, proposal: Row<Proposal>, env: Env<unknown>): Sql =>
  textsOf((GUARDS[to] ?? []).map((guard) => guard(proposal, env)));

/** Those of some texts that are not null, as text[]. */
export const textsOf = (texts: readonly Sql[]): Sql =>
  texts.length === 0
    ? sql`'{}'::text[]`
    : sql`array_remove(array[${texts.reduce((list, each) => sql`${list}, ${each}`)}]::text[], null)`;

/** What comes with a step, by the field of the input: it is not missing before. */
export const ASKED: Readonly<
  Partial<Record<ProposalState, { readonly field: 'reason' | 'consultation'; readonly words: string }>>
> = {
  [RETURNED]: { field: 'reason', words: 'a reason' },
  [NOT_TAKEN_UP]: { field: 'reason', words: 'a reason' },
  [IN_CONSULTATION]: { field: 'consultation', words: 'the period of the consultation' },
};
