/** What was declared, as the compiler sees it: rows and environments without their types, which the builders have checked. */
import { getMetadataArgsStorage } from 'typeorm';
import { all, join, type Param, raw, type Sql, ColumnSql, type Key, type Where } from './sql.js';

export type Class<T = unknown> = abstract new (...args: never[]) => T;
export type AnyRow = Readonly<Record<string, Sql | Param | undefined>>;
/** What a declaration sees of the request while it is compiled. */
export interface AnyEnv {
  readonly args: Readonly<Record<string, unknown>>;
  readonly actor: Readonly<Record<string, unknown>>;
  readonly at: Readonly<Record<string, Param | undefined>>;
  readonly site: Readonly<Record<string, unknown>>;
  readonly outer: Readonly<Record<string, unknown>>;
}

interface Common {
  readonly args?: Class;
  readonly refuse?: (given: never) => string | undefined;
  readonly dateFrom?: string;
  readonly description?: string;
  readonly deprecated?: string;
  readonly nullable?: boolean;
  readonly cost?: number | ((env: AnyEnv) => number);
}
export interface Rows extends Common {
  readonly from?: (parent: AnyRow, env: AnyEnv) => Sql;
  readonly where?: (child: AnyRow, parent: AnyRow, env: AnyEnv) => Where;
  readonly order?: (child: AnyRow, env: AnyEnv) => readonly Key[];
  readonly size?: number;
  readonly unique?: string;
}
interface Computed extends Common {
  readonly get: (row: AnyRow, env: AnyEnv) => Sql | Param;
}
interface Embedded extends Common {
  readonly columns: (row: AnyRow, env: AnyEnv) => AnyRow;
  readonly present?: (row: AnyRow, env: AnyEnv) => Sql;
}
interface Ref extends Common {
  readonly id: (row: AnyRow, env: AnyEnv) => Sql | Param;
}
interface Refs extends Common {
  readonly ids: (row: AnyRow, env: AnyEnv) => Sql | Param;
}
export type Declaration =
  | { readonly kind: 'value'; readonly of: () => unknown; readonly spec: Computed }
  | { readonly kind: 'embed'; readonly of: () => Class; readonly spec: Embedded }
  | { readonly kind: 'one'; readonly of: () => Class; readonly spec: Rows }
  | { readonly kind: 'many'; readonly of: () => Class; readonly spec: Rows }
  | { readonly kind: 'connection'; readonly of: () => Class | object; readonly spec: Rows }
  | { readonly kind: 'ref'; readonly of: () => unknown; readonly spec: Ref }
  | { readonly kind: 'refs'; readonly of: () => unknown; readonly spec: Refs };
/** How one field is read, below rows of `P`. */
export type FieldSpec<P> = Declaration & { readonly for?: (parent: P) => void };

export interface Column {
  readonly name: string;
  /** As the entity names it; undefined where it leaves the type to be guessed. */
  readonly type: string | undefined;
  readonly isNullable: boolean;
}
/** The one row of another table that belongs to each row, and the properties of it that count as the row's own. */
export interface Beside {
  readonly of: () => Class;
  readonly on: (beside: AnyRow, row: AnyRow, env: AnyEnv) => Where;
  readonly columns: readonly string[];
}
interface TypeOptions {
  readonly prefix: string | undefined;
  readonly visible: ((row: never, env: never) => Where) | undefined;
  readonly safe: readonly string[] | undefined;
  readonly beside: Beside | undefined;
}
const UNDECLARED: TypeOptions = { prefix: undefined, visible: undefined, safe: undefined, beside: undefined };

/** How a type is read: its table, its columns and what was declared for it. */
export class Projection {
  readonly fields = new Map<string, Declaration>();
  isDeclared = false;
  options = UNDECLARED;

  constructor(readonly type: Class) {}

  /** Undefined for types that have no table of their own. */
  get table(): string | undefined {
    return entityOf(this.type).table;
  }
  /** By property. */
  get columns(): ReadonlyMap<string, Column> {
    return entityOf(this.type).columns;
  }
  get prefix(): string | undefined {
    return this.options.prefix;
  }
  visible(row: AnyRow, env: AnyEnv): Where {
    return this.options.visible?.(row as never, { ...env, args: {}, outer: {} } as never);
  }
  /** Its rows in a FROM clause, under an alias. */
  rows(alias: string, env: AnyEnv): Sql {
    const { table } = this;
    if (table === undefined) throw new Error(`${this.type.name} has no table; it needs a "from".`);
    const { beside } = this.options;
    if (beside === undefined) return raw(`${tableName(table)} ${alias}`);
    const of = beside.of();
    const own = beside.columns.map((property) => `, beside.${quoted(entityOf(of).columns.get(property)?.name ?? '')}`);
    const condition = all(this.besideCondition(rowIn(of, 'beside', false), rowIn(this.type, 'own', false), env));
    const head = `(select own.*${own.join('')} from ${tableName(table)} own join ${tableName(entityOf(of).table ?? '')} beside on `;
    return join(head, condition, `) ${alias}`);
  }
  besideCondition(beside: AnyRow, row: AnyRow, env: AnyEnv): Where {
    return this.options.beside?.on(beside, row, { ...env, args: {}, outer: {} });
  }
}

interface Entity {
  readonly table: string | undefined;
  readonly columns: ReadonlyMap<string, Column>;
}
const entities = new Map<Class, Entity>();

/** The table and columns of a class, looked up late: decorators of subclasses may still have to run when it is first declared. */
function entityOf(type: Class): Entity {
  const found = entities.get(type);
  if (found !== undefined) return found;
  const store = getMetadataArgsStorage();
  const isOwn = (target: unknown) =>
    target === type || (typeof target === 'function' && type.prototype instanceof target);
  const table = store.tables.find(({ target }) => target === type);
  const columns = store.columns
    .filter(({ target }) => isOwn(target))
    .map(({ propertyName, options }): [string, Column] => {
      const base = typeof options.type === 'string' ? options.type : undefined;
      const columnType = base !== undefined && options.array === true ? `${base}[]` : base;
      return [
        propertyName,
        { name: options.name ?? snake(propertyName), type: columnType, isNullable: options.nullable === true },
      ];
    });
  const entity = { table: table && (table.name ?? snake(type.name)), columns: new Map(columns) };
  entities.set(type, entity);
  return entity;
}

const snake = (name: string) => name.replace(/(?<=.)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();

const projections = new Map<unknown, Projection>();
export const projectionOf = (type: unknown): Projection | undefined => projections.get(type);
export const everyProjection = (): Projection[] => [...projections.values()];

/** The rows of a type in a FROM clause. */
export function rowsOf(of: unknown, alias: string, env: AnyEnv): Sql {
  const projection = projectionOf(of);
  if (projection === undefined) throw new Error('What is not declared has no rows.');
  return projection.rows(alias, env);
}

const known = (type: Class): Projection => {
  const found = projections.get(type) ?? new Projection(type);
  projections.set(type, found);
  return found;
};

export function declareType(type: Class, options: TypeOptions): void {
  const target = known(type);
  if (target.isDeclared) throw new Error(`The projection of ${type.name} is declared twice.`);
  target.isDeclared = true;
  target.options = options;
}

export function declareField(type: Class, name: string, field: Declaration): void {
  const { fields } = known(type);
  if (fields.has(name)) throw new Error(`${type.name}.${name} is declared twice.`);
  fields.set(name, field);
}

const quoted = (name: string) => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`);
/** The table in a FROM clause. */
export const tableName = (table: string): string => `"${table.replaceAll('"', '""')}"`;

function besideColumn(type: unknown, property: string): Column | undefined {
  const beside = projectionOf(type)?.options.beside;
  return beside?.columns.includes(property) === true ? entityOf(beside.of()).columns.get(property) : undefined;
}

/**
 * A row of `alias`: every column of the entity as SQL; for types without columns, the property in snake case.
 * In a derived table the entity's promises about nulls do not hold, and it may have columns of its own.
 * @param used is told of each column that is looked at
 */
export function rowIn(type: unknown, alias: string, isDerived: boolean, used?: (column: string) => void): AnyRow {
  const get = (_: object, property: string | symbol) => {
    if (typeof property !== 'string') return undefined;
    const columns = typeof type === 'function' ? entityOf(type as unknown as Class).columns : undefined;
    const column = columns?.get(property) ?? besideColumn(type, property);
    if (column === undefined && columns !== undefined && columns.size > 0 && !isDerived) {
      throw new Error(`${(type as Class).name}.${property} is no column.`);
    }
    const name = quoted(column?.name ?? snake(property));
    used?.(name);
    return column
      ? new ColumnSql(`${alias}.${name}`, column.type, !column.isNullable && !isDerived)
      : raw(`${alias}.${name}`);
  };
  return new Proxy({}, { get });
}
