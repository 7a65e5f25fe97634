/** What is asked of a consultation, as SQL: for reads as well as for the guards of writes. */
import { type Env, type Row, rowOf } from '../../platform/reading/projection.js';
import { sql, type Sql } from '../../platform/reading/sql.js';
import { Consultation, Reaction, ReactionAnswer } from './consultation.entity.js';
import { isRecorded } from './recorded.js';

const round: Row<Consultation> = rowOf(Consultation, 'last_round');
const reaction: Row<Reaction> = rowOf(Reaction, 'asked');
const answer: Row<ReactionAnswer> = rowOf(ReactionAnswer, 'answered');

/** Came in by the moment asked. */
export const isReceived = ({ receivedAt }: Row<{ receivedAt: Date }>, { at }: Env<unknown>): Sql =>
  at.knownAt === undefined ? sql`true` : sql`${receivedAt} <= ${at.knownAt}`;

/** Whether a round was held, and the last one is over on the date asked: boolean, never null. */
export const consultationOver = (proposal: Row<{ id: string }>, env: Env<unknown>): Sql =>
  sql`coalesce((select ${round.openUntil} <= ${env.at.asOf} from consultation last_round where ${round.proposalId} = ${proposal.id}
    and ${isRecorded(round, env)} order by ${round.round} desc, ${round.position} desc limit 1), false)`;

/** The first day on which nobody may react any more in the last round: date, null while there was none. */
export const consultationUntil = (proposal: Row<{ id: string }>, env: Env<unknown>): Sql =>
  sql`(select ${round.openUntil} from consultation last_round where ${round.proposalId} = ${proposal.id}
    and ${isRecorded(round, env)} order by ${round.round} desc, ${round.position} desc limit 1)`;

/** How many reactions, of any round, nobody has answered: integer. */
export const unanswered = (proposal: Row<{ id: string }>, env: Env<unknown>): Sql =>
  sql`(select count(*)::int from reaction asked where ${reaction.proposalId} = ${proposal.id} and ${isReceived(reaction, env)}
    and not exists (select from reaction_answer answered where ${answer.reactionId} = ${reaction.id} and ${isRecorded(answer, env)}))`;
