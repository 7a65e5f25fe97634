/** From a document and the values of one request to what the compiler works with. */
import {
  type DocumentNode,
  getNamedType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  visit,
} from 'graphql';
import { collectFields } from 'graphql/execution/collectFields.js';
import { rootsOf } from '../graphql/access.plugin.js';
import { coerced, type Values, variableOf } from './coercion.js';
import { Compiler, type Fragments, type Nodes, type Registry } from './compile.js';
import { type Cost } from './cost.js';
import { projectionOf } from './declarations.js';
import { type Operation, operationBytes, type Plan } from './plans.js';
import { MOST_IDS } from './refusals.js';
import { type Run } from './sql.js';

/** What one request brings, and what is computed of it once. */
export class RequestRun implements Run {
  horizon = Number.POSITIVE_INFINITY;
  private readonly computed = new Map<object, unknown>();

  constructor(
    readonly variables: Readonly<Record<string, unknown>>,
    readonly actor: Readonly<Record<string, unknown>>,
    readonly site: Readonly<Record<string, unknown>>,
    readonly today: string,
  ) {}

  once<T>(key: object, compute: () => T): T {
    const found = this.computed.get(key);
    if (found !== undefined || this.computed.has(key)) return found as T;
    const value = compute();
    this.computed.set(key, value);
    return value;
  }
}

export const fragmentsOf = ({ definitions }: DocumentNode): Fragments =>
  Object.fromEntries(
    definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
  );

export function operationOf(
  registry: Registry,
  node: OperationDefinitionNode,
  fragments: Fragments,
  textLength: number,
): Operation {
  const query = registry.schema.getQueryType()?.name ?? '';
  const reads = projectionOf(registry.classOf.get(query))?.fields;
  const roots = rootsOf(node.selectionSet, fragments);
  const isWhole =
    node.operation === OperationTypeNode.QUERY &&
    roots.some((name) => reads?.has(name)) &&
    roots.every((name) => name === '__typename' || reads?.has(name) === true);
  const bytes = operationBytes(textLength);
  return {
    node,
    fragments,
    variables: undefined,
    switches: switchesOf([node, ...Object.values(fragments)]),
    roots,
    isWhole,
    plans: [],
    bytes,
    isAdmitted: false,
  };
}

function switchesOf(definitions: readonly DocumentNode['definitions'][number][]): string[] {
  const names = new Set<string>();
  for (const definition of definitions) {
    visit(definition, {
      Directive({ name, arguments: args }) {
        if (name.value !== 'include' && name.value !== 'skip') return;
        for (const { value } of args ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      },
    });
  }
  return [...names];
}

/** The variables as graphql-js coerces them; undefined when it would refuse them. */
export function variablesOf({ schema }: Registry, operation: Operation, given: unknown): Values | undefined {
  if (given != null && (typeof given !== 'object' || Array.isArray(given))) return undefined;
  operation.variables ??= (operation.node.variableDefinitions ?? []).map((each) => variableOf(schema, each));
  return coerced(operation.variables, (given ?? {}) as Values);
}

/** What reading the payloads of a mutation back will cost at most. */
export function payloadCost(
  registry: Registry,
  { node, fragments }: Operation,
  run: Run,
): { cost: Cost; broken: Plan['broken'] } {
  const compiler = new Compiler(registry, fragments, run, false);
  const type = registry.schema.getMutationType();
  if (type && node.operation === OperationTypeNode.MUTATION) {
    for (const [, nodes] of collectFields(registry.schema, fragments, run.variables, type, node.selectionSet)) {
      const payload = getNamedType(type.getFields()[nodes[0]?.name.value ?? '']?.type);
      if (!isObjectType(payload)) continue;
      const read = Object.values(payload.getFields()).filter(
        (field) => projectionOf(registry.classOf.get(getNamedType(field.type).name))?.prefix,
      );
      compiler.payload(
        payload,
        nodes as unknown as Nodes,
        Object.fromEntries(read.map(({ name }) => [name, Array(MOST_IDS)])),
      );
    }
  }
  return { cost: compiler.cost, broken: compiler.broken[0] };
}
