/** What developers write: how the fields of a type are read. Declared beside the entity, compiled by `compile.ts`. */
import { type Access, allow } from '../graphql/access.js';
import {
  type Beside,
  declareField,
  declareType,
  rowIn,
  type Class,
  type Declaration,
  type FieldSpec,
} from './declarations.js';
import { expose, exposeRoot, needsPage, Reads } from './exposure.js';
import { type EnumList, type Key, type Param, type Sql, type Where } from './sql.js';

export { type Class, type FieldSpec } from './declarations.js';
export { connectionOf, edgeOf, Reads } from './exposure.js';

/** The columns of a row, as SQL. */
export type Row<T> = { readonly [K in keyof T]-?: Sql };
/** Arguments while compiling: booleans and enums by value, inputs by field, the rest as parameters; undefined when not given. */
export type Given<A> = {
  readonly [K in keyof A]:
    GivenValue<NonNullable<A[K]>> | (undefined extends A[K] ? undefined : null extends A[K] ? undefined : never);
};
type GivenValue<V> = V extends boolean
  ? boolean
  : V extends readonly (infer E)[]
    ? IsEnum<E> extends true
      ? EnumList<E>
      : Param<V>
    : V extends Date
      ? Param<V>
      : V extends string | number
        ? IsEnum<V> extends true
          ? V
          : Param<V>
        : V extends object
          ? Given<V>
          : Param<V>;
type IsEnum<V> = string extends V ? false : number extends V ? false : true;

/** Extended by the application through declaration merging: who asks, */
export interface Actor {}
/** the moments that reach every level below the field that takes them, */
export interface Moment {}
/** and constants of the installation, bound as parameters. */
export interface Site {}

export interface Env<A = {}, O = {}> {
  readonly args: Given<A>;
  readonly actor: Given<Actor>;
  /** `asOf` is always there: the argument of this or a higher field, else today. `knownAt` only when one was given. */
  readonly at: Given<Moment>;
  readonly site: Given<Site>;
  /** For fields contributed to a connection or its edge: the arguments of the connection. */
  readonly outer: Given<O>;
}

interface Common<A> {
  readonly args?: Class<A>;
  /** Why arguments, each of its type, are refused together: a sentence for the caller, without apostrophes. */
  readonly refuse?: (given: A) => string | undefined;
  /** The argument that gives the date, here and below, where `asOf` is left out. */
  readonly dateFrom?: keyof A & string;
  readonly description?: string;
  readonly deprecated?: string;
  readonly nullable?: boolean;
  /** What it adds to the price of an operation; by what is asked of it, where that makes the difference. */
  readonly cost?: number | ((env: Env<A>) => number);
}
interface Source<P, A, O> {
  /** A derived table instead of the table of the type. */
  readonly from?: (parent: Row<P>, env: Env<A, O>) => Sql;
}
export interface OneSpec<C, P, A, O = {}> extends Common<A>, Source<P, A, O> {
  readonly where: (child: Row<C>, parent: Row<P>, env: Env<A, O>) => Where;
  /** With an order the first row is taken; without one the condition must match at most one row. */
  readonly order?: (child: Row<C>, env: Env<A, O>) => Key[];
  /** The constraint by which at most one row matches, where the start cannot see it from the condition. */
  readonly unique?: string;
}
export interface ManySpec<C, P, A, O = {}> extends Common<A>, Source<P, A, O> {
  readonly where?: (child: Row<C>, parent: Row<P>, env: Env<A, O>) => Where;
  readonly order?: (child: Row<C>, env: Env<A, O>) => Key[];
  /** How many there usually are, for the price. */
  readonly size?: number;
}
export interface ConnectionSpec<C, P, A> extends ManySpec<C, P, A> {
  readonly order: (child: Row<C>, env: Env<A>) => Key[];
  /** The constraint that makes the order total, where the start cannot see it from the keys. */
  readonly unique?: string;
}

const made = <P>(
  declaration: { [K in Declaration['kind']]: { kind: K; of: () => unknown; spec: object } }[Declaration['kind']],
) => declaration as unknown as FieldSpec<P>;

/** A scalar, an enum or a list of them, computed in SQL. */
export const value = <P, A = {}, O = {}>(
  of: () => unknown,
  get: (row: Row<P>, env: Env<A, O>) => Sql | Param,
  options: Common<A> = {},
): FieldSpec<P> => made({ kind: 'value', of, spec: { ...options, get } });

/** At most one row of another type. */
export const one = <C, P, A = {}, O = {}>(
  of: () => Class<C>,
  on: ((child: Row<C>, parent: Row<P>, env: Env<A, O>) => Where) | OneSpec<C, P, A, O>,
): FieldSpec<P> => made({ kind: 'one', of, spec: typeof on === 'function' ? { where: on } : on });

/** All rows, bounded by nature; never null, and no item is. */
export const many = <C, P, A = {}, O = {}>(
  of: () => Class<C>,
  on: ((child: Row<C>, parent: Row<P>, env: Env<A, O>) => Where) | ManySpec<C, P, A, O>,
): FieldSpec<P> => made({ kind: 'many', of, spec: typeof on === 'function' ? { where: on } : on });

/** A Relay connection: `first` and `after` come from the args class; the order must be total. */
export const connection = <C, P, A extends { first?: number; after?: string }>(
  of: () => Class<C> | object,
  spec: ConnectionSpec<C, P, A>,
): FieldSpec<P> => {
  needsPage(of);
  return made({ kind: 'connection', of, spec });
};

/** One object of an interface or union, found by its id: the prefix tells the type. Nullable unless said otherwise. */
export const ref = <P, A = {}>(
  of: () => unknown,
  id: (row: Row<P>, env: Env<A>) => Sql | Param,
  options: Common<A> = {},
): FieldSpec<P> => made({ kind: 'ref', of, spec: { nullable: true, ...options, id } });

/** Objects of an interface or union by their ids, order kept, null for what is missing or hidden. */
export const refs = <P, A = {}>(
  of: () => unknown,
  ids: (row: Row<P>, env: Env<A>) => Sql | Param,
  options: Common<A> = {},
): FieldSpec<P> => made({ kind: 'refs', of, spec: { ...options, ids } });

/** A value object made of the columns of the same row; with `present` it is null for the other rows. */
export const embed = <C, P, A = {}>(
  of: () => Class<C>,
  columns: (row: Row<P>, env: Env<A>) => { readonly [K in keyof C]?: Sql | Param },
  options: Common<A> & { readonly present?: (row: Row<P>, env: Env<A>) => Sql } = {},
): FieldSpec<P> => made({ kind: 'embed', of, spec: { ...options, columns } });

/** The columns of a table under an alias of your own, for subqueries inside a declaration. */
export const rowOf = <T>(type: Class<T>, alias: string): Row<T> => rowIn(type, alias, false) as unknown as Row<T>;

/**
 * The one row of another table that belongs to each row, such as the state it is in at the moments asked. A row without is
 * not there; the columns named are read as the row's own. One look serves all that need them.
 */
export const beside = <B, T>(
  of: () => Class<B>,
  columns: readonly (keyof B & keyof T & string)[],
  on: (beside: Row<B>, row: Row<T>, env: Env) => Where,
): BesideSpec<T> => ({ of, columns, on }) as unknown as BesideSpec<T>;
type BesideSpec<T> = Beside & { readonly for?: (row: T) => void };

type Fields<T> = Readonly<Record<string, FieldSpec<T>>>;

/** Declares how a type is read. The columns of its entity that carry `@Field` need no mention. */
export function projection<T>(
  type: Class<T>,
  declared: {
    /** The prefix of its ids, without the underscore. */
    readonly id?: string;
    /** Which rows the caller may see, at the moments asked. Holds wherever rows of this type are read. */
    readonly visible?: (row: Row<T>, env: Env) => Where;
    /** Id and enum columns that have no CHECK, but whose text never needs escaping. */
    readonly safe?: readonly (keyof T & string)[];
    readonly beside?: BesideSpec<T>;
    readonly fields?: Fields<T>;
  } = {},
): Class<T> {
  const { id: prefix, visible, safe, beside: besides } = declared;
  declareType(type, { prefix, visible, safe, beside: besides });
  contribute(type, declared.fields ?? {});
  return type;
}

/** Adds fields to a type from another feature, or to a connection or edge (`connectionOf`, `edgeOf`). */
export function contribute<T>(type: Class<T>, fields: Fields<T>): void {
  for (const [name, field] of Object.entries(fields)) {
    declareField(type, name, field);
    expose(type, name, field);
  }
}

/**
 * Root fields that read.
 * @param access who may ask them
 */
export function queries(access: Access, fields: Fields<{}>): void {
  for (const [name, field] of Object.entries(fields)) {
    allow(name, access);
    declareField(Reads, name, field);
    exposeRoot(name, field);
  }
}
