import { Int } from '@nestjs/graphql';
import {
  contribute,
  embed,
  type Env,
  many,
  one,
  projection,
  type Row,
  rowOf,
  value,
} from '../../platform/reading/projection.js';
import { all, asc, desc, sql, type Sql } from '../../platform/reading/sql.js';
import { PAGE_SIZE } from '../../platform/graphql/page.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { Period } from '../../platform/temporal/period.js';
import { Organisation } from '../organisations/organisation.entity.js';
import { nameOn } from '../organisations/organisations.projection.js';
import { ReactionsArgs } from './assessment.inputs.js';
import { Consultation, Reaction, ReactionAnswer } from './consultation.entity.js';
import { isReceived } from './consultation.sql.js';
import { Proposal, ProposalStep } from './proposal.entity.js';
import { isRecorded } from './recorded.js';

const later: Row<Consultation> = rowOf(Consultation, 'later');
const step: Row<ProposalStep> = rowOf(ProposalStep, 'last_step');
const answer: Row<ReactionAnswer> = rowOf(ReactionAnswer, 'last_answer');
const writer: Row<Organisation> = rowOf(Organisation, 'writer');
const unheard: Row<Reaction> = rowOf(Reaction, 'unheard');
const told: Row<Reaction> = rowOf(Reaction, 'told');
const last: Row<Reaction> = rowOf(Reaction, 'last_had');

/** Whoever reacts for no organisation is not named. */
const ON_PERSONAL_TITLE = 'Op persoonlijke titel';

/** The state that a proposal was in at the moment asked. */
const stateOf = (proposalId: Sql, env: Env<unknown>) =>
  sql`(select ${step.toState} from proposal_step last_step where ${step.proposalId} = ${proposalId} and ${isRecorded(step, env)}
    order by ${step.position} desc limit 1)`;

const hasAnswer = (reaction: Row<Reaction>, env: Env<unknown>) =>
  sql`exists (select from reaction_answer last_answer where ${answer.reactionId} = ${reaction.id} and ${isRecorded(answer, env)})`;

/** One column of the last answer to a reaction; null while there is none. */
const lastAnswer = (reaction: Row<Reaction>, column: 'text' | 'at' | 'byId', env: Env<unknown>) =>
  sql`(select ${answer[column]} from reaction_answer last_answer where ${answer.reactionId} = ${reaction.id} and ${isRecorded(answer, env)}
    order by ${answer.position} desc limit 1)`;

/** What was said in a round, as far as it is asked for; anyone may react, at length, so not all of it at once. */
function heard(round: Row<Consultation>, env: Env<ReactionsArgs>): Sql {
  const { isAnswered, first, after } = env.args;
  const conditions = [
    sql`${told.proposalId} = ${round.proposalId} and ${told.round} = ${round.round}`,
    isReceived(told, env),
    isAnswered === undefined ? undefined : isAnswered ? hasAnswer(told, env) : sql`not ${hasAnswer(told, env)}`,
    after &&
      sql`(${told.receivedAt}, ${told.id}) > (select ${last.receivedAt}, ${last.id} from reaction last_had where ${last.id} = ${after})`,
  ];
  const most = sql`case when ${first} between 1 and ${PAGE_SIZE.most} then ${first} when refuse('"first" lies from 1 to 100.') is null then 0 end`;
  return sql`select told.* from reaction told where ${all(conditions)} order by ${told.receivedAt}, ${told.id} limit ${most}`;
}

projection(Consultation, {
  visible: (round, env) => [isRecorded(round, env)],
  fields: {
    period: embed(
      () => Period,
      (round) => ({ from: round.openFrom, to: round.openUntil, isFromKnown: sql`true` }),
      { description: 'In which days one may react. (Periode)' },
    ),
    isOpen: value(
      () => Boolean,
      (round, env) =>
        sql`(${round.openFrom} <= ${env.at.asOf} and ${round.openUntil} > ${env.at.asOf} and coalesce(${stateOf(round.proposalId, env)} = 'IN_CONSULTATION', false))`,
      { description: 'Whether one may react on the date asked. (Open)' },
    ),
    unanswered: value(
      () => Int,
      (round, env) =>
        sql`(select count(*)::int from reaction unheard where ${unheard.proposalId} = ${round.proposalId} and ${unheard.round} = ${round.round}
          and ${isReceived(unheard, env)} and not ${hasAnswer(unheard, env)})`,
      { description: 'How many reactions nobody has answered yet. (Nog te beantwoorden)' },
    ),
    reactionCount: value(
      () => Int,
      (round, env) =>
        sql`(select count(*)::int from reaction told where ${told.proposalId} = ${round.proposalId} and ${told.round} = ${round.round}
          and ${isReceived(told, env)})`,
      { description: 'How many reactions came in. (Aantal reacties)' },
    ),
    reactions: many<Reaction, Consultation, ReactionsArgs>(() => Reaction, {
      args: ReactionsArgs,
      size: 20,
      description: 'What was said, in the order in which it came in. (Reacties)',
      from: heard,
      order: (reaction) => [asc(reaction.receivedAt, 'timestamptz'), asc(reaction.id, 'text')],
    }),
    earlier: many(() => Consultation, {
      size: 1,
      description: 'The days that were set for this round before, the newest first. (Eerdere perioden)',
      where: (before, round) =>
        sql`${before.proposalId} = ${round.proposalId} and ${before.round} = ${round.round} and ${before.position} < ${round.position}`,
      order: (before) => [desc(before.position)],
    }),
  },
});

projection(Reaction, {
  id: 'rea',
  visible: (reaction, env) => [isReceived(reaction, env)],
  fields: {
    organisation: value(
      () => String,
      (reaction, env) =>
        sql`coalesce((select ${nameOn(writer.id, writer.latestName, env)} from organisation writer where ${writer.id} = ${reaction.organisationId}), ${ON_PERSONAL_TITLE})`,
      {
        description: 'For which organisation it is said, by name; "Op persoonlijke titel" when for none. (Organisatie)',
      },
    ),
    onBehalfOf: one(() => Organisation, {
      nullable: true,
      description: 'For which organisation it is said; null when for none. (Namens)',
      where: (organisation, reaction) => sql`${organisation.id} = ${reaction.organisationId}`,
    }),
    proposal: one(() => Proposal, {
      nullable: true,
      description: 'Of what it is said. (Voorstel)',
      where: (proposal, reaction) => sql`${proposal.id} = ${reaction.proposalId}`,
    }),
    answer: value(
      () => String,
      (reaction, env) => lastAnswer(reaction, 'text', env),
      { nullable: true, description: 'What the office answers; null while it has not. (Antwoord)' },
    ),
    answeredAt: value(
      () => DateTimeScalar,
      (reaction, env) => lastAnswer(reaction, 'at', env),
      { nullable: true, description: 'When it was answered; null while it was not. (Beantwoord op)' },
    ),
    answeredBy: one(() => Organisation, {
      nullable: true,
      description: 'For which organisation it was answered; null while it was not. (Beantwoord door)',
      where: (organisation, reaction, env) => sql`${organisation.id} = ${lastAnswer(reaction, 'byId', env)}`,
      unique: 'organisation_pkey',
    }),
    answers: many(() => ReactionAnswer, {
      size: 1,
      description: 'Each answer that was given, the newest first; the first counts. (Antwoorden)',
      where: (each, reaction) => sql`${each.reactionId} = ${reaction.id}`,
      order: (each) => [desc(each.position)],
    }),
  },
});

projection(ReactionAnswer, {
  visible: (each, env) => [isRecorded(each, env)],
  fields: {
    by: one(() => Organisation, {
      nullable: true,
      description: 'For which organisation. (Door)',
      where: (organisation, each) => sql`${organisation.id} = ${each.byId}`,
    }),
  },
});

contribute(Proposal, {
  consultation: one(() => Consultation, {
    nullable: true,
    description: 'The last round in which everyone may react, or could; null before it comes to that. (Consultatie)',
    where: (round, proposal) => sql`${round.proposalId} = ${proposal.id}`,
    order: (round) => [desc(round.round), desc(round.position)],
  }),
  consultations: many(() => Consultation, {
    size: 1,
    description: 'All rounds, the first one first, each with the days that hold for it. (Consultatierondes)',
    where: (round, proposal, env) => [
      sql`${round.proposalId} = ${proposal.id}`,
      sql`not exists (select from consultation later where ${later.proposalId} = ${round.proposalId} and ${later.round} = ${round.round}
        and ${later.position} > ${round.position} and ${isRecorded(later, env)})`,
    ],
    order: (round) => [asc(round.round)],
  }),
});
