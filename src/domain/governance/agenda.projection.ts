import { many, one, projection, queries, type Env, type Row, rowOf } from '../../platform/reading/projection.js';
import { asc, desc, sql } from '../../platform/reading/sql.js';
import { Decision } from '../decisions/decision.entity.js';
import { Advice, ProposalDecision } from './advice.entity.js';
import { isTold } from './advice.projection.js';
import { Agenda, AgendaArgs, AgendaItem } from './agenda.types.js';
import { ADVISERS } from './bodies.js';
import { consultationUntil } from './consultation.sql.js';
import { ProposalState } from './governance.enums.js';
import { Meeting } from './meeting.entity.js';
import { decidingBody, decidingLevel, NOW } from './proposal.deciding.js';
import { Proposal, ProposalStep } from './proposal.entity.js';
import { missingOf } from './proposal.guards.js';

const proposal: Row<Proposal> = rowOf(Proposal, 'p');
const advised: Row<Advice> = rowOf(Advice, 'given_advice');
const decided: Row<Decision> = rowOf(Decision, 'taken_decision');
const ofDecision: Row<ProposalDecision> = rowOf(ProposalDecision, 'about_decision');
const step: Row<ProposalStep> = rowOf(ProposalStep, 'put_off');
const later: Row<Advice> = rowOf(Advice, 'later_advice');

const listed = (list: readonly string[]) => sql`string_to_array(${list.join(',')}, ',')`;
const { asOf: today } = (NOW as Env).at;

/** Who advises, on what; the states in which it is only announced come first. */
const TO_ADVISE = [ProposalState.IN_CONSULTATION, ProposalState.CVD_ADVICE];
/** The CvD sees what was put off as well, since it comes back to it; so does who put it off. */
const isBefore = (agenda: Row<Agenda>, env: Env) =>
  sql`case
    when ${agenda.body} = any(${listed(ADVISERS)}) then ${proposal.state} = any(${listed(TO_ADVISE)}) or (${agenda.body} = 'CVD' and ${proposal.state} = 'DEFERRED')
    else ${proposal.state} in ('DECISION', 'DEFERRED') and ${decidingBody(proposal, env)} = ${agenda.body} end`;

/** Whether the body advised on it before the meeting, and the proposal was not put off since. */
const hasAdvised = (
  agenda: Row<Agenda>,
) => sql`exists (select from advice given_advice where ${advised.proposalId} = ${proposal.id}
  and ${advised.body} = ${agenda.body} and ${advised.givenOn} < ${agenda.meetingOn}
  and not exists (select from proposal_step put_off where ${step.proposalId} = ${proposal.id} and ${step.toState} = 'DEFERRED' and ${step.at} > ${advised.recordedAt}))`;

/** What the body did with it on the day of the meeting; null when it did nothing. */
const doneWith = (agenda: Row<Agenda>) => sql`case
  when exists (select from proposal_decision about_decision join decision taken_decision on ${decided.id} = ${ofDecision.decisionId}
    where ${ofDecision.proposalId} = ${proposal.id} and ${decided.body} = ${agenda.body} and ${decided.decidedOn} = ${agenda.meetingOn}) then 'DECISION'
  when exists (select from advice given_advice where ${advised.proposalId} = ${proposal.id} and ${advised.body} = ${agenda.body}
    and ${advised.givenOn} = ${agenda.meetingOn}) then 'ADVICE' end`;

/** What keeps the body from dealing with it on the day of the meeting. */
const missing = (env: Env) => sql`case ${proposal.state}
  when 'IN_CONSULTATION' then ${missingOf(ProposalState.CVD_ADVICE, proposal, env)} || 'the step to CVD_ADVICE, by a REGISTRAR'::text
  when 'CVD_ADVICE' then ${missingOf(ProposalState.CVD_ADVICE, proposal, env)}
  when 'DEFERRED' then array['the step to CVD_ADVICE, by a SECRETARY of an organisation that serves the CVD']
  else ${missingOf(ProposalState.ESTABLISHED, proposal, env)} end`;

/** What stands on an agenda; of a day that is past, only what was done. */
const items = (agenda: Row<Agenda>, env: Env) => sql`
  select i.proposal_id, i.number, i.is_done, i.deciding_level, i.consultation_until,
    case when i.done_with is not null then i.done_with when ${agenda.body} = any(${listed(ADVISERS)}) then 'ADVICE' else 'DECISION' end as purpose,
    case when i.is_done then '{}'::text[] else i.missing end as missing, i.is_done or cardinality(i.missing) = 0 as is_ready
  from (
    select ${proposal.id} as proposal_id, ${proposal.number} as number, d.done_with, d.done_with is not null as is_done,
      ${decidingLevel(proposal, env)} as deciding_level, ${consultationUntil(proposal, env)} as consultation_until, ${missing(env)} as missing
    from proposal p
    cross join lateral (select ${doneWith(agenda)} as done_with) d
    where ${proposal.submittedAt} is not null and (d.done_with is not null
      or (${agenda.meetingOn} >= ${today} and ${isBefore(agenda, env)} and not ${hasAdvised(agenda)}))
  ) i`;

projection(Agenda, {
  fields: {
    meeting: one(() => Meeting, {
      nullable: true,
      description: 'The meeting of that day; null while none is planned. (Vergadering)',
      where: (meeting, agenda) => sql`${meeting.body} = ${agenda.body} and ${meeting.heldOn} = ${agenda.meetingOn}`,
    }),
    items: many(() => AgendaItem, {
      size: 10,
      cost: 20,
      description:
        'What it is asked to advise or decide on: what it dealt with, then what is ready, then what is announced; each by number. (Agendapunten)',
      from: items,
      order: (item) => [desc(item.isDone, 'bool'), desc(item.isReady, 'bool'), asc(item.number, 'int')],
    }),
  },
});

projection(AgendaItem, {
  fields: {
    proposal: one(() => Proposal, {
      description: 'Which proposal. (Voorstel)',
      where: (proposal, item) => sql`${proposal.id} = ${item.proposalId}`,
    }),
    advice: many(() => Advice, {
      size: 2,
      description: 'What is in of the bodies that advise: the last of each, the newest first. (Adviezen)',
      where: (advice, item, env) => [
        sql`${advice.proposalId} = ${item.proposalId}`,
        sql`not exists (select from advice later_advice where ${later.proposalId} = ${advice.proposalId} and ${later.body} = ${advice.body}
          and (${later.recordedAt}, ${later.id}) > (${advice.recordedAt}, ${advice.id}) and ${isTold(later, env)})`,
      ],
      order: (advice) => [desc(advice.recordedAt), desc(advice.id)],
    }),
  },
});

queries('anyone', {
  agenda: one<Agenda, object, AgendaArgs>(() => Agenda, {
    args: AgendaArgs,
    dateFrom: 'meetingOn',
    description: 'What a body has before it on a day, and what of that is still missing something. (Agenda)',
    from: (_, { args }) => sql`select ${args.body}::text as body, ${args.meetingOn} as meeting_on`,
    where: () => true,
    order: (agenda) => [asc(agenda.body, 'text')],
  }),
});
