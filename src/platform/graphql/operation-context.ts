import { type Payer } from './budget/budget.js';
import { ANONYMOUS } from './callers.js';
import { type ReadContext } from './fast-lane.js';
import { todayInAmsterdam } from './today.js';

interface Spent {
  statements: number;
  charged: number;
  revision?: string | undefined;
  cost?: number | undefined;
}

/**
 * What one operation knows of itself, on both ways of answering. Apollo Server hands resolvers a copy of its context, so
 * what is spent stands in an object that every copy shares.
 */
export class OperationContext implements ReadContext {
  readonly today = todayInAmsterdam();
  private readonly spent: Spent = { statements: 0, charged: 0 };

  /** Known once the token was looked at. */
  actor: object = ANONYMOUS;

  /** Whose budget the request is taken from; undefined when there are no budgets. */
  payer: Payer | undefined;

  constructor(readonly requestId: string) {}

  /** Takes a cost from the payer's budget; what the request was charged before counts towards it. */
  charge(cost: number): void {
    const more = cost - this.spent.charged;
    if (more <= 0) return;
    this.payer?.charge(more);
    this.spent.charged = cost;
  }

  /** Only what anyone may see can be kept and shared. */
  get isAnonymous(): boolean {
    return this.actor === ANONYMOUS;
  }

  get statements(): number {
    return this.spent.statements;
  }
  set statements(count: number) {
    this.spent.statements = count;
  }
  get revision(): string | undefined {
    return this.spent.revision;
  }
  set revision(revision: string | undefined) {
    this.spent.revision = revision;
  }
  get cost(): number | undefined {
    return this.spent.cost;
  }
  set cost(cost: number | undefined) {
    this.spent.cost = cost;
  }
}
