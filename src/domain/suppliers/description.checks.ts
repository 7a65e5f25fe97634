/** What every change of a description goes through, whatever it describes. */
import { type Values, type Writing } from '../../platform/audit/audit.js';
import { type Actor } from '../../platform/auth/actor.js';
import { type Transaction } from '../../platform/database/database.js';
import { type Checks } from '../../platform/graphql/checks.js';
import { checkSupplier } from './suppliers.editor.js';

/** What is held of something that a supplier may describe. */
export interface Held {
  readonly id: string;
  readonly organisationId: string;
  readonly revision: number;
}

/** What was given of these fields, and nothing of what was left out. */
export function given<I extends object, K extends keyof I>(
  input: I,
  fields: readonly K[],
): { [F in K]?: Exclude<I[F], undefined> } {
  const entries = fields.filter((field) => input[field] !== undefined).map((field) => [field, input[field]]);
  return Object.fromEntries(entries) as { [F in K]?: Exclude<I[F], undefined> };
}

export async function lock<H extends Held>(tx: Transaction, query: string, id: string): Promise<H | undefined> {
  const [held] = await tx.query<H>(query, [id]);
  return held;
}

/** What is there, is the actor's to describe, and was not changed since he saw it. */
export function demand<H extends Held>(
  tx: Writing<Actor>,
  checks: Checks,
  held: H | undefined,
  { field, thing, input }: { field: string; thing: string; input: { expectedRevision?: number | null } },
): H {
  checkSupplier(tx, checks, { supplier: held, field, thing });
  if (!held || checks.problems.some(({ path }) => path.at(-1) === field)) checks.throwIfAny();
  if (held) checks.unchanged(held, input.expectedRevision);
  return held as H;
}

export function refuseUnchanged(checks: Checks, before: Values, after: Values): void {
  const isSame = (field: string) => JSON.stringify(before[field] ?? null) === JSON.stringify(after[field] ?? null);
  if (Object.keys(after).every(isSame)) {
    checks.refuse('', 'Nothing of this is different from what the register holds.');
  }
}
