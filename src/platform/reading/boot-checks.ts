/** What the compiler takes for granted and only the database can promise; looked at once, when the service starts. */
import {
  getNamedType,
  getNullableType,
  type GraphQLEnumType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { type Pool } from 'pg';
import { type AnyField, Compiler, type Registry } from './compile.js';
import { isKeyType } from './cursor.js';
import { type DatabaseFacts, factsOf, type TableFacts } from './database-facts.js';
import {
  type AnyEnv,
  type AnyRow,
  type Declaration,
  everyProjection,
  type Projection,
  projectionOf,
  rowIn,
  type Rows,
} from './declarations.js';
import { encodeLeaf } from './encode.js';
import { isPageType, Reads } from './exposure.js';
import { RequestRun } from './operations.js';
import { variantsOf } from './samples.js';
import { all, ColumnSql, type Key, Param, raw, type Sql, textOf } from './sql.js';
import { isUnique } from './uniqueness.js';

const FUNCTIONS = ['catalogue_revision()'];

/** Everything that is wrong between the declarations and the database, in words; empty when nothing is. */
export async function faultsOf(registry: Registry, pool: Pool): Promise<string[]> {
  const projections = everyProjection();
  const tables = projections.flatMap(({ table }) => table ?? []);
  const types = projections.flatMap(({ columns }) => [...columns.values()].flatMap(({ type }) => type ?? []));
  const facts = await factsOf(pool, tables, [...new Set(types)], FUNCTIONS);
  const missing = FUNCTIONS.filter((name) => !facts.functions.has(name)).map(
    (name) => `The function ${name} does not exist.`,
  );
  const found = [...registry.classOf].flatMap(([name, type]) => {
    const projection = projectionOf(type);
    const object = registry.schema.getType(name);
    if (projection === undefined || !isObjectType(object)) return [];
    const check = new TypeCheck(registry, facts, projection, object);
    return [...check.columns(), ...check.beside(), ...check.fields()];
  });
  return [...missing, ...found];
}

class TypeCheck {
  private readonly table: TableFacts | undefined;

  constructor(
    private readonly registry: Registry,
    private readonly facts: DatabaseFacts,
    private readonly projection: Projection,
    private readonly type: GraphQLObjectType,
  ) {
    this.table = projection.table === undefined ? undefined : facts.tables.get(projection.table);
  }

  columns(): string[] {
    const { facts, projection, table } = this;
    if (projection.table === undefined) return [];
    if (table === undefined) return [`${this.type.name}: the table ${projection.table} does not exist.`];
    return [...projection.columns].flatMap(([property, { name, type, isNullable }]) => {
      const label = `${this.type.name}.${property}`;
      const column = table.columns.get(name);
      if (type === undefined) return [`${label}: the entity has to name the type of the column.`];
      if (column === undefined) return [`${label}: the table ${projection.table} has no column ${name}.`];
      const isAlike = facts.types.get(type) === column.type;
      return [
        ...(isAlike ? [] : [`${label}: the column is not of the type ${type}.`]),
        ...(isNullable || column.isNeverNull
          ? []
          : [`${label}: the entity promises a value, but the column may be null.`]),
        ...(isNullable && column.isNeverNull ? [`${label}: the entity allows null, but the column does not.`] : []),
      ];
    });
  }

  /** Whatever is beside a row must not make two of it. */
  beside(): string[] {
    const { facts, projection, registry } = this;
    const of = projection.options.beside?.of();
    const table = facts.tables.get(projectionOf(of)?.table ?? '');
    if (of === undefined) return [];
    const { trace } = new Compiler(registry, {}, new RequestRun({}, {}, {}, ''), true);
    const condition = all(
      projection.besideCondition(rowIn(of, 'beside', false), rowIn(projection.type, 'own', false), trace.rootEnv()),
    );
    if (table !== undefined && isUnique(table, 'beside', condition)) return [];
    return [`${this.type.name}: no key shows that at most one row stands beside each of its rows.`];
  }

  fields(): string[] {
    return Object.values(this.type.getFields()).flatMap((field) => {
      const declared = this.projection.fields.get(field.name);
      const label = `${this.type.name}.${field.name}`;
      try {
        // A root that is not read has a resolver.
        if (declared === undefined) return this.projection.type === Reads ? [] : this.plainField(label, field);
        const told = this.rooms(field).flatMap((room) => this.declaredField(label, field, declared, room));
        return [...new Set(told)];
      } catch (error) {
        return [
          `${label}: the declaration does not compile: ${error instanceof Error ? error.message : String(error)}`,
        ];
      }
    });
  }

  /** A field that shows a column as it is. */
  private plainField(label: string, field: AnyField): string[] {
    const { columns, table, type, options } = this.projection;
    if (isPageType(type)) return [];
    const column = columns.get(field.name);
    if (column === undefined && (columns.size > 0 || table !== undefined))
      return [`${label} is neither a column nor declared.`];
    this.encode(label, field.type);
    const named = getNamedType(field.type);
    const isPlain = !isListType(getNullableType(field.type)) && (isEnumType(named) || named.name === 'ID');
    if (!isPlain || column === undefined || this.table === undefined || options.safe?.includes(field.name)) return [];
    const guards = this.table.guards.filter((guard) => guard.column === column.name);
    if (guards.some(({ definition }) => !isEnumType(named) || allowsOnly(definition, named))) return [];
    return [
      `${label} is not escaped, but the column ${column.name} has no CHECK that allows nothing but ${named.name}.`,
    ];
  }
  private encode(label: string, type: GraphQLOutputType): void {
    const named = getNamedType(type);
    if (!isLeafType(named)) throw new Error('an object needs a declaration');
    if (isEnumType(named) && named.getValues().some(({ name, value }) => name !== value))
      throw new Error(`the values of ${named.name} are not its names`);
    encodeLeaf(type, raw('null'), { label, isNeverNull: false, isPlain: false, isStrict: true });
  }

  private declaredField(label: string, field: AnyField, declared: Declaration, room: Room): string[] {
    const { env } = room;
    const parent = rowIn(this.projection.type, 'parent', this.projection.table === undefined);
    switch (declared.kind) {
      case 'value':
        declared.spec.get(parent, env);
        this.encode(label, field.type);
        return [];
      case 'embed':
        declared.spec.present?.(parent, env);
        return this.embedded(label, field, declared.of(), declared.spec.columns(parent, env));
      case 'ref':
        declared.spec.id(parent, env);
        return [];
      case 'refs':
        declared.spec.ids(parent, env);
        return [];
      default:
        return this.rows(label, declared, parent, room);
    }
  }
  private embedded(label: string, field: AnyField, of: unknown, columns: AnyRow): string[] {
    const type = getNamedType(field.type);
    const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
    const unread = fields.filter(({ name }) => columns[name] === undefined && !projectionOf(of)?.fields.has(name));
    return unread
      .filter(({ type }) => isNonNullType(type))
      .map(({ name }) => `${label} gives no ${name}, which is never null.`);
  }
  private rows(
    label: string,
    declared: Extract<Declaration, { spec: Rows }>,
    parent: AnyRow,
    { compiler, env }: Room,
  ): string[] {
    const of = declared.of();
    const spec = declared.spec as Rows;
    const isDerived = spec.from?.(parent, env) !== undefined;
    const child = rowIn(of, 'child', isDerived);
    const condition = compiler.where(of, spec, child, parent, env);
    const keys = spec.order?.(child, env);
    if (declared.kind === 'one' && keys === undefined && !this.isTold(of, spec, isDerived, condition, [])) {
      return [
        `${label}: no key shows that the condition matches one row at most. Give it an order, or name the constraint with "unique".`,
      ];
    }
    if (declared.kind !== 'connection' || keys === undefined) return [];
    const faults = keys.flatMap(({ by, type }) => [
      ...(isKeyType(type) ? [] : [`${label}: a list cannot be ordered by the type ${type}.`]),
      ...(by instanceof ColumnSql && !by.isNeverNull && !isDerived
        ? [`${label}: an order key may be null; use nullsLast.`]
        : []),
    ]);
    if (this.isTold(of, spec, isDerived, condition, keys)) return faults;
    return [
      ...faults,
      `${label}: no key shows that the order is total. End it with a unique column, or name the constraint with "unique".`,
    ];
  }
  private isTold(of: unknown, spec: Rows, isDerived: boolean, condition: Sql, keys: readonly Key[]): boolean {
    const columns = keys.flatMap(({ by }) => /^child\."?(\w+)"?$/.exec(textOf(by))?.[1] ?? []);
    // Of a derived table the database knows nothing: its rows are told apart by an id, which the declaration has to keep.
    if (isDerived) return columns.at(-1) === 'id';
    const table = this.facts.tables.get(projectionOf(of)?.table ?? '');
    if (table === undefined) return true; // its own type tells
    return spec.unique === undefined
      ? isUnique(table, 'child', condition, columns)
      : table.keys.some(({ name }) => name === spec.unique);
  }

  /** The ways in which a declaration may be asked: with and without what is optional, by anyone and by someone with every right. */
  private rooms(field: AnyField): Room[] {
    const { actor } = this.registry;
    const everyRight = Object.fromEntries(
      Object.entries(actor).map(([name, type]) => [name, type === 'boolean' ? true : 'x']),
    );
    const moments = [undefined, new Param(() => undefined, 'timestamptz')];
    return [{}, everyRight].flatMap((who) =>
      variantsOf(field.args).flatMap((args) =>
        moments.map((knownAt) => {
          const compiler = new Compiler(this.registry, {}, new RequestRun({}, who, {}, ''), true);
          const root = compiler.trace.rootEnv();
          const above = { ...root, at: { ...root.at, knownAt }, outer: ANYTHING };
          return {
            compiler,
            env: compiler.trace.fieldEnv(above, field, { key: 'sample', read: () => args, isFixed: true }),
          };
        }),
      ),
    );
  }
}

interface Room {
  readonly compiler: Compiler;
  readonly env: AnyEnv;
}
/** The arguments of a connection, where a field of it is looked at by itself. */
const ANYTHING: Readonly<Record<string, unknown>> = new Proxy({}, { get: () => new Param(() => undefined, 'text') });

function allowsOnly(definition: string, type: GraphQLEnumType): boolean {
  const allowed = [...definition.matchAll(/'((?:[^']|'')*)'/g)].map(([, value]) => value ?? '');
  return allowed.length > 0 && allowed.every((value) => type.getValue(value) != null);
}
