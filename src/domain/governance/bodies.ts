/** What the bodies do with a proposal, and which organisations are the secretariat of which of them. */
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { type Row, rowOf } from '../../platform/reading/projection.js';
import { type Param, sql, type Sql } from '../../platform/reading/sql.js';
import { GovernanceBody } from '../decisions/decisions.enums.js';
import { BodyService } from './meeting.entity.js';

const { VNG_DIRECTORATE, VNG_BOARD, CVD, CVA, ALV, BALV, TASKFORCE, COMMITTEE } = GovernanceBody;

/** Bodies that advise on proposals, */
export const ADVISERS: readonly GovernanceBody[] = [TASKFORCE, COMMITTEE, CVD, CVA];
/** that decide on them, */
export const DECIDERS: readonly GovernanceBody[] = [VNG_DIRECTORATE, VNG_BOARD];
/** and all those of VNG itself. */
export const BODIES_OF_VNG: readonly GovernanceBody[] = [...DECIDERS, CVD, CVA, ALV, BALV, TASKFORCE, COMMITTEE];

const service: Row<BodyService> = rowOf(BodyService, 'served');

/** Whether who asks is a secretary of the body: boolean, never null. */
export const isSecretaryOf = (
  body: Sql,
  { actor }: { readonly actor: { readonly secretaryIds?: Sql | Param | undefined } },
): Sql =>
  actor.secretaryIds === undefined
    ? sql`false`
    : sql`exists (select from body_service served where ${service.body} = ${body} and ${service.organisationId} = any(${actor.secretaryIds}))`;

/** For which organisation the actor is a secretary of the body; undefined when he is none. */
export async function secretariatOf(
  tx: Pick<Writing<Actor>, 'query' | 'actor'>,
  body: GovernanceBody,
): Promise<string | undefined> {
  const [served] = await tx.query<{ id: string }>(
    'select organisation_id as id from body_service where body = $1 and organisation_id = any($2) order by 1 limit 1',
    [body, tx.actor.secretaryIds],
  );
  return served?.id;
}

/** What is missing for someone who is no secretary of a body, in words. */
export const secretaryOf = (body: GovernanceBody): string =>
  `the role of SECRETARY at an organisation that is the secretariat of ${body}`;
