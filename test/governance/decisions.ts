import { expect } from '@jest/globals';
import { TRIAL_ISSUER } from '../../src/platform/auth/trial/personas.js';
import { newId } from '../../src/platform/database/id.js';
import { type Asking, asking } from '../support/persona.js';
import { type Register, type Sql } from '../support/register.js';
import { organisationOf } from '../suppliers/market.js';
import { type Made, TODAY } from './proposals.js';

const PROBLEM =
  '__typename message path ... on ConflictError { conflictingId } ... on IllegalTransitionError { from to allowed missing }';
const doing =
  (mutation: string, selection: string) =>
  async (ask: Asking, input: Record<string, unknown>): Promise<any> => {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const document = `mutation ($input: ${type}!) { done: ${mutation}(input: $input) { ${selection} errors { ${PROBLEM} } } }`;
    return (await ask(document, { input })).done;
  };

const PENDING = 'id state body outcome decidedOn effectiveFrom isRecordedByYou';
const DECISION = `id slug title body outcome decidedOn effectiveFrom reference document vote { inFavour against abstained } membersConsulted
  verified provenance recordedAt corrects { slug } correctedBy { slug } effects { kind level lifecycle period { from to } standard { id } version { id } obligation { id } }`;
export const recordAdvice = doing(
  'recordAdvice',
  'advice { id body position rationale givenOn document isLatest by { slug } proposal { number } }',
);
export const recordDecision = doing(
  'recordDecision',
  `pendingDecision { ${PENDING} } decision { id } obligation { id }`,
);
export const confirmDecision = doing(
  'confirmDecision',
  `pendingDecision { ${PENDING} decision { id } } decision { ${DECISION} } obligation { id level scope source } proposal { number state revision }`,
);
export const withdrawPendingDecision = doing('withdrawPendingDecision', `pendingDecision { ${PENDING} }`);
export const assignSecretariat = doing('assignSecretariat', 'organisation { slug serves }');

/** What the directorate decides on what is proposed. */
export const adopted = (made: Pick<Made, 'id'>, more: Record<string, unknown> = {}) => ({
  ...{ proposalId: made.id, body: 'VNG_DIRECTORATE', outcome: 'ADOPTED', decidedOn: TODAY },
  ...more,
});
/** What the board decides, the members consulted. */
export const adoptedByBoard = (made: Pick<Made, 'id'>, more: Record<string, unknown> = {}) =>
  adopted(made, { body: 'VNG_BOARD', membersConsulted: true, ...more });

/** Recorded by one secretary and confirmed by the other; answers the payload, of which nothing may be refused. */
export async function decide(on: Register, input: Record<string, unknown>): Promise<any> {
  const { pendingDecision, errors } = await recordDecision(asking(on, 'secretary'), input);
  expect(errors).toEqual([]);
  const done = await confirmDecision(asking(on, 'secretary-2'), { pendingDecisionId: pendingDecision.id });
  expect(done.errors).toEqual([]);
  return done;
}

/** As if it had been submitted so long ago. */
export const submittedOn = (sql: Sql, made: Pick<Made, 'id'>, day: string) =>
  sql(`update proposal set submitted_at = $2::date + time '12:00' where id = $1`, [made.id, day]);

/** The events about a thing, in order: what was done, for which organisation, and what changed. */
export const eventsOf = async (sql: Sql, id: string): Promise<any[]> =>
  (await sql<{ body: string }>('select body from audit_event where subject_id = $1 order by event_id', [id])).map(
    ({ body }) => JSON.parse(body),
  );

/** A decision that a secretary recorded and nobody confirmed yet, past every rule; answers the id. */
export async function aPendingDecision(sql: Sql, proposalId: string, recorder = 'secretary-2'): Promise<string> {
  const id = newId('pdc');
  await sql(
    `insert into pending_decision (id, proposal_id, body, outcome, decided_on, effective_from, recorded_for, recorder_issuer, recorder_subject)
     values ($1, $2, 'VNG_DIRECTORATE', 'ADOPTED', $3, $3, $4, $5, $6)`,
    [id, proposalId, TODAY, await organisationOf(sql, 'ibd'), TRIAL_ISSUER, recorder],
  );
  return id;
}
