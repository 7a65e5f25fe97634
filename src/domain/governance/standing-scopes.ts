/** For what and for whom a standard is meant, told anew from the decisions that stand. */
import { type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { type Transaction } from '../../platform/database/database.js';
import { clear, put } from '../../platform/temporal/put.js';
import { dayOrNull } from '../organisations/existence.js';
import { DECIDED } from './decision-effect.record.js';

interface Decided {
  readonly decisionId: string;
  readonly from: string;
  /** Null where it left that as it was. */
  readonly functionalScope: string | null;
  readonly organisationalScope: string | null;
}
interface Scope extends Decided {
  readonly to: string;
}
type Part = 'functionalScope' | 'organisationalScope';

/**
 * Holds of each day what the decisions that stand say of it. Of each part of the scope the decision says it that begins last, and of
 * those that begin on one day the one that was recorded last; of a part that none has decided, what the standard says itself.
 * Takes part in the caller's transaction, and writes an event when anything changes.
 */
export async function holdScopes(
  tx: Writing<Actor>,
  standardId: string,
  by: { readonly organisationId: string; readonly reason: string | null },
): Promise<void> {
  const own = await ownOf(tx, standardId);
  const decided = await decidedOf(tx, standardId);
  const days = [...new Set(decided.map(({ from }) => from))];
  const scopes = days.map((from, i): Scope => {
    const said = decided.filter((each) => each.from <= from);
    const last = said.at(-1);
    if (!last) throw new Error(`nobody decided on the scope of ${standardId} on ${from}`);
    const part = (name: Part) => said.findLast((each) => each[name] !== null)?.[name] ?? own[name];
    const parts = { functionalScope: part('functionalScope'), organisationalScope: part('organisationalScope') };
    return { decisionId: last.decisionId, from, to: days[i + 1] ?? 'infinity', ...parts };
  });
  const held = await heldOf(tx, standardId);
  await hold(tx, standardId, scopes, held);
  const after = await heldOf(tx, standardId);
  if (JSON.stringify(after) === JSON.stringify(held)) return;
  tx.record({ subjectId: standardId, ...by, before: { scopes: held.map(named) }, after: { scopes: after.map(named) } });
}

/** As the audit log names them. */
const named = ({ decisionId, from, to, ...rest }: Scope) => ({
  ...{ ...rest, decision: decisionId, period: { from, to: dayOrNull(to) } },
});

async function hold(
  tx: Transaction,
  standardId: string,
  scopes: readonly Scope[],
  held: readonly Scope[],
): Promise<void> {
  const isHeld = (scope: Scope) => held.some((each) => JSON.stringify(each) === JSON.stringify(scope));
  const first = scopes[0]?.from;
  const gone = held.find(({ from }) => first === undefined || from < first);
  if (gone) {
    await clear(tx, 'standard_scope', {
      ...{ standard_id: standardId, valid_from: gone.from, valid_to: first ?? 'infinity' },
    });
  }
  for (const scope of scopes.filter((each) => !isHeld(each))) {
    await put(tx, 'standard_scope', {
      ...{ standard_id: standardId, decision_id: scope.decisionId, is_from_known: true, ...DECIDED },
      ...{ functional_scope: scope.functionalScope, organisational_scope: scope.organisationalScope },
      ...{ valid_from: scope.from, valid_to: scope.to },
    });
  }
}

async function ownOf(tx: Transaction, standardId: string): Promise<Pick<Scope, Part>> {
  const [own] = await tx.query<Pick<Scope, Part>>(
    'select functional_scope as "functionalScope", organisational_scope as "organisationalScope" from standard where id = $1',
    [standardId],
  );
  if (!own) throw new Error(`standard ${standardId} is not there`);
  return own;
}

/** What was decided and not corrected, in the order of the days. */
const decidedOf = (tx: Transaction, standardId: string): Promise<Decided[]> =>
  tx.query<Decided>(
    `select e.decision_id as "decisionId", e.valid_from::text as from, p.functional_scope as "functionalScope",
       p.organisational_scope as "organisationalScope"
     from decision_effect e join proposal_decision l on l.decision_id = e.decision_id join proposal p on p.id = l.proposal_id
     where e.standard_id = $1 and e.kind = 'SCOPE' and not exists (select from decision c where c.corrects_id = e.decision_id)
     order by e.valid_from, e.written_at`,
    [standardId],
  );

/** As the register holds it, in the shape of what it should hold. */
const heldOf = (tx: Transaction, standardId: string): Promise<Scope[]> =>
  tx.query<Scope>(
    `select decision_id as "decisionId", valid_from::text as from, valid_to::text as to, functional_scope as "functionalScope",
       organisational_scope as "organisationalScope"
     from standard_scope where standard_id = $1 and known_to = 'infinity' order by valid_from`,
    [standardId],
  );
