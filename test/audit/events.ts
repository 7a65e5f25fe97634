import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { newId } from '../../src/platform/database/id.js';
import { type Sql } from '../support/register.js';

const INSERT = `insert into audit_event (id, occurred_at, action, subject_id, organisation_id, request_id, body)
  values ($1, now(), 'tryTheLog', $2, $3, 'r', $4) returning event_id`;

/** Writes an event as `Audit` does, on any connection; answers its id. */
export async function anEvent(
  query: (text: string, values: unknown[]) => Promise<unknown>,
  { subjectId = newId('std'), organisationId = null }: { subjectId?: string; organisationId?: string | null } = {},
): Promise<string> {
  const id = newId('evt');
  const body = JSON.stringify({
    id,
    subjectId,
    actor: { name: 'Proef' },
    reason: null,
    note: randomUUID(),
    changes: [],
  });
  await query(INSERT, [id, subjectId, organisationId, body]);
  return id;
}

/** A connection of one's own, for transactions that last. */
export async function connection(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Asks until the answer is as wished. @throws with the last answer */
export async function until<T>(
  ask: () => Promise<T>,
  isWished: (answer: T) => boolean,
  patienceMs = 45_000,
): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (isWished(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`It stayed ${JSON.stringify(answer)}.`);
    await pause(25);
  }
}

export interface State {
  readonly events: number;
  readonly leaves: number;
  /** The largest index of a leaf, plus one. */
  readonly places: number;
  /** Leaves that stand before one that was committed by an earlier transaction, or written earlier by the same. */
  readonly disorder: number;
  readonly size: number;
}

export const stateOf = async (sql: Sql): Promise<State> =>
  (
    await sql<State>(`select (select count(*)::int from audit_event) as events, (select count(*)::int from audit_leaf) as leaves,
      (select coalesce(max(leaf_index) + 1, 0)::int from audit_leaf) as places,
      (select count(*)::int from (select (epoch, xid, event_id) < lag((epoch, xid, event_id)) over (order by leaf_index) as wrong from audit_leaf) o where wrong) as disorder,
      (select coalesce(max(tree_size), 0)::int from audit_head) as size`)
  )[0]!;

/** Waits until every event has its place, which may take as long as a load in another database of the cluster. */
export const sealed = (sql: Sql): Promise<State> =>
  until(
    () => stateOf(sql),
    ({ events, leaves }) => events === leaves,
  );

/** What every log is like once nothing is left to seal. */
export const whole = (events: number): State => ({ events, leaves: events, places: events, disorder: 0, size: events });
