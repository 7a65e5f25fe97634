import { type ApolloServerPlugin, type GraphQLRequestListener, type GraphQLResponse, HeaderMap } from '@apollo/server';
import {
  getNamedType,
  getOperationAST,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql';
import { type OnApplicationBootstrap } from '@nestjs/common';
import { type ClientBase, type Pool } from 'pg';
import { mayAsk } from '../graphql/access.js';
import { type GraphqlRequest, type ReadContext } from '../graphql/fast-lane.js';
import { LIMITS } from '../graphql/limits.js';
import { priceOfRoots } from '../graphql/price.js';
import { ReadEngine } from '../graphql/read-engine.js';
import { faultsOf } from './boot-checks.js';
import { Compiler, type Fragments, type Nodes } from './compile.js';
import { FAULT_MARK, missingIn } from './json.js';
import { type Cost, price } from './cost.js';
import { sealPages } from './exposure.js';
import { fragmentsOf, operationOf, payloadCost, RequestRun, variablesOf } from './operations.js';
import { type Operation, type Plan, Plans } from './plans.js';
import { type Site } from './projection.js';
import { type Fault, faultError, isForGraphql, tooExpensive } from './refusals.js';
import { installResolvers, READ, registryOf } from './resolvers.js';
import { join, render } from './sql.js';
import { send, type Statement, statementName, Statements } from './statements.js';
import { type ActorFields, instantOf } from './trace.js';

export interface ReaderOptions {
  /** Connections that only read, in UTC, with a statement timeout and generic plans. */
  readonly pool: Pool;
  /** The newest moment at which the record can no longer change. */
  readonly horizon: () => Promise<Date>;
  readonly site: Site;
  /** What of an actor visibility may depend on. */
  readonly actor?: ActorFields;
  /** The most one operation may cost. */
  readonly budget?: number;
  /** Whether what is read was made up. */
  readonly mark?: { readonly isDemo: boolean };
}

type Data = Readonly<Record<string, unknown>>;

/** Answers reads: each operation is one statement that returns the answer as JSON text. */
export class Reader extends ReadEngine implements OnApplicationBootstrap {
  private readonly statements: Statements;
  private readonly budget: number;
  private readonly site: Data;
  private installed: Plans | undefined;
  /** The largest horizon seen; what the record held until then cannot change any more. */
  private horizon = 0;
  private readonly sessions = new WeakMap<object, Promise<Data>>();
  private readonly operations = new WeakMap<object, Operation>();
  private readonly trusted = new Map<string, Operation>();
  /** Failures that no second try would mend, and the moments that `knownAt` was moved back to; by request. */
  private readonly failures = new WeakMap<ReadContext, Error>();
  private readonly movedBack = new WeakMap<ReadContext, string>();

  constructor(private readonly options: ReaderOptions) {
    super();
    sealPages();
    this.statements = new Statements(options.pool);
    this.budget = options.budget ?? LIMITS.cost;
    this.site = options.site as object as Data;
  }

  install(schema: GraphQLSchema): GraphQLSchema {
    this.installed = new Plans(registryOf(schema, this.options.actor ?? {}));
    installResolvers(schema, async (info, context) => (await this.session(info, context))[info.path.key]);
    return schema;
  }
  /** @throws when the declarations take for granted what the database does not promise; names every fault */
  async onApplicationBootstrap(): Promise<void> {
    if (!this.installed) return; // a command, which answers nobody
    const faults = await faultsOf(this.plans.registry, this.options.pool);
    if (faults.length > 0) throw new Error(['What is declared does not fit the database.', ...faults].join('\n'));
  }
  /** The operations and plans that are kept. */
  get plans(): Plans {
    if (!this.installed) throw new Error('The reader has no schema yet.');
    return this.installed;
  }

  async answer({ query, operationName, variables }: GraphqlRequest, context: ReadContext): Promise<string | undefined> {
    const operation = this.plans.find(Plans.key(query, operationName));
    if (operation?.isWhole !== true || !mayAsk(operation.roots, context.actor)) return undefined;
    const run = this.runOf(operation, variables, context);
    const plan = run && this.strictly(operation, run);
    if (run === undefined || plan === undefined) return undefined;
    const cost = price(plan.cost, run);
    if (cost > this.budget) return undefined;
    context.charge?.(cost);
    const data = await this.complete(plan, run, context);
    if (data === undefined) return undefined;
    context.cost = cost;
    return `{"data":${data},"extensions":${JSON.stringify(this.extensions(context))}}`;
  }

  async revision(): Promise<string> {
    const text = 'select catalogue_revision()::text';
    const [revision] = await this.statements.run({ text, values: [], name: statementName(text) });
    return revision ?? '';
  }

  /**
   * Answers a document of our own, which is trusted: no limits, and kept for good.
   * @throws when the answer is not a complete success.
   */
  async ask(document: string, variables: Data, context: ReadContext): Promise<Record<string, unknown>> {
    const operation = this.trusted.get(document) ?? this.trust(document);
    const run = this.runOf(operation, variables, context);
    const plan = run && this.plans.planFor(operation, run, true);
    if (run === undefined || plan === undefined || plan.isRefused)
      throw new Error(`The values do not fit the document: ${document}`);
    const data = await this.read(plan, run, context);
    const lost = missingIn(data);
    if (lost !== undefined) throw new Error(`There is no value for ${lost}.`);
    return JSON.parse(data) as Record<string, unknown>;
  }
  private trust(text: string): Operation {
    const document = parse(text);
    const [fault] = validate(this.plans.registry.schema, document);
    const node = getOperationAST(document);
    if (fault || !node) throw fault ?? new Error('A trusted document holds one operation.');
    const operation = operationOf(this.plans.registry, node, fragmentsOf(document), text.length);
    this.trusted.set(text, operation);
    return operation;
  }

  /**
   * What the client selected of a payload's objects, read on the connection of the transaction that wrote them: spread it into the payload.
   * @param ids for each field of the payload that is read, the id or ids of its objects
   */
  async payload(
    info: GraphQLResolveInfo,
    ids: Data,
    context: ReadContext,
    tx: { readonly client: ClientBase },
  ): Promise<object> {
    const run = new RequestRun(info.variableValues, context.actor as Data, this.site, context.today);
    const compiler = new Compiler(this.plans.registry, info.fragments, run, false);
    const { data, faults } = compiler.payload(
      getNamedType(info.returnType) as GraphQLObjectType,
      info.fieldNodes as unknown as Nodes,
      ids,
    );
    if (data.constant !== undefined) return { [READ]: withFaults(JSON.parse(data.constant) as Data, faults) };
    const { text, params } = render(join('select ', data));
    context.statements += 1;
    const [json] = await send(tx.client, { text, values: params.map(({ read }) => read(run)) });
    return { [READ]: withFaults(JSON.parse(json ?? '{}') as Data, faults) };
  }

  /** Prices operations before they run, admits them to the fast lane, and answers a first request from its plan when it can. */
  plugin(): ApolloServerPlugin<ReadContext> {
    return { requestDidStart: () => Promise.resolve(this.listener()) };
  }
  private listener(): GraphQLRequestListener<ReadContext> {
    let operation: Operation | undefined;
    return {
      didResolveOperation: ({ source, operation: node, document, request, contextValue }) => {
        if (node === undefined) return Promise.resolve();
        operation =
          this.plans.find(Plans.key(source, request.operationName)) ??
          this.operationOf(node, fragmentsOf(document), source.length);
        const cost = this.priced(operation, request.variables, contextValue);
        if (cost !== undefined) contextValue.cost = cost;
        return Promise.resolve();
      },
      // Only now has every plugin let it pass.
      responseForOperation: async ({ source, request, contextValue }) => {
        if (operation === undefined) return null;
        this.plans.admit(Plans.key(source, request.operationName), operation);
        return this.response(operation, request.variables, contextValue);
      },
      willSendResponse: ({ response: { body }, contextValue }) => {
        if (body.kind === 'single' && body.singleResult.data !== undefined && contextValue.cost !== undefined) {
          body.singleResult.extensions = { ...body.singleResult.extensions, ...this.extensions(contextValue) };
        }
        return Promise.resolve();
      },
    };
  }
  private operationOf(node: Operation['node'], fragments: Fragments, textLength: number): Operation {
    const found = this.operations.get(node) ?? operationOf(this.plans.registry, node, fragments, textLength);
    this.operations.set(node, found);
    return found;
  }
  /** Undefined when the variables do not fit, which graphql-js will tell. */
  private priced(operation: Operation, variables: unknown, context: ReadContext): number | undefined {
    const run = this.runOf(operation, variables, context);
    if (run === undefined) return undefined;
    const { cost, broken } = this.judged(operation, run);
    if (broken) throw faultError(broken.fault, broken.node);
    const found = price(cost, run) + priceOfRoots(operation.roots);
    if (found > this.budget) throw tooExpensive(found, this.budget);
    context.charge?.(found);
    return found;
  }
  private judged(operation: Operation, run: RequestRun): { cost: Cost; broken: Plan['broken'] } {
    if (operation.node.operation !== OperationTypeNode.QUERY) return payloadCost(this.plans.registry, operation, run);
    return (operation.isWhole ? this.strictly(operation, run) : undefined) ?? this.plans.planFor(operation, run, false);
  }
  private async response(
    operation: Operation,
    variables: unknown,
    context: ReadContext,
  ): Promise<GraphQLResponse | null> {
    const run = operation.isWhole ? this.runOf(operation, variables, context) : undefined;
    const plan = run && this.strictly(operation, run);
    if (run === undefined || plan === undefined) return null;
    try {
      const data = await this.complete(plan, run, context);
      if (data === undefined) return null;
      const singleResult = { data: JSON.parse(data) as Record<string, unknown> };
      return { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult } };
    } catch (error) {
      // Told by graphql-js, as any failure is, without running the statement again.
      this.failures.set(context, error as Error);
      return null;
    }
  }

  /** What all read roots of one execution answer from: one statement, run when the first of them is asked. */
  private session(info: GraphQLResolveInfo, context: ReadContext): Promise<Data> {
    // Coerced anew for each execution, so this names the execution, also where documents and contexts are shared.
    const found = this.sessions.get(info.variableValues) ?? this.leniently(info, context);
    this.sessions.set(info.variableValues, found);
    return found;
  }
  private async leniently(
    { operation: node, fragments, variableValues }: GraphQLResolveInfo,
    context: ReadContext,
  ): Promise<Data> {
    const failure = this.failures.get(context);
    if (failure) throw failure;
    const operation = this.operationOf(node, fragments, node.loc?.source.body.length ?? 0);
    const run = new RequestRun(variableValues, context.actor as Data, this.site, context.today);
    const plan = this.plans.planFor(operation, run, false);
    const data = JSON.parse(await this.read(plan, run, context)) as Data;
    // What resolvers answer beside it may change without a new revision.
    if (!operation.isWhole) context.revision = undefined;
    return withFaults(data, plan.faults);
  }

  private runOf(operation: Operation, variables: unknown, context: ReadContext): RequestRun | undefined {
    const coerced = variablesOf(this.plans.registry, operation, variables);
    return coerced && new RequestRun(coerced, context.actor as Data, this.site, context.today);
  }
  /** The plan for a complete success; undefined when there is none. */
  private strictly(operation: Operation, run: RequestRun): Plan | undefined {
    const plan = this.plans.planFor(operation, run, true);
    return plan.isRefused ? undefined : plan;
  }
  /** The data of a complete success; undefined when graphql-js has to judge. */
  private async complete(plan: Plan, run: RequestRun, context: ReadContext): Promise<string | undefined> {
    try {
      const data = await this.read(plan, run, context);
      return missingIn(data) === undefined ? data : undefined;
    } catch (error) {
      if (isForGraphql(error)) return undefined;
      throw error;
    }
  }

  private async read(plan: Plan, run: RequestRun, context: ReadContext): Promise<string> {
    if (plan.constant !== undefined) return plan.constant;
    const isMovedBack = plan.moments.length > 0 && (await this.moveBack(plan, run, context));
    const statement: Statement = {
      text: plan.text,
      values: plan.params.map(({ read }) => read(run)),
      name: plan.nameFor(),
    };
    context.statements += 1;
    const [data, revision] = await this.statements.run(statement);
    if (typeof data !== 'string') throw new Error('A statement answered null: an expression in it is not total.');
    // The same revision may still answer otherwise for a moment that lay ahead of the horizon.
    if (typeof revision === 'string' && !isMovedBack) context.revision = revision;
    return data;
  }
  /** A `knownAt` the record is not finished with is moved back to the horizon. It is asked first: in the same snapshot it would come too late. */
  private async moveBack({ moments }: Plan, run: RequestRun, context: ReadContext): Promise<boolean> {
    const latest = Math.max(...moments.map((read) => instantOf(read(run))));
    if (latest > this.horizon) {
      context.statements += 1;
      this.horizon = Math.max(this.horizon, Math.floor((await this.options.horizon()).getTime()));
    }
    run.horizon = this.horizon;
    if (latest <= run.horizon) return false;
    this.movedBack.set(context, new Date(run.horizon).toISOString());
    return true;
  }
  /** What is undefined is left out where it is written. */
  private extensions(context: ReadContext): Readonly<Record<'cost' | 'knownAt' | 'demoData', unknown>> {
    const demoData = this.options.mark?.isDemo === true ? true : undefined;
    return { cost: context.cost, knownAt: this.movedBack.get(context), demoData };
  }
}

const withFaults = (data: Data, faults: ReadonlyMap<string, Fault>): Data =>
  faults.size === 0
    ? data
    : { ...data, ...Object.fromEntries([...faults].map(([key, fault]) => [key, { [FAULT_MARK]: fault }])) };
