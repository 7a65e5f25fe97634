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
import {
  type AnyEnv,
  type AnyRow,
  type Declaration,
  projectionOf,
  type Rows,
  rowIn,
  tableName,
} from './declarations.js';
import { encodeLeaf, total } from './encode.js';
import { compileId, compileIds } from './identity.js';
import { compilePage } from './page.js';
import { type Fault, isLimit, Refused } from './refusals.js';
import { all, ColumnSql, join, orderBy, Param, raw, type Read, type Run, Sql } from './sql.js';
import { type ActorFields, Trace } from './trace.js';

export interface Registry {
  readonly schema: GraphQLSchema;
  /** The declared class behind a GraphQL object type. */
  readonly classOf: ReadonlyMap<string, unknown>;
  readonly actor: ActorFields;
}
export type Fragments = Record<string, FragmentDefinitionNode>;
export type AnyField = GraphQLField<unknown, unknown>;
export type Fields = ReadonlyMap<string, readonly FieldNode[]>;
/** JSON text as it is, or SQL that makes it. */
export type Member = readonly [key: string, value: Sql | string];

/** Marks the objects of an answer for graphql-js with their type; no alias can begin with a space. */
export const TYPE_MARK = ' t';
/** Marks what a field has to tell instead of a value. */
export const FAULT_MARK = ' e';

class FaultSql extends Sql {
  constructor(readonly fault: Fault) {
    super([`'{"${FAULT_MARK}":"${fault}"}'`]);
  }
}

/** The JSON text of an answer that reads nothing, which is one literal. */
export const constantOf = ({ parts }: Sql): string | undefined =>
  parts.length === 1 && typeof parts[0] === 'string' ? parts[0].slice(1, -1) : undefined;

/** Where the fields of an object find their columns. */
export interface Scope {
  readonly env: AnyEnv;
  /** The FROM clause of a row among rows: what belongs to it is joined, not looked up row by row. */
  readonly joins?: Sql[];
  /** The row stands in its own table, so the constraints of that table hold for it. */
  readonly isStored: boolean;
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

  /** The roots that read. A root with a fault has nothing to read: it comes back as the fault. */
  roots(type: GraphQLObjectType, selections: SelectionSetNode): { data: Sql; faults: ReadonlyMap<string, Fault> } {
    const { schema, classOf } = this.registry;
    const projection = projectionOf(classOf.get(type.name));
    const fields = collectFields(schema, this.fragments, this.run.variables, type, selections);
    const wanted = new Map(
      [...fields].filter(
        ([, [node]]) => node?.name.value === '__typename' || projection?.fields.has(node?.name.value ?? ''),
      ),
    );
    return this.rooted(
      type.name,
      this.objectMembers(type, projection, {}, wanted, { env: this.trace.rootEnv(), isStored: false }),
    );
  }

  /** The objects of a payload, by the ids its fields have. */
  payload(type: GraphQLObjectType, nodes: readonly FieldNode[], ids: Readonly<Record<string, unknown>>) {
    const env = this.trace.rootEnv();
    const members = [...this.subfields(type, nodes)].flatMap(([key, list]): Member[] => {
      const [node] = list;
      const field = node && type.getFields()[node.name.value];
      if (node === undefined || field === undefined || !(field.name in ids)) return [];
      const id = (kind: string) => new Param(() => ids[field.name], kind);
      const isMany = isListType(getNullableType(field.type));
      return [
        [
          key,
          isMany
            ? compileIds(this, field, id('text[]'), list, node, env)
            : compileId(this, getNamedType(field.type), join(id('text')), list, env),
        ],
      ];
    });
    return this.rooted(type.name, members);
  }
  private rooted(typeName: string, members: readonly Member[]) {
    const faults = new Map(
      members.flatMap(([key, value]): [string, Fault][] => (value instanceof FaultSql ? [[key, value.fault]] : [])),
    );
    const sound = members.filter(([key]) => !faults.has(key));
    return { data: this.text(sound, typeName), faults };
  }

  subfields(type: GraphQLObjectType, nodes: readonly FieldNode[]): Fields {
    return collectSubfields(this.registry.schema, this.fragments, this.run.variables, type, nodes);
  }

  /** JSON text of an object; keys are names of GraphQL, which need no escaping. */
  text(members: readonly Member[], typeName: string): Sql {
    const parts: (string | Sql)[] = [];
    let open = this.isStrict ? '{' : `{"${TYPE_MARK}":"${typeName}"`;
    members.forEach(([key, value], i) => {
      open += `${i > 0 || !this.isStrict ? ',' : ''}"${key}":`;
      if (typeof value === 'string') open += value;
      else {
        parts.push(`'${open}'||`, value, '||');
        open = '';
      }
    });
    return join(...parts, `'${open}}'`);
  }

  object(type: GraphQLObjectType, of: unknown, row: AnyRow, fields: Fields, scope: Scope): Sql {
    return this.text(this.objectMembers(type, projectionOf(of), row, fields, scope), type.name);
  }
  private objectMembers(
    type: GraphQLObjectType,
    projection: ReturnType<typeof projectionOf>,
    row: AnyRow,
    fields: Fields,
    scope: Scope,
  ): Member[] {
    return [...fields].flatMap(([key, nodes]): Member[] => {
      const [node] = nodes;
      if (node === undefined) return [];
      const name = node.name.value;
      if (name === '__typename') return [[key, `"${type.name}"`]];
      const field = type.getFields()[name];
      if (field === undefined) throw new Error(`${type.name} has no field ${name}.`);
      const declared = projection?.fields.get(name);
      if (declared !== undefined) return [[key, this.field(type, field, declared, row, nodes, scope)]];
      const isPlain = scope.isStored && projection?.columns.has(name) === true;
      return [[key, this.leaf(`${type.name}.${name}`, field.type, row[name], isPlain)]];
    });
  }

  leaf(label: string, type: GraphQLOutputType, found: Sql | Param | undefined, isPlain = false): Sql {
    const value = found === undefined ? raw('null::text') : join(found);
    const isNeverNull = found instanceof ColumnSql && found.isNeverNull;
    return encodeLeaf(type, value, { label, isNeverNull, isPlain, isStrict: this.isStrict });
  }
  /** Never SQL null, whatever the row. */
  total(label: string, type: GraphQLOutputType, value: Sql): Sql {
    return total(type, value, { label, isNeverNull: false, isStrict: this.isStrict });
  }

  /** A field that was declared, for one row of its type. */
  field(
    owner: GraphQLObjectType,
    field: AnyField,
    declared: Declaration,
    row: AnyRow,
    nodes: readonly FieldNode[],
    scope: Scope,
  ): Sql {
    const [node] = nodes;
    if (node === undefined) return raw('null');
    const label = `${owner.name}.${field.name}`;
    const source = this.trace.arguments(node, field, owner.name);
    const fault = field.args.length > 0 ? this.trace.fault(source) : undefined;
    if (fault !== undefined) return this.refuse(fault, node);
    const env = this.trace.fieldEnv(scope.env, field, source);
    const named = getNamedType(field.type);
    if (declared.spec.cost !== undefined) this.costs.push(declared.spec.cost);
    switch (declared.kind) {
      case 'value':
        return this.leaf(label, field.type, declared.spec.get(row, env));
      case 'embed': {
        const { columns, present } = declared.spec;
        const fields = this.subfields(named as GraphQLObjectType, nodes);
        const text = this.object(named as GraphQLObjectType, declared.of(), columns(row, env), fields, {
          ...scope,
          env,
          isStored: false,
        });
        return present
          ? this.total(label, field.type, join('case when ', present(row, env), ' then ', text, ' end'))
          : text;
      }
      case 'one':
        return this.total(
          label,
          field.type,
          this.toOne(declared.of(), named as GraphQLObjectType, declared.spec, row, nodes, { ...scope, env }),
        );
      case 'ref':
        return this.total(label, field.type, compileId(this, named, join(declared.spec.id(row, env)), nodes, env));
      case 'refs':
        return compileIds(this, field, declared.spec.ids(row, env), nodes, node, env);
      case 'many':
        return this.toMany(declared.of(), named as GraphQLObjectType, declared.spec, row, nodes, env);
      case 'connection':
        return compilePage(this, {
          of: declared.of(),
          owner,
          field,
          spec: declared.spec,
          parent: row,
          nodes,
          node,
          env,
          source,
        });
    }
  }

  /** Strictly this is not our answer to give; otherwise the field tells it. */
  refuse(fault: Fault, node: FieldNode): Sql {
    if (isLimit(fault)) this.broken.push({ fault, node });
    if (this.isStrict) throw new Refused();
    return new FaultSql(fault);
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
    const asked = spec.where && all(spec.where(child, parent, env));
    const visible = projectionOf(of)?.visible(child, env);
    return all([asked, visible === undefined ? undefined : all(visible)]);
  }
  source(of: unknown, spec: Rows, parent: AnyRow, env: AnyEnv) {
    const name = this.alias('t');
    const table = projectionOf(of)?.table;
    const derived = spec.from?.(parent, env);
    if (derived === undefined && table === undefined)
      throw new Error(`${(of as { name?: string }).name ?? 'A type'} has no table to read from.`);
    const from = derived ? join('(', derived, ')') : raw(tableName(table ?? ''));
    return { name, from, row: rowIn(of, name, derived !== undefined), isStored: derived === undefined };
  }

  private toMany(
    of: unknown,
    type: GraphQLObjectType,
    spec: Rows,
    parent: AnyRow,
    nodes: readonly FieldNode[],
    env: AnyEnv,
  ): Sql {
    const { row, from, name, isStored } = this.source(of, spec, parent, env);
    const joins: Sql[] = [];
    const item = this.weigh(spec.size ?? 10, () => {
      this.charge(1);
      return this.object(type, of, row, this.subfields(type, nodes), { env, joins, isStored });
    });
    const where = this.where(of, spec, row, parent, env);
    const list = join(`'['||coalesce(string_agg(`, item, `,','`, orderBy(spec.order?.(row, env)), `),'')||']'`);
    return join('(select ', list, ' from ', from, ` ${name}`, ...joins, ' where ', where, ')');
  }

  toOne(
    of: unknown,
    type: GraphQLObjectType,
    spec: Rows,
    parent: AnyRow,
    nodes: readonly FieldNode[],
    scope: Scope,
  ): Sql {
    const { env } = scope;
    const { row, from, name, isStored } = this.source(of, spec, parent, env);
    const where = this.where(of, spec, row, parent, env);
    const order = spec.order?.(row, env);
    const fields = this.subfields(type, nodes);
    const present = isStored ? keyOf(of, row) : undefined;
    this.charge(1);
    if (scope.joins && order === undefined && present) {
      scope.joins.push(join(' left join ', from, ` ${name} on `, where));
      const text = this.object(type, of, row, fields, { env, joins: scope.joins, isStored });
      return join('case when ', present, ' is not null then ', text, ' end');
    }
    const joins: Sql[] = [];
    const text = this.object(type, of, row, fields, { env, joins, isStored });
    const limit = order === undefined ? '' : ' limit 1';
    return join('(select ', text, ' from ', from, ` ${name}`, ...joins, ' where ', where, orderBy(order), limit, ')');
  }
}

/** A column that is null only when there is no row. */
function keyOf(of: unknown, row: AnyRow): Sql | undefined {
  for (const [property, { isNullable }] of projectionOf(of)?.columns ?? [])
    if (!isNullable) return row[property] as Sql;
  return undefined;
}
