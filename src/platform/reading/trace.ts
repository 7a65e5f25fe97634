/** Runs declarations against one request and remembers what they asked of it: the answers become the guards of the plan. */
import {
  getNamedType,
  getNullableType,
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { argumentsOf, hasVariable } from './coercion.js';
import { type AnyEnv } from './declarations.js';
import { type Fault, inOwnWords } from './refusals.js';
import { EnumList, Param, type Read, type Run } from './sql.js';

/** A plan serves every request that answers its guards alike. */
export interface Guard {
  readonly read: Read;
  readonly test: 'given' | 'value';
  readonly expect: unknown;
}

export function holds(guards: readonly Guard[], run: Run): boolean {
  for (const { read, test, expect } of guards) {
    const found = read(run);
    if (test === 'given' ? (found != null) !== expect : (found ?? undefined) !== expect) return false;
  }
  return true;
}

/** The fields of an actor that visibility may depend on. */
export type ActorFields = Readonly<Record<string, 'text' | 'text[]' | 'boolean'>>;
type AnyField = GraphQLField<unknown, unknown>;
type Asked = readonly { readonly name: string; readonly type: GraphQLInputType }[];
/** Where values come from; a fixed one stands in the document itself, so it can never change under a plan. */
export interface Source {
  readonly key: string;
  readonly read: Read;
  readonly isFixed: boolean;
}

const PG_TYPES: Readonly<Record<string, string>> = {
  Int: 'int',
  Float: 'float8',
  Boolean: 'bool',
  Date: 'date',
  DateTime: 'timestamptz',
  JSON: 'jsonb',
};
function pgType(type: GraphQLInputType): string {
  const bare = getNullableType(type);
  if (isListType(bare)) return isInputObjectType(getNamedType(bare)) ? 'jsonb' : `${pgType(bare.ofType)}[]`;
  return PG_TYPES[bare.name] ?? 'text';
}

export class Trace {
  /** The `knownAt` arguments in use, as the caller gave them. */
  readonly moments: Read[] = [];
  private readonly asked = new Map<string, Guard>();
  private readonly params = new Map<string, Param>();
  private readonly numbers = new Map<FieldNode, number>();

  constructor(
    readonly run: Run,
    private readonly actorFields: ActorFields,
  ) {}

  get guards(): Guard[] {
    return [...this.asked.values()];
  }

  /** What the request answers; the plan will hold for requests that answer the same. */
  value({ key, read, isFixed }: Source): unknown {
    return this.ask(key, 'value', read, isFixed);
  }
  isGiven({ key, read, isFixed }: Source): boolean {
    return this.ask(key, 'given', read, isFixed) === true;
  }
  private ask(key: string, test: Guard['test'], read: Read, isFixed: boolean): unknown {
    const found = read(this.run);
    const expect = test === 'given' ? found != null : (found ?? undefined);
    if (!isFixed) this.asked.set(`${test} ${key}`, { read, test, expect });
    return expect;
  }

  /** The same value is one parameter, however often it is used. */
  param({ key, read, isFixed }: Source, type: string): Param {
    const found = this.params.get(key);
    if (found !== undefined) return found;
    const bound: Read = type === 'jsonb' ? (run) => JSON.stringify(read(run)) : read;
    const made = new Param(isFixed ? constant(bound(this.run)) : bound, type);
    this.params.set(key, made);
    return made;
  }

  /** Names a place in the document. */
  numberOf(node: FieldNode): number {
    const number = this.numbers.get(node) ?? this.numbers.size;
    this.numbers.set(node, number);
    return number;
  }
  /** The arguments of a field; reading them may throw what graphql-js throws. */
  arguments(node: FieldNode, field: AnyField, owner: string): Source {
    const isFixed = !(node.arguments ?? []).some(({ value }) => hasVariable(value));
    const evaluate = argumentsOf(field, node);
    const read: Read = (run) => run.once(evaluate, () => evaluate(run.variables));
    return { key: `${this.numberOf(node)}:${owner}`, read, isFixed };
  }
  /** What is wrong with the arguments, if anything; `refuse` is what the field itself has to say. */
  fault(source: Source, refuse?: (given: never) => string | undefined): Fault | undefined {
    const read = (run: Run): Fault | undefined => {
      try {
        const given = source.read(run);
        if (holdsNul(given)) return 'text';
        const words = refuse?.(given as never);
        return words === undefined ? undefined : inOwnWords(words);
      } catch {
        return 'argument';
      }
    };
    return this.value({ ...source, key: `${source.key}!fault`, read }) as Fault | undefined;
  }
  argument(source: Source, name: string): Source {
    const read: Read = (run) => (source.read(run) as Readonly<Record<string, unknown>> | undefined)?.[name];
    return { key: `${source.key}.${name}`, read, isFixed: source.isFixed };
  }
  derive(source: Source, name: string, compute: (value: unknown) => unknown): Source {
    return { key: `${source.key}!${name}`, read: (run) => compute(source.read(run)), isFixed: source.isFixed };
  }

  /** Booleans and enums by value, input objects by field, the rest as parameters; what was not given is undefined. */
  given(source: Source, fields: Asked): Readonly<Record<string, unknown>> {
    const out = {};
    for (const { name, type } of fields) {
      Object.defineProperty(out, name, { enumerable: true, get: () => this.look(this.argument(source, name), type) });
    }
    return out;
  }
  private look(source: Source, type: GraphQLInputType): unknown {
    const bare = getNullableType(type);
    if (isEnumType(bare) || (!isListType(bare) && bare.name === 'Boolean')) return this.value(source);
    if (!isNonNullType(type) && !this.isGiven(source)) return undefined;
    if (isInputObjectType(bare)) return this.given(source, Object.values(bare.getFields()));
    if (isListType(bare) && isEnumType(getNullableType(bare.ofType))) return this.enumList(source);
    return this.param(source, pgType(type));
  }

  private enumList(source: Source): EnumList {
    const found = this.params.get(source.key);
    if (found instanceof EnumList) return found;
    const holds = (value: unknown) => (list: unknown) => Array.isArray(list) && list.includes(value);
    const isIn = (value: unknown) => this.value(this.derive(source, String(value), holds(value))) === true;
    const made = new EnumList(source.isFixed ? constant(source.read(this.run)) : source.read, isIn);
    this.params.set(source.key, made);
    return made;
  }

  /** What the declarations of the roots see. */
  rootEnv(): AnyEnv {
    const at = {
      asOf: this.param({ key: 'today', read: (run) => run.today, isFixed: false }, 'date'),
      knownAt: undefined,
    };
    return { args: {}, outer: {}, at, actor: this.actor(), site: this.site() };
  }
  /**
   * What the declaration of a field sees: its own arguments, and the moments of the fields above unless it takes its own.
   * @param dateFrom the argument that stands in for an `asOf` that is left out
   */
  fieldEnv(parent: AnyEnv, field: AnyField, source: Source, dateFrom?: string): AnyEnv {
    if (field.args.length === 0) return { ...parent, args: {} };
    const at = { ...parent.at };
    if (field.args.some(({ name }) => name === 'asOf')) {
      const own = this.argument(source, 'asOf').read;
      const other = dateFrom === undefined ? undefined : this.argument(source, dateFrom).read;
      at.asOf = new Param((run) => own(run) ?? other?.(run) ?? parent.at.asOf?.read(run), 'date');
    }
    if (field.args.some(({ name }) => name === 'knownAt')) at.knownAt = this.knownAt(source) ?? parent.at.knownAt;
    return { ...parent, args: this.given(source, field.args), at };
  }
  private knownAt(source: Source): Param | undefined {
    const own = this.argument(source, 'knownAt');
    if (!this.isGiven(own)) return undefined;
    this.moments.push(own.read);
    return new Param((run) => new Date(Math.min(instantOf(own.read(run)), run.horizon)).toISOString(), 'timestamptz');
  }
  private actor(): Readonly<Record<string, unknown>> {
    const out = {};
    for (const [name, type] of Object.entries(this.actorFields)) {
      const source: Source = { key: `actor.${name}`, read: (run) => run.actor[name], isFixed: false };
      const get = () =>
        type === 'boolean' ? this.value(source) : this.isGiven(source) ? this.param(source, type) : undefined;
      Object.defineProperty(out, name, { enumerable: true, get });
    }
    return out;
  }
  private site(): Readonly<Record<string, unknown>> {
    const get = (_: object, name: string | symbol) =>
      typeof name === 'string'
        ? this.param({ key: `site.${name}`, read: (run) => run.site[name], isFixed: false }, 'text')
        : undefined;
    return new Proxy({}, { get });
  }
}

const constant =
  (value: unknown): Read =>
  () =>
    value;

/** Milliseconds since 1970 of a `DateTime`, whose scalar has checked it. */
export const instantOf = (value: unknown): number =>
  value instanceof Date ? value.getTime() : Date.parse(String(value));

/** PostgreSQL has no text with the character U+0000, so a value that holds it can neither be stored nor found. */
export function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(holdsNul);
  for (const name of Object.keys(value)) {
    if (name.includes('\0') || holdsNul((value as Readonly<Record<string, unknown>>)[name])) return true;
  }
  return false;
}
