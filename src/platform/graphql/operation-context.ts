import { ANONYMOUS } from './callers.js';
import { type ReadContext } from './fast-lane.js';
import { todayInAmsterdam } from './today.js';

interface Spent {
  statements: number;
  revision?: string | undefined;
  cost?: number | undefined;
}

/**
 * What one operation knows of itself, on both ways of answering. Apollo Server hands resolvers a copy of its context, so
 * what is spent stands in an object that every copy shares.
 */
export class OperationContext implements ReadContext {
  readonly today = todayInAmsterdam();
  private readonly spent: Spent = { statements: 0 };

  /** Known once the token was looked at. */
  actor: object = ANONYMOUS;

  constructor(readonly requestId: string) {}

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
