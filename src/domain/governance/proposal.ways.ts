/** Where a proposal can go from the state it is in: what a reader is told is what happens to who tries it. */
import { type Actor } from '../../platform/auth/actor.js';
import { type Transaction } from '../../platform/database/database.js';
import { type Env, type Row, rowOf } from '../../platform/reading/projection.js';
import { Param, render, type Run, sql, type Sql } from '../../platform/reading/sql.js';
import { isSecretaryOf } from './bodies.js';
import { ProposalState } from './governance.enums.js';
import { decidingBody, NOW } from './proposal.deciding.js';
import { Proposal } from './proposal.entity.js';
import { ASKED, missingOf, textsOf } from './proposal.guards.js';
import { type Party, TRANSITIONS } from './proposal.lifecycle.js';

const held: Row<Proposal> = rowOf(Proposal, 'held');

/** What of who asks decides whose step he may take. */
interface Viewer {
  readonly isRegistrar?: boolean | undefined;
  readonly proposerIds?: Sql | Param | undefined;
  readonly secretaryIds?: Sql | Param | undefined;
}

const isParty: Readonly<Record<Party, (proposal: Row<Proposal>, viewer: Viewer) => Sql>> = {
  SUBMITTER: ({ submittedBy }, { proposerIds }) =>
    proposerIds === undefined ? sql`false` : sql`${submittedBy} = any(${proposerIds})`,
  OFFICE: (_, { isRegistrar }) => sql`${isRegistrar === true}`,
  SECRETARY: (_, actor) => isSecretaryOf(sql`'CVD'`, { actor }),
  DECISION: () => sql`false`,
};

const partyInWords: Readonly<Record<Party, (proposal: Row<Proposal>, env: Env<unknown>) => Sql>> = {
  SUBMITTER: () => sql`'someone who may propose for the organisation that submitted it'`,
  OFFICE: () => sql`'a REGISTRAR'`,
  SECRETARY: () => sql`'a SECRETARY of an organisation that serves the CVD'`,
  DECISION: (proposal, env) =>
    sql`'a decision of the ' || ${decidingBody(proposal, env)} || ', recorded by one secretary and confirmed by another'`,
};

interface Arm {
  readonly to: ProposalState;
  readonly by: Party;
  readonly from: ProposalState[];
}
/** The ways that lead to the same state and are taken by the same party, in the order of the states. */
const ARMS: readonly Arm[] = Object.values(ProposalState).flatMap((to) => {
  const arms = new Map<Party, Arm>();
  for (const from of Object.values(ProposalState)) {
    for (const way of TRANSITIONS[from].filter((each) => each.to === to)) {
      const arm = arms.get(way.by) ?? { to, by: way.by, from: [] };
      arm.from.push(from);
      arms.set(way.by, arm);
    }
  }
  return [...arms.values()];
});

/**
 * A row for each step that the state knows: to_state, place, is_allowed, missing, asks.
 * @param ways those that may be asked about: all, unless the state is known already
 */
export function waysFrom(proposal: Row<Proposal>, viewer: Viewer, ways: readonly Arm[] = ARMS): Sql {
  const arms = ways.map(({ to, by, from }, place) => {
    const other = sql`case when not ${isParty[by](proposal, viewer)} then ${partyInWords[by](proposal, NOW)} end`;
    const asks = ASKED[to] === undefined ? sql`'{}'::text[]` : sql`array[${ASKED[to].field}]`;
    return sql`select ${to} as to_state, ${place} as place, ${textsOf([other])} || ${missingOf(to, proposal, NOW)} as missing, ${asks} as asks
      where ${proposal.state} = any(string_to_array(${from.join(',')}, ','))`;
  });
  const all = arms.reduce((list, arm) => sql`${list} union all ${arm}`);
  return sql`select way.*, cardinality(way.missing) = 0 as is_allowed from (${all}) way`;
}

/** A step that the state of a proposal knows, with what is in its way for who asks. */
export interface Way {
  readonly to: ProposalState;
  readonly missing: string[];
}

/**
 * The steps that the state of a proposal knows, for who tries one.
 * @param today YYYY-MM-DD
 */
export async function waysFor(
  tx: Transaction,
  { id, state }: { readonly id: string; readonly state: ProposalState },
  actor: Actor,
  today: string,
): Promise<Way[]> {
  // To plan for all of them takes the database longer than to ask.
  const ways = ARMS.filter(({ from }) => from.includes(state));
  if (ways.length === 0) return [];
  const bound = (value: unknown, type: string) => new Param(() => value, type);
  const viewer = {
    isRegistrar: actor.isRegistrar,
    proposerIds: bound(actor.proposerIds, 'text[]'),
    secretaryIds: bound(actor.secretaryIds, 'text[]'),
  };
  return ask(
    tx,
    sql`select way.to_state as "to", way.missing from proposal held, lateral (${waysFrom(held, viewer, ways)}) way
      where ${held.id} = ${bound(id, 'text')} order by way.place`,
    today,
  );
}

/**
 * What a proposal misses to come to a state, whoever takes the step.
 * @param today YYYY-MM-DD
 */
export async function missingFor(
  tx: Transaction,
  proposalId: string,
  to: ProposalState,
  today: string,
): Promise<string[]> {
  const [found] = await ask<{ missing: string[] }>(
    tx,
    sql`select ${missingOf(to, held, NOW)} as missing from proposal held where ${held.id} = ${new Param(() => proposalId, 'text')}`,
    today,
  );
  return found?.missing ?? [];
}

/** Asks in a transaction what declarations of reads say. */
export function ask<R extends object>(tx: Transaction, statement: Sql, today: string): Promise<R[]> {
  const { text, params } = render(statement);
  const run = { today } as Run;
  return tx.query<R>(
    text,
    params.map((param) => param.read(run)),
  );
}
