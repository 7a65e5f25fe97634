/** Operations that were admitted, and the plans made for them. Bounded in bytes. */
import { type OperationDefinitionNode } from 'graphql';
import { type Variable } from './coercion.js';
import { Compiler, type Fragments, type Registry, type Rooted } from './compile.js';
import { type Cost } from './cost.js';
import { type Fault, Refused } from './refusals.js';
import { statementName } from './statements.js';
import { join, type Param, type Read, render, type Run } from './sql.js';
import { type Guard, holds } from './trace.js';

/** One operation of one document. */
export interface Operation {
  readonly node: OperationDefinitionNode;
  readonly fragments: Fragments;
  variables: readonly Variable[] | undefined;
  /** The variables of @include and @skip: another value is another plan. */
  readonly switches: readonly string[];
  readonly roots: readonly string[];
  /** Nothing but reads, so it can be answered without graphql-js. */
  readonly isWhole: boolean;
  /** The last used first. */
  readonly plans: Plan[];
  bytes: number;
  isAdmitted: boolean;
}

/** How the requests that answer its guards alike are served. */
export interface Plan {
  readonly isStrict: boolean;
  /** Strictly there is no answer: graphql-js has to tell what is wrong. */
  readonly isRefused: boolean;
  readonly guards: readonly Guard[];
  readonly cost: Cost;
  /** The answer itself, when nothing has to be read for it. */
  readonly constant: string | undefined;
  readonly text: string;
  readonly params: readonly Param[];
  /** The `knownAt` arguments in use. */
  readonly moments: readonly Read[];
  /** Roots that tell a fault instead of a value. */
  readonly faults: ReadonlyMap<string, Fault>;
  readonly broken: Compiler['broken'][number] | undefined;
  readonly bytes: number;
  /** The name of the statement, from its second run on: one that comes back is worth keeping prepared. */
  nameFor(): string | undefined;
}

/** What `catalogue_revision()` gives; to call it would cost more than all the rest of starting a small statement. */
const REVISION = ',(select sum(n)::text from revision_slot)';

export function prepare(
  registry: Registry,
  { node, fragments, switches }: Pick<Operation, 'node' | 'fragments' | 'switches'>,
  run: Run,
  isStrict: boolean,
): Plan {
  const compiler = new Compiler(registry, fragments, run, isStrict);
  const compiled = compileRoots(compiler, node);
  const { text, params } = render(compiled ? join('select ', compiled.data, REVISION) : join());
  const guards = [
    ...switches.map((name): Guard => ({
      read: ({ variables }) => variables[name],
      test: 'value',
      expect: run.variables[name],
    })),
    ...compiler.trace.guards,
  ];
  return {
    isStrict,
    isRefused: compiled === undefined,
    guards,
    cost: compiler.cost,
    constant: compiled?.data.constant,
    text,
    params,
    moments: compiler.trace.moments,
    faults: compiled?.faults ?? new Map(),
    broken: compiler.broken[0],
    bytes: BYTES.plan + text.length * BYTES.planText + guards.length * BYTES.guard + params.length * BYTES.param,
    nameFor: naming(text),
  };
}

function naming(text: string): () => string | undefined {
  let runs = 0;
  let name: string | undefined;
  return () => (++runs > 1 ? (name ??= statementName(text)) : undefined);
}

function compileRoots(compiler: Compiler, { selectionSet }: OperationDefinitionNode): Rooted | undefined {
  const query = compiler.registry.schema.getQueryType();
  if (!query) throw new Error('The schema has no queries.');
  try {
    return compiler.roots(query, selectionSet);
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

/** What things weigh on the heap, measured by filling the cache (test/reading/bounds.spec.ts). */
const BYTES = { operation: 500, operationText: 87, plan: 3_000, planText: 4, guard: 700, param: 700 };
export const operationBytes = (textLength: number): number => BYTES.operation + textLength * BYTES.operationText;

const LIMITS = { operations: 2_000, bytes: 32 << 20, plans: 12 };

export class Plans {
  /** What is held, by estimate. */
  bytes = 0;
  private readonly admitted = new Map<string, Operation>();

  constructor(
    readonly registry: Registry,
    private readonly limits = LIMITS,
  ) {}

  get size(): number {
    return this.admitted.size;
  }
  /** No document can hold the character that stands between its name and its text. */
  static key(text: string, operationName: string | null | undefined): string {
    return operationName == null ? text : `${operationName}\0${text}`;
  }
  find(key: string): Operation | undefined {
    const found = this.admitted.get(key);
    if (found !== undefined) {
      this.admitted.delete(key);
      this.admitted.set(key, found);
    }
    return found;
  }
  /** For operations that were parsed, validated and found within every limit. */
  admit(key: string, operation: Operation): void {
    if (operation.isAdmitted || this.admitted.has(key)) return;
    operation.isAdmitted = true;
    this.admitted.set(key, operation);
    this.grow(operation.bytes);
  }

  /** The plan whose guards hold for this request; made now when there is none. */
  planFor(operation: Operation, run: Run, isStrict: boolean): Plan {
    const { plans } = operation;
    const at = plans.findIndex((plan) => plan.isStrict === isStrict && holds(plan.guards, run));
    const [plan = prepare(this.registry, operation, run, isStrict)] =
      at < 0 ? [] : at === 0 ? plans : plans.splice(at, 1);
    if (plan === plans[0]) return plan;
    plans.unshift(plan);
    if (at < 0) this.weigh(operation, plan.bytes - (plans.length > this.limits.plans ? (plans.pop()?.bytes ?? 0) : 0));
    return plan;
  }
  private weigh(operation: Operation, bytes: number): void {
    operation.bytes += bytes;
    if (operation.isAdmitted) this.grow(bytes);
  }
  /** What was not asked for the longest goes first. */
  private grow(bytes: number): void {
    this.bytes += bytes;
    for (const [key, operation] of this.admitted) {
      if (this.admitted.size <= this.limits.operations && this.bytes <= this.limits.bytes) return;
      this.admitted.delete(key);
      operation.isAdmitted = false;
      this.bytes -= operation.bytes;
    }
  }
}
