/** One GraphQL selection in, one SQL expression out: the JSON text of the answer. */
import {
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isListType,
  type SelectionSetNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { type Cost, multiply, sum } from './cost.js';
import { type AnyEnv, type AnyRow, type Declaration, projectionOf, type Rows, rowIn, rowsOf } from './declarations.js';
import { encodeLeaf, total } from './encode.js';
import { compileId, compileIds } from './identity.js';
import { FAULT_MARK, items, Json, type Member } from './json.js';
import { compilePage } from './page.js';
import { type Fault, isLimit, Refused } from './refusals.js';
import { all, ColumnSql, join, orderBy, Param, type Read, type Run, type Sql } from './sql.js';
import { type ActorFields, type Source, Trace } from './trace.js';

export interface Registry {
  readonly schema: GraphQLSchema;
  /** The declared class behind a GraphQL object type. */
  readonly classOf: ReadonlyMap<string, unknown>;
  readonly actor: ActorFields;
}
export type Fragments = Record<string, FragmentDefinitionNode>;
export type AnyField = GraphQLField<unknown, unknown>;
/** The places in the document that stand for one field of the answer. */
export type Nodes = readonly [FieldNode, ...FieldNode[]];
export type Fields = ReadonlyMap<string, Nodes>;

/** What is read: objects of a type that were declared as `of`, of which the nodes select something. */
export interface Target {
  readonly of: unknown;
  readonly type: GraphQLObjectType;
  readonly nodes: Nodes;
}
/** Where the fields of an object find their columns. */
export interface Scope {
  readonly env: AnyEnv;
  /** The FROM clause of a row among rows: what belongs to it is joined, not looked up row by row. */
  readonly joins?: Sql[] | undefined;
  /** The row stands in its own table, so the constraints of that table hold for it. */
  readonly isStored: boolean;
}
/** One use of a field that was declared. */
export interface Use {
  readonly owner: GraphQLObjectType;
  readonly field: AnyField;
  readonly nodes: Nodes;
  /** The row the field is of. */
  readonly row: AnyRow;
  readonly env: AnyEnv;
  readonly source: Source;
}
/** A root with a fault has nothing to read: it comes back as the fault. */
export interface Rooted {
  readonly data: Json;
  readonly faults: ReadonlyMap<string, Fault>;
}

/** What graphql-js collects is never empty. */
const grouped = (fields: ReadonlyMap<string, unknown>) => fields as Fields;

class FaultJson extends Json {
  constructor(readonly fault: Fault) {
    super([`{"${FAULT_MARK}":${JSON.stringify(fault)}}`]);
  }
}

export class Compiler {
  readonly trace: Trace;
  /** Limits that the arguments go beyond. */
  readonly broken: { readonly fault: Fault; readonly node: FieldNode }[] = [];
  private costs: Cost[] = [];
  private aliases = 0;

  constructor(
    readonly registry: Registry,
    private readonly fragments: Fragments,
    private readonly run: Run,
    /** Strict: only a complete answer will do. Otherwise graphql-js completes it, and tells what is wrong at its own path. */
    readonly isStrict: boolean,
  ) {
    this.trace = new Trace(run, registry.actor);
  }

  get cost(): Cost {
    return sum(this.costs);
  }
  alias(letter: string): string {
    return `${letter}${this.aliases++}`;
  }

  /** The roots that read. */
  roots(type: GraphQLObjectType, selections: SelectionSetNode): Rooted {
    const { schema, classOf } = this.registry;
    const reads = projectionOf(classOf.get(type.name))?.fields;
    const fields = [...grouped(collectFields(schema, this.fragments, this.run.variables, type, selections))];
    const wanted = fields.filter(([, [{ name }]]) => name.value === '__typename' || reads?.has(name.value));
    const scope = { env: this.trace.rootEnv(), isStored: false };
    return this.rooted(type, this.members(type, classOf.get(type.name), {}, new Map(wanted), scope));
  }
  /** The objects of a payload, by the ids its fields have. */
  payload(type: GraphQLObjectType, nodes: Nodes, ids: Readonly<Record<string, unknown>>): Rooted {
    const env = this.trace.rootEnv();
    const members = [...this.subfields(type, nodes)].flatMap(([key, inner]): Member[] => {
      const field = type.getFields()[inner[0].name.value];
      if (field === undefined || !(field.name in ids)) return [];
      const id = (kind: string) => new Param(() => ids[field.name], kind);
      if (isListType(getNullableType(field.type))) return [[key, compileIds(this, field, id('text[]'), inner, env)]];
      // One that is not there, or not for the caller to see, leaves the others what they are.
      const row = compileId(this, getNamedType(field.type), join(id('text')), inner, env);
      return [[key, this.total(`${type.name}.${field.name}`, field.type, row)]];
    });
    return this.rooted(type, members);
  }
  private rooted(type: GraphQLObjectType, members: readonly Member[]): Rooted {
    const faults = members.flatMap(([key, value]): [string, Fault][] =>
      value instanceof FaultJson ? [[key, value.fault]] : [],
    );
    return {
      data: this.json(
        members.filter(([, value]) => !(value instanceof FaultJson)),
        type,
      ),
      faults: new Map(faults),
    };
  }

  subfields(type: GraphQLObjectType, nodes: readonly FieldNode[]): Fields {
    const { schema } = this.registry;
    return grouped(collectSubfields(schema, this.fragments, this.run.variables, type, nodes));
  }
  json(members: readonly Member[], type: GraphQLObjectType): Json {
    return Json.object(members, this.isStrict ? undefined : type.name);
  }
  object({ of, type, nodes }: Target, row: AnyRow, scope: Scope): Json {
    return this.json(this.members(type, of, row, this.subfields(type, nodes), scope), type);
  }
  private members(owner: GraphQLObjectType, of: unknown, row: AnyRow, fields: Fields, scope: Scope): Member[] {
    const projection = projectionOf(of);
    return [...fields].map(([key, nodes]): Member => {
      const name = nodes[0].name.value;
      if (name === '__typename') return [key, `"${owner.name}"`];
      const field = owner.getFields()[name];
      if (field === undefined) throw new Error(`${owner.name} has no field ${name}.`);
      const declared = projection?.fields.get(name);
      if (declared !== undefined) return [key, this.field({ owner, field, nodes, row }, declared, scope)];
      return [
        key,
        this.leaf(
          `${owner.name}.${name}`,
          field.type,
          row[name],
          scope.isStored && projection?.columns.has(name) === true,
        ),
      ];
    });
  }

  private leaf(label: string, type: GraphQLOutputType, found: Sql | Param | undefined, isPlain = false): Sql {
    const isNeverNull = found instanceof ColumnSql && found.isNeverNull;
    return encodeLeaf(type, join(found ?? 'null::text'), { label, isNeverNull, isPlain, isStrict: this.isStrict });
  }
  /** Never SQL null, whatever the row. */
  total(label: string, type: GraphQLOutputType, value: Sql): Sql {
    return total(type, value, { label, isNeverNull: false, isStrict: this.isStrict });
  }

  /** A field that was declared, for one row of its type. */
  field(used: Omit<Use, 'env' | 'source'>, declared: Declaration, scope: Scope): Sql {
    const { owner, field, nodes, row } = used;
    const source = this.trace.arguments(nodes[0], field, owner.name);
    const fault = field.args.length > 0 ? this.trace.fault(source, declared.spec.refuse) : undefined;
    if (fault !== undefined) return this.refuse(fault, nodes[0]);
    const env = this.trace.fieldEnv(scope.env, field, source, declared.spec.dateFrom);
    const label = `${owner.name}.${field.name}`;
    const named = getNamedType(field.type);
    const target: Target = { of: declared.of(), type: named as GraphQLObjectType, nodes };
    const { cost = 0 } = declared.spec;
    this.charge(typeof cost === 'function' ? cost(env) : cost);
    switch (declared.kind) {
      case 'value':
        return this.leaf(label, field.type, declared.spec.get(row, env));
      case 'embed': {
        const { columns, present } = declared.spec;
        const text = this.object(target, columns(row, env), { ...scope, env, isStored: false });
        return present
          ? this.total(label, field.type, join('case when ', present(row, env), ' then ', text, ' end'))
          : text;
      }
      case 'one':
        return this.total(label, field.type, this.toOne(target, declared.spec, row, { ...scope, env }));
      case 'many':
        return this.toMany(target, declared.spec, row, env);
      case 'connection':
        return compilePage(this, { ...used, env, source }, declared.of(), declared.spec);
      case 'ref':
        return this.total(label, field.type, compileId(this, named, join(declared.spec.id(row, env)), nodes, env));
      case 'refs':
        return compileIds(this, field, declared.spec.ids(row, env), nodes, env);
    }
  }

  /** Strictly this is not our answer to give; otherwise the field tells it. */
  refuse(fault: Fault, node: FieldNode): Sql {
    if (isLimit(fault)) this.broken.push({ fault, node });
    if (this.isStrict) throw new Refused();
    return new FaultJson(fault);
  }

  /** Counts what `work` compiles as often as it will be read. */
  weigh<T>(times: number | Read, work: () => T): T {
    const outer = this.costs;
    this.costs = [];
    try {
      return work();
    } finally {
      outer.push(multiply(times, this.cost));
      this.costs = outer;
    }
  }
  charge(cost: number): void {
    this.costs.push(cost);
  }

  where(of: unknown, spec: Rows, child: AnyRow, parent: AnyRow, env: AnyEnv): Sql {
    return all([all(spec.where?.(child, parent, env)), all(projectionOf(of)?.visible(child, env))]);
  }
  /** The rows a declaration reads from, under an alias. */
  private source(of: unknown, spec: Rows, parent: AnyRow, env: AnyEnv) {
    const name = this.alias('t');
    const derived = spec.from?.(parent, env);
    const from = derived ? join('(', derived, `) ${name}`) : rowsOf(of, name, env);
    const row = rowIn(of, name, derived !== undefined);
    return { from, row, isStored: derived === undefined, where: this.where(of, spec, row, parent, env) };
  }

  private toMany(target: Target, spec: Rows, parent: AnyRow, env: AnyEnv): Sql {
    const { from, row, isStored, where } = this.source(target.of, spec, parent, env);
    const joins: Sql[] = [];
    const item = this.weigh(spec.size ?? 10, () => {
      this.charge(1);
      return this.object(target, row, { env, joins, isStored });
    });
    const list = items(item, join(orderBy(spec.order?.(row, env)), ')'));
    return Json.of('[', join('(select ', list, ' from ', from, ...joins, ' where ', where, ')'), ']');
  }

  /** SQL null when there is no such row, or none to see. */
  toOne(target: Target, spec: Rows, parent: AnyRow, scope: Scope): Sql {
    const { env } = scope;
    const { from, row, isStored, where } = this.source(target.of, spec, parent, env);
    const order = spec.order?.(row, env);
    const present = isStored ? keyOf(target.of, row) : undefined;
    this.charge(1);
    if (scope.joins && order === undefined && present) {
      scope.joins.push(join(' left join ', from, ' on ', where));
      const text = this.object(target, row, { env, joins: scope.joins, isStored });
      return join('case when ', present, ' is not null then ', text, ' end');
    }
    const joins: Sql[] = [];
    const text = this.object(target, row, { env, joins, isStored });
    const limit = order === undefined ? '' : ' limit 1';
    return join('(select ', text, ' from ', from, ...joins, ' where ', where, orderBy(order), limit, ')');
  }
}

/** A column that is null only when there is no row. */
function keyOf(of: unknown, row: AnyRow): Sql | undefined {
  const [property] = [...(projectionOf(of)?.columns ?? [])].find(([, { isNullable }]) => !isNullable) ?? [];
  return property === undefined ? undefined : (row[property] as Sql);
}
